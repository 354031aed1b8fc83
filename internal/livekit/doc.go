// Package livekit carries calls over LiveKit: it manages rooms on a server ([Service]), takes its webhooks, and offers
// this process to it as a worker that joins rooms as the agent ([Worker]). It knows no coaching.
package livekit
