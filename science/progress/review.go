package progress

import (
	"spotter"
	"spotter/lang"
)

// Words says a week in sentences, from its figures. What has none is left out; nothing is held against
// anybody. next is how many sessions the week after has planned.
func Words(r spotter.ProgressReport, next int) []spotter.Reason {
	out := []spotter.Reason{sessionWords(r.Sessions)}
	for _, l := range r.Lifts {
		if best := l.Records.E1RM; best != nil && !best.Date.Before(r.From) && !r.To.Before(best.Date) {
			out = append(out, lang.Reason("record", nil, lang.Say(lang.ProgressRecord, lang.Exercise(l.Exercise, l.Name), lang.Fixed(best.E1RM, 1), lang.Number(spotter.RoundTo(best.LoadKG, 0.1)))))
		}
	}
	if w := r.Weight; w != nil && w.Slope != nil {
		out = append(out, lang.Reason("weight", w.Slope, lang.Say(lang.ProgressWeight, lang.Signed(w.Slope.Value, 2), lang.Term(w.Slope.Confidence))))
	}
	if r.Meals.Planned > 0 && r.Meals.Logged > 0 {
		out = append(out, lang.Reason("meals", nil, lang.Say(lang.ProgressMeals, lang.Number(r.Meals.Logged), lang.Number(r.Meals.Planned))))
	}
	switch {
	case r.Water.Days > 0 && r.Water.Reached == 0:
		out = append(out, lang.Reason("water", nil, lang.Say(lang.ProgressWaterLogged, lang.Number(r.Water.Days), lang.Number(r.Water.MeanML))))
	case r.Water.Days > 0:
		out = append(out, lang.Reason("water", nil, lang.Say(lang.ProgressWaterReached, lang.Number(r.Water.Reached), lang.Number(r.Water.Days))))
	}
	out = append(out, r.Notes...)
	if next > 0 {
		out = append(out, lang.Reason("next", nil, lang.Say(lang.ProgressNext, lang.Number(next))))
	}
	return out
}

func sessionWords(s spotter.SessionsDone) spotter.Reason {
	text := lang.Say(lang.ProgressSessions, lang.Number(s.Done))
	switch {
	case s.Done == 0:
		text = lang.Say(lang.ProgressSessionsNone)
	case s.Planned > 0 && s.Kept == s.Planned:
		text = lang.Say(lang.ProgressSessionsAll, lang.Number(s.Done))
	case s.Planned > 0:
		text = lang.Say(lang.ProgressSessionsSome, lang.Number(s.Done), lang.Number(s.Kept), lang.Number(s.Planned))
	}
	return lang.Reason("sessions", nil, text)
}
