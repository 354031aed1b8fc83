package session

import "spotter"

// Rest where no plan says how much, in seconds, and the time to change to another exercise: the time
// rule of training plans.
const (
	restCompound  = 120
	restIsolation = 75
	changeSeconds = 60
	rampSeconds   = 60 // after a warm-up set
)

// restBefore is how many seconds lie between the last set and the next one: none at the start and
// between the partners of a superset's round, the longest rest of the group after a round, the plan's
// own between sets of one exercise, and the time to change between exercises.
func (t turn) restBefore(tasks []*task) int {
	switch {
	case t.first:
		return 0
	case t.last == nil:
		return changeSeconds
	case t.ramping && t.last == t.next:
		return rampSeconds
	case t.last == t.next && t.last.Superset == "":
		return t.next.rest()
	case t.last.Superset != "" && t.last.Superset == t.next.Superset:
		if len(t.next.done) < len(t.last.done) {
			return 0
		}
		most := 0
		for _, partner := range groupOf(tasks, t.last) {
			most = max(most, partner.rest())
		}
		return most
	default:
		return changeSeconds
	}
}

func (t *task) rest() int {
	if t.RestSeconds > 0 || t.Unit == "minutes" {
		return t.RestSeconds
	}
	return freeRest(t.exercise)
}

func freeRest(e spotter.Exercise) int {
	if e.Compound {
		return restCompound
	}
	return restIsolation
}
