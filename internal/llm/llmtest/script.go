package llmtest

import (
	"time"

	"spotter/internal/llm"
)

// Answer is what a server does with one request: it refuses it, or performs its acts.
type Answer struct {
	Status     int    // refuse with this status; 0: answer
	Kind       string // of a refusal or of an act Break: overloaded, rate_limited, auth, bad_request, too_long, no_tools, internal
	Message    string // of a refusal; the vendor's own manner when empty
	RetryAfter string // the header; +90 is a date in ninety seconds
	Type       string // another content type than an event stream, for Raw
	Raw        string // this body instead of the acts or the refusal
	StallFirst bool   // take the request, then say nothing until the client goes
	Acts       []Act
	Chop       int           // write so many bytes at a time, each in its own packet; 0: an event at a time
	Drip       time.Duration // between two writes
	Usage      llm.Usage     // zero: the server's own
	Quirks     Quirks
}

// Quirks are what servers do that only resemble the vendor's. The dialect of Anthropic has none.
type Quirks struct {
	NoUsage    bool // does not count
	NoCallIDs  bool
	NoIndex    bool // calls without an index
	OneIndex   bool // calls that all have the index 0
	WholeCalls bool // arguments at once, with the name
	NoDone     bool // no [DONE] at the end
	Reasoning  string
	StopOnCall bool // finish_reason stop, although there are calls
}

// Act is one thing that a server does on the way through an answer. Exactly one field is set.
type Act struct {
	Text     string        // one delta
	Thinking []string      // deltas of a thinking block, which gets a signature
	Redacted string        // a thinking block that cannot be read
	Call     *Arguments    // a call of a tool
	Calls    []Arguments   // calls whose arguments come in turns, where the dialect can
	Refusal  string        // text by which the model refuses, where the dialect has a place of its own for it
	Stamp    bool          // a delta with the time of its writing, in RFC 3339 with nanoseconds
	Ping     int           // signs of life
	Wait     time.Duration // nothing, for so long or until the client goes
	Stall    bool          // nothing more, until the client goes
	Garbage  string        // instead of an event
	Break    string        // an error event of this kind
	Cut      bool          // close the connection in the middle of the body
	Early    bool          // end the body in good order, although the answer is not at its end
	Stop     llm.StopReason
	Unknown  string // a stop reason of the vendor's that nobody knows
}

// Arguments is a call whose arguments come in pieces.
type Arguments struct {
	ID, Name string
	Pieces   []string
}

// Text is one act a delta.
func Text(pieces ...string) []Act {
	var out []Act
	for _, p := range pieces {
		out = append(out, Act{Text: p})
	}
	return out
}

// Ends adds the reason to stop.
func Ends(stop llm.StopReason, acts ...Act) []Act { return append(acts, Act{Stop: stop}) }

// Reply is an answer of plain text.
func Reply(pieces ...string) Answer {
	return Answer{Acts: Ends(llm.StopEnd, Text(pieces...)...)}
}
