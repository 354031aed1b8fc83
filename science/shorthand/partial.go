package shorthand

import (
	"math"
	"slices"

	"spotter"
)

// partial reads the facts as far as they go: what is not said stays nil.
func (f *facts) partial(on Known, c Context) (partial, *Question) {
	var p partial
	for _, step := range []func(*partial, Known, Context) *Question{f.readReserve, f.readReps, f.readLoad, f.readPair, f.readBare, f.readSmall, f.readSide} {
		if doubt := step(&p, on, c); doubt != nil {
			return p, doubt
		}
	}
	return p, f.check(p, on)
}

// readReserve takes "two in reserve" and "RPE 8". Half a point of RPE counts as the harder of its two.
func (f *facts) readReserve(p *partial, _ Known, _ Context) *Question {
	left := slices.Clone(f.reserve)
	for _, rpe := range f.effort {
		n, doubt := reserveOf(rpe)
		if doubt != nil {
			return doubt
		}
		left = append(left, float64(n))
	}
	if f.said[toFailure] {
		left = append(left, 0)
	}
	if len(left) == 0 {
		return nil
	}
	for _, n := range left {
		if n != left[0] || n != math.Trunc(n) || n < 0 || n > 10 {
			return &Question{Text: "How many repetitions were left in reserve? A whole number from 0 to 10."}
		}
	}
	n := int(left[0])
	p.rir = &n
	return nil
}

// reserveOf follows Zourdos 2016: RPE 10 is nothing in reserve, 6 four repetitions; below that the scale
// counts none.
func reserveOf(rpe float64) (int, *Question) {
	if rpe < 6 || rpe > 10 || math.Mod(rpe*2, 1) != 0 {
		return 0, &Question{Text: "RPE " + amount(rpe) + " does not say how many repetitions were left: it counts from 6 (four left) to 10 (none). How many were left?"}
	}
	return int(math.Floor(10 - rpe)), nil
}

// readReps takes repetitions, or the seconds or minutes that the exercise counts.
func (f *facts) readReps(p *partial, on Known, c Context) *Question {
	unit := on.Exercise.Unit
	timed := unit == "seconds" || unit == "minutes"
	if f.said[missed] {
		completed := func(t token) bool { return fitsReps(t.value) && !fitsLoad(t.value, on, c) }
		if len(f.reps)+len(f.seconds)+len(f.small) > 0 || slices.ContainsFunc(f.bare, completed) {
			return &Question{Text: "Did you complete those, or fail on the last one? Say how many you completed."}
		}
		zero := 0
		p.reps = &zero
		return nil
	}
	switch {
	case len(f.reps)+len(f.seconds) > 1:
		f.several()
		return f.fault
	case len(f.reps) == 1 && timed:
		return &Question{Text: on.Exercise.Name + " is logged in " + unit + ". How long was it?"}
	case len(f.seconds) == 1 && !timed:
		return &Question{Text: on.Exercise.Name + " is logged in repetitions. How many did you do?"}
	case len(f.reps) == 1:
		return whole(p, f.reps[0])
	case len(f.seconds) == 1 && unit == "minutes":
		return whole(p, f.seconds[0]/60)
	case len(f.seconds) == 1:
		return whole(p, f.seconds[0])
	}
	return nil
}

func whole(p *partial, n float64) *Question {
	if n != math.Trunc(n) || n < 0 || n > 1000 {
		return &Question{Text: amount(n) + " cannot be counted. Give a whole number."}
	}
	reps := int(n)
	p.reps = &reps
	return nil
}

// readLoad takes what was stated as the load.
func (f *facts) readLoad(p *partial, on Known, c Context) *Question {
	if f.said[bodyWeight] {
		if on.Exercise.Loadable {
			return &Question{Text: "What load was on it? " + on.Exercise.Name + " is not done with body weight alone."}
		}
		p.load = &spotter.Amount{Unit: personal(c)}
	}
	if len(f.loads) > 1 && slices.ContainsFunc(f.loads, func(t token) bool { return t.value != f.loads[0].value || t.unit != f.loads[0].unit }) {
		f.several()
		return f.fault
	}
	if len(f.loads) == 0 {
		return nil
	}
	return f.setLoad(p, f.loads[0], on, c)
}

// setLoad gives a load its unit.
func (f *facts) setLoad(p *partial, t token, on Known, c Context) *Question {
	f.loosely(t)
	if f.fault != nil {
		return f.fault
	}
	if t.unit != "" {
		p.load = &spotter.Amount{Value: t.value, Unit: t.unit}
		return nil
	}
	unit, doubt := f.unitOf(t.value, on, c)
	if doubt == nil {
		p.load = &spotter.Amount{Value: t.value, Unit: unit}
	}
	return doubt
}

// readPair takes 100x8. Load comes first by convention, but small numbers are sets by repetitions as
// often, and some say repetitions first: only what fits in one way is taken.
func (f *facts) readPair(p *partial, on Known, c Context) *Question {
	if f.pair == nil {
		return nil
	}
	a, b := f.pair[0], f.pair[1]
	if p.load != nil || p.reps != nil || !on.Exercise.Loadable {
		f.several()
		return f.fault
	}
	first, second := fitsLoad(a, on, c) && fitsReps(b), fitsLoad(b, on, c) && fitsReps(a)
	switch {
	case first && !second:
		p.reps = count(b)
		return f.setLoad(p, token{kind: load, value: a}, on, c)
	case !first && !second && a <= 10 && fitsReps(a) && fitsReps(b):
		return &Question{Text: "Is that " + amount(a) + " sets of " + amount(b) + `? Log each as you finish it, with its load: "` + amount(b) + ` with 60 kg".`}
	default:
		return &Question{Text: "Which is the load and which the repetitions: " + amount(a) + " or " + amount(b) + "? Name the unit of the load."}
	}
}

// readSmall takes the number after @, which is an effort beside a load and a load beside repetitions.
func (f *facts) readSmall(p *partial, on Known, c Context) *Question {
	if len(f.small) == 0 {
		return nil
	}
	if len(f.small) > 1 || p.rir != nil {
		return f.smallDoubt()
	}
	n := f.small[0]
	loadKnown := p.load != nil || !on.Exercise.Loadable
	load := fitsLoad(n, on, c) || on.ReferenceKG == 0
	if !loadKnown && (load || on.Now == nil || n < 6) {
		return f.smallDoubt()
	}
	rir, doubt := reserveOf(n)
	p.rir = &rir
	return doubt
}

func (f *facts) smallDoubt() *Question {
	return &Question{Text: "Is " + amount(f.small[0]) + " the load or the effort (RPE)? Say \"" + amount(f.small[0]) + " kg\" or \"RPE " + amount(f.small[0]) + "\"."}
}

// readBare takes numbers that nothing explains, where they can only be one thing.
func (f *facts) readBare(p *partial, on Known, c Context) *Question {
	needsLoad := p.load == nil && on.Exercise.Loadable
	needsReps := p.reps == nil
	for _, t := range f.bare {
		f.loosely(t)
	}
	switch {
	case f.fault != nil:
		return f.fault
	case len(f.bare) == 0:
		return nil
	case len(f.bare) == 1 && needsReps && !needsLoad:
		return whole(p, f.bare[0].value)
	case len(f.bare) == 1 && needsLoad && !needsReps:
		return f.setLoad(p, f.bare[0], on, c)
	case len(f.bare) == 1 && needsLoad && needsReps:
		return f.readOnly(p, f.bare[0], on, c)
	case len(f.bare) == 2 && needsLoad && needsReps:
		return f.readTwo(p, f.bare[0], f.bare[1], on, c)
	default:
		return &Question{Text: "What is the " + amount(f.bare[len(f.bare)-1].value) + `? Say the set as "8 with 100 kg, 2 left".`}
	}
}

// readOnly is for one number where both load and repetitions are open.
func (f *facts) readOnly(p *partial, t token, on Known, c Context) *Question {
	asLoad, asReps := fitsLoad(t.value, on, c), fitsReps(t.value)
	switch {
	case asReps && !asLoad && on.ReferenceKG > 0:
		return whole(p, t.value)
	case asLoad && !asReps:
		return f.setLoad(p, t, on, c)
	default:
		return &Question{Text: "Is " + amount(t.value) + ` the load or the repetitions? Say the set as "8 with 100 kg".`}
	}
}

func (f *facts) readTwo(p *partial, a, b token, on Known, c Context) *Question {
	first, second := fitsLoad(a.value, on, c) && fitsReps(b.value), fitsLoad(b.value, on, c) && fitsReps(a.value)
	if first == second {
		return &Question{Text: "Which is the load and which the repetitions: " + amount(a.value) + " or " + amount(b.value) + "? Name the unit of the load."}
	}
	if second {
		a, b = b, a
	}
	p.reps = count(b.value)
	return f.setLoad(p, a, on, c)
}

// readSide accepts "each side" where repetitions or loads are counted by side anyway.
func (f *facts) readSide(_ *partial, on Known, _ Context) *Question {
	if !f.said[markSide] || on.Exercise.Unilateral || slices.Contains(on.Exercise.Equipment, "dumbbell") || slices.Contains(on.Exercise.Equipment, "kettlebell") {
		return nil
	}
	return &Question{Text: "For each side, or in all? " + on.Exercise.Name + " is logged with the whole load and the repetitions of both sides together."}
}

func count(n float64) *int {
	reps := int(n)
	return &reps
}
