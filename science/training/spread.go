package training

import (
	"cmp"
	"slices"

	"spotter"
)

// spread hands out the rest of the sets of the week, each to where it does most per minute, until
// every muscle has what the block starts with or nothing more fits.
func (d *draft) spread() {
	for {
		s, it, n := d.worthiest()
		if it == nil {
			return
		}
		d.give(s, it, n)
	}
}

// worthiest is the next step: one more set of an exercise that has some, or two sets of a new one.
func (d *draft) worthiest() (on *session, what *item, sets int) {
	best := 0.0
	for _, s := range d.sessions {
		for i, it := range s.items {
			if it.partner != nil && slices.Index(s.items, it.partner) < i {
				continue // its superset has been looked at
			}
			n := 1
			if it.plan.Sets == 0 {
				n = 2
			}
			worth := d.worth(s, it, n)
			if worth > best && d.room(s, it, n) {
				best, on, what, sets = worth, s, it, n
			}
		}
	}
	return on, what, sets
}

// worth is how much of the week's lack n sets would fill, per second. Priority lifts count for more, a
// lonely set is completed first, and of two opposite patterns the one that is behind goes ahead.
func (d *draft) worth(s *session, it *item, n int) float64 {
	gain := 0.0
	for _, one := range it.group() {
		gain += d.gain(s, one, n)
	}
	return gain * d.evenness(s) / float64(it.cost(s, n))
}

// evenness favours the days that are shorter than the others, so that a week's work does not pile up.
func (d *draft) evenness(s *session) float64 {
	sum := 0
	for _, other := range d.sessions {
		sum += other.seconds
	}
	mean := float64(sum) / float64(len(d.sessions))
	return (mean + softly) / (float64(s.seconds) + softly)
}

// softly is the seconds that soften the evening out of days: much less and single sets would decide.
const softly = 300

// gain is the weighted lack that n sets of an exercise fill; a muscle gains less the more it has had on the
// same day, so that it comes up on several.
func (d *draft) gain(s *session, it *item, n int) float64 {
	if !it.hard() {
		return 0
	}
	gain := 0.0
	for _, m := range it.primary {
		gain += d.lack(m) * (1 - s.sets[m]/(2*sessionMost))
	}
	for _, m := range it.secondary {
		gain += d.lack(m) / 2 * (1 - s.sets[m]/(2*sessionMost))
	}
	gain *= float64(n) * (1 - 0.03*float64(it.rank)) * d.balance(it)
	switch {
	case it.role == main && it.plan.Sets < 2:
		gain *= 5
	case it.role == main && it.plan.Sets < 3:
		gain *= 3
	case it.plan.Sets == 1:
		gain *= 2.5
	}
	return gain
}

// lack is the share of a muscle's starting volume that is still missing, weighted; a little less than
// nothing once it has more, so that what is missing goes to where it is missing.
func (d *draft) lack(m int) float64 {
	b := d.bands[m]
	share := (b.target - d.sets[m]) / b.target
	if share <= 0 {
		return b.weight * max(-surplus, share)
	}
	return b.weight * share * (emptier + (1-emptier)*share)
}

// emptier bends the lack so that a muscle with nothing goes well ahead of one with half.
const emptier = 0.4

// surplus is how much, at most, having enough counts against another set.
const surplus = 0.25

// balance holds back the side that is ahead of its opposite, the more the further it is ahead.
func (d *draft) balance(it *item) float64 {
	side, opposite := sideOf(it.Pattern)
	if side < 0 || d.sides[side] <= d.sides[opposite] {
		return 1
	}
	return 0.3 / float64(d.sides[side]-d.sides[opposite])
}

// sideOf sorts patterns into pushes (0) and pulls (1), knee (2) and hip (3), which a week keeps in
// balance; -1 is neither.
func sideOf(pattern string) (side, opposite int) {
	switch pattern {
	case "push_horizontal", "push_vertical":
		return 0, 1
	case "pull_horizontal", "pull_vertical":
		return 1, 0
	case "squat", "lunge":
		return 2, 3
	case "hinge":
		return 3, 2
	default:
		return -1, -1
	}
}

// settle drops what got no sets and completes lonely ones; minutes that are left give
// supersets their full rests back. A session that nothing was found for gets the
// first thing that the person may do at all.
func (d *draft) settle(s *session) {
	s.items = slices.DeleteFunc(s.items, func(it *item) bool { return it.plan.Sets == 0 })
	if len(s.items) == 0 {
		d.rescue(s)
	}
	s.unpairSingles()
	d.completePairs(s)
	d.gather(s)
	s.unpair()
}

// finish uses spare time for cardio where the goal asks for it, and brings the exercises into the order in
// which they are trained.
func (d *draft) finish(s *session) {
	d.extendCardio(s)
	s.order()
	s.warmFirst()
}

// order brings the items into the order in which they are trained: by role, larger muscles before smaller
// ones, and the two of a superset beside each other.
func (s *session) order() {
	slices.SortStableFunc(s.items, func(a, b *item) int {
		return cmp.Or(cmp.Compare(a.role, b.role), cmp.Compare(a.smallness(), b.smallness()))
	})
	out := make([]*item, 0, len(s.items))
	for _, it := range s.items {
		if slices.Contains(out, it) {
			continue
		}
		out = append(out, it.group()...)
	}
	s.items = out
}

// smallness sorts exercises for one muscle.
func (it *item) smallness() int {
	if it.role != single || len(it.primary) == 0 {
		return 0
	}
	return it.primary[0] + map[string]int{"biceps": 20, "triceps": 20, "forearms": 40, "calves": 30}[it.Primary[0]]
}

// warmFirst moves the warm-up sets to the first heavy lift, should a swapped-in one have come before it.
func (s *session) warmFirst() {
	sets := 0
	for _, it := range s.items {
		sets, it.plan.WarmupSets = sets+it.plan.WarmupSets, 0
	}
	if i := slices.IndexFunc(s.items, s.warmsUp); i >= 0 {
		s.items[i].plan.WarmupSets = sets
	}
}

// completePairs gives lonely sets a second one while there is room, or one that another exercise can spare:
// a single set is worth least for its warm-up and change.
func (d *draft) completePairs(s *session) {
	for _, it := range s.items {
		if it.plan.Sets == 1 && it.hard() && !d.give(s, it, 1) {
			d.borrow(s, it)
		}
	}
}

// gather gives up a lonely exercise, the least important first, whose muscles are trained on other days too,
// while a session has several: their sets serve better together.
func (d *draft) gather(s *session) {
	for range s.items {
		lonely := slices.DeleteFunc(slices.Clone(s.items), func(it *item) bool { return it.plan.Sets != 1 || !it.hard() })
		i := slices.IndexFunc(lonely, func(it *item) bool { return it.role > main && it.swapped == nil && d.elsewhere(s, it) })
		if len(lonely) < 3 || i < 0 {
			return
		}
		dropped := lonely[i]
		for _, it := range lonely {
			if it.role >= dropped.role && it.role > main && it.swapped == nil && d.elsewhere(s, it) {
				dropped = it
			}
		}
		d.drop(s, dropped)
		d.completePairs(s)
	}
}

// elsewhere reports whether other days train the muscles of an item, and the week stays level without it.
func (d *draft) elsewhere(s *session, it *item) bool {
	for _, m := range it.primary {
		if d.sets[m]-s.sets[m] <= 0 {
			return false
		}
	}
	side, opposite := sideOf(it.Pattern)
	return side < 0 || !d.able[side] || !ahead(d.sides[opposite], d.sides[side]-1)
}

// drop takes an item with one set out of a session.
func (d *draft) drop(s *session, it *item) {
	s.seconds -= it.seconds(1)
	d.count(s, it, -1)
	s.items = slices.DeleteFunc(s.items, func(other *item) bool { return other == it })
}

// borrow moves a set to an item from the last one that has three or more.
func (d *draft) borrow(s *session, to *item) {
	for _, from := range slices.Backward(s.items) {
		if from.plan.Sets < 3 || !from.hard() || from == to {
			continue
		}
		d.take(s, from)
		if given := d.give(s, to, 1); given && d.level() {
			return
		} else if given {
			d.take(s, to)
		}
		d.give(s, from, 1)
	}
}

// rescue tries the gentlest first: what loads no region, then everything else.
func (d *draft) rescue(s *session) {
	gentle := slices.Clone(d.pool)
	slices.SortStableFunc(gentle, func(a, b *movement) int { return cmp.Compare(len(a.Loads), len(b.Loads)) })
	for _, m := range gentle {
		if len(s.items) == 3 {
			return
		}
		if it := d.item(m, single, len(s.slots)); m.free() && d.give(s, it, 1) {
			s.items = append(s.items, it)
		}
	}
}

// layCardio reserves a sixth of the session for cardio, 5 to 15 minutes, where the goal asks for it.
func (d *draft) layCardio(s *session) {
	if len(s.items) == 0 || slices.ContainsFunc(s.items, func(it *item) bool { return it.role == engine }) {
		return
	}
	if !d.r.wantsCardio() || d.r.minutes < 30 {
		return
	}
	c := d.pick(s, lift(engine, "cardio"))
	if c.taken == nil {
		return
	}
	it := d.item(c.taken, engine, len(s.slots))
	it.plan.RepsMin = min(max(d.r.minutes/6, 5), 15)
	it.plan.RepsMax, it.insteadOf = it.plan.RepsMin, c.insteadOf
	if d.give(s, it, 1) {
		s.items = append(s.items, it)
		d.used[c.taken.ID]++
	}
}

func (r *request) wantsCardio() bool {
	wants := func(g spotter.Goal) bool { return g == spotter.FatLoss || g == spotter.GeneralFitness }
	return wants(r.Goals.Primary) || wants(r.Goals.Secondary)
}

// extendCardio gives cardio the minutes that are left, up to 30 in all.
func (d *draft) extendCardio(s *session) {
	for _, it := range s.items {
		if it.role != engine {
			continue
		}
		spare := min((s.most-s.seconds)/60, 30-it.plan.RepsMax)
		if spare > 0 {
			it.plan.RepsMax += spare
			it.plan.RepsMin = max(it.plan.RepsMin, it.plan.RepsMax*2/3)
			s.seconds += 60 * spare
		}
	}
}

// pinsFor finds the days on which exercises that the person swaps out would stand. One that stands
// nowhere is put in on the first day that has a slot of its kind.
func (d *draft) pinsFor(swaps []swap) map[int][]swap {
	pins := map[int][]swap{}
	for _, sw := range swaps {
		if sw.to == nil {
			continue
		}
		found := false
		for day, s := range d.sessions {
			if s.holds(sw.from.ID) {
				pins[day], found = append(pins[day], sw), true
			}
		}
		if !found {
			pins[d.dayFor(*sw.to)] = append(pins[d.dayFor(*sw.to)], sw)
		}
	}
	return pins
}

func (d *draft) dayFor(e spotter.Exercise) int {
	m := &movement{Exercise: e, primary: muscleIndexes(e.Primary)}
	day := slices.IndexFunc(d.sessions, func(s *session) bool {
		return slices.ContainsFunc(s.slots, func(sl slot) bool { return fitsSlot(m, sl) })
	})
	return max(day, 0)
}
