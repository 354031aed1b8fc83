package trainingtest

import (
	"fmt"
	"math"
	"strings"

	"spotter"
)

// Render writes a plan as text that a coach can read and judge: the same plan gives the same text.
func Render(p spotter.TrainingPlan) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%d weeks, deload in week %d, at most %d minutes a session\n", p.Name, p.Weeks, p.DeloadWeek, p.SessionMinutes)
	for _, d := range p.Days {
		fmt.Fprintf(&b, "\n%s %s  %s, %d minutes\n  %s\n", d.Weekday, d.Time, d.Name, d.Minutes, d.Reason)
		for _, e := range d.Exercises {
			b.WriteString(exercise(e))
		}
	}
	b.WriteString("\nweekly hard sets\n")
	for _, v := range p.Volume {
		fmt.Fprintf(&b, "  %-12s %4g  (%d to %d)  %s\n", v.Muscle, v.Sets, v.Low, v.High, v.Shortfall)
	}
	b.WriteString("\nreasons\n")
	for _, r := range p.Reasons {
		fmt.Fprintf(&b, "  %s: %s\n", r.About, r.Text)
	}
	return b.String()
}

func exercise(e spotter.PlannedExercise) string {
	mark := "-"
	if e.Superset != "" {
		mark = e.Superset
	}
	line := fmt.Sprintf("  %s %s: %s, %d in reserve, rest %d s", mark, e.Name, amount(e), e.RIR, e.RestSeconds)
	if len(e.Warmup) > 0 {
		line += ", warm-up " + warmup(e.Warmup)
	}
	line += "\n      " + e.Reason + "\n      " + e.Progression + "\n"
	if e.Caution != "" {
		line += "      " + e.Caution + "\n"
	}
	return line
}

func amount(e spotter.PlannedExercise) string {
	reps := fmt.Sprintf("%d-%d", e.RepsMin, e.RepsMax)
	if e.RepsMin == e.RepsMax {
		reps = fmt.Sprint(e.RepsMin)
	}
	text := fmt.Sprintf("%d x %s %s", e.Sets, reps, e.Unit)
	if e.LoadKG != nil {
		text += " at " + load(*e.LoadKG)
	}
	if len(e.Weekly) > 0 {
		text += fmt.Sprintf(" (sets by week %s)", strings.Trim(fmt.Sprint(e.Weekly), "[]"))
	}
	return text
}

func warmup(sets []spotter.WarmupSet) string {
	out := make([]string, len(sets))
	for i, s := range sets {
		out[i] = fmt.Sprintf("%d %% x %d", s.Percent, s.Reps)
		if s.LoadKG != nil {
			out[i] += " (" + load(*s.LoadKG) + ")"
		}
	}
	return strings.Join(out, ", ")
}

// load writes pounds where a load is no multiple of half a kilogram.
func load(kg float64) string {
	if kg*2 == math.Trunc(kg*2) {
		return fmt.Sprintf("%g kg", kg)
	}
	return fmt.Sprintf("%.4g lb", kg/spotter.KilogramsPerPound)
}
