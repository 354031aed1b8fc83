package training

import "spotter"

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

// setsBefore are the last block's weekly sets by muscle, nil for a first block.
func (r *request) setsBefore() map[string]float64 {
	if r.Previous == nil {
		return nil
	}
	sets := map[string]float64{}
	for _, v := range r.Previous.Volume {
		sets[v.Muscle] = v.Sets
	}
	return sets
}

// renewalPoints keep the priority lifts of the last block and change what stood beside them.
func (r *request) renewalPoints(m *movement, as role) int {
	before, known := r.before[m.ID]
	switch {
	case !known:
		return 0
	case as == main && before == spotter.RoleMain:
		return 5
	case as == main:
		return 0
	default:
		return -6
	}
}

// block counts the blocks that follow each other.
func (r *request) block() int {
	if r.Previous == nil {
		return 1
	}
	return max(r.Previous.Block, 1) + 1
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
