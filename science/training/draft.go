package training

import (
	"cmp"
	"slices"

	"spotter"
)

// draft is a week in the making.
type draft struct {
	r        *request
	pool     []*movement
	split    string
	most     int  // how many hard exercises a session may have
	paired   bool // whether short sessions are to have supersets
	sessions []*session
	used     map[string]int // how often an exercise stands in the week
	bands    [17]band
	sets     [17]float64 // weekly hard sets by muscle: 1 as a primary muscle, 0.5 as a secondary one
	sides    [4]int      // weekly sets by side, see sideOf
	able     [4]bool     // the sides that the pool has something for
}

// session is one day of a draft.
type session struct {
	layout
	slot    spotter.WorkoutSlot
	items   []*item
	seconds int // of all items with sets, the general warm-up not among them
	most    int // seconds that there are
	sets    [17]float64
}

// item is an exercise in a session; it has no sets until time and volume give it some.
type item struct {
	*movement
	plan      spotter.PlannedExercise // its sets grow while the draft is filled
	role      role
	rank      int // place in the layout
	core      bool
	partner   *item             // the other exercise of its superset
	insteadOf *movement         // what a spared region ruled out
	swapped   *spotter.Exercise // what the person swapped out
}

func newDraft(r *request, pool []*movement) *draft {
	split, layouts := splitFor(len(r.slots))
	d := &draft{r: r, pool: pool, split: split, used: map[string]int{}, bands: r.bandsFor(), most: r.fewExercises()}
	for i, l := range layouts {
		d.sessions = append(d.sessions, &session{layout: l, slot: r.slots[i], most: r.minutes*60 - warmupSeconds})
	}
	for _, m := range pool {
		if side, _ := sideOf(m.Pattern); side >= 0 && m.free() {
			d.able[side] = true
		}
	}
	return d
}

func (s *session) holds(id string) bool {
	return slices.ContainsFunc(s.items, func(it *item) bool { return it.ID == id })
}

// fill gives every session its exercises and sets. Pins are exercises that the person swapped in, by
// day; they come before everything else.
func (d *draft) fill(pins map[int][]swap) *draft {
	for day, s := range d.sessions {
		d.pin(s, pins[day])
	}
	for _, priority := range []bool{true, false} { // priority lifts first: the week's other lifts vary around them
		for _, s := range d.sessions {
			d.furnish(s, priority)
		}
	}
	for _, s := range d.sessions {
		slices.SortStableFunc(s.items, func(a, b *item) int { return cmp.Compare(a.rank, b.rank) })
		if d.paired {
			d.pairUp(s)
		}
		d.lay(s)
	}
	d.spread()
	for _, s := range d.sessions {
		d.settle(s)
	}
	d.patch()
	if d.evenOut() {
		d.patch() // days that grew shorter have room again
	}
	for _, s := range d.sessions {
		d.finish(s)
	}
	return d
}

// missing sums up how far the week is below what it should start with.
func (d *draft) missing() (sum float64) {
	for m := range d.bands {
		sum += max(0, d.lack(m))
	}
	return sum
}

// pin puts the exercises that the person asked for into the slots of their kind.
func (d *draft) pin(s *session, pins []swap) {
	for _, p := range pins {
		i := slices.IndexFunc(d.pool, func(m *movement) bool { return m.ID == p.to.ID })
		if i < 0 || s.holds(p.to.ID) {
			continue
		}
		m := d.pool[i]
		rank := slices.IndexFunc(s.slots, func(sl slot) bool { return fitsSlot(m, sl) && !s.taken(sl) })
		if rank < 0 {
			rank = len(s.slots)
			s.slots = append(slices.Clone(s.slots), slot{single, m.Pattern, anyMuscle})
		}
		it := d.item(m, s.slots[rank].role, rank)
		it.core, it.swapped = true, p.from
		s.items = append(s.items, it)
		d.used[m.ID]++
	}
}

// taken reports whether a slot has its exercise.
func (s *session) taken(sl slot) bool {
	return slices.ContainsFunc(s.items, func(it *item) bool { return s.slots[it.rank] == sl })
}

// furnish finds an exercise for each slot that has none, the priority lifts or the others.
func (d *draft) furnish(s *session, priority bool) {
	for rank, sl := range s.slots {
		has := slices.ContainsFunc(s.items, func(it *item) bool { return it.rank == rank })
		if has || (sl.role == main) != priority {
			continue
		}
		c := d.pick(s, sl)
		if c.taken == nil {
			continue
		}
		it := d.item(c.taken, sl.role, rank)
		it.insteadOf = c.insteadOf
		it.core = rank < s.core
		s.items = append(s.items, it)
		d.used[c.taken.ID]++
	}
}

// item plans an exercise without sets. An exercise that only comes close to its slot takes the role
// that it can play.
func (d *draft) item(m *movement, as role, rank int) *item {
	switch {
	case m.Pattern == "mobility":
		as = easy
	case m.Pattern == "cardio":
		as = engine
	case m.Pattern == "core" || m.Pattern == "carry":
		as = trunk
	case !m.Compound:
		as = max(as, single)
	default:
		as = min(as, assist)
	}
	dose := d.r.doseFor(m, as)
	return &item{movement: m, role: as, rank: rank, plan: spotter.PlannedExercise{
		Exercise: m.ID, Name: m.Name, Unit: m.Unit,
		RepsMin: dose.min, RepsMax: dose.max, RIR: dose.rir, RestSeconds: dose.rest,
	}}
}

// lay gives the core of a session one set each, so that the shortest session trains all it is for. The
// first heavy lift takes its warm-up sets along.
func (d *draft) lay(s *session) {
	for _, pinned := range []bool{true, false} {
		for _, it := range s.items {
			if it.core && it.plan.Sets == 0 && (it.swapped != nil) == pinned {
				d.give(s, it, 1)
			}
		}
	}
	d.layCardio(s)
}

// give adds n sets, of both exercises of a superset, where minutes and upper bounds allow.
func (d *draft) give(s *session, it *item, n int) bool {
	if !d.room(s, it, n) {
		return false
	}
	s.seconds += it.cost(s, n)
	if it.plan.Sets == 0 && s.warmsUp(it) {
		it.plan.WarmupSets = 2
	}
	d.count(s, it, n)
	return true
}

// take undoes a set of an item that keeps some.
func (d *draft) take(s *session, it *item) {
	s.seconds += it.cost(s, -1)
	d.count(s, it, -1)
}

func (d *draft) count(s *session, it *item, n int) {
	for _, one := range it.group() {
		one.plan.Sets += n
		one.credit(&s.sets, float64(n))
		one.credit(&d.sets, float64(n))
		if side, _ := sideOf(one.Pattern); side >= 0 {
			d.sides[side] += n
		}
	}
}

// warmsUp reports whether it would be the session's first heavy lift.
func (s *session) warmsUp(it *item) bool {
	return it.role == main && it.heavy() &&
		!slices.ContainsFunc(s.items, func(other *item) bool { return other.plan.WarmupSets > 0 })
}

// seconds is the length of an item, or of its superset, with the given number of sets.
func (it *item) seconds(sets int) int {
	p := it.plan
	p.Sets = sets
	sum := ExerciseSeconds(p, it.Unilateral)
	if it.partner == nil {
		return sum
	}
	q := it.partner.plan
	q.Sets = sets
	return sum + ExerciseSeconds(q, it.partner.Unilateral) - shared(p, q)
}

// cost is the seconds that n more sets take in a session.
func (it *item) cost(s *session, n int) int {
	more := it.seconds(it.plan.Sets+n) - it.seconds(it.plan.Sets)
	if it.plan.Sets == 0 && s.warmsUp(it) {
		more += 2 * warmupSet
	}
	return more
}

// credit counts n sets of an item for its muscles.
func (it *item) credit(sets *[17]float64, n float64) {
	if !it.hard() {
		return
	}
	for _, m := range it.primary {
		sets[m] += n
	}
	for _, m := range it.secondary {
		sets[m] += n / 2
	}
}

// room reports whether n more sets keep to the minutes and to every upper bound.
func (d *draft) room(s *session, it *item, n int) bool {
	return d.hinders(s, it, n) == ""
}

// hinders says what keeps n more sets from being added: the bounds, the minutes, or nothing.
func (d *draft) hinders(s *session, it *item, n int) string {
	switch {
	case it.plan.Sets == 0 && it.swapped == nil && it.hard() && s.hardOnes()+len(it.group()) > d.most:
		return causeBounds
	case it.plan.Sets+n > d.r.mostSets() || !d.below(s, it, float64(n)) || it.swapped == nil && d.tips(it, n):
		return causeBounds
	case s.seconds+it.cost(s, n) > s.most:
		return causeMinutes
	}
	return ""
}

// tips reports whether n more sets would put pushes or pulls, knee or hip, too far ahead of their opposite.
func (d *draft) tips(it *item, n int) bool {
	sides := d.sides
	for _, one := range it.group() {
		if side, _ := sideOf(one.Pattern); side >= 0 {
			sides[side] += n
		}
	}
	side, opposite := sideOf(it.Pattern)
	return side >= 0 && d.able[opposite] && ahead(sides[side], sides[opposite])
}

// level reports whether no side is too far ahead of its opposite, which counts only where the person can do
// something for it.
func (d *draft) level() bool {
	for side, sets := range d.sides {
		if d.able[side^1] && ahead(sets, d.sides[side^1]) {
			return false
		}
	}
	return true
}

// ahead allows a side two sets more than its opposite, or half as much again.
func ahead(side, opposite int) bool { return side > max(opposite+2, opposite*3/2) }

// below reports whether n more sets of an item and its partner keep to every upper bound.
func (d *draft) below(s *session, it *item, n float64) bool {
	var more [17]float64
	for _, one := range it.group() {
		one.credit(&more, n)
	}
	for m, add := range more {
		if add > 0 && (d.sets[m]+add > d.bands[m].most || s.sets[m]+add > sessionMost) {
			return false
		}
	}
	return true
}
