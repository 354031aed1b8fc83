package training

import (
	"slices"

	"spotter"
)

// group is an item and its partner in a superset; both always have as many sets.
func (it *item) group() []*item {
	if it.partner == nil {
		return []*item{it}
	}
	return []*item{it, it.partner}
}

// pairs reports whether supersets are for this person at all: a light start keeps its full rests.
func (r *request) pairs() bool { return !r.Limits.LightStart && !r.gentle() }

// pairUp makes supersets of opposite movements in a session that is too short for its sets. A heavy
// priority lift keeps its own rest, and nobody has to hold a station that the other exercise needs.
func (d *draft) pairUp(s *session) {
	for i, a := range s.items {
		if a.partner != nil || !pairable(a) {
			continue
		}
		for _, b := range s.items[i+1:] {
			if b.partner == nil && pairable(b) && d.opposite(a, b) {
				a.partner, b.partner = b, a
				break
			}
		}
	}
}

func pairable(it *item) bool {
	return it.hard() && it.plan.Unit != "minutes" && (it.role == assist || it.role == single || it.role == main && !it.heavy())
}

// opposite reports whether two items make a superset: opposite sides of one part of the body, both over
// several joints or both over one. Of heavy leg exercises one at a time is enough.
func (d *draft) opposite(a, b *item) bool {
	x, y := part(a.movement), part(b.movement)
	legs := x >= 2
	switch {
	case x < 0 || y < 0 || x^1 != y || a.Compound != b.Compound:
		return false
	case legs && a.Compound && (a.heavy() || b.heavy()):
		return false
	}
	return !d.r.collide(a.Equipment, b.Equipment)
}

// part sorts movements into pushes (0) and pulls (1), front (2) and back (3) of the legs; -1 is neither.
func part(m *movement) int {
	if side, _ := sideOf(m.Pattern); side >= 0 {
		return side
	}
	if m.Pattern != "isolation" || len(m.Primary) == 0 {
		return -1
	}
	switch m.Primary[0] {
	case "chest", "shoulders", "triceps":
		return 0
	case "back", "rear_delts", "biceps":
		return 1
	case "quads":
		return 2
	case "hamstrings", "glutes":
		return 3
	}
	return -1
}

// collide reports whether two exercises need one thing at the same time. Bands and rings serve both;
// dumbbells and kettlebells come in one pair at home.
func (r *request) collide(a, b []spotter.Equipment) bool {
	return slices.ContainsFunc(a, func(thing spotter.Equipment) bool {
		switch thing {
		case "bands", "rings":
			return false
		case "dumbbell", "kettlebell":
			return r.Constraints.Location == spotter.Home && slices.Contains(b, thing)
		}
		return slices.Contains(b, thing)
	})
}

// unpairSingles parts those that have one set each: there is no rest to share.
func (s *session) unpairSingles() {
	for _, it := range s.items {
		if it.partner != nil && it.plan.Sets == 1 {
			it.partner.partner, it.partner = nil, nil
		}
	}
}

// unpair gives back the rests that turned out to fit.
func (s *session) unpair() {
	for _, it := range slices.Backward(s.items) {
		if it.partner == nil {
			continue
		}
		saved := shared(it.plan, it.partner.plan)
		if s.seconds+saved <= s.most {
			s.seconds += saved
			it.partner.partner, it.partner = nil, nil
		}
	}
}
