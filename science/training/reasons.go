package training

import (
	"fmt"
	"slices"
	"strings"

	"spotter"
)

// volume lists the weekly hard sets of every muscle beside its band, and why a band is not reached.
func (d *draft) volume() []spotter.MuscleSets {
	out := make([]spotter.MuscleSets, len(spotter.Muscles))
	for i, muscle := range spotter.Muscles {
		b := d.bands[i]
		out[i] = spotter.MuscleSets{Muscle: muscle, Sets: d.sets[i], Low: b.low, High: b.high}
		if d.sets[i] < float64(b.low) {
			out[i].Shortfall = d.shortfall(i)
		}
	}
	return out
}

func (d *draft) shortfall(muscle int) string {
	if !slices.ContainsFunc(d.pool, func(m *movement) bool { return m.free() && m.hard() && m.trains(muscle) }) {
		return "No exercise that fits your equipment, level and limits trains it directly."
	}
	if why, reduced := d.r.reduced(); reduced {
		return "The block starts with a third fewer sets because " + why + "."
	}
	if d.outOfTime(muscle) {
		return fmt.Sprintf("%s of %d minutes have no room for more; longer or more sessions would.", sentence(count(len(d.sessions), "session")), d.r.minutes)
	}
	return "More would go past what one exercise, one session or a helping muscle should get in your week."
}

// outOfTime reports whether minutes alone kept a muscle from one more set.
func (d *draft) outOfTime(muscle int) bool {
	for _, s := range d.sessions {
		for _, it := range s.items {
			if it.trains(muscle) && it.plan.Sets < d.r.mostSets() && d.below(s, it, 1) && s.seconds+it.cost(s, 1) > s.most {
				return true
			}
		}
	}
	// Exercises that got no sets at all are gone from the draft; a full week says the same of them.
	return !slices.ContainsFunc(d.sessions, func(s *session) bool { return s.most-s.seconds > 5*60 })
}

// reasons explain the plan as a whole.
func (d *draft) reasons(plan spotter.TrainingPlan) []spotter.Reason {
	r := d.r
	out := []spotter.Reason{
		{About: "plan", Text: fmt.Sprintf("A block of %d weeks for %s, made from your answers: %s of at most %d minutes, with %s.",
			plan.Weeks, spotter.Words(string(r.Goals.Primary)), count(len(d.sessions), "session"), r.minutes, r.kit())},
		{About: "split", Text: d.whySplit()},
		r.whyVolume(),
		r.whyEffort(),
		{About: "progression", Text: "Loads rise by double progression: more reps first, then the smallest step your equipment has, 2 to 10 % (ACSM 2009). Readiness can hold or lower a load, never raise it."},
		{About: "deload", Text: fmt.Sprintf("Week %d has half the sets and 10 %% less load, so that you end the block rested.", plan.DeloadWeek)},
		{About: "time", Text: "A session counts 5 minutes of warm-up, 4 seconds a rep on each side, the rests, a minute to change exercises and two warm-up sets before the first heavy lift."},
	}
	out = append(out, r.whyLimits()...)
	return append(out, r.whyChanges()...)
}

func (r *request) kit() string {
	switch things := r.Constraints.Equipment; {
	case len(things) > 0:
		words := make([]string, len(things))
		for i, thing := range things {
			words[i] = spotter.Words(string(thing))
		}
		return join(words)
	case r.has("barbell"):
		return "a normally equipped gym"
	default:
		return "body weight"
	}
}

func (d *draft) whySplit() string {
	often := map[bool]string{
		true:  "each muscle is trained at least twice a week",
		false: "one session a week has to train everything; a second one would help most",
	}[len(d.sessions) > 1]
	return fmt.Sprintf("%s on %s fits %s: %s.", sentence(d.split), join(d.weekdays()), count(len(d.sessions), "day"), often)
}

func (d *draft) weekdays() []string {
	out := make([]string, len(d.sessions))
	for i, s := range d.sessions {
		out[i] = sentence(string(s.slot.Weekday))
	}
	return out
}

func (r *request) whyVolume() spotter.Reason {
	b := bandOf("chest", r.Goals.Primary == spotter.MuscleGain)
	target := r.bandsFor()[0].target
	text := fmt.Sprintf("Large muscles start at about %g hard sets a week and rise by one or two a week while you recover, up to 20 (22 for chest, back and quads, 14 for the arms).", spotter.RoundTo(target, 0.5))
	if why, reduced := r.reduced(); reduced {
		text += " That is a third fewer than usual because " + why + "; weeks 1 and 2 stay there."
	}
	return spotter.Reason{About: "volume", Text: text, Quantity: &spotter.Quantity{
		Value: spotter.RoundTo(target, 0.1), Unit: "hard sets per muscle and week", Method: "starting volume by goal, level and recovery",
		Inputs: map[string]float64{"band_low": float64(b.low), "band_high": float64(b.high)},
		Source: "ACSM position stand 2026 for about ten sets; the bounds are coaching practice", Confidence: "heuristic",
	}}
}

func (r *request) whyEffort() spotter.Reason {
	text := "Sets end with about two or three reps in reserve (RPE 7 to 8); going to failure adds fatigue and nothing decisive (ACSM 2026)."
	if r.Goals.Primary == spotter.Strength {
		text = "Priority lifts use loads near 80 % of the maximum or more, three to five reps with two in reserve and long rests, two or three sets an exercise (ACSM 2026)."
	}
	if r.Limits.LightStart || r.Limits.NoMaximal || r.Limits.NoBreathHolding || r.Limits.Minor {
		d := r.limitDose(dose{})
		text = fmt.Sprintf("Sets keep at least %d reps in reserve and have at least %d reps: your limits rule out maximal work.", d.rir, d.min)
	}
	return spotter.Reason{About: "effort", Text: text}
}

// whyLimits says what the hard limits changed in training; what they mean for food is said there.
func (r *request) whyLimits() []spotter.Reason {
	var out []spotter.Reason
	say := func(yes bool, text string) {
		if yes {
			out = append(out, spotter.Reason{About: "limits", Text: text})
		}
	}
	l := r.Limits
	say(l.NoMaximal && !l.Minor, "No maximal work, nothing at RPE 9 or above.")
	say(l.Minor, "Under 18, no maximal lifts.")
	say(l.LightStart, "A light start: at least four reps in reserve and at most two sets an exercise in weeks 1 and 2, then more by proposal; a clearance from a professional lifts this.")
	say(l.NoSupine, "Nothing is done lying on the back.")
	say(l.NoBreathHolding, "No heavy barbell squats, hinges or presses, and no breath-holding.")
	for _, region := range spotter.Regions {
		name := spotter.Words(string(region))
		say(l.Regions[region] == spotter.SeverityHigh, "Exercises that load the "+name+" are left out.")
		say(l.Regions[region] == spotter.SeverityMedium, "Exercises that load the "+name+" are replaced by others of the same kind where there are any.")
		say(l.Regions[region] == spotter.SeverityLow, "Exercises that load the "+name+" carry a note to mind it.")
	}
	return out
}

func (r *request) whyChanges() []spotter.Reason {
	if r.Changes.IsZero() {
		return nil
	}
	var parts []string
	if d := r.Changes.Days; d != nil {
		parts = append(parts, count(*d, "day")+" a week")
	}
	if m := r.Changes.Minutes; m != nil {
		parts = append(parts, fmt.Sprintf("%d minutes a session", *m))
	}
	for _, name := range r.Changes.Exclude {
		parts = append(parts, "without "+strings.TrimSpace(name))
	}
	for _, s := range r.swaps {
		if s.to == nil {
			parts = append(parts, "something else for "+s.from.Name)
		} else {
			parts = append(parts, s.to.Name+" for "+s.from.Name)
		}
	}
	return []spotter.Reason{{About: "changes", Text: "As you asked: " + join(parts) + "."}}
}
