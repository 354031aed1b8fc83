package training

import "slices"

// evenOut moves work for single muscles and the trunk from long days to short ones of their kind, while that
// brings the two closer together, and reports whether any did.
func (d *draft) evenOut() (moved bool) {
	for range mostMoves {
		if !d.moveOne() {
			return moved
		}
		moved = true
	}
	return moved
}

// mostMoves bounds the evening out; a week needs a handful.
const mostMoves = 20

func (d *draft) moveOne() bool {
	byLength := slices.Clone(d.sessions)
	slices.SortStableFunc(byLength, func(a, b *session) int { return b.seconds - a.seconds })
	for _, from := range byLength {
		for _, to := range slices.Backward(byLength) {
			for _, it := range slices.Backward(from.items) {
				if d.eases(from, to, it) {
					d.move(from, to, it)
					return true
				}
			}
		}
	}
	return false
}

// eases reports whether an item may move and makes the longer of two days shorter by it. A muscle does not
// come up on fewer days for it.
func (d *draft) eases(from, to *session, it *item) bool {
	if from == to || it.partner != nil || it.swapped != nil || it.core || it.role != single && it.role != trunk {
		return false
	}
	cost := it.seconds(it.plan.Sets)
	return to.seconds+cost < from.seconds && to.seconds+cost <= to.most && to.hardOnes() < d.r.fewExercises() &&
		slices.ContainsFunc(to.slots, func(sl slot) bool { return fitsSlot(it.movement, sl) }) &&
		to.trains(it.movement) == 0 && to.takes(from, it)
}

// takes reports whether a session can have the sets of an item: within what it can use, and without leaving
// the other day without the muscle.
func (s *session) takes(from *session, it *item) bool {
	var sets [17]float64
	it.credit(&sets, float64(it.plan.Sets))
	for m, n := range sets {
		if n > 0 && (s.sets[m]+n > sessionMost || s.sets[m] > 0 && from.sets[m] == n) {
			return false
		}
	}
	return true
}

func (d *draft) move(from, to *session, it *item) {
	cost, sets := it.seconds(it.plan.Sets), float64(it.plan.Sets)
	from.seconds, to.seconds = from.seconds-cost, to.seconds+cost
	it.credit(&from.sets, -sets)
	it.credit(&to.sets, sets)
	from.items = slices.DeleteFunc(from.items, func(other *item) bool { return other == it })
	to.items = slices.DeleteFunc(to.items, func(other *item) bool { return other.ID == it.ID })
	it.rank = len(to.slots)
	to.items = append(to.items, it)
}
