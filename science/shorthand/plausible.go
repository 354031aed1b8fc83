package shorthand

import (
	"math"

	"spotter"
)

// What is taken without asking. Heuristics: they decide about a question, never about a value.
const (
	mostReps      = 50  // of an exercise with a load
	mostFreeReps  = 200 // without
	mostSeconds   = 1000
	farFrom       = 3.0 // times the last load is too far from it to be taken at the word
	lightestKG    = 5.0 // of a load without a unit, where nothing is known of the exercise
	heaviestKG    = 200.0
	heaviestAtAll = 400.0 // of a load with a unit, where nothing is known of the exercise
	lightestPair  = 20.0  // of the load in 100x8, where nothing is known of the exercise
)

func personal(c Context) string {
	if c.Imperial {
		return "lb"
	}
	return "kg"
}

func kilograms(value float64, unit string) float64 {
	if unit == "lb" {
		return value * spotter.KilogramsPerPound
	}
	return value
}

// fitsLoad reports whether a number without a unit can be the load: near the last one in the person's
// unit or the other, or, where nothing is known, what people lift.
func fitsLoad(n float64, on Known, c Context) bool {
	if on.ReferenceKG == 0 {
		return within(kilograms(n, personal(c)), lightestPair, heaviestKG)
	}
	return within(n/on.ReferenceKG, 1/farFrom, farFrom) || within(kilograms(n, "lb")/on.ReferenceKG, 1/farFrom, farFrom)
}

func fitsReps(n float64) bool { return n == math.Trunc(n) && n >= 1 && n <= mostReps }

// unitOf is the unit of a load that was said without one: the person's own, unless the last load says
// that it may be the other.
func (f *facts) unitOf(n float64, on Known, c Context) (string, *Question) {
	mine, other := personal(c), "lb"
	if mine == "lb" {
		other = "kg"
	}
	which := &Question{Text: "Is the load " + amount(n) + " kg or " + amount(n) + " lb? Say it with its unit."}
	if on.ReferenceKG == 0 {
		if within(kilograms(n, mine), lightestKG, heaviestKG) {
			return mine, nil
		}
		return "", which
	}
	near := kilograms(n, mine) / on.ReferenceKG
	inOther := kilograms(n, other) / on.ReferenceKG
	switch {
	case within(near, 0.6, 1.5):
		return mine, nil
	case within(inOther, 0.75, 1.35) || !within(near, 1/farFrom, farFrom):
		return "", which
	default:
		return mine, nil
	}
}

// check asks about what cannot be true, or hardly.
func (f *facts) check(p partial, on Known) *Question {
	if p.load != nil {
		if doubt := f.checkLoad(*p.load, on); doubt != nil {
			return doubt
		}
	}
	if p.reps == nil {
		return nil
	}
	most := mostFreeReps
	switch {
	case on.Exercise.Unit == "seconds":
		most = mostSeconds
	case on.Exercise.Loadable:
		most = mostReps
	}
	if *p.reps > 1000 || *p.reps > most && !f.said[sure] {
		return &Question{Text: amount(float64(*p.reps)) + " " + noun(on.Exercise.Unit, *p.reps) + ` is a lot for one set. If it is right, say it again with "sure".`}
	}
	return nil
}

func (f *facts) checkLoad(load spotter.Amount, on Known) *Question {
	kg := kilograms(load.Value, load.Unit)
	said := amount(load.Value) + " " + load.Unit
	switch {
	case kg < 0 || load.Unit == "kg" && load.Value > 600 || load.Unit == "lb" && load.Value > 1323:
		return &Question{Text: said + " cannot be the load: up to 600 kg can be logged. What was it?"}
	case f.said[sure]:
		return nil
	case kg == 0 && on.Exercise.Loadable:
		return &Question{Text: "Was there nothing on it? The bar counts too: say the whole load."}
	case on.ReferenceKG > 0 && kg > farFrom*on.ReferenceKG && kg > lightestPair:
		return &Question{Text: said + " is more than three times your last load of " + amount(spotter.RoundTo(on.ReferenceKG, 0.1)) + ` kg. If it is right, say it again with "sure".`}
	case on.ReferenceKG == 0 && kg > heaviestAtAll:
		return &Question{Text: said + ` is more than nearly anybody lifts. If it is right, say it again with "sure".`}
	}
	return nil
}
