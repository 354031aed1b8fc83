package turn

import "time"

// Kind is what happened.
type Kind int

// What can happen. Text is used where it is named.
const (
	Tick        Kind = iota + 1 // time has passed; see [State.Next]
	Onset                       // it sounds like speech
	Dismissed                   // it was none: a cough, a clank
	SpeechStart                 // it is speech
	SpeechEnd                   // speech is over
	Partial                     // Text is what is understood so far of a segment
	Final                       // Text is a segment that changes no more
	Finalized                   // nothing that was heard is pending any more; Text may be a last segment
	EagerEnd                    // the recogniser takes Text for the whole turn, and may take that back
	Resumed                     // it takes it back
	TurnEnd                     // it is sure of it
	Typed                       // Text was written
	Sounding                    // the coach can be heard from now on, whatever it says
	Answering                   // and what is heard from now on is the answer
	Played                      // all that there was to be heard has been played
	ReplyEnded                  // the answer has ended; if nothing of it waits to be played it is over
	ReplyFailed                 // no answer could be had
	VoiceFailed                 // the answer could not be spoken
	HearingLost                 // no recogniser hears the person any more
	HearingBack                 // one does again
	RestOver                    // the rest between two sets is over
	Active                      // Activity is what goes on from now on
	Here                        // the person is in the room
	Gone                        // the person has left the room
)

// Activity is what goes on while people talk: it says how patient the coach is.
type Activity int

// The activities.
const (
	Talk    Activity = iota // nothing else
	Between                 // a workout, and between two sets
	Set                     // in the middle of a set
)

// Input is something that happened.
type Input struct {
	Kind     Kind
	At       time.Duration // on the session's clock; never less than the one before
	Text     string
	Activity Activity
}

// Act is what is to be done.
type Act int

// What can be done.
const (
	Send     Act = iota + 1 // answer Text
	Draft                   // Text will probably be the turn: get ready, without any effect
	Drop                    // it was not: forget the draft
	Finalize                // have the recogniser say what is pending
	Duck                    // the coach goes on, quieter
	Pause                   // the coach stops where it is, and may go on from there
	Resume                  // the coach goes on as before
	Cancel                  // end model, synthesis and playout together; what was heard is what was said
	Say                     // say Phrase now, behind what is being said
	Ignore                  // what was said so far is no turn, and shown as such
	End                     // leave the room
)

// Phrase is something that code says.
type Phrase int

// What code says.
const (
	Filler     Phrase = iota + 1 // an answer is on its way
	NoAnswer                     // an apology: no answer could be had
	NoVoice                      // an apology: it could not be spoken
	CannotHear                   // the person is not heard; writing works
	HearAgain                    // the person is heard again
	RestIsOver                   // the next set can begin
	AlmostOver                   // a minute is left
)

// Command is something to be done.
type Command struct {
	Act    Act
	Text   string
	Phrase Phrase
	Typed  bool // of Send: Text was written
}
