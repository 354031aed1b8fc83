package rtc

import (
	"fmt"

	"github.com/livekit/protocol/livekit"
)

// Closed says that the server ended our part in the room, though the room may go on.
type Closed struct{ Reason livekit.DisconnectReason }

func (e *Closed) Error() string {
	return fmt.Sprintf("livekit: the server ended the session: %s", e.Reason)
}

// over is errOver for what is no fault: the room ended, or we left it.
func (e *Closed) over() error {
	switch e.Reason {
	case livekit.DisconnectReason_ROOM_DELETED, livekit.DisconnectReason_ROOM_CLOSED, livekit.DisconnectReason_CLIENT_INITIATED:
		return errOver
	}
	return e
}

// leaveFault is what a Leave asks for, as an error: the end, or errAnew. The server may name where to go.
func (c *Client) leaveFault(leave *livekit.LeaveRequest) error {
	action := leave.GetAction()
	if action == livekit.LeaveRequest_DISCONNECT && leave.GetCanReconnect() { // a server before protocol 13
		action = livekit.LeaveRequest_RECONNECT
	}
	if action == livekit.LeaveRequest_DISCONNECT {
		return &Closed{Reason: leave.GetReason()}
	}
	for _, region := range leave.GetRegions().GetRegions() { // the nearest stands first
		if other, err := otherURL(c.session.url, region.GetUrl()); err == nil {
			c.session.url = other
			break
		}
	}
	if action == livekit.LeaveRequest_RESUME {
		return errResume
	}
	return errAnew
}
