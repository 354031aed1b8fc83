package training

import (
	"slices"

	"spotter"
)

// Input is what a training plan is made from.
type Input struct {
	About       spotter.About
	Fitness     spotter.Fitness
	Goals       spotter.Goals
	Constraints spotter.Constraints
	Schedule    spotter.Schedule
	Lifestyle   spotter.Lifestyle // the zero value: not given
	Limits      spotter.Limits    // from science/safety
	Changes     spotter.Changes   // what the person asked to be different
	Today       spotter.Date

	// What a later plan knows besides.
	Log      []spotter.RecentLift  // logged sets of the last weeks, by exercise id; they go before Fitness.RecentLifts
	Previous *spotter.TrainingPlan // the plan in force; nil: there is none
	Goes     BlockMove             // what becomes of its block
	Began    spotter.Date          // the first day of a block that goes on
}

// BlockMove says what becomes of the block of the plan in force.
type BlockMove int

// A new plan starts afresh, follows the block with the next one, or changes it while it goes on.
const (
	Afresh BlockMove = iota
	Next
	On
)

// Propose makes a training plan: as many days as asked, each within the minutes, with the equipment
// there is, inside every limit and below every muscle's weekly upper bound. Errors are of
// [spotter.CodeInvalid] and located in the input: a schedule without days, minutes out of range, a
// change that names an unknown exercise or one that equipment or limits rule out, or exclusions that
// leave nothing to do.
func Propose(in Input, exercises []spotter.Exercise) (spotter.TrainingPlan, error) {
	r, err := readRequest(in, exercises)
	if err != nil {
		return spotter.TrainingPlan{}, err
	}
	pool := r.sift(exercises)
	if !slices.ContainsFunc(pool, (*movement).free) {
		return spotter.TrainingPlan{}, spotter.InvalidField("changes.exclude", "leaves no exercise that fits your equipment and limits; keep at least one")
	}
	d, err := compose(r, pool)
	if err != nil {
		return spotter.TrainingPlan{}, err
	}
	return d.write(), nil
}

// compose lays the week out, twice when something is swapped: the first pass shows on which days the
// unwanted exercise would stand, the second puts the wanted one there.
func compose(r *request, pool []*movement) (*draft, error) {
	var pins map[int][]swap
	if len(r.swaps) > 0 {
		pins = newDraft(r, pool).fill(nil).pinsFor(r.swaps)
		pool = slices.DeleteFunc(slices.Clone(pool), func(m *movement) bool { return r.swapped(m.ID) })
	}
	d := better(newDraft(r, pool).fill(pins), pins)
	for _, s := range d.sessions {
		if len(s.items) == 0 {
			return nil, spotter.InvalidField("changes", "leaves a day on which no exercise fits; exclude or swap fewer")
		}
	}
	return d, nil
}

// better is a week, or the same week with supersets where it is short of time and gains by them.
func better(d *draft, pins map[int][]swap) *draft {
	if !d.r.pairs() || d.missing() == 0 || !slices.ContainsFunc(d.sessions, (*session).full) {
		return d
	}
	paired := newDraft(d.r, d.pool)
	paired.paired = true
	if paired.fill(pins); paired.missing() < 0.95*d.missing() {
		return paired
	}
	return d
}
