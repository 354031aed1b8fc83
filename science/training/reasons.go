package training

import (
	"strings"

	"spotter"
	"spotter/lang"
)

// reasons explain the plan as a whole.
func (d *draft) reasons(plan spotter.TrainingPlan) []spotter.Reason {
	r := d.r
	out := []spotter.Reason{
		lang.Reason("plan", nil, lang.Say(lang.TrainingPlan, lang.Number(plan.Weeks), lang.Term(r.Goals.Primary), lang.Number(len(d.sessions)), lang.Number(r.minutes), r.kit())),
		d.whySplit(),
		r.whyVolume(),
		r.whyEffort(),
		lang.Reason("progression", nil, lang.Say(lang.TrainingProgression)),
		r.whyDeload(plan),
		d.whyTime(plan),
	}
	out = append(out, r.whyBlock(plan)...)
	out = append(out, r.whyAge()...)
	out = append(out, r.whyLimits()...)
	return append(out, r.whyChanges()...)
}

func (r *request) whyDeload(plan spotter.TrainingPlan) spotter.Reason {
	return lang.Reason("deload", &spotter.Quantity{Value: float64(plan.Weeks), Unit: "weeks", Method: "length of a block by level and goal, its last week the easy one",
		Inputs: map[string]float64{"deload_sets": deloadSets, "deload_load": deloadLoad},
		Source: "coaching practice", Confidence: "heuristic"}, lang.Say(lang.TrainingDeload, lang.Number(plan.DeloadWeek)))
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
	text := []*spotter.Sentence{lang.Say(lang.TrainingTime)}
	if paired {
		text = append(text, lang.Say(lang.TrainingTimeSupersets))
	}
	if longest < d.r.minutes*3/4 {
		text = append(text, lang.Say(lang.TrainingTimeLeft, lang.Number(longest), lang.Number(d.r.minutes)))
	}
	return lang.Reason("time", &spotter.Quantity{Value: float64(longest), Unit: "minutes, the longest session",
		Method: "warm-up + set times + rests + changes", Inputs: map[string]float64{"most": float64(d.r.minutes), "seconds_a_rep": repSeconds,
			"warm_up_seconds": warmupSeconds, "change_seconds": changeSeconds}, Source: "convention", Confidence: "heuristic"}, lang.Sentences(text...))
}

// whyBlock says what a block changes from the one that it follows.
func (r *request) whyBlock(plan spotter.TrainingPlan) []spotter.Reason {
	if r.Previous == nil || r.Goes != Next {
		return nil
	}
	more := lang.Say(lang.TrainingBlockMore)
	if _, reduced := r.reduced(); reduced {
		more = lang.Say(lang.TrainingBlockSame)
	}
	return []spotter.Reason{lang.Reason("block", &spotter.Quantity{Value: float64(plan.Block), Unit: "block", Method: "the block before it and one",
		Inputs: map[string]float64{"sets_added_at_most": rampMost, "logged_sets": float64(len(r.Log))},
		Source: "coaching practice", Confidence: "heuristic"}, lang.Say(lang.TrainingBlock, lang.Number(plan.Block), lang.Part(more)))}
}

func (r *request) whyAge() []spotter.Reason {
	if !r.gentle() {
		return nil
	}
	return []spotter.Reason{lang.Reason("age", &spotter.Quantity{Value: float64(r.About.BirthDate.YearsTo(r.Today)), Unit: "years", Method: "from 65 as a beginner and from 80 at any level",
		Source: "coaching practice", Confidence: "heuristic"}, lang.Say(lang.TrainingAge))}
}

func (r *request) kit() spotter.Argument {
	switch things := r.Constraints.Equipment; {
	case len(things) > 0:
		return lang.Terms(things)
	case r.Constraints.Has("barbell"):
		return lang.Part(lang.Say(lang.TrainingGym))
	default:
		return lang.Part(lang.Say(lang.TrainingBodyWeight))
	}
}

func (d *draft) whySplit() spotter.Reason {
	often := lang.TrainingSplitOnce
	if len(d.sessions) > 1 {
		often = lang.TrainingSplitOften
	}
	return lang.Reason("split", &spotter.Quantity{Value: float64(len(d.sessions)), Unit: "days a week", Method: "split by training days", Inputs: map[string]float64{"days": float64(len(d.sessions))},
		Source: "convention; each muscle twice a week follows ACSM 2026", Confidence: "heuristic"},
		lang.Say(lang.TrainingSplit, lang.Term(d.split), d.weekdays(), lang.Number(len(d.sessions)), lang.Part(lang.Say(often))))
}

func (d *draft) weekdays() spotter.Argument {
	out := make([]spotter.Weekday, len(d.sessions))
	for i, s := range d.sessions {
		out[i] = s.slot.Weekday
	}
	return lang.Terms(out)
}

func (r *request) whyVolume() spotter.Reason {
	b := r.bandsFor()[0]
	text := []*spotter.Sentence{lang.Say(lang.TrainingVolume, lang.Number(spotter.RoundTo(b.target, 0.5)))}
	if r.follows() {
		text[0] = lang.Say(lang.TrainingVolumeNext)
		if r.Goes == On {
			text[0] = lang.Say(lang.TrainingVolumeKeep)
		}
	}
	if why, reduced := r.reduced(); reduced {
		text = append(text, lang.Say(lang.TrainingVolumeReduced, lang.Part(lang.Say(why))))
	}
	return lang.Reason("volume", &spotter.Quantity{
		Value: spotter.RoundTo(b.target, 0.1), Unit: "hard sets per large muscle and week", Method: "starting volume by goal, level and recovery",
		Inputs: map[string]float64{"band_low": float64(b.low), "band_high": float64(b.high), "level": float64(r.Fitness.Level.Rank())},
		Source: "ACSM position stand 2026 for about ten sets (unverified); the bounds are coaching practice", Confidence: "heuristic",
	}, lang.Sentences(text...))
}

// whyEffort tells the reserve; the figure is that of a priority lift.
func (r *request) whyEffort() spotter.Reason {
	least := r.limitDose(dose{rir: 2})
	text := lang.Say(lang.TrainingEffort)
	switch {
	case r.Limits.LightStart || r.Limits.NoMaximal || r.Limits.NoBreathHolding || r.Limits.Minor:
		text = lang.Say(lang.TrainingEffortLimits, lang.Number(least.rir), lang.Number(least.min))
	case r.Goals.Primary == spotter.Strength && r.loads() && !r.gentle():
		text = lang.Say(lang.TrainingEffortStrength)
	case r.Goals.Primary == spotter.Strength && !r.loads():
		text = lang.Say(lang.TrainingEffortNoLoads)
	}
	return lang.Reason("effort", &spotter.Quantity{Value: float64(least.rir), Unit: "reps in reserve, at least",
		Method: "RIR = 10 - RPE", Source: "Zourdos 2016 (unverified)", Confidence: "heuristic"}, text)
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
	say := func(yes bool, key lang.Key, args ...spotter.Argument) {
		if yes {
			out = append(out, lang.Reason("limits", nil, lang.Say(key, args...)))
		}
	}
	l := r.Limits
	say(l.NoMaximal && !l.Minor, lang.TrainingLimitMaximal)
	say(l.Minor, lang.TrainingLimitMinor)
	say(l.LightStart, lang.TrainingLimitLightStart)
	say(l.NoSupine, lang.TrainingLimitSupine)
	say(l.NoBreathHolding, lang.TrainingLimitBreath)
	for _, region := range spotter.Regions {
		say(l.Regions[region] == spotter.SeverityHigh, lang.TrainingSpareHigh, lang.Term(region))
		say(l.Regions[region] == spotter.SeverityMedium, lang.TrainingSpareMedium, lang.Term(region))
		say(l.Regions[region] == spotter.SeverityLow, lang.TrainingSpareLow, lang.Term(region))
	}
	return out
}

func (r *request) whyChanges() []spotter.Reason {
	if r.Changes.IsZero() {
		return nil
	}
	var parts []spotter.Argument
	add := func(key lang.Key, args ...spotter.Argument) { parts = append(parts, lang.Part(lang.Say(key, args...))) }
	if r.Changes.NextBlock {
		add(lang.TrainingChangeBlock)
	}
	if d := r.Changes.Days; d != nil {
		add(lang.TrainingChangeDays, lang.Number(*d))
	}
	if m := r.Changes.Minutes; m != nil {
		add(lang.TrainingChangeMinutes, lang.Number(*m))
	}
	for _, name := range r.Changes.Exclude {
		add(lang.TrainingChangeWithout, lang.Text(strings.TrimSpace(name)))
	}
	for _, s := range r.swaps {
		if s.to == nil {
			add(lang.TrainingChangeOther, lang.Exercise(s.from.ID, s.from.Name))
		} else {
			add(lang.TrainingChangeSwap, lang.Exercise(s.to.ID, s.to.Name), lang.Exercise(s.from.ID, s.from.Name))
		}
	}
	return []spotter.Reason{lang.Reason("changes", nil, lang.Say(lang.TrainingChanges, lang.List(parts...)))}
}
