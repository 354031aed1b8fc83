// Package livekit carries a call of the coach over LiveKit: it is the only importer of LiveKit's protocol, of WebRTC
// and of Opus, and knows no coaching. A [Service] makes rooms on a server and reads its webhooks; a [Worker] offers
// this process to it as the agent of those rooms; [Join] enters a room and gives what [voice.Room] asks for.
package livekit
