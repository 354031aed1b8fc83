package training

import (
	"fmt"
	"strings"

	"spotter"
)

// write turns a filled draft into the plan's document.
func (d *draft) write() spotter.TrainingPlan {
	r := d.r
	weeks := map[spotter.Level]int{spotter.Beginner: 8, spotter.Intermediate: 6, spotter.Advanced: 5}[r.Fitness.Level]
	plan := spotter.TrainingPlan{
		Name: fmt.Sprintf("%s, %s, %s", sentence(string(r.Goals.Primary)), d.split, count(len(d.sessions), "day")),
		Goal: r.Goals.Primary, Level: r.Fitness.Level, Split: d.split, SessionMinutes: r.minutes,
		Weeks: weeks, DeloadWeek: weeks, Volume: d.volume(),
	}
	for _, s := range d.sessions {
		plan.Days = append(plan.Days, d.day(s))
	}
	plan.Reasons = d.reasons(plan)
	return plan
}

func (d *draft) day(s *session) spotter.TrainingDay {
	out := spotter.TrainingDay{Weekday: s.slot.Weekday, Time: s.slot.Time, Name: s.name, Minutes: SessionMinutes(s.seconds)}
	sets := 0
	for _, it := range s.items {
		out.Exercises = append(out.Exercises, d.planned(it))
		if it.hard() {
			sets += it.plan.Sets
		}
	}
	out.Reason = fmt.Sprintf("%s %s and %s in about %d of your %d minutes.",
		s.why, count(len(out.Exercises), "exercise"), count(sets, "hard set"), out.Minutes, d.r.minutes)
	return out
}

func (d *draft) planned(it *item) spotter.PlannedExercise {
	p := it.plan
	if p.Unit == "reps" {
		p.LoadKG, _ = startingLoad(it.movement.Exercise, d.r.lifts[it.ID], p.RepsMin, p.RIR)
	}
	p.Progression = d.progression(it)
	p.Caution = d.caution(it)
	p.Reason = d.why(it, p.LoadKG)
	return p
}

// progression says how the exercise gets harder: double progression by the equipment's step, a harder
// variation for body weight, seconds or minutes for the rest.
func (d *draft) progression(it *item) string {
	p := it.plan
	switch {
	case it.role == easy:
		return "Nothing to raise: keep it easy and go a little further as it loosens."
	case it.role == engine:
		return "Add one or two minutes, or a little pace, once you can talk comfortably throughout."
	case p.Unit == "seconds":
		return fmt.Sprintf("Hold 5 seconds longer each time all sets feel steady; from %d seconds on %s.", p.RepsMax, d.harder(it, "raise the resistance"))
	case it.Loadable:
		return fmt.Sprintf("Once every set reaches %d reps with %d in reserve, add the smallest step (%g kg) and start again at %d; never raise on a good mood alone.",
			p.RepsMax, p.RIR, loadStep(it.Equipment), p.RepsMin)
	default:
		return fmt.Sprintf("Add reps until every set reaches %d with %d in reserve, then %s.", p.RepsMax, p.RIR, d.harder(it, "slow each rep down"))
	}
}

// harder names the next variation that the person may do.
func (d *draft) harder(it *item, otherwise string) string {
	for _, id := range it.Harder {
		for _, m := range d.pool {
			if m.ID == id && m.free() {
				return "move to " + m.Name
			}
		}
	}
	return otherwise
}

func (d *draft) caution(it *item) string {
	var out []string
	if len(it.sore) > 0 {
		regions := make([]string, len(it.sore))
		for i, region := range it.sore {
			regions[i] = spotter.Words(string(region))
		}
		out = append(out, fmt.Sprintf("Loads the %s: start lighter, use a range that stays free of pain, stop when it hurts.", join(regions)))
	}
	if d.r.Limits.NoBreathHolding && it.hard() {
		out = append(out, "Breathe out on the effort and never hold the breath.")
	}
	return strings.Join(out, " ")
}

// why is the exercise's reason: what it is for, and what it stands in for.
func (d *draft) why(it *item, load *float64) string {
	muscles := make([]string, len(it.Primary))
	for i, m := range it.Primary {
		muscles[i] = spotter.Words(m)
	}
	text := map[role]string{
		main:   "Priority lift for the %s, first while you are fresh.",
		assist: "Further work for the %s over several joints.",
		single: "Direct work for the %s.",
		trunk:  "Holds the trunk steady: %s.",
		engine: "Steady effort for heart and lungs, mostly with the %s.",
		easy:   "Easy movement for the %s.",
	}[it.role]
	out := []string{fmt.Sprintf(text, join(muscles))}
	if it.swapped != nil {
		out = append(out, fmt.Sprintf("It replaces %s, as you asked.", it.swapped.Name))
	}
	if it.insteadOf != nil {
		out = append(out, fmt.Sprintf("It replaces %s, which loads the %s.", it.insteadOf.Name, spotter.Words(string(it.insteadOf.spared))))
	}
	if load != nil {
		best, _ := bestLift(d.r.lifts[it.ID])
		out = append(out, fmt.Sprintf("Starts at %g kg, from an estimated maximum of %g kg.", *load, spotter.RoundTo(best.Value, 0.1)))
	}
	return strings.Join(out, " ")
}

func sentence(value string) string {
	words := spotter.Words(value)
	return strings.ToUpper(words[:1]) + words[1:]
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// join lists words as a sentence does: a, b and c.
func join(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
