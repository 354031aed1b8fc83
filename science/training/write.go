package training

import (
	"fmt"
	"strings"

	"spotter"
)

// The share of sets and load that a deload week keeps.
const (
	deloadSets = 0.5
	deloadLoad = 0.9
)

// write turns a filled draft into the plan's document.
func (d *draft) write() spotter.TrainingPlan {
	r, weeks := d.r, d.r.weeks()
	plan := spotter.TrainingPlan{
		Name: fmt.Sprintf("%s, %s, %s", sentence(string(r.Goals.Primary)), d.split, count(len(d.sessions), "day")),
		Goal: r.Goals.Primary, Level: r.Fitness.Level, Split: d.split, SessionMinutes: r.minutes,
		Weeks: weeks, DeloadWeek: weeks, Deload: &spotter.Deload{Week: weeks, Sets: deloadSets, Load: deloadLoad},
		Block: r.block(), Began: r.began(), Volume: d.volume(),
	}
	for _, s := range d.sessions {
		plan.Days = append(plan.Days, d.day(s))
	}
	grown := d.grow(&plan)
	plan.Reasons = append(d.reasons(plan), grown...)
	return plan
}

func (d *draft) day(s *session) spotter.TrainingDay {
	out := spotter.TrainingDay{Weekday: s.slot.Weekday, Time: s.slot.Time, Name: s.name, Minutes: SessionMinutes(s.seconds)}
	sets, letters := 0, s.letters()
	for _, it := range s.items {
		p := d.planned(it)
		p.Superset = letters[it]
		out.Exercises = append(out.Exercises, p)
		if it.hard() {
			sets += it.plan.Sets
		}
	}
	out.Reason = fmt.Sprintf("%s %s and %s in about %d of your %d minutes.",
		s.why, count(len(out.Exercises), "exercise"), count(sets, "hard set"), out.Minutes, d.r.minutes)
	if len(letters) > 0 {
		out.Reason += " Exercises with the same letter take turns and share the rest, for time is short."
	}
	return out
}

// letters names the supersets of a session.
func (s *session) letters() map[*item]string {
	out := map[*item]string{}
	for _, it := range s.items {
		if it.partner != nil && out[it] == "" {
			letter := string(rune('A' + len(out)/2))
			out[it], out[it.partner] = letter, letter
		}
	}
	return out
}

var roleNames = map[role]string{main: spotter.RoleMain, assist: spotter.RoleAssistance, single: spotter.RoleIsolation,
	trunk: spotter.RoleTrunk, engine: spotter.RoleCardio, easy: spotter.RoleMobility}

func (d *draft) planned(it *item) spotter.PlannedExercise {
	p := it.plan
	p.Role = roleNames[it.role]
	if p.Unit == "reps" {
		p.LoadKG, p.LoadBasis = d.r.start(it.movement.Exercise, p.RepsMin, p.RIR)
	}
	p.Warmup = d.r.ramp(it.movement.Exercise, p)
	p.Rule = d.rule(it, p)
	p.Progression = d.progression(it, *p.Rule)
	p.Caution = d.caution(it)
	p.Reason = d.why(it, p)
	return p
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
func (d *draft) why(it *item, p spotter.PlannedExercise) string {
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
	if p.LoadKG != nil {
		out = append(out, d.whyLoad(it, p))
	}
	return strings.Join(out, " ")
}

// whyLoad says what the starting load rests on.
func (d *draft) whyLoad(it *item, p spotter.PlannedExercise) string {
	best, _ := d.r.maximum(it.movement.Exercise)
	text := fmt.Sprintf("Starts at %s, from an estimated maximum of %s", d.r.weight(*p.LoadKG), d.r.weight(best.e1rm.Value))
	if best.from == "" {
		return text + "."
	}
	return fmt.Sprintf("%s in the %s, of which %g is a cautious share.", text, spotter.Words(best.from), best.factor)
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
