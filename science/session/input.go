package session

import (
	"time"

	"spotter"
)

// Input is what advice in a session rests on.
type Input struct {
	Guide    spotter.Guide                            // the session as planned, and what was said and swapped
	Sets     []spotter.Set                            // of this session, oldest first
	History  map[string][]Bout                        // by exercise, newest first, without this session
	CheckIns []spotter.CheckIn                        // as far back as the history, in any order
	Limits   spotter.Limits                           // today's
	Person   Person                                   //
	Find     func(id string) (spotter.Exercise, bool) // the catalogue
	All      []spotter.Exercise                       // the catalogue, for substitutes
	Now      time.Time
}

// Person is what substitution and rounding need to know of somebody.
type Person struct {
	Unit        string // kg or lb
	Level       spotter.Level
	Constraints spotter.Constraints
}

// Bout is the work on one exercise in one session.
type Bout struct {
	Sets  []spotter.Set // working sets, oldest first; at least one
	Eased bool          // in an easy week, or on the way back from a break: less was asked for
}

// at is when a bout began.
func (b Bout) at() time.Time { return b.Sets[0].LoggedAt }

// top is the heaviest load of a bout as it was entered, and the sets with it. Lighter sets beside it are
// back-off sets, which say nothing about what comes next.
func (b Bout) top() (load spotter.Amount, sets []spotter.Set) {
	most := 0.0
	for _, s := range b.Sets {
		most = max(most, s.WeightKG)
	}
	for _, s := range b.Sets {
		if s.WeightKG == most {
			load = s.Entered
			sets = append(sets, s)
		}
	}
	return load, sets
}
