package training

import (
	"fmt"
	"slices"

	"spotter"
)

// request is an input that was checked and read: names resolved to exercises, slots to weekdays.
type request struct {
	Input
	slots    []spotter.WorkoutSlot // the training days, Monday first
	minutes  int                   // the most that a session may take
	excluded map[string]bool       // by exercise id
	swaps    []swap
	lifts    map[string][]spotter.RecentLift // by exercise id, the log's where it has any
	before   map[string]string               // the last block's exercises and their roles, by id
}

// swap replaces an exercise by another; to is empty when the planner chooses.
type swap struct{ from, to *spotter.Exercise }

func readRequest(in Input, exercises []spotter.Exercise) (*request, error) {
	r := &request{Input: in, minutes: in.Constraints.SessionMinutes}
	problems := slices.Concat(r.checkSchedule(), r.checkMinutes(), r.checkPerson())
	if len(problems) > 0 {
		return nil, spotter.Invalid(problems)
	}
	days := len(in.Schedule.Workouts)
	if in.Changes.Days != nil {
		days = *in.Changes.Days
	}
	r.slots, r.before = fitWeekdays(in.Schedule.Workouts, days), rolesOf(in.Previous)
	return r, spotter.Invalid(r.readNames(exercises))
}

func (r *request) checkSchedule() []spotter.Problem {
	if len(r.Schedule.Workouts) == 0 {
		return []spotter.Problem{{Location: "schedule.workouts", Message: "must name at least one training day"}}
	}
	seen := map[spotter.Weekday]bool{}
	for i, w := range r.Schedule.Workouts {
		if w.Weekday.Index() < 0 || seen[w.Weekday] {
			return []spotter.Problem{{Location: fmt.Sprintf("schedule.workouts[%d].weekday", i), Message: "must be a weekday that is not in the list yet"}}
		}
		seen[w.Weekday] = true
	}
	if d := r.Changes.Days; d != nil && (*d < 1 || *d > 7) {
		return []spotter.Problem{{Location: "changes.days", Message: "must be between 1 and 7"}}
	}
	return nil
}

func (r *request) checkMinutes() []spotter.Problem {
	at := "constraints.session_minutes"
	if r.Changes.Minutes != nil {
		r.minutes, at = *r.Changes.Minutes, "changes.minutes"
	}
	if r.minutes < 20 || r.minutes > 180 {
		return []spotter.Problem{{Location: at, Message: "must be between 20 and 180"}}
	}
	return nil
}

func (r *request) checkPerson() []spotter.Problem {
	var out []spotter.Problem
	if r.Fitness.Level.Rank() < 0 {
		out = append(out, spotter.Problem{Location: "fitness.level", Message: "must be one of beginner, intermediate, advanced"})
	}
	switch r.Goals.Primary {
	case spotter.FatLoss, spotter.MuscleGain, spotter.Strength, spotter.GeneralFitness:
	default:
		out = append(out, spotter.Problem{Location: "goals.primary", Message: "must be one of fat_loss, muscle_gain, strength, general_fitness"})
	}
	return out
}

// names looks exercises up by id, name or alias. It is only built when the person named one.
type names map[string]*spotter.Exercise

func indexNames(exercises []spotter.Exercise) names {
	index := make(names, 4*len(exercises))
	for i := range exercises {
		e := &exercises[i]
		index[spotter.FoldName(e.ID)], index[spotter.FoldName(e.Name)] = e, e
		for _, alias := range e.Aliases {
			index[spotter.FoldName(alias)] = e
		}
	}
	return index
}

func (n names) find(name string) *spotter.Exercise { return n[spotter.FoldName(name)] }

// lifts sorts sets by exercise and leaves out those of exercises that the catalogue does not have.
func (n names) lifts(sets []spotter.RecentLift) map[string][]spotter.RecentLift {
	out := map[string][]spotter.RecentLift{}
	for _, lift := range sets {
		if e := n.find(lift.Exercise); e != nil {
			out[e.ID] = append(out[e.ID], lift)
		}
	}
	return out
}

// readNames resolves what the person named. An unknown recent lift is no fault, it is the person's own
// word for something that the catalogue does not have; an unknown change is, for it could not be honoured.
func (r *request) readNames(exercises []spotter.Exercise) []spotter.Problem {
	r.excluded, r.lifts = map[string]bool{}, map[string][]spotter.RecentLift{}
	if len(r.Fitness.RecentLifts) == 0 && len(r.Log) == 0 && len(r.Changes.Exclude) == 0 && len(r.Changes.Swap) == 0 {
		return nil
	}
	index := indexNames(exercises)
	r.lifts = index.lifts(r.Fitness.RecentLifts)
	for id, logged := range index.lifts(r.Log) { // what was logged is newer than what was told
		if _, known := bestLift(logged); known {
			r.lifts[id] = logged
		}
	}
	return append(r.readExcluded(index), r.readSwaps(index)...)
}

const unknownExercise = "is not an exercise in the catalogue; use its id or its name"

func (r *request) readExcluded(index names) []spotter.Problem {
	var out []spotter.Problem
	for i, name := range r.Changes.Exclude {
		e := index.find(name)
		if e == nil {
			out = append(out, spotter.Problem{Location: fmt.Sprintf("changes.exclude[%d]", i), Message: unknownExercise})
			continue
		}
		r.excluded[e.ID] = true
	}
	return out
}

func (r *request) readSwaps(index names) []spotter.Problem {
	var out []spotter.Problem
	for i, s := range r.Changes.Swap {
		from := index.find(s.From)
		if from == nil {
			out = append(out, spotter.Problem{Location: fmt.Sprintf("changes.swap[%d].from", i), Message: unknownExercise})
			continue
		}
		var to *spotter.Exercise
		if s.To != "" {
			if to = index.find(s.To); to == nil {
				out = append(out, spotter.Problem{Location: fmt.Sprintf("changes.swap[%d].to", i), Message: unknownExercise})
				continue
			}
		}
		if r.swapped(from.ID) {
			out = append(out, spotter.Problem{Location: fmt.Sprintf("changes.swap[%d].from", i), Message: "is swapped twice; say once what is to stand in for it"})
			continue
		}
		r.swaps = append(r.swaps, swap{from, to})
	}
	if len(out) > 0 {
		return out
	}
	return r.checkSwaps()
}

// checkSwaps refuses a replacement that may not stand in the plan: hard limits are not the person's to lift.
func (r *request) checkSwaps() []spotter.Problem {
	var out []spotter.Problem
	for i, s := range r.swaps {
		if s.to == nil {
			continue
		}
		why := r.forbids(*s.to)
		if region := r.loaded(*s.to, spotter.SeverityMedium); why == "" && region != "" {
			why = "loads the " + spotter.Words(string(region)) + ", which is to be spared"
		}
		if why == "" && (r.excluded[s.to.ID] || r.swapped(s.to.ID)) {
			why = "is itself excluded or swapped out"
		}
		if why != "" {
			out = append(out, spotter.Problem{Location: fmt.Sprintf("changes.swap[%d].to", i), Message: why + "; choose another or leave it empty"})
		}
	}
	return out
}

func (r *request) swapped(id string) bool {
	return slices.ContainsFunc(r.swaps, func(s swap) bool { return s.from.ID == id })
}

// wanted reports whether the person asked for an exercise by a swap.
func (r *request) wanted(id string) bool {
	return slices.ContainsFunc(r.swaps, func(s swap) bool { return s.to != nil && s.to.ID == id })
}
