package logbook

import (
	"fmt"
	"math"
	"strings"

	"spotter"
)

// The most that a set may have; the same limits as for a set that is logged by hand.
const (
	maxKG      = 600
	maxLB      = 1323
	maxReps    = 1000
	maxSeconds = 86_400
	maxMetres  = 1_000_000
)

// kind reads what kind of set it is: Strong writes it instead of a number, Hevy in a column of its own.
func (b *builder) kind(r row, set *Set) *fault {
	order, named := fold(r.get(colOrder)), fold(r.get(colKind))
	switch {
	case order == "w" || named == "warmup" || named == "warm-up" || named == "warm up":
		set.Warmup = true
	case order == "d" || strings.HasPrefix(named, "drop"):
		set.Effort = "drop"
	case order == "f" || strings.HasPrefix(named, "fail"):
		set.Effort = "failure"
	case named == "" || named == "normal" || named == "regular" || named == "working":
	default:
		return &fault{colKind, quoted(named) + " is not a kind of set that is known: normal, warmup, dropset, failure."}
	}
	if order != "" && !strings.Contains("wdf", order) {
		if _, err := number(order); err != nil {
			return &fault{colOrder, quoted(order) + " is neither the number of a set nor W, D or F."}
		}
	}
	if n, err := number(r.get(colSuperset)); err == nil && n >= 0 && n <= 1000 && n == math.Trunc(n) {
		place := int(n)
		set.Superset = &place
	}
	return nil
}

// load reads the weight with its unit. lb become kg exactly; what was entered stays beside it. Less than nothing is
// assistance: a set holds the load that was lifted, so that is none, and the note says what helped.
func (b *builder) load(r row, set *Set) *fault {
	set.Entered = spotter.Amount{Unit: "kg"}
	text := r.get(colWeight)
	if text == "" {
		return nil
	}
	value, err := number(text)
	if err != nil {
		return &fault{colWeight, quoted(text) + " is not a number."}
	}
	unit, f := b.weightUnit(r, value)
	if f != nil {
		return f
	}
	if math.Abs(value) > maxKG && unit == "kg" || math.Abs(value) > maxLB {
		return &fault{colWeight, fmt.Sprintf("%s %s is more than the %d kg (%d lb) that a set may have.", text, unit, maxKG, maxLB)}
	}
	if value < 0 {
		b.assisted++
		set.Entered.Unit = unit
		set.Note = fmt.Sprintf("With %g %s of assistance.", -value, unit)
		return nil
	}
	in := spotter.SetInput{WeightKG: &value}
	if unit == "lb" {
		in = spotter.SetInput{WeightLB: &value}
	}
	set.WeightKG, set.Entered = in.Load()
	return nil
}

func (b *builder) weightUnit(r row, value float64) (string, *fault) {
	if text := r.get(colWeightUnit); text != "" {
		if unit := unitOf(text); unit == "kg" || unit == "lb" {
			return unit, nil
		}
		return "", &fault{colWeightUnit, quoted(text) + " is not a unit of weight: kg or lb."}
	}
	if r.weightUnit != "" {
		return r.weightUnit, nil
	}
	if value != 0 {
		b.assumed++
	}
	return b.Unit, nil
}

// work reads repetitions, time and distance. What is 0 was not measured.
func (b *builder) work(r row, set *Set) *fault {
	if text := r.get(colReps); text != "" {
		reps, err := number(text)
		if err != nil || reps < 0 || reps > maxReps || reps != math.Trunc(reps) {
			return &fault{colReps, quoted(text) + " is not a whole number of repetitions between 0 and 1000."}
		}
		set.Reps = int(reps)
	}
	if text := r.get(colSeconds); text != "" {
		seconds, ok := span(text)
		if !ok || seconds > maxSeconds {
			return &fault{colSeconds, quoted(text) + " is not a time between 0 seconds and a day."}
		}
		if seconds > 0 {
			set.Seconds = &seconds
		}
	}
	return b.distance(r, set)
}

func (b *builder) distance(r row, set *Set) *fault {
	text := r.get(colDistance)
	if text == "" {
		return nil
	}
	value, err := number(text)
	if err != nil || value < 0 {
		return &fault{colDistance, quoted(text) + " is not a distance."}
	}
	unit := r.distanceUnit
	if named := r.get(colDistanceUnit); named != "" {
		if unit = unitOf(named); metres(unit) == 0 {
			return &fault{colDistanceUnit, quoted(named) + " is not a unit of distance: m, km, mi, ft or yd."}
		}
	}
	if unit == "" { // the app's settings of weight and distance go together unless somebody parts them
		unit = lengthBeside(b.Unit)
		if value > 0 {
			b.assumed++
		}
	}
	total := spotter.RoundTo(value*metres(unit), 1e-6)
	if total > maxMetres {
		return &fault{colDistance, text + " " + unit + " is more than the 1,000 km that a set may have."}
	}
	if total > 0 {
		set.DistanceM = &total
	}
	return nil
}

// lengthBeside is the unit of distance of those who lift in a unit of weight.
func lengthBeside(weight string) string {
	if weight == "lb" {
		return "mi"
	}
	return "km"
}

// effort reads the rating of perceived exertion, 0 for none, and makes repetitions in reserve of it (Zourdos
// 2016: 10 is none, 9 is one, 8 two, 7 three, 6 four). A rating between two steps counts as the harder one,
// so that no maximum is estimated too high; below 6 the table says nothing. A set to failure leaves none.
func (b *builder) effort(r row, set *Set) *fault {
	if set.Effort == "failure" {
		set.RIR = new(int)
	}
	text := r.get(colRPE)
	if text == "" {
		return nil
	}
	rpe, err := number(text)
	if err != nil || rpe < 0 || rpe > 10 {
		return &fault{colRPE, quoted(text) + " is not a rating between 1 and 10."}
	}
	if rpe == 0 {
		return nil
	}
	set.RPE = &rpe
	if rpe < 6 || set.RIR != nil {
		return nil
	}
	rir := int(math.Floor(10 - rpe))
	if rpe != math.Trunc(rpe) {
		b.halved++
	}
	set.RIR = &rir
	return nil
}

// note keeps a note once: both apps repeat it, Hevy on each set of the exercise. What helped stays in each.
func (b *builder) note(r row, set *Set) {
	text := r.get(colNote)
	if set.Exercise == b.lastOf && text == b.lastNote {
		return
	}
	b.lastOf, b.lastNote = set.Exercise, text
	set.Note = b.cutTo(join(set.Note, text), maxNote)
}
