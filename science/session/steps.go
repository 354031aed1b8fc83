package session

import (
	"math"

	"spotter"
	"spotter/science/training"
)

// The units in which loads are lifted.
const (
	Kilogram = "kg"
	Pound    = "lb"
)

// UnitOf is the unit in which a person lifts.
func UnitOf(about *spotter.About) string {
	if about != nil && about.Units == "imperial" {
		return Pound
	}
	return Kilogram
}

// steps are what loads an implement has.
type steps training.Steps

// stepsOf are the loads that the equipment of an exercise has, in a unit.
func stepsOf(equipment []spotter.Equipment, unit string) steps {
	return steps(training.StepsOf(equipment, unit == Pound))
}

// Kilograms is a load in kg, exact: the product of two decimals is one, and its last digits are no noise
// of multiplying.
func Kilograms(a spotter.Amount) float64 {
	if a.Unit == Pound {
		return spotter.RoundTo(a.Value*spotter.KilogramsPerPound, 1e-10)
	}
	return a.Value
}

// In is a load in kg in a unit, as near as a number gets.
func In(kg float64, unit string) float64 {
	if unit == Pound {
		return spotter.RoundTo(kg/spotter.KilogramsPerPound, 1e-8)
	}
	return kg
}

// RoundDown is the heaviest load that the equipment has and that is not above a load in kg, in the unit
// that the person lifts in; the lightest there is where all are above. A load that is already there, as
// it is after rounding to a pound and back, stays.
func RoundDown(kg float64, equipment []spotter.Equipment, unit string) spotter.Amount {
	s := stepsOf(equipment, unit)
	n := math.Floor(In(kg, unit)/s.Step + 1e-6)
	return spotter.Amount{Value: max(n*s.Step, s.Least), Unit: unit}
}

// above is the next load that the equipment has over an amount; below the one under it, the lightest at least.
func (s steps) above(a spotter.Amount) spotter.Amount {
	n := math.Floor(a.Value/s.Step+1e-6) + 1
	return spotter.Amount{Value: max(n*s.Step, s.Least), Unit: a.Unit}
}

func (s steps) below(a spotter.Amount) spotter.Amount {
	n := math.Ceil(a.Value/s.Step-1e-6) - 1
	return spotter.Amount{Value: max(n*s.Step, s.Least), Unit: a.Unit}
}
