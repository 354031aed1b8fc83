package guard

import "spotter"

// Config is what a message is held against.
type Config struct {
	Limits  spotter.Limits
	Diet    *spotter.Diet // nil: not known, and no food is forbidden
	Locale  string        // of the fixed sentences; BCP 47
	Today   spotter.Date
	Prompts *Prompts // nil: none
	Facts   *Facts   // may grow between messages of a turn; never nil
	Names   *Names   // never nil
}

// Filter lets out one message of a model. Make one for every message, and for a message that begins anew.
type Filter struct {
	c Config
}

// NewFilter makes a filter.
func NewFilter(c Config) *Filter { return &Filter{c: c} }

// Write takes the next piece of text and answers what may be said of all that came so far. The pieces may
// be split anywhere between runes.
func (f *Filter) Write(delta string) (out string, notes []Note) { return delta, nil }

// Close ends the message and answers what was still held.
func (f *Filter) Close() (out string, notes []Note) { return "", nil }

// Check passes a whole text through a filter, as for a text that is spoken or sent without a stream.
func Check(c Config, text string) (string, []Note) {
	f := NewFilter(c)
	out, notes := f.Write(text)
	rest, more := f.Close()
	return out + rest, append(notes, more...)
}
