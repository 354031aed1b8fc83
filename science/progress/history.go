package progress

import (
	"slices"
	"time"

	"spotter"
	"spotter/science/nutrition"
	"spotter/science/training"
)

// History is what is known of a person on a day. Lists are in order, the oldest first, and hold nothing
// after Now.
type History struct {
	Now      time.Time
	Today    spotter.Date
	Weights  []Weighing
	Intake   []Intake // of days before today, which are over
	Sessions []Session
	Planned  []spotter.Date // days that had a session planned, moves applied, up to yesterday
	CheckIns []spotter.CheckIn
	Past     []Past // proposals that adaptations made, in any order

	Plan     *spotter.TrainingPlan // in force, nil without one
	Since    spotter.Date          // when it came into force
	Previous []Stretch             // easings of plans that were in force before
	Meals    *spotter.MealPlan     // in force, nil without one
	Diet     nutrition.Input       // what a new meal plan would be made from, without a measured expenditure
}

// Weighing is one weighing on a local date.
type Weighing struct {
	Date spotter.Date
	KG   float64
}

// Intake is what was logged to be eaten on a local date.
type Intake struct {
	Date    spotter.Date
	Kcal    float64 // of the meals whose energy is known
	Meals   int     // how many those are
	Unknown int     // meals whose energy is not known
	PerDay  int     // meals that the person ate a day then
	Resting float64 // resting energy then in kcal
}

// Session is one workout that was done.
type Session struct {
	Date spotter.Date
	Sets []Set
}

// Set is one set of a session.
type Set struct {
	Exercise string
	KG       float64
	Reps     int
	RIR      *int
}

// Stretch is a stretch of dates, both ends included.
type Stretch struct{ From, Until spotter.Date }

func (s Stretch) holds(d spotter.Date) bool { return !d.Before(s.From) && !s.Until.Before(d) }

// Past is a proposal that an adaptation made.
type Past struct {
	Trigger spotter.Trigger
	Made    spotter.Date
	State   spotter.ProposalState // as it is now: what has run out is expired
	Plan    spotter.PlanKind
}

// pending reports whether a proposal for a plan waits for its answer, whoever made it.
func (h *History) pending(kind spotter.PlanKind) bool {
	return slices.ContainsFunc(h.Past, func(p Past) bool { return p.Plan == kind && p.State == spotter.ProposalPending })
}

// quiet reports whether an adaptation was decided, one way or the other, since a day: it is not proposed
// again so soon.
func (h *History) quiet(t spotter.Trigger, since spotter.Date) bool {
	return slices.ContainsFunc(h.Past, func(p Past) bool {
		decided := p.State == spotter.ProposalDeclined || p.State == spotter.ProposalAccepted || p.State == spotter.ProposalUndone
		return p.Trigger == t && decided && !p.Made.Before(since)
	})
}

// eased reports whether a date lies in an easy week, planned or proposed: what is lifted then says nothing
// about a stall.
func (h *History) eased(d spotter.Date) bool {
	for _, s := range h.Previous {
		if s.holds(d) {
			return true
		}
	}
	if h.Plan == nil {
		return false
	}
	if training.EasedOn(*h.Plan, d) != nil {
		return true
	}
	week := training.WeekOf(*h.Plan, h.Since, d)
	return week != nil && week.Deload
}

// last is the date of the last session, ok is false when there was none.
func (h *History) last() (d spotter.Date, ok bool) {
	if len(h.Sessions) == 0 {
		return d, false
	}
	return h.Sessions[len(h.Sessions)-1].Date, true
}
