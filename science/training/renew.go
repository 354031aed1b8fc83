package training

import (
	"slices"

	"spotter"
)

// follows reports whether the plan takes its volume from the one in force: the block after it, or a later
// block that is changed on the way. A first block starts with the same sets however it is changed.
func (r *request) follows() bool {
	return r.Previous != nil && (r.Goes == Next || r.Goes == On && r.Previous.Block > 1)
}

// rolesOf are the roles of a plan's exercises by id, nil without a plan. An exercise that had two keeps
// the earlier one. A plan from before roles were kept tells its priority lifts by their warm-up.
func rolesOf(plan *spotter.TrainingPlan) map[string]string {
	if plan == nil {
		return nil
	}
	roles := map[string]string{}
	for _, d := range plan.Days {
		for _, e := range d.Exercises {
			role := e.Role
			if role == "" && e.WarmupSets > 0 {
				role = spotter.RoleMain
			}
			if roles[e.Exercise] != spotter.RoleMain {
				roles[e.Exercise] = role
			}
		}
	}
	return roles
}

// stood reports whether a plan had an exercise on a day.
func stood(plan *spotter.TrainingPlan, day spotter.Weekday, id string) bool {
	for _, d := range plan.Days {
		if d.Weekday == day {
			return slices.ContainsFunc(d.Exercises, func(e spotter.PlannedExercise) bool { return e.Exercise == id })
		}
	}
	return false
}

// setsBefore are the last block's weekly sets by muscle, nil for a first block.
func (r *request) setsBefore() map[string]float64 {
	if !r.follows() {
		return nil
	}
	sets := map[string]float64{}
	for _, v := range r.Previous.Volume {
		sets[v.Muscle] = v.Sets
	}
	return sets
}

// stays keep an exercise on its day while a block goes on: nobody asked for another one.
const stays = 15

// renewalPoints keep a block that goes on as it is, and the priority lifts of one that is followed; what
// stood beside them changes.
func (r *request) renewalPoints(s *session, m *movement, as role) int {
	before, known := r.before[m.ID]
	switch {
	case !known || r.Goes == Afresh:
		return 0
	case r.Goes == On && stood(r.Previous, s.slot.Weekday, m.ID):
		return stays
	case r.Goes == On:
		return 0
	case as == main && before == spotter.RoleMain:
		return 5
	case as == main:
		return 0
	case as == assist:
		return -4
	default:
		return -2 // the good machines for one muscle are few
	}
}

// block counts the blocks that follow each other.
func (r *request) block() int {
	switch {
	case r.Previous == nil || r.Goes == Afresh:
		return 1
	case r.Goes == On:
		return max(r.Previous.Block, 1)
	default:
		return max(r.Previous.Block, 1) + 1
	}
}

// began is the first day of a block that goes on, nil for one that starts with its plan.
func (r *request) began() *spotter.Date {
	if r.Goes != On || r.Began.IsZero() {
		return nil
	}
	return &r.Began
}

// weeks is the length of a block, its deload week included. Heuristic: whoever is new to training gains
// longest from the same plan, and heavy loads tire sooner.
func (r *request) weeks() int {
	long := map[spotter.Level]int{spotter.Beginner: 8, spotter.Intermediate: 6, spotter.Advanced: 5}[r.Fitness.Level]
	switch r.Goals.Primary {
	case spotter.Strength:
		return max(4, long-1)
	case spotter.GeneralFitness:
		return min(8, long+1)
	default:
		return long
	}
}
