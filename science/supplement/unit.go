package supplement

import "spotter"

// Units of mass, in µg.
const (
	microgram = 1
	milligram = 1000
	gram      = 1000 * milligram
)

// iu is how many units of a numerator make how many of a denominator: mass = IU × of / per.
type iu struct {
	of, per float64
	mass    float64 // µg that the mass is counted in
}

// International units are defined for each substance: vitamin D 40 IU a µg; vitamin A 1 IU 0.3 µg of
// retinol; vitamin E 1 IU 0.67 mg of the natural form, and 0.9 mg of the synthetic one, all of whose
// isomers count against the limit.
var internationalUnits = map[spotter.Nutrient]map[string]iu{
	"vitamin_d": {"": {1, 40, microgram}},
	"vitamin_a": {"": {3, 10, microgram}},
	"vitamin_e": {"natural": {67, 100, milligram}, "synthetic": {9, 10, milligram}, "": {9, 10, milligram}},
}

// Convert answers an amount of a nutrient in another unit; ok is false where that is not defined. The
// form is natural, synthetic or empty, and matters for vitamin E in IU; when it is not known the one that
// counts more is taken.
func Convert(amount float64, from string, n spotter.Nutrient, form, to string) (converted float64, ok bool) {
	if isIU(from) && isIU(to) {
		return amount, true
	}
	if isIU(from) || isIU(to) {
		return convertIU(amount, from, n, form, to)
	}
	a, b := mass(from), mass(to)
	if a == 0 || b == 0 {
		return 0, false
	}
	return ratio(amount, a, b), true
}

func convertIU(amount float64, from string, n spotter.Nutrient, form, to string) (float64, bool) {
	unit, ok := internationalUnits[n][form]
	if !ok {
		unit, ok = internationalUnits[n][""]
	}
	if !ok {
		return 0, false
	}
	if isIU(from) {
		m := mass(to)
		return ratio(amount*unit.of/unit.per, unit.mass, m), m > 0
	}
	m := mass(from)
	return ratio(amount, m, unit.mass) * unit.per / unit.of, m > 0
}

// ratio multiplies or divides by whole numbers only, so that 1 g is 1000 mg and nothing beside it.
func ratio(x, from, to float64) float64 {
	switch {
	case to == 0:
		return 0
	case from >= to:
		return x * (from / to)
	default:
		return x / (to / from)
	}
}

func mass(unit string) float64 {
	switch unit {
	case "g":
		return gram
	case "mg":
		return milligram
	case "µg", "μg", "mcg", "ug":
		return microgram
	}
	return 0
}

func isIU(unit string) bool { return unit == "IU" }
