package training

import (
	"cmp"
	"fmt"
	"slices"

	"spotter"
	"spotter/lang"
)

// Why a muscle stays below its band, as [spotter.MuscleSets] has it.
const (
	causeNoExercise = "no_exercise"
	causeRecovery   = "recovery"
	causeRamp       = "ramp"
	causeMinutes    = "minutes"
	causeBounds     = "bounds"
)

// option is a way to train a muscle more: an exercise that a session has, or one that it could have.
type option struct {
	s  *session
	it *item
}

// options lists every way to train a muscle more on days that are for it.
func (d *draft) options(muscle int) []option {
	var out []option
	for _, s := range d.sessions {
		for _, it := range s.items {
			if it.hard() && it.trains(muscle) && it.plan.Sets > 0 {
				out = append(out, option{s, it})
			}
		}
		for _, m := range d.pool {
			if m.free() && m.hard() && m.trains(muscle) && s.suits(m) && !s.trained(m.ID) && s.trains(m) < mostOfAKind {
				out = append(out, option{s, d.item(m, assist, len(s.slots))})
			}
		}
	}
	return out
}

// suits reports whether a session is for what an exercise trains.
func (s *session) suits(m *movement) bool {
	return s.whole || slices.ContainsFunc(s.slots, func(sl slot) bool { return sl.role < engine && (fitsSlot(m, sl) || comesClose(m, sl)) })
}

func (s *session) trained(id string) bool {
	return slices.ContainsFunc(s.items, func(it *item) bool { return it.ID == id && it.plan.Sets > 0 })
}

// hardOnes counts the exercises with hard sets.
func (s *session) hardOnes() int {
	n := 0
	for _, it := range s.items {
		if it.plan.Sets > 0 && it.hard() {
			n++
		}
	}
	return n
}

// trains counts the exercises of a kind that a session trains.
func (s *session) trains(m *movement) int {
	same := 0
	for _, it := range s.items {
		if it.plan.Sets > 0 && kind(it.movement) == kind(m) {
			same++
		}
	}
	return same
}

// full reports whether a session has hardly a set's time left.
func (s *session) full() bool { return s.most-s.seconds < 240 }

// patch looks beyond the layouts where muscles are still below their band, at the one that lacks most
// first: at what is there, then at other exercises, on the day that is shortest.
func (d *draft) patch() {
	d.most = mostExercises
	tried := [17]bool{}
	for {
		muscle := d.neediest(tried)
		if muscle < 0 {
			return
		}
		if d.patchOne(muscle) {
			tried = [17]bool{} // it may have made room for others to balance it
		} else {
			tried[muscle] = true
		}
	}
}

// neediest is the muscle furthest below its band that was not given up, -1 when there is none.
func (d *draft) neediest(tried [17]bool) int {
	worst, at := 0.0, -1
	for m, b := range d.bands {
		aim := min(float64(b.low), b.target)
		if lack := (aim - d.sets[m]) / max(aim, 1); !tried[m] && lack > worst {
			worst, at = lack, m
		}
	}
	return at
}

func (d *draft) patchOne(muscle int) bool {
	ways := d.options(muscle)
	slices.SortStableFunc(ways, func(a, b option) int { return cmp.Or(a.s.seconds-b.s.seconds, d.likes(b)-d.likes(a)) })
	for _, w := range ways {
		held := w.it.plan.Sets > 0
		if !d.give(w.s, w.it, w.sets()) {
			continue
		}
		if !held {
			d.admit(w.s, w.it)
		}
		return true
	}
	return false
}

// likes is how well an option suits its session.
func (d *draft) likes(w option) int {
	return d.suits(w.s, w.it.movement, slot{role: w.it.role, pattern: w.it.Pattern, muscle: anyMuscle})
}

// sets is what an option adds: a new exercise is worth its change with two sets at least.
func (w option) sets() int {
	if w.it.plan.Sets == 0 {
		return 2
	}
	return 1
}

// admit puts an exercise from beyond the layout into a session, in place of one that got no sets.
func (d *draft) admit(s *session, it *item) {
	s.items = slices.DeleteFunc(s.items, func(other *item) bool {
		if other.ID == it.ID && other.partner != nil {
			other.partner.partner = nil
		}
		return other.ID == it.ID
	})
	s.items = append(s.items, it)
	d.used[it.ID]++
}

// volume lists the weekly hard sets of every muscle beside its band, and why a band is not reached.
func (d *draft) volume() []spotter.MuscleSets {
	out := make([]spotter.MuscleSets, len(spotter.Muscles))
	for i, muscle := range spotter.Muscles {
		b := d.bands[i]
		out[i] = spotter.MuscleSets{Muscle: muscle, Sets: d.sets[i], Low: b.low, High: b.high}
		if d.sets[i] < float64(b.low) {
			out[i].Cause = d.cause(i)
			out[i].Shortfall = d.shortfall(out[i].Cause)
		}
	}
	return out
}

// cause is why a muscle has no more sets: the first that holds, from what cannot be helped to what can.
func (d *draft) cause(muscle int) string {
	b, ways := d.bands[muscle], d.options(muscle)
	_, reduced := d.r.reduced()
	switch {
	case !slices.ContainsFunc(d.pool, func(m *movement) bool { return m.free() && m.hard() && m.trains(muscle) }):
		return causeNoExercise
	case reduced && d.sets[muscle] >= b.target:
		return causeRecovery
	case b.most < float64(b.low) && d.sets[muscle]+1 > b.most:
		return causeRamp
	case slices.ContainsFunc(ways, func(w option) bool { return d.hinders(w.s, w.it, w.sets()) == causeMinutes }):
		return causeMinutes
	}
	return causeBounds
}

func (d *draft) shortfall(cause string) string {
	switch cause {
	case causeNoExercise:
		return "No exercise that fits your equipment, level, limits and wishes trains it directly."
	case causeRecovery:
		why, _ := d.r.reduced()
		return "The block starts with a third fewer sets because " + lang.English(lang.Say(why)) + "."
	case causeRamp:
		return "A block adds at most two weekly sets to the one before it."
	case causeMinutes:
		beside := ""
		if d.r.wantsCardio() && d.r.minutes >= 30 {
			beside = " beside the cardio that your goal asks for"
		}
		if len(d.sessions) == 1 {
			return fmt.Sprintf("1 session of %d minutes has no room for more%s; a longer or a second one would.", d.r.minutes, beside)
		}
		return fmt.Sprintf("%d sessions of %d minutes have no room for more%s; longer or more sessions would.", len(d.sessions), d.r.minutes, beside)
	default:
		return "More would tip the balance of pushes and pulls or of knee and hip, or go past what one exercise, one session or a helping muscle should get in your week."
	}
}
