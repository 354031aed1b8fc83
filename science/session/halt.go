package session

import "spotter"

// HaltNotice is said in place of advice while a session is stopped.
const HaltNotice = "This session is stopped: what you said can mean an emergency. Do what the answer to it says; training can wait. If you did not mean it so, take that remark back to go on."

// halted is the remark that stops the session, nil when none does.
func (in *Input) halted() *spotter.Remark {
	for i := range in.Guide.Remarks {
		if in.Guide.Remarks[i].Urgent {
			return &in.Guide.Remarks[i]
		}
	}
	return nil
}
