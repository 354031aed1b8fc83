package spotter

import "time"

// RoomPass lets a person into the room of a voice session.
type RoomPass struct {
	URL       string
	Token     string
	ExpiresAt time.Time
}

// RoomNewsKind says what happened in a room.
type RoomNewsKind string

// What happens in rooms; anything else is empty.
const (
	RoomJoined   RoomNewsKind = "joined"
	RoomLeft     RoomNewsKind = "left"
	RoomFinished RoomNewsKind = "finished"
)

// RoomNews is what the server for voice tells of a room. The same news may come more than once, with the same ID.
type RoomNews struct {
	ID       string
	Kind     RoomNewsKind
	Room     string
	Identity string // of the participant
	Agent    bool   // whether the participant is the agent
	At       time.Time
}
