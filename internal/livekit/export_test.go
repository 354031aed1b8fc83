package livekit

// DropSignal cuts the signalling connection of a room, as a bad network would.
func DropSignal(r *Room) { r.client.DropSignal() }
