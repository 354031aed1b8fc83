package training_test

import (
	"flag"
	"fmt"
	"testing"

	"spotter"
	"spotter/science/training"
)

var whole = flag.Bool("whole", false, "sweep every combination with every injury, which takes minutes")

var sweepKits = []struct {
	at  spotter.Location
	kit []spotter.Equipment
}{
	{spotter.Home, nil},
	{spotter.Home, []spotter.Equipment{"bands"}},
	{spotter.Home, []spotter.Equipment{"dumbbell"}},
	{spotter.Home, []spotter.Equipment{"kettlebell", "pull_up_bar"}},
	{spotter.Home, []spotter.Equipment{"barbell", "bench"}},
	{spotter.Both, []spotter.Equipment{"dumbbell", "bench", "bands", "rings"}},
	{spotter.Gym, []spotter.Equipment{"machine", "cable", "cardio_machine"}},
	{spotter.Gym, nil},
}

// sweepLimits are no limits, one injury of each severity for each region in turn, and every screening flag.
func sweepLimits() []spotter.Limits {
	out := []spotter.Limits{{}}
	for i, region := range spotter.Regions {
		for j, severity := range []spotter.Severity{"low", "medium", "high"} {
			other := spotter.Regions[(i+4)%len(spotter.Regions)]
			l := spotter.Limits{Regions: map[spotter.Region]spotter.Severity{region: severity}}
			if j == 1 {
				l.Regions[other] = spotter.SeverityHigh
			}
			out = append(out, l)
		}
	}
	return append(out,
		spotter.Limits{NoMaximal: true, LightStart: true},
		spotter.Limits{NoMaximal: true},
		spotter.Limits{NoSupine: true, NoMaximal: true, NoBreathHolding: true},
		spotter.Limits{NoMaximal: true, Minor: true})
}

// TestSweep goes through every level, goal, number of days, length and kit, with the limits in turn, and holds
// each plan against the oracle. With -short a part of them, with -whole each with every limit.
func TestSweep(t *testing.T) {
	t.Parallel()
	all := exercises(t)
	byID, limits := index(all), sweepLimits()
	for _, level := range []spotter.Level{"beginner", "intermediate", "advanced"} {
		for _, goal := range goals {
			t.Run(fmt.Sprintf("%s %s", level, goal), func(t *testing.T) {
				t.Parallel()
				n := 0
				for days := 1; days <= 7; days++ {
					for _, minutes := range []int{20, 30, 45, 60, 90, 120, 180} {
						for k, kit := range sweepKits {
							n++
							if testing.Short() && n%9 != 0 { // nine, so that it is not the same kit each time
								continue
							}
							turn := (n/len(sweepKits) + 3*k) % len(limits)
							chosen := limits[turn : turn+1]
							if *whole {
								chosen = limits
							}
							for _, l := range chosen {
								in := who{level: level, goal: goal, location: kit.at, kit: kit.kit, days: days, minutes: minutes}.input()
								in.Limits = l
								holds(t, in, all, byID)
							}
						}
					}
				}
			})
		}
	}
}

func holds(t *testing.T, in training.Input, all []spotter.Exercise, byID map[string]spotter.Exercise) {
	t.Helper()
	plan, err := training.Propose(in, all)
	if err != nil {
		t.Fatalf("%+v: %v", in, err)
	}
	for _, fault := range faultsOf(in, plan, byID) {
		t.Errorf("%s %s, %d days of %d minutes, %s with %v, %v: %s", in.Fitness.Level, in.Goals.Primary, len(in.Schedule.Workouts),
			in.Constraints.SessionMinutes, in.Constraints.Location, in.Constraints.Equipment, in.Limits, fault)
	}
}

// TestTheLargeMusclesComeUpTwice wants every large muscle on two days or more, and at its band, wherever a
// gym and an hour on three days or more allow it.
func TestTheLargeMusclesComeUpTwice(t *testing.T) {
	t.Parallel()
	all := exercises(t)
	byID := index(all)
	for _, level := range []spotter.Level{"beginner", "intermediate", "advanced"} {
		for _, goal := range goals {
			for days := 2; days <= 7; days++ {
				for _, minutes := range []int{45, 60, 75, 90, 120, 180} {
					in := who{level: level, goal: goal, location: spotter.Gym, days: days, minutes: minutes}.input()
					plan := propose(t, in, all)
					on := map[string]int{}
					for _, d := range plan.Days {
						for muscle, sets := range (&oracle{byID: byID}).sets(d) {
							if sets >= 1 {
								on[muscle]++
							}
						}
					}
					for _, v := range plan.Volume[:] {
						if large := v.Low == 10 || v.Low == 6 && goal == spotter.GeneralFitness; !large {
							continue
						}
						if on[v.Muscle] < 2 {
							t.Errorf("%s %s, %d days of %d minutes: %s on %d days", level, goal, days, minutes, v.Muscle, on[v.Muscle])
						}
						if enough := days >= 4 && minutes >= 60 || days == 3 && minutes >= 90; enough && v.Sets < float64(v.Low) {
							t.Errorf("%s %s, %d days of %d minutes: %s has %g sets of %d: %s", level, goal, days, minutes, v.Muscle, v.Sets, v.Low, v.Shortfall)
						}
					}
				}
			}
		}
	}
}
