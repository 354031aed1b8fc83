package progress_test

import (
	"math"
	"math/rand/v2"

	"spotter"
	"spotter/science/progress"
)

// lifter is somebody whose true strength is known, and who logs what a person logs: whole repetitions, a
// reserve that is guessed about a repetition off, on good days and on bad ones.
type lifter struct {
	rng    *rand.Rand
	max    float64 // kg, on a day like any other
	gain   float64 // a week
	daily  float64 // how far strength differs from day to day, as a share
	guess  float64 // how far a guessed reserve is off, in repetitions
	load   float64
	low    int
	high   int
	target int // in reserve
}

func aLifter(rng *rand.Rand, gain float64) *lifter {
	l := &lifter{rng: rng, gain: gain, daily: 0.015, guess: 0.8, low: 5, high: 8, target: 2}
	l.max = 60 + 80*rng.Float64()
	l.load = 2.5 * math.Floor(l.max/perLoad(float64(l.low+l.target+1))/2.5)
	return l
}

// perLoad is the maximum as a multiple of the load that allows n repetitions, written down a second time.
func perLoad(n float64) float64 { return (1 + n/30 + 36/(37-n)) / 2 }

// possible is how many repetitions a maximum allows with a load.
func possible(most, load float64) float64 {
	low, high := 0.0, 30.0
	for range 40 {
		if mid := (low + high) / 2; perLoad(mid) < most/load {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// train does three sets by double progression.
func (l *lifter) train(exercise string) []progress.Set {
	var out []progress.Set
	today := l.max * (1 + l.daily*l.rng.NormFloat64())
	topped, missed := true, false
	for i := range 3 {
		felt := possible(today, l.load) - 0.6*float64(i) + l.guess*l.rng.NormFloat64()
		reps := min(l.high, max(1, int(math.Round(felt))-l.target))
		rir := max(0, min(5, int(math.Round(felt))-reps))
		out = append(out, progress.Set{Exercise: exercise, KG: l.load, Reps: reps, RIR: &rir})
		topped = topped && reps == l.high
		missed = missed || i == 0 && reps < l.low
	}
	switch {
	case topped:
		l.load += 2.5
	case missed:
		l.load -= 2.5
	}
	return out
}

// rest is a while without that lift; strength goes on as it does.
func (l *lifter) rest(days float64) { l.max *= 1 + l.gain*days/7 }

var fourLifts = []string{"barbell_bench_press", "barbell_row", "back_squat", "deadlift"}

// trained is what four lifts look like after some weeks, each done so often a week; they gain until a week, and
// nothing after it.
func trained(seed uint64, weeks, often int, gain float64, until int) (*progress.History, []spotter.Date) {
	rng := rand.New(rand.NewPCG(seed, 7))
	h := &progress.History{Now: now(), Today: today, Plan: &spotter.TrainingPlan{}, Since: ago(7 * weeks)}
	day := spotter.TrainingDay{Weekday: "monday"}
	lifters := make([]*lifter, len(fourLifts))
	for i, e := range fourLifts {
		day.Exercises = append(day.Exercises, spotter.PlannedExercise{Exercise: e, Name: spotter.Words(e)})
		lifters[i] = aLifter(rng, gain)
	}
	h.Plan.Days = []spotter.TrainingDay{day}
	var days []spotter.Date
	for n := range weeks * often {
		d := today.AddDays(-7*weeks + n*7/often)
		s := progress.Session{Date: d}
		for i, l := range lifters {
			if n == until*often {
				l.gain = 0
			}
			s.Sets = append(s.Sets, l.train(fourLifts[i])...)
			l.rest(7 / float64(often))
		}
		h.Sessions, days = append(h.Sessions, s), append(days, d)
	}
	return h, days
}

// at is a history as it was on a day.
func at(h *progress.History, day spotter.Date) *progress.History {
	then := *h
	then.Today, then.Now = day, day.At(20*60, now().Location())
	for i, s := range h.Sessions {
		if day.Before(s.Date) {
			then.Sessions = h.Sessions[:i]
			break
		}
	}
	return &then
}
