package seed

import (
	"context"
	"encoding/json"
	"math"
	"math/rand/v2"
	"time"

	"spotter"
	"spotter/internal/postgres"
)

// history is what a person has logged, as rows by table.
type history struct {
	rng      *rand.Rand
	user     spotter.UserID
	answers  spotter.Answers
	zone     *time.Location
	training spotter.TrainingPlan
	meals    spotter.MealPlan
	begin    time.Time // when logging began
	now      time.Time
	rows     map[string][]row
}

// row is one row by column.
type row map[string]any

// history makes up what happened from a day until now: most of what was planned.
func (m *Maker) history(ctx context.Context, caller spotter.Caller, answers spotter.Answers, start spotter.Date, rng *rand.Rand) (*history, error) {
	training, err := m.coach.TrainingPlan(ctx, caller)
	if err != nil {
		return nil, err
	}
	meals, err := m.coach.MealPlan(ctx, caller)
	if err != nil {
		return nil, err
	}
	h := &history{rng: rng, user: caller.User, answers: answers, zone: answers.About.Zone(), training: training.Document,
		meals: meals.Document, begin: m.clock.now(), now: m.now, rows: map[string][]row{}}
	for day := start; !spotter.DateOf(m.now, h.zone).Before(day); day = day.AddDays(1) {
		h.live(day, day.DaysSince(start))
	}
	h.talk(50)
	return h, nil
}

// live logs one day, the n-th.
func (h *history) live(day spotter.Date, n int) {
	if n%2 == 0 {
		h.weigh(day, n)
	}
	if h.rng.Float64() < 0.85 {
		h.checkIn(day)
	}
	for _, hour := range []int{9, 13, 18} {
		h.log("water_logs", day, spotter.Clock(hour*60+h.rng.IntN(50)), row{"ml": 500 + 100*h.rng.IntN(4)})
	}
	h.eat(day)
	for _, session := range h.training.Days {
		if session.Weekday == day.Weekday() && h.rng.Float64() < 0.9 {
			h.train(day, session, n/7)
		}
	}
}

// log adds a row of a table that keeps instant, local date and zone, unless it lies outside the history.
func (h *history) log(table string, day spotter.Date, clock spotter.Clock, r row) {
	at := day.At(clock, h.zone)
	if at.After(h.now) || at.Before(h.begin) {
		return
	}
	r["at"], r["local_date"], r["time_zone"] = at, day, h.answers.About.TimeZone
	h.add(table, at, r)
}

// add gives a row an owner, and an id by its time.
func (h *history) add(table string, at time.Time, r row) spotter.UUID {
	id := timed[any](at, h.rng.Uint64())
	r["user_id"], r["id"] = h.user, id
	h.rows[table] = append(h.rows[table], r)
	return id
}

// weigh follows the goal by 0.25 to 0.4 kg a week, with the noise of water and food.
func (h *history) weigh(day spotter.Date, n int) {
	perWeek := map[spotter.Goal]float64{spotter.MuscleGain: 0.25, spotter.FatLoss: -0.4, spotter.Strength: 0.1}[h.answers.Goals.Primary]
	kg := h.answers.About.WeightKG + perWeek*float64(n)/7 + 0.35*h.rng.NormFloat64()
	kg = math.Round(kg*10) / 10
	h.log("weights", day, spotter.Clock(6*60+50+h.rng.IntN(20)), row{"weight_kg": kg, "entered_value": kg, "entered_unit": "kg"})
}

func (h *history) checkIn(day spotter.Date) {
	h.log("check_ins", day, spotter.Clock(7*60+30+h.rng.IntN(60)), row{
		"energy": 2 + h.rng.IntN(4), "sleep_quality": 2 + h.rng.IntN(4), "sleep_hours": 6 + float64(h.rng.IntN(6))/2, "soreness": 1 + h.rng.IntN(4),
	})
}

func (h *history) eat(day spotter.Date) {
	for _, meal := range h.meals.Days[day.Weekday().Index()].Meals {
		if h.rng.Float64() < 0.85 {
			h.log("meal_logs", day, meal.Time+spotter.Clock(h.rng.IntN(40)), row{"meal_id": meal.ID, "dish": "", "name": meal.Name, "servings": 1, "nutrition": meal.Nutrition})
		}
	}
}

// train does a session of the plan in a week of the block.
func (h *history) train(day spotter.Date, planned spotter.TrainingDay, week int) {
	at := day.At(planned.Time+spotter.Clock(h.rng.IntN(15)), h.zone)
	end := at.Add(time.Duration(planned.Minutes) * time.Minute)
	if end.After(h.now) || at.Before(h.begin) {
		return
	}
	session := h.add("workout_sessions", at, row{"local_date": day, "time_zone": h.answers.About.TimeZone, "name": planned.Name, "note": "",
		"state": "completed", "started_at": at, "completed_at": end, "revision": 2})
	light := h.training.DeloadWeek > 0 && week%h.training.Weeks == h.training.DeloadWeek-1
	for _, e := range planned.Exercises {
		sets, load := e.Sets, loadIn(e, week)
		if light {
			sets, load = (sets+1)/2, load*0.9
		}
		for range sets {
			at = at.Add(time.Duration(e.RestSeconds+40) * time.Second)
			h.set(session, e, roundTo(load, 2.5), at)
		}
	}
}

func (h *history) set(session spotter.UUID, e spotter.PlannedExercise, load float64, at time.Time) {
	reps := e.RepsMin + h.rng.IntN(e.RepsMax-e.RepsMin+1)
	h.add("workout_sets", at, row{"session_id": session, "exercise": e.Exercise, "weight_kg": load, "entered_value": load, "entered_unit": "kg",
		"reps": reps, "rir": min(10, e.RIR+h.rng.IntN(2)), "warmup": false, "note": "", "effort": "", "logged_at": at, "revision": 1})
}

// loadIn is the load of a week: the plan's, or one that suits the repetitions, and 1.5 % more each week.
func loadIn(e spotter.PlannedExercise, week int) float64 {
	if e.Unit != "reps" || e.LoadKG == nil && e.RepsMax > 20 {
		return 0
	}
	start := 20 + 120/float64(e.RepsMax)*math.Sqrt(float64(e.RestSeconds)/60)
	if e.LoadKG != nil {
		start = *e.LoadKG
	}
	return start * math.Pow(1.015, float64(week))
}

func roundTo(v, step float64) float64 { return math.Round(v/step) * step }

// store writes the rows under the person's own scope.
func (m *Maker) store(ctx context.Context, caller spotter.Caller, h *history) error {
	return m.app.Write(ctx, caller, func(tx *postgres.Tx) error {
		for _, table := range postgres.LogTables {
			encoded, err := json.Marshal(h.rows[table])
			if err != nil {
				return err
			}
			if err := tx.InsertLogs(ctx, table, encoded); err != nil {
				return err
			}
		}
		return nil
	})
}
