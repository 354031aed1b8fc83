package training_test

import (
	"math"
	"slices"
	"testing"

	"spotter"
)

func lift(name string, kg float64, reps int, rir ...int) spotter.RecentLift {
	l := spotter.RecentLift{Exercise: name, WeightKG: kg, Reps: reps}
	if len(rir) > 0 {
		l.RIR = &rir[0]
	}
	return l
}

func hurts(region spotter.Region, severity spotter.Severity) []spotter.Injury {
	return []spotter.Injury{{Region: region, Severity: severity}}
}

// TestTwentySevenPeople was computed by hand. A set of n effective reps (reps and reserve) stands for a maximum
// of its load times m(n) = (1 + n/30 + 36/(37 - n)) / 2, and a load is that maximum divided by the m of the
// planned reps and reserve, down to the step:
//
//	m(1) = 1       m(2) = 1.0476  m(3) = 1.0794  m(5) = 1.1458  m(6) = 1.1806
//	m(7) = 1.2167  m(8) = 1.2540  m(9) = 1.2929  m(10) = 1.3333
func TestTwentySevenPeople(t *testing.T) {
	t.Parallel()
	gym := func(level spotter.Level, goal spotter.Goal, days, minutes int) who {
		return who{level: level, goal: goal, location: spotter.Gym, days: days, minutes: minutes}
	}
	home := func(level spotter.Level, goal spotter.Goal, days, minutes int, kit ...spotter.Equipment) who {
		return who{level: level, goal: goal, location: spotter.Home, days: days, minutes: minutes, kit: kit}
	}
	knows := func(w who, lifts ...spotter.RecentLift) who { w.lifts = lifts; return w }
	aged := func(w who, born int) who { w.born = born; return w }
	with := func(w who, injuries []spotter.Injury) who { w.injuries = injuries; return w }
	flags := func(w who, s spotter.Screening) who { w.screening = s; return w }
	pounds := func(w who) who { w.units = "imperial"; return w }
	cleared := spotter.Date{Year: 2026, Month: 10, Day: 1}
	for name, c := range map[string]struct {
		who     who
		split   string
		loads   map[string]float64 // by exercise id; 0: it stands in the plan and its load is not known
		without []string           // exercises and patterns that do not stand in it
		spares  spotter.Region     // nothing loads it
		with    []string           // exercises that do
	}{
		"bench press, five to failure": { // 80 m(5) = 91.67; six with two: 91.67/m(8) = 73.1
			who: knows(gym("intermediate", "muscle_gain", 4, 60), lift("Bench press", 80, 5)), split: "upper/lower",
			loads: map[string]float64{"barbell_bench_press": 72.5, "barbell_back_squat": 0}},
		"squat and its close variant": { // 110 m(5) = 126.04: /m(8) = 100.5; front squat, eight with two: 0.7 x 126.04/m(10) = 66.2
			who: knows(gym("intermediate", "muscle_gain", 4, 60), lift("Squat", 110, 5)), split: "upper/lower",
			loads: map[string]float64{"barbell_back_squat": 100, "front_squat": 65}},
		"deadlift and its close variant": { // 140 m(3) = 151.12: /m(8) = 120.5; Romanian: 0.65 x 151.12/m(10) = 73.7
			who: knows(gym("intermediate", "muscle_gain", 4, 60), lift("Deadlift", 140, 3)), split: "upper/lower",
			loads: map[string]float64{"barbell_deadlift": 120, "romanian_deadlift": 72.5}},
		"a single": { // 140 is the maximum: 140/m(8) = 111.6
			who: knows(gym("intermediate", "fat_loss", 4, 60), lift("Deadlift", 140, 1)), split: "upper/lower",
			loads: map[string]float64{"barbell_deadlift": 110}},
		"a set with reserve": { // 100 kg for 5 with 1 left: 100 m(6) = 118.06; /m(8) = 94.1
			who: knows(gym("intermediate", "muscle_gain", 4, 60), lift("bench press", 100, 5, 1)), split: "upper/lower",
			loads: map[string]float64{"barbell_bench_press": 92.5}},
		"the best of several sets": { // 90 m(2) = 94.28 beats 80 m(5) = 91.67: 94.28/m(8) = 75.2
			who: knows(gym("intermediate", "muscle_gain", 4, 60), lift("bench press", 80, 5), lift("Bench Presses", 90, 2), lift("bench press", 40, 10)), split: "upper/lower",
			loads: map[string]float64{"barbell_bench_press": 75}},
		"twelve reps tell nothing": {who: knows(gym("intermediate", "muscle_gain", 4, 60), lift("bench press", 60, 12)), split: "upper/lower",
			loads: map[string]float64{"barbell_bench_press": 0}},
		"nor do eight with three left": {who: knows(gym("intermediate", "muscle_gain", 4, 60), lift("bench press", 60, 8, 3)), split: "upper/lower",
			loads: map[string]float64{"barbell_bench_press": 0}},
		"lighter than the bar": { // 20 m(5) = 22.9; /m(8) = 18.3, and the bar has 20
			who: knows(gym("intermediate", "muscle_gain", 4, 60), lift("bench press", 20, 5)), split: "upper/lower",
			loads: map[string]float64{"barbell_bench_press": 0}},
		"just above the bar": { // 25 m(5) = 28.65; /m(8) = 22.8
			who: knows(gym("intermediate", "muscle_gain", 4, 60), lift("bench press", 25, 5)), split: "upper/lower",
			loads: map[string]float64{"barbell_bench_press": 22.5}},
		"strength in pounds": { // 91.67/m(5) = 80 kg = 176.4 lb, down to 175 lb = 79.3787 kg; squat 126.04/m(5) = 110 kg = 242.5, 240 lb = 108.8622
			who: pounds(knows(gym("advanced", "strength", 4, 90), bench80...)), split: "upper/lower",
			loads: map[string]float64{"barbell_bench_press": 79.3787, "barbell_back_squat": 108.8622}},
		"fives": { // 60 m(5) = 68.75; five with two: /m(7) = 56.5
			who: knows(home("beginner", "strength", 3, 60, "barbell", "bench"), lift("squat", 60, 5)), split: "full body",
			loads: map[string]float64{"barbell_back_squat": 55}, without: []string{"barbell_deadlift", "front_squat"}},
		"general fitness": { // eight with two: 91.67/m(10) = 68.75
			who: knows(gym("intermediate", "general_fitness", 4, 60), lift("bench press", 80, 5)), split: "upper/lower",
			loads: map[string]float64{"barbell_bench_press": 67.5}},
		"a beginner keeps more": { // six with three: 91.67/m(9) = 70.9
			who: knows(gym("beginner", "muscle_gain", 4, 60), lift("bench press", 80, 5)), split: "upper/lower",
			loads: map[string]float64{"barbell_bench_press": 70}, without: []string{"pull_up", "barbell_deadlift", "skull_crusher"}},
		"dumbbells by two": { // 32 kg for 8 with 2 left: 32 m(10) = 42.67; six with two: /m(8) = 34.02
			who: knows(home("intermediate", "muscle_gain", 3, 60, "dumbbell", "bench"), lift("dumbbell bench press", 32, 8, 2)), split: "full body",
			loads: map[string]float64{"dumbbell_bench_press": 34}, without: []string{"barbell_bench_press", "lat_pulldown", "leg_press"}},
		"kettlebells by four": { // 24 m(9) = 31.03; six with two: /m(8) = 24.7
			who: knows(home("intermediate", "muscle_gain", 3, 60, "kettlebell"), lift("goblet squat", 24, 8, 1)), split: "full body",
			loads: map[string]float64{"goblet_squat": 24}},
		"cables by five": { // 50 m(10) = 66.67; six with three: /m(9) = 51.6
			who: knows(gym("beginner", "fat_loss", 3, 60), lift("lat pulldown", 50, 10)), split: "full body",
			loads: map[string]float64{"lat_pulldown": 50}},
		"seventeen": { // nothing maximal: six with two, 126.04/m(8) = 100.5
			who: aged(knows(gym("intermediate", "strength", 3, 60), bench80...), 2009), split: "full body",
			loads: map[string]float64{"barbell_back_squat": 100}},
		"a heart condition": {who: flags(knows(gym("intermediate", "strength", 3, 60), bench80...), spotter.Screening{HeartCondition: true}), split: "full body",
			loads: map[string]float64{"barbell_bench_press": 0}, without: []string{"jumping_jack"}}, // eight with four left: no formula
		"a heart condition, cleared": { // 91.67/m(8) = 73.1: the light start is lifted, maximal work is not
			who:   flags(knows(gym("intermediate", "strength", 3, 60), bench80...), spotter.Screening{HeartCondition: true, ClearedOn: &cleared}),
			split: "full body", loads: map[string]float64{"barbell_bench_press": 72.5}},
		"pregnant": {who: flags(gym("intermediate", "general_fitness", 3, 45), spotter.Screening{PregnancyOrRecentBirth: true}), split: "full body",
			without: []string{"barbell_back_squat", "barbell_bench_press", "dumbbell_bench_press", "glute_bridge", "barbell_deadlift", "chest_supported_row", "jumping_jack"}},
		"a bad knee": {who: with(gym("intermediate", "muscle_gain", 6, 60), hurts("knee", "high")), split: "push/pull/legs twice", spares: "knee",
			without: []string{"squat", "lunge", "leg_extension", "leg_curl"}},
		"a shoulder to replace": {who: with(gym("intermediate", "muscle_gain", 4, 60), hurts("shoulder", "medium")), split: "upper/lower", spares: "shoulder",
			without: []string{"push_vertical", "barbell_bench_press"}},
		"a sore knee": {who: with(gym("intermediate", "muscle_gain", 4, 60), hurts("knee", "low")), split: "upper/lower", with: []string{"barbell_back_squat"}},
		"seven days":  {who: gym("advanced", "muscle_gain", 7, 180), split: "push/pull/legs twice + active recovery", with: []string{"barbell_bench_press", "hip_flexor_stretch"}},
		"five days":   {who: gym("intermediate", "muscle_gain", 5, 60), split: "upper/lower + push/pull/legs"},
		"eighty-five": {who: aged(home("intermediate", "general_fitness", 2, 45), 1941), split: "full body", with: []string{"sit_to_stand", "wall_push_up"},
			without: []string{"lunge", "push_vertical", "push_up", "jumping_jack"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := exercises(t)
			plan, byID := propose(t, c.who.input(), all), index(all)
			if plan.Split != c.split || len(plan.Days) != c.who.days {
				t.Errorf("%s on %d days, want %s on %d", plan.Split, len(plan.Days), c.split, c.who.days)
			}
			for id, want := range c.loads {
				wantLoad(t, plan, id, want)
			}
			for _, id := range c.with {
				if days, _ := find(plan, id); len(days) == 0 {
					t.Errorf("%s stands nowhere", id)
				}
			}
			for _, d := range plan.Days {
				for _, p := range d.Exercises {
					e := byID[p.Exercise]
					if slices.Contains(c.without, e.ID) || slices.Contains(c.without, e.Pattern) || slices.Contains(e.Loads, c.spares) {
						t.Errorf("%s has %s, a %s that loads %v", d.Name, e.ID, e.Pattern, e.Loads)
					}
				}
			}
		})
	}
}

// wantLoad wants a load on the first day on which an exercise stands.
func wantLoad(t *testing.T, plan spotter.TrainingPlan, id string, want float64) {
	t.Helper()
	for _, d := range plan.Days {
		for _, p := range d.Exercises {
			if p.Exercise != id {
				continue
			}
			if want == 0 && p.LoadKG != nil || want != 0 && (p.LoadKG == nil || math.Abs(*p.LoadKG-want) > 0.0001) {
				got := 0.0
				if p.LoadKG != nil {
					got = *p.LoadKG
				}
				t.Errorf("%s starts at %g kg for %d-%d with %d in reserve, want %g", id, got, p.RepsMin, p.RepsMax, p.RIR, want)
			}
			return
		}
	}
	t.Errorf("%s stands nowhere", id)
}
