package training_test

import (
	"encoding/json"
	"strings"
	"testing"

	"spotter"
	"spotter/science/training"
)

// TestTheOracleCanFail breaks each rule once, in a plan that keeps them all.
func TestTheOracleCanFail(t *testing.T) {
	t.Parallel()
	all := exercises(t)
	byID := index(all)
	gym, short := golden["first_day"].input(), golden["strength_body_weight"].input()
	for name, c := range map[string]struct {
		in    training.Input
		spoil func(p *spotter.TrainingPlan)
		want  string
	}{
		"a day less":         {gym, func(p *spotter.TrainingPlan) { p.Days = p.Days[:3] }, "3 days, want 4"},
		"another time":       {gym, func(p *spotter.TrainingPlan) { p.Days[0].Time++ }, "the person said"},
		"another order":      {gym, func(p *spotter.TrainingPlan) { p.Days[0], p.Days[1] = p.Days[1], p.Days[0] }, "comes after"},
		"another split":      {gym, func(p *spotter.TrainingPlan) { p.Days[1].Name = "Push" }, "is called"},
		"a set too many":     {gym, func(p *spotter.TrainingPlan) { first(p).Sets = 5 }, "want"},
		"a volume untrue":    {gym, func(p *spotter.TrainingPlan) { p.Volume[0].Sets++ }, "chest: says"},
		"a bound untrue":     {gym, func(p *spotter.TrainingPlan) { p.Volume[0].High = 30 }, "chest: says"},
		"no cause":           {short, func(p *spotter.TrainingPlan) { volume(p, "shoulders").Cause = "" }, "shortfall"},
		"a false cause":      {short, func(p *spotter.TrainingPlan) { volume(p, "shoulders").Cause = "no_exercise" }, "nothing is said"},
		"not tired":          {short, func(p *spotter.TrainingPlan) { volume(p, "shoulders").Cause = "recovery" }, "recovers well"},
		"no ramp":            {short, func(p *spotter.TrainingPlan) { volume(p, "shoulders").Cause = "ramp" }, "no ramp"},
		"minutes untrue":     {gym, func(p *spotter.TrainingPlan) { p.Days[0].Minutes-- }, "and takes"},
		"too long":           {gym, func(p *spotter.TrainingPlan) { first(p).RestSeconds = 900 }, "minutes are there"},
		"a superset counted": {short, func(p *spotter.TrainingPlan) { p.Days[0].Exercises[0].Superset = "" }, "and takes"},
		"twice":              {gym, func(p *spotter.TrainingPlan) { p.Days[0].Exercises[1] = *first(p) }, "stands twice"},
		"without the kit":    {short, func(p *spotter.TrainingPlan) { replace(p, "leg_press", byID) }, "needs machine"},
		"too hard":           {short, func(p *spotter.TrainingPlan) { replace(p, "pistol_squat", byID) }, "is for advanced"},
		"no rule":            {gym, func(p *spotter.TrainingPlan) { first(p).Rule = nil }, "no rule of progression"},
		"another step":       {gym, func(p *spotter.TrainingPlan) { first(p).Rule.StepKG = 1.25 }, "is raised by"},
		"another kind":       {gym, func(p *spotter.TrainingPlan) { first(p).Rule.Kind = "linear" }, "progresses by"},
		"raised early":       {gym, func(p *spotter.TrainingPlan) { first(p).Rule.RIR = 0 }, "is raised with"},
		"a load between":     {gym, func(p *spotter.TrainingPlan) { *first(p).LoadKG = 71 }, "starts at 71"},
		"a load too high":    {gym, func(p *spotter.TrainingPlan) { *first(p).LoadKG = 75; first(p).LoadBasis.Value = 75 }, "starts at 75"},
		"a load unexplained": {gym, func(p *spotter.TrainingPlan) { first(p).LoadBasis = nil }, "basis"},
		"no ramp to it":      {gym, func(p *spotter.TrainingPlan) { first(p).Warmup = nil }, "warm-up sets, listed 0"},
		"a steep ramp":       {gym, func(p *spotter.TrainingPlan) { first(p).Warmup[1].Percent = 100 }, "warm-up {Percent:100"},
		"a ramp elsewhere":   {gym, func(p *spotter.TrainingPlan) { p.Days[0].Exercises[5].WarmupSets = 2 }, "belongs to the first heavy lift"},
		"isolation first": {gym, func(p *spotter.TrainingPlan) {
			e := p.Days[0].Exercises
			e[0], e[5] = e[5], e[0]
		}, "less important"},
		"a heavy superset": {gym, func(p *spotter.TrainingPlan) {
			p.Days[0].Exercises[0].Superset, p.Days[0].Exercises[1].Superset = "A", "A"
		}, "shares its rest"},
		"no antagonists": {short, func(p *spotter.TrainingPlan) {
			p.Days[0].Exercises[1].Superset, p.Days[0].Exercises[3].Superset = "B", "A"
		}, "superset"},
		"three of a kind": {gym, func(p *spotter.TrainingPlan) {
			for i := range 3 {
				p.Days[0].Exercises[4+i].Exercise = []string{"machine_chest_fly", "cable_chest_fly", "dumbbell_chest_fly"}[i]
			}
		}, "three of isolation chest"},
		"sets that jump": {gym, func(p *spotter.TrainingPlan) { rising(p).Weekly[1] += 2 }, "goes through the weeks"},
		"sets past the minutes": {gym, func(p *spotter.TrainingPlan) {
			for i := range p.Days[0].Exercises {
				e := &p.Days[0].Exercises[i]
				e.Weekly = []int{e.Sets, e.Sets + 1, e.Sets + 1, e.Sets + 1, e.Sets + 1}
			}
		}, "of 60 minutes"},
		"no deload":      {gym, func(p *spotter.TrainingPlan) { p.Deload = nil }, "deload"},
		"a long block":   {gym, func(p *spotter.TrainingPlan) { p.Weeks = 12 }, "weeks 12"},
		"another block":  {gym, func(p *spotter.TrainingPlan) { p.Block = 2 }, "block 2"},
		"no reason":      {gym, func(p *spotter.TrainingPlan) { p.Reasons = p.Reasons[1:] }, "no reason about plan"},
		"a bare figure":  {gym, func(p *spotter.TrainingPlan) { p.Reasons[1].Quantity.Source = "" }, "does not explain itself"},
		"out of balance": {gym, func(p *spotter.TrainingPlan) { first(p).Sets = 30 }, "sets of push"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan := copyOf(t, propose(t, c.in, all))
			if faults := faultsOf(c.in, plan, byID); len(faults) > 0 {
				t.Fatal(faults)
			}
			c.spoil(&plan)
			if faults := strings.Join(faultsOf(c.in, plan, byID), "\n"); !strings.Contains(faults, c.want) {
				t.Errorf("got %q, want %q", faults, c.want)
			}
		})
	}
}

func copyOf(t *testing.T, plan spotter.TrainingPlan) (out spotter.TrainingPlan) {
	t.Helper()
	data, err := json.Marshal(plan)
	if err == nil {
		err = json.Unmarshal(data, &out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// rising is an exercise whose sets rise.
func rising(p *spotter.TrainingPlan) *spotter.PlannedExercise {
	for i := range p.Days {
		for j := range p.Days[i].Exercises {
			if e := &p.Days[i].Exercises[j]; len(e.Weekly) > 0 {
				return e
			}
		}
	}
	return nil
}

func first(p *spotter.TrainingPlan) *spotter.PlannedExercise { return &p.Days[0].Exercises[0] }

func volume(p *spotter.TrainingPlan, muscle string) *spotter.MuscleSets {
	for i, v := range p.Volume {
		if v.Muscle == muscle {
			return &p.Volume[i]
		}
	}
	return nil
}

func replace(p *spotter.TrainingPlan, id string, byID map[string]spotter.Exercise) {
	first(p).Exercise, first(p).Name = id, byID[id].Name
}
