package training

import (
	"slices"

	"spotter"
)

// choice is the exercise for a slot and the one it stands in for, if a spared region ruled that out.
type choice struct{ taken, insteadOf *movement }

// pick finds the exercise that suits a slot best among those that the session does not have yet. The
// slot's own pattern goes first, then what comes closest to it. Ties go to the catalogue's order.
func (d *draft) pick(s *session, sl slot) choice {
	free, spared := d.best(s, sl, fitsSlot)
	if near, _ := d.best(s, sl, comesClose); free.movement == nil || sl.role == main && !free.heavy() && near.movement != nil && near.heavy() && near.points > free.points+makeshift {
		free = near
	}
	if free.movement == nil || spared.movement == nil || spared.points < free.points {
		return choice{taken: free.movement}
	}
	return choice{free.movement, spared.movement}
}

// makeshift is how much better another pattern must be to take the place of a priority lift that the kit has
// only a makeshift for.
const makeshift = 4

// scored is a movement and how well it suits a slot.
type scored struct {
	*movement
	points int
}

func (d *draft) best(s *session, sl slot, fits func(*movement, slot) bool) (free, spared scored) {
	for _, m := range d.pool {
		if !fits(m, sl) || s.holds(m.ID) || s.crowded(m) {
			continue
		}
		top := &free
		if !m.free() {
			top = &spared
		}
		if points := d.suits(s, m, sl); top.movement == nil || points > top.points {
			*top = scored{m, points}
		}
	}
	return free, spared
}

func fitsSlot(m *movement, sl slot) bool {
	return m.Pattern == sl.pattern && (sl.pattern != "isolation" || m.trains(sl.muscle))
}

// comesClose allows what trains much the same when a pattern cannot be had: another press for a press,
// a lift for a single muscle, and single-joint work where joints must be spared.
func comesClose(m *movement, sl slot) bool {
	switch sl.pattern {
	case "isolation":
		return m.hard() && m.trains(sl.muscle)
	case "squat", "lunge":
		return m.Pattern == "squat" || m.Pattern == "lunge" || m.Pattern == "isolation" && trainsAny(m, "quads", "glutes")
	case "hinge":
		return m.Pattern == "isolation" && trainsAny(m, "hamstrings", "glutes")
	case "push_horizontal", "push_vertical":
		return m.Pattern == "push_horizontal" || m.Pattern == "push_vertical" || m.Pattern == "isolation" && trainsAny(m, "chest", "shoulders", "triceps")
	case "pull_horizontal", "pull_vertical":
		return m.Pattern == "pull_horizontal" || m.Pattern == "pull_vertical" || m.Pattern == "isolation" && trainsAny(m, "back", "rear_delts", "biceps")
	case "carry":
		return m.Pattern == "core"
	}
	return false
}

func trainsAny(m *movement, muscles ...string) bool {
	return slices.ContainsFunc(m.Primary, func(p string) bool { return slices.Contains(muscles, p) })
}

// suits scores an exercise for a slot: what it is loaded with, whether it is for the muscle, what the
// week already has, what the person already lifts. Points are a heuristic; only their order matters.
func (d *draft) suits(s *session, m *movement, sl slot) int {
	points := d.r.kitPoints(m.implement, sl.role) + d.r.renewalPoints(s, m, sl.role) + d.r.steadyPoints(m)
	if sl.pattern == "core" && len(m.Primary) > 0 && m.Primary[0] == "abs" {
		points += 2
	}
	if sl.muscle >= 0 && len(m.primary) > 0 && m.primary[0] == sl.muscle {
		points += 6
	}
	points += d.varietyPoints(m, sl)
	if len(d.r.lifts[m.ID]) > 0 {
		points += 3
	}
	if !m.Loadable && m.hard() && !d.r.gentle() {
		points += m.Level.Rank()
	}
	if m.below > 0 && !d.r.gentle() {
		points -= 4 + d.r.Fitness.Level.Rank()
	}
	points -= s.kinship(m)
	if sl.role <= assist {
		points -= awkwardness(m, d.r.minutes)
	}
	return points - 3*len(m.sore)
}

// steadyPoints prefer the easiest variation and what is steady for those whose age asks for it, and keep
// pregnancy away from bars and from bending the trunk.
func (r *request) steadyPoints(m *movement) int {
	switch {
	case r.Limits.NoBreathHolding && m.implement == "barbell":
		return -6
	case r.Limits.NoSupine && m.Pattern == "core" && (slices.Contains(m.Loads, "lower_back") || slices.Contains(m.Loads, "hip")):
		return -6
	case !r.gentle():
		return 0
	}
	points := 2 * m.below
	switch {
	case m.implement == "barbell" || m.implement == "rings":
		points -= 6
	case m.implement == "machine":
		points += 2
	}
	if m.Unilateral && m.hard() {
		points--
	}
	if m.Prone && len(m.Equipment) == 0 {
		points -= 6 // getting down and up again
	}
	return points
}

// varietyPoints keeps the big lifts of a strength block the same, for what is trained is what grows, and
// varies the rest; less so where the alternative is an easier variation or another machine for the same muscle.
func (d *draft) varietyPoints(m *movement, sl slot) int {
	used := d.used[m.ID]
	switch {
	case d.r.Goals.Primary == spotter.Strength && sl.role <= assist:
		return 2 * min(used, 1)
	case sl.role == single || sl.role == engine:
		return -min(used, 1)
	case sl.role == trunk:
		return -2 * min(used, 2)
	case !m.Loadable:
		return -3 * min(used, 1)
	default:
		return -5 * used
	}
}

// awkwardness counts against a lift what makes it a poor priority lift: a static hold, one joint, and,
// in a short session, doing each side on its own.
func awkwardness(m *movement, minutes int) int {
	n := 0
	if m.Unit != "reps" {
		n += 4
	}
	if !m.Compound {
		n += 3
	}
	if m.Unilateral && minutes <= 45 {
		n += 2
	}
	return n
}

// kitPoints values what an exercise is loaded with. Strength follows the heaviest and finest steps; for
// the other goals equipment is not decisive (ACSM 2026), and a beginner starts where balance asks least.
func (r *request) kitPoints(thing spotter.Equipment, role role) int {
	strength, beginner := r.Goals.Primary == spotter.Strength, r.Fitness.Level == spotter.Beginner
	switch thing {
	case "barbell":
		switch {
		case role > assist:
			return 7
		case strength:
			return 10
		case beginner:
			return 6
		case role == main:
			return 9
		}
		return 8
	case "pull_up_bar":
		if beginner {
			return 5
		}
		return 9
	case "dumbbell", "machine", "cable":
		switch {
		case strength && role <= assist:
			return 7
		case role == single && thing != "dumbbell":
			return 9 // steady all the way, which single-joint work gains from
		}
		return 8
	case "kettlebell":
		return 7
	case "rings":
		return 6
	case "cardio_machine":
		return 5
	case "bands", "medicine_ball":
		return 4
	default:
		return 3
	}
}
