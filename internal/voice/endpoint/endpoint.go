// Package endpoint decides when a person has finished speaking, and what short words over the coach's voice mean. It is
// pure: no clock, no audio, no state.
//
// The figures are judgement, made to be tuned on recordings: pauses within an utterance are mostly below half a second,
// somebody who lifts breathes between words, and an answer that comes a second late is felt.
package endpoint

import "time"

// Activity is what the person is doing.
type Activity int

// The activities.
const (
	Talk        Activity = iota // nothing but talk: quick
	Onboarding                  // questions that need thought
	BetweenSets                 // out of breath, and counting
	DuringSet                   // lifting: words come apart, and most are not for the coach
)

// Turn is what has been said since the person began, at a moment of silence.
type Turn struct {
	Activity   Activity
	Language   string // BCP 47
	Text       string // as far as it is recognised; empty: nothing yet
	Confidence float64
	Eager      bool // the recogniser thinks that the turn has probably ended
	Ended      bool // the recogniser says that the turn has ended
	Asked      bool // the coach has just asked something
}

// The silences that end a turn when nothing else is known.
const (
	talkSilence        = 600 * time.Millisecond  // longer than most pauses for breath
	onboardingSilence  = 900 * time.Millisecond  // people think about their answers
	betweenSetsSilence = 1000 * time.Millisecond // breath
	duringSetSilence   = 1600 * time.Millisecond // a repetition lies between two words
)

// What is added and taken away.
const (
	openMore     = 1200 * time.Millisecond // "and then", "um": it goes on
	figureMore   = 500 * time.Millisecond  // "eight with": no; "eight": of what? the unit, or more digits
	vagueMore    = 300 * time.Millisecond  // the recogniser is unsure, so the text proves little
	nothingMore  = 400 * time.Millisecond  // voice without words: they may be on their way
	completeLess = 250 * time.Millisecond  // "8 with 185 pounds", or an answer to a question
	verbLastMore = 100 * time.Millisecond  // German and Hindi put the verb last: the middle of a sentence sounds ended
)

// The bounds of every silence.
const (
	Shortest    = 200 * time.Millisecond // below it a stop consonant would end a turn
	Longest     = 3 * time.Second        // beyond it people ask whether anybody is there
	unsure      = 0.5                    // of confidence
	eagerShare  = 2                      // an eager end halves the wait
	endedByThem = 200 * time.Millisecond // the recogniser has waited already
)

// Silence is how long it must be quiet before the turn has ended, from the end of speech on.
func Silence(t Turn) time.Duration {
	state := Judge(t.Language, t.Text, t.Asked)
	wait := base(t.Activity)
	switch state {
	case Open:
		wait += openMore
	case Figure:
		wait += figureMore
	case Complete:
		wait -= completeLess
	case Nothing:
		wait += nothingMore
	case Unclear:
		if l := language(t.Language); l == "de" || l == "hi" {
			wait += verbLastMore
		}
	}
	if t.Confidence > 0 && t.Confidence < unsure {
		wait += vagueMore
	}
	switch {
	case state == Open || state == Nothing:
		// Whatever the recogniser hears in the pause: the words say that more comes.
	case t.Ended:
		wait = max(endedByThem, wait-base(t.Activity))
		if t.Activity == DuringSet {
			wait = max(wait, talkSilence) // it does not know of the bar
		}
	case t.Eager:
		wait /= eagerShare
	}
	return max(Shortest, min(Longest, wait))
}

func base(a Activity) time.Duration {
	switch a {
	case Onboarding:
		return onboardingSilence
	case BetweenSets:
		return betweenSetsSilence
	case DuringSet:
		return duringSetSilence
	}
	return talkSilence
}
