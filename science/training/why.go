package training

import (
	"fmt"
	"strings"

	"spotter"
)

// Find looks an exercise up by id.
type Find func(id string) (spotter.Exercise, bool)

// Why explains an item of a plan from the plan's own document: a weekday or a session by name, an exercise
// by id, a muscle, "volume" for all muscles, or one of the things that the plan's reasons are about (split,
// deload, effort ...). An empty item asks about the plan as a whole. Nil when the plan has no such item.
func Why(plan spotter.TrainingPlan, item string, find Find) []spotter.Reason {
	if item == "" || strings.EqualFold(item, "plan") {
		return plan.Reasons
	}
	w := why{plan: plan, find: find}
	for _, r := range plan.Reasons {
		if strings.EqualFold(r.About, item) {
			w.out = append(w.out, r)
		}
	}
	for _, v := range plan.Volume {
		if strings.EqualFold(item, "volume") || strings.EqualFold(v.Muscle, item) || strings.EqualFold(spotter.Words(v.Muscle), item) {
			w.muscle(v)
		}
	}
	for _, d := range plan.Days {
		if strings.EqualFold(string(d.Weekday), item) || strings.EqualFold(d.Name, item) {
			w.day(d)
		}
		for _, e := range d.Exercises {
			if strings.EqualFold(e.Exercise, item) {
				w.exercise(string(d.Weekday)+"."+e.Exercise, e)
			}
		}
	}
	return w.out
}

// why gathers reasons.
type why struct {
	plan spotter.TrainingPlan
	find Find
	out  []spotter.Reason
}

func (w *why) say(about, text string, q *spotter.Quantity) {
	w.out = append(w.out, spotter.Reason{About: about, Text: text, Quantity: q})
}

// unilateral reports whether each side of an exercise is trained on its own.
func (w *why) unilateral(id string) bool {
	e, _ := w.find(id)
	return e.Unilateral
}

// day explains a session: what it is for, its minutes and its hard sets.
func (w *why) day(d spotter.TrainingDay) {
	about := string(d.Weekday)
	w.say(about, d.Reason, nil)
	parts := map[string]float64{"warm_up_seconds": warmupSeconds, "exercises_seconds": float64(DaySeconds(d.Exercises, w.unilateral)),
		"minutes_there_are": float64(w.plan.SessionMinutes)}
	hard := 0.0
	for _, e := range d.Exercises {
		parts[e.Exercise+"_seconds"] = float64(ExerciseSeconds(e, w.unilateral(e.Exercise)))
		if known, _ := w.find(e.Exercise); isHard(known) {
			hard += float64(e.Sets)
		}
	}
	w.say(about+".minutes", fmt.Sprintf("%d minutes of at most %d.", d.Minutes, w.plan.SessionMinutes), &spotter.Quantity{
		Value: float64(d.Minutes), Unit: "minutes", Inputs: parts, Source: "convention", Confidence: "heuristic",
		Method: "5 min + 4 s a rep and side + rests + 60 s an exercise + 60 s a warm-up set; a superset shares the longer rest"})
	w.say(about+".sets", fmt.Sprintf("%g hard sets.", hard), &spotter.Quantity{Value: hard, Unit: "hard sets", Method: "sum of the sets of all exercises but cardio and mobility",
		Source: "the plan", Confidence: "high"})
}

// muscle explains a weekly volume: every exercise counts its sets, or half of them for a helping muscle.
func (w *why) muscle(v spotter.MuscleSets) {
	inputs := map[string]float64{"band_low": float64(v.Low), "band_high": float64(v.High)}
	for _, d := range w.plan.Days {
		for _, e := range d.Exercises {
			if sets := w.credit(e, v.Muscle); sets > 0 {
				inputs[string(d.Weekday)+"."+e.Exercise] = sets
			}
		}
	}
	text := fmt.Sprintf("%g weekly hard sets for the %s, of at most %d.", v.Sets, spotter.Words(v.Muscle), v.High)
	if v.Shortfall != "" {
		text += fmt.Sprintf(" The band starts at %d. %s", v.Low, v.Shortfall)
	}
	w.say("volume."+v.Muscle, text, &spotter.Quantity{Value: v.Sets, Unit: "hard sets a week", Inputs: inputs, Confidence: "heuristic",
		Method: "1 a set for a primary muscle, 0.5 for a secondary one", Source: "ACSM position stand 2026 for about ten sets (unverified); the bounds are coaching practice"})
}

func (w *why) credit(p spotter.PlannedExercise, muscle string) float64 {
	e, _ := w.find(p.Exercise)
	m := movement{Exercise: e, primary: muscleIndexes(e.Primary), secondary: muscleIndexes(e.Secondary)}
	var sets [17]float64
	(&item{movement: &m}).credit(&sets, float64(p.Sets))
	for i, name := range spotter.Muscles {
		if name == muscle {
			return sets[i]
		}
	}
	return 0
}

// exercise explains what stands in the plan, figure by figure.
func (w *why) exercise(about string, p spotter.PlannedExercise) {
	w.say(about, p.Reason, nil)
	figure := func(name string, value float64, unit, method, source string) {
		w.say(about+"."+name, fmt.Sprintf("%g %s.", value, unit), &spotter.Quantity{Value: value, Unit: unit, Method: method, Source: source, Confidence: "heuristic"})
	}
	figure("sets", float64(p.Sets), "sets", "handed out one by one to the muscle that lacks most, inside minutes and bounds", "weekly bands: coaching practice")
	if n := len(p.Weekly); n > 0 {
		w.say(about+".weeks", fmt.Sprintf("Its sets rise to %d by week %d.", p.Weekly[n-1], n), &spotter.Quantity{Value: float64(p.Weekly[n-1]), Unit: "sets", Method: "a set a muscle and week while minutes and bounds leave room",
			Inputs: map[string]float64{"first_week": float64(p.Weekly[0])}, Source: "coaching practice", Confidence: "heuristic"})
	}
	figure("range", float64(p.RepsMin), "to "+fmt.Sprint(p.RepsMax)+" "+p.Unit, "range by goal, role and limits", "ACSM position stand 2026 (unverified)")
	figure("reserve", float64(p.RIR), "reps in reserve", "RIR = 10 - RPE", "Zourdos 2016 (unverified)")
	if p.RestSeconds > 0 {
		figure("rest", float64(p.RestSeconds), "seconds of rest", "strength 180, several joints 120, one joint 75", "convention")
	}
	if p.LoadBasis != nil {
		w.say(about+".load", "The starting load.", p.LoadBasis)
	} else if e, _ := w.find(p.Exercise); e.Loadable {
		w.say(about+".load", "No recent set tells the load: find it by the reps in reserve.", nil)
	}
	w.progression(about, p)
	if p.Superset != "" {
		w.say(about+".superset", "Takes turns with the other exercise of superset "+p.Superset+" and shares its rest, because time is short.", nil)
	}
	if p.Caution != "" {
		w.say(about+".caution", p.Caution, nil)
	}
}

func (w *why) progression(about string, p spotter.PlannedExercise) {
	if p.Rule == nil || p.Rule.StepKG == 0 {
		w.say(about+".progression", p.Progression, nil)
		return
	}
	w.say(about+".progression", p.Progression, &spotter.Quantity{Value: p.Rule.StepKG, Unit: "kg", Method: spotter.Words(p.Rule.Kind) + " by the smallest step of the equipment",
		Inputs: map[string]float64{"raise_at": float64(p.Rule.RaiseAt), "rir": float64(p.Rule.RIR)}, Source: "ACSM 2009 (unverified)", Confidence: "heuristic"})
}

// isHard reports whether an exercise's sets count as hard sets of its muscles.
func isHard(e spotter.Exercise) bool { return e.Pattern != "cardio" && e.Pattern != "mobility" }
