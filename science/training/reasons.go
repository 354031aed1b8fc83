package training

import (
	"fmt"
	"strings"

	"spotter"
)

// reasons explain the plan as a whole.
func (d *draft) reasons(plan spotter.TrainingPlan) []spotter.Reason {
	r := d.r
	out := []spotter.Reason{
		{About: "plan", Text: fmt.Sprintf("A block of %d weeks for %s, made from your answers: %s of at most %d minutes, with %s.",
			plan.Weeks, spotter.Words(string(r.Goals.Primary)), count(len(d.sessions), "session"), r.minutes, r.kit())},
		d.whySplit(),
		r.whyVolume(),
		r.whyEffort(),
		{About: "progression", Text: "Loads rise by double progression: more reps first, then the smallest step your equipment has, 2 to 10 % (ACSM 2009). Readiness can hold or lower a load, never raise it."},
		r.whyDeload(plan),
		d.whyTime(plan),
	}
	out = append(out, r.whyBlock(plan)...)
	out = append(out, r.whyAge()...)
	out = append(out, r.whyLimits()...)
	return append(out, r.whyChanges()...)
}

func (r *request) whyDeload(plan spotter.TrainingPlan) spotter.Reason {
	return spotter.Reason{About: "deload", Text: fmt.Sprintf("Week %d has half the sets and 10 %% less load, so that you end the block rested.", plan.DeloadWeek),
		Quantity: &spotter.Quantity{Value: float64(plan.Weeks), Unit: "weeks", Method: "length of a block by level and goal, its last week the easy one",
			Inputs: map[string]float64{"deload_sets": deloadSets, "deload_load": deloadLoad},
			Source: "coaching practice", Confidence: "heuristic"}}
}

// whyTime tells the time rule and, where a plan leaves minutes over, that this is meant.
func (d *draft) whyTime(plan spotter.TrainingPlan) spotter.Reason {
	longest, paired := 0, false
	for _, day := range plan.Days {
		longest = max(longest, day.Minutes)
		for _, e := range day.Exercises {
			paired = paired || e.Superset != ""
		}
	}
	text := "A session counts 5 minutes of warm-up, 4 seconds a rep on each side, the rests, a minute to change exercises and two warm-up sets before the first heavy lift."
	if paired {
		text += " Supersets of opposite movements share their rest, because time is short; heavy priority lifts keep theirs."
	}
	if longest < d.r.minutes*3/4 {
		text += fmt.Sprintf(" The sets of this block fit into %d of your %d minutes: more minutes alone would not train more.", longest, d.r.minutes)
	}
	return spotter.Reason{About: "time", Text: text, Quantity: &spotter.Quantity{Value: float64(longest), Unit: "minutes, the longest session",
		Method: "warm-up + set times + rests + changes", Inputs: map[string]float64{"most": float64(d.r.minutes), "seconds_a_rep": repSeconds,
			"warm_up_seconds": warmupSeconds, "change_seconds": changeSeconds}, Source: "convention", Confidence: "heuristic"}}
}

// whyBlock says what a block changes from the one that it follows.
func (r *request) whyBlock(plan spotter.TrainingPlan) []spotter.Reason {
	if r.Previous == nil || r.Goes != Next {
		return nil
	}
	more := "one or two weekly sets a muscle more, within every upper bound"
	if _, reduced := r.reduced(); reduced {
		more = "no more sets than the last one while you recover poorly"
	}
	return []spotter.Reason{{About: "block", Text: fmt.Sprintf("Block %d follows the one before it: the priority lifts stay, what stands beside them changes where your equipment has something else, loads come from your log, and there are %s.", plan.Block, more),
		Quantity: &spotter.Quantity{Value: float64(plan.Block), Unit: "block", Method: "the block before it and one", Inputs: map[string]float64{"sets_added_at_most": rampMost, "logged_sets": float64(len(r.Log))},
			Source: "coaching practice", Confidence: "heuristic"}}}
}

func (r *request) whyAge() []spotter.Reason {
	if !r.gentle() {
		return nil
	}
	return []spotter.Reason{{About: "age", Text: "A gentle start: steady exercises and the easiest variations first, at least eight reps with three in reserve, full rests. Strength grows at any age; balance and recovery decide how fast to go.",
		Quantity: &spotter.Quantity{Value: float64(r.About.BirthDate.YearsTo(r.Today)), Unit: "years", Method: "from 65 as a beginner and from 80 at any level",
			Source: "coaching practice", Confidence: "heuristic"}}}
}

func (r *request) kit() string {
	switch things := r.Constraints.Equipment; {
	case len(things) > 0:
		words := make([]string, len(things))
		for i, thing := range things {
			words[i] = spotter.Words(string(thing))
		}
		return join(words)
	case r.Constraints.Has("barbell"):
		return "a normally equipped gym"
	default:
		return "body weight"
	}
}

func (d *draft) whySplit() spotter.Reason {
	often := map[bool]string{
		true:  "the large muscles come up at least twice a week, as far as minutes and exercises allow",
		false: "one session a week has to train everything; a second one would help most",
	}[len(d.sessions) > 1]
	return spotter.Reason{About: "split", Text: fmt.Sprintf("%s on %s fits %s: %s.", sentence(d.split), join(d.weekdays()), count(len(d.sessions), "day"), often),
		Quantity: &spotter.Quantity{Value: float64(len(d.sessions)), Unit: "days a week", Method: "split by training days", Inputs: map[string]float64{"days": float64(len(d.sessions))},
			Source: "convention; each muscle twice a week follows ACSM 2026", Confidence: "heuristic"}}
}

func (d *draft) weekdays() []string {
	out := make([]string, len(d.sessions))
	for i, s := range d.sessions {
		out[i] = sentence(string(s.slot.Weekday))
	}
	return out
}

func (r *request) whyVolume() spotter.Reason {
	b := r.bandsFor()[0]
	text := fmt.Sprintf("Large muscles start at about %g hard sets a week and rise by one or two from block to block while you recover, up to 20 (22 for chest, back and quads, 14 for the arms).", spotter.RoundTo(b.target, 0.5))
	if r.follows() {
		text = "Each muscle gets one or two weekly hard sets more than in the block before, up to 20 (22 for chest, back and quads, 14 for the arms)."
		if r.Goes == On {
			text = "Each muscle keeps about the weekly hard sets that it has in this block, up to 20 (22 for chest, back and quads, 14 for the arms)."
		}
	}
	if why, reduced := r.reduced(); reduced {
		text += " For now there are fewer than usual because " + why + "."
	}
	return spotter.Reason{About: "volume", Text: text, Quantity: &spotter.Quantity{
		Value: spotter.RoundTo(b.target, 0.1), Unit: "hard sets per large muscle and week", Method: "starting volume by goal, level and recovery",
		Inputs: map[string]float64{"band_low": float64(b.low), "band_high": float64(b.high), "level": float64(r.Fitness.Level.Rank())},
		Source: "ACSM position stand 2026 for about ten sets (unverified); the bounds are coaching practice", Confidence: "heuristic",
	}}
}

// whyEffort tells the reserve; the figure is that of a priority lift.
func (r *request) whyEffort() spotter.Reason {
	least := r.limitDose(dose{rir: 2})
	text := "Sets end with about two or three reps in reserve (RPE 7 to 8); going to failure adds fatigue and nothing decisive (ACSM 2026)."
	switch {
	case r.Limits.LightStart || r.Limits.NoMaximal || r.Limits.NoBreathHolding || r.Limits.Minor:
		text = fmt.Sprintf("Sets keep at least %d reps in reserve and have at least %d reps: your limits rule out maximal work.", least.rir, least.min)
	case r.Goals.Primary == spotter.Strength && r.loads() && !r.gentle():
		text = "Priority lifts use loads near 80 % of the maximum or more, up to six reps with two in reserve and long rests, two or three sets an exercise (ACSM 2026). Without a load to add, harder variations take its place."
	case r.Goals.Primary == spotter.Strength && !r.loads():
		text = "Without loads to add, strength comes from harder variations: each is done with two or three reps in reserve until the next one is possible."
	}
	return spotter.Reason{About: "effort", Text: text, Quantity: &spotter.Quantity{Value: float64(least.rir), Unit: "reps in reserve, at least",
		Method: "RIR = 10 - RPE", Source: "Zourdos 2016 (unverified)", Confidence: "heuristic"}}
}

// loads reports whether there is anything to lift that grows heavier.
func (r *request) loads() bool {
	for _, thing := range []spotter.Equipment{"barbell", "dumbbell", "kettlebell", "machine", "cable"} {
		if r.Constraints.Has(thing) {
			return true
		}
	}
	return false
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
	if r.Changes.NextBlock {
		parts = append(parts, "the next block")
	}
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
