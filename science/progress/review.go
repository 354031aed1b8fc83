package progress

import (
	"fmt"

	"spotter"
)

// Words says a week in sentences, from its figures. What has none is left out; nothing is held against
// anybody. next is how many sessions the week after has planned.
func Words(r spotter.ProgressReport, next int) []spotter.Reason {
	out := []spotter.Reason{sessionWords(r.Sessions)}
	for _, l := range r.Lifts {
		if best := l.Records.E1RM; best != nil && !best.Date.Before(r.From) && !r.To.Before(best.Date) {
			out = append(out, spotter.Reason{About: "record", Text: fmt.Sprintf("Your best so far in %s: an estimated maximum of %.1f kg, from %g kg.", l.Name, best.E1RM, spotter.RoundTo(best.LoadKG, 0.1))})
		}
	}
	if w := r.Weight; w != nil && w.Slope != nil {
		out = append(out, spotter.Reason{About: "weight", Quantity: w.Slope,
			Text: fmt.Sprintf("Your weight trend over four weeks is %+.2f kg a week, with %s confidence.", w.Slope.Value, w.Slope.Confidence)})
	}
	if r.Meals.Planned > 0 && r.Meals.Logged > 0 {
		out = append(out, spotter.Reason{About: "meals", Text: fmt.Sprintf("%d of %d planned meals are logged.", r.Meals.Logged, r.Meals.Planned)})
	}
	switch {
	case r.Water.Days > 0 && r.Water.Reached == 0:
		out = append(out, spotter.Reason{About: "water", Text: fmt.Sprintf("You logged water on %s, %d ml a day on average.", days(r.Water.Days), r.Water.MeanML)})
	case r.Water.Days > 0:
		out = append(out, spotter.Reason{About: "water", Text: fmt.Sprintf("You reached your water target on %d of the %s with a drink logged.", r.Water.Reached, days(r.Water.Days))})
	}
	out = append(out, r.Notes...)
	if next > 0 {
		out = append(out, spotter.Reason{About: "next", Text: fmt.Sprintf("Next week has %s planned.", counted(next, "session"))})
	}
	return out
}

func sessionWords(s spotter.SessionsDone) spotter.Reason {
	text := fmt.Sprintf("You did %s this week.", counted(s.Done, "workout"))
	switch {
	case s.Done == 0:
		text = "No workout is logged for this week; your plan is there when you are."
	case s.Planned > 0 && s.Kept == s.Planned:
		text = fmt.Sprintf("You did %s this week: everything that was planned.", counted(s.Done, "workout"))
	case s.Planned > 0:
		text = fmt.Sprintf("You did %s this week; %d of %s took place.", counted(s.Done, "workout"), s.Kept, counted(s.Planned, "planned session"))
	}
	return spotter.Reason{About: "sessions", Text: text}
}

func days(n int) string { return counted(n, "day") }

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
