package training

import "slices"

// kind is what two exercises of one session are near-identical by: the pattern, and the muscle of an
// exercise for one muscle.
func kind(m *movement) string {
	if (m.Pattern == "isolation" || m.Pattern == "mobility") && len(m.Primary) > 0 {
		return m.Pattern + " " + m.Primary[0]
	}
	return m.Pattern
}

// mostOfAKind is how many exercises of one kind a session has at most.
const mostOfAKind = 2

// crowded reports whether a session has enough of an exercise's kind.
func (s *session) crowded(m *movement) bool {
	n := 0
	for _, it := range s.items {
		if kind(it.movement) == kind(m) {
			n++
		}
	}
	return n >= mostOfAKind
}

// kinship is how much a session has of an exercise already: a close variant, or the same pattern with the
// same implement.
func (s *session) kinship(m *movement) int {
	most := 0
	for _, it := range s.items {
		points := 0
		if akin(it.movement, m) {
			points = 4
		}
		if it.Pattern == m.Pattern && it.implement == m.implement && m.Loadable && m.Compound {
			points += 3
		}
		most = max(most, points)
	}
	return most
}

func akin(a, b *movement) bool {
	return a.Pattern == b.Pattern && (lists(a, b.ID) || lists(b, a.ID))
}

func lists(m *movement, id string) bool {
	return slices.Contains(m.SwapsWith, id) || slices.Contains(m.Easier, id) || slices.Contains(m.Harder, id)
}
