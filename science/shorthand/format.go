package shorthand

import (
	"math"
	"strconv"
	"strings"

	"spotter"
)

// Say writes a set as a coach reads it back: "8 reps with 185 lb (83.91 kg), 2 in reserve".
func Say(load spotter.Amount, reps int, rir *int, unit string) string {
	out := amount(float64(reps)) + " " + noun(unit, reps)
	if reps == 0 {
		out = "a failed attempt"
	}
	switch {
	case load.Unit == "lb" && load.Value > 0:
		out += " with " + amount(load.Value) + " lb (" + amount(spotter.RoundTo(load.Value*spotter.KilogramsPerPound, 0.01)) + " kg)"
	case load.Value > 0:
		out += " with " + amount(load.Value) + " kg"
	}
	if rir != nil {
		out += ", " + strconv.Itoa(*rir) + " in reserve"
	}
	return out
}

// amount writes a number as short as it is.
func amount(n float64) string {
	if math.Abs(n) > 1e9 {
		return "that number"
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

func noun(unit string, n int) string {
	word := map[string]string{"seconds": "second", "minutes": "minute"}[unit]
	if word == "" {
		word = "rep"
	}
	if n == 1 {
		return word
	}
	return word + "s"
}

func example(reps *int) string {
	if reps == nil || *reps == 0 {
		return "8"
	}
	return strconv.Itoa(*reps)
}

// understood says what is clear of facts, for the question about the rest.
func (f *facts) understood() string {
	var parts []string
	add := func(n float64, noun string) { parts = append(parts, amount(n)+" "+noun) }
	for _, t := range f.loads {
		if t.unit != "" {
			add(t.value, t.unit)
		}
	}
	for _, n := range f.reps {
		add(n, "reps")
	}
	for _, n := range f.seconds {
		add(n, "s")
	}
	for _, n := range f.reserve {
		add(n, "in reserve")
	}
	for _, n := range f.effort {
		parts = append(parts, "RPE "+amount(n))
	}
	if f.said[bodyWeight] {
		parts = append(parts, "body weight")
	}
	parts = append(parts, f.moves...)
	return strings.Join(parts, ", ")
}
