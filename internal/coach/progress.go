package coach

import (
	"cmp"
	"context"
	"slices"

	"spotter"
	"spotter/internal/postgres/db"
	"spotter/science/progress"
)

// The range that progress is told over.
const (
	progressDays = 84
	mostDays     = 366
)

// Progress tells what the logs of a range of local days come to; a zero date means today for to, and twelve
// weeks before to for from. A range that ends before it begins, or is longer than 366 days, is invalid.
func (c *Coach) Progress(ctx context.Context, caller spotter.Caller, from, to spotter.Date) (spotter.ProgressReport, error) {
	return c.progress(ctx, c.db.As(caller), caller.User, from, to)
}

func (c *Coach) progress(ctx context.Context, q *db.Queries, user spotter.UserID, from, to spotter.Date) (spotter.ProgressReport, error) {
	open := to.IsZero() // today, wherever that is
	if open {
		to = c.latestDate()
	}
	if from.IsZero() {
		from = to.AddDays(1 - progressDays)
	}
	switch {
	case to.Before(from):
		return spotter.ProgressReport{}, spotter.InvalidField("query.to", "must not be before from")
	case to.DaysSince(from) >= mostDays:
		return spotter.ProgressReport{}, spotter.InvalidField("query.from", "must be at most 366 days before to")
	}
	h, err := c.readPast(ctx, q, user, c.reach(from, to), &to)
	if err != nil {
		return spotter.ProgressReport{}, err
	}
	if open && h.Today.Before(to) { // the latest date on Earth is tomorrow here
		from, to = from.AddDays(-to.DaysSince(h.Today)), h.Today
	}
	return c.progressReport(h, from, to), nil
}

// reach is the day from which logs are read: what lies before the range says which planned session an early
// workout kept, how the weight stood, and what is found now.
func (c *Coach) reach(from, to spotter.Date) spotter.Date {
	out := from.AddDays(-14)
	for _, d := range []spotter.Date{to.AddDays(-historyReach), c.latestDate().AddDays(-historyReach)} {
		if d.Before(out) {
			out = d
		}
	}
	return out
}

// progressReport puts the figures of a range together.
func (c *Coach) progressReport(h *past, from, to spotter.Date) spotter.ProgressReport {
	r := spotter.ProgressReport{From: from, To: to, TimeZone: h.profile.About.TimeZone, Notes: []spotter.Reason{},
		Readiness: progress.Readiness(h.CheckIns, h.Now)}
	r.Sessions, r.Weeks = progress.Sessions(from, to, h.Sessions, h.Planned, c.exercises.Find)
	r.Lifts = c.lifts(h, from, to)
	r.Water, r.Meals = h.waterDone(from, to), h.mealsDone(from, to)
	if hidesNumbers(h.profile.Answers()) {
		return r
	}
	r.Weight = weightDone(h, from, to)
	if used, ok := h.Expenditure(); ok {
		r.Used = &used
	}
	if slope, ok := progress.SlopeOf(h.Weights, to, progress.SlopeDays); ok {
		if fast, ok := progress.FastRate(slope, h.Diet.Limits); ok {
			r.Notes = append(r.Notes, fast)
		}
	}
	return r
}

func within(d, from, to spotter.Date) bool { return !d.Before(from) && !to.Before(d) }

// lifts are the exercises with an estimate in the range, the most trained first.
func (c *Coach) lifts(h *past, from, to spotter.Date) []spotter.LiftProgress {
	out := []spotter.LiftProgress{}
	records, stalled := progress.Records(h.best), h.Stalled(to)
	for exercise, series := range progress.LiftSeries(h.Sessions) {
		upTo := slices.DeleteFunc(series, func(p spotter.LiftPoint) bool { return to.Before(p.Date) })
		inside := slices.DeleteFunc(slices.Clone(upTo), func(p spotter.LiftPoint) bool { return p.Date.Before(from) })
		if len(inside) == 0 {
			continue
		}
		l := spotter.LiftProgress{Exercise: exercise, Name: exercise, Sessions: len(inside), Series: inside,
			Stalled: stalled[exercise], Records: records[exercise]}
		if known, ok := c.exercises.Find(exercise); ok {
			l.Name = known.Name
		}
		if l.Records.ByReps == nil {
			l.Records.ByReps = []spotter.RepsRecord{}
		}
		if change, ok := progress.Change(inside); ok {
			l.Change = &change
		}
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b spotter.LiftProgress) int {
		return cmp.Or(cmp.Compare(b.Sessions, a.Sessions), cmp.Compare(a.Exercise, b.Exercise))
	})
	return out
}

// trendMethod says how a weight trend is smoothed.
const trendMethod = "trend += (1 - 0.9^days since the last weighed day) x (median of the day - trend), the difference held within 2 % of the trend; " +
	"after two weeks without a weighing it starts again at the median of the first three weighed days"

func weightDone(h *past, from, to spotter.Date) *spotter.WeightProgress {
	series := slices.DeleteFunc(progress.Trend(h.Weights), func(p spotter.WeightPoint) bool { return !within(p.Date, from, to) })
	if len(series) == 0 {
		return nil
	}
	out := &spotter.WeightProgress{Series: series, Method: trendMethod}
	if slope, ok := progress.SlopeOf(h.Weights, to, progress.SlopeDays); ok {
		out.Slope = &slope.Quantity
	}
	return out
}

// waterDone counts the days that are over, each by the target of that day.
func (h *past) waterDone(from, to spotter.Date) spotter.WaterDone {
	out, sum := spotter.WaterDone{TargetML: h.profile.Hydration.TargetML}, 0
	for text, ml := range h.water {
		d, err := spotter.ParseDate(text)
		if err != nil || !within(d, from, to) || h.Today.Before(d) {
			continue
		}
		if d == h.Today {
			out.TodayML = ml
			continue
		}
		out.Days++
		sum += ml
		if ml >= h.toldOn(d).WaterML {
			out.Reached++
		}
	}
	if out.Days > 0 {
		out.MeanML = sum / out.Days
	}
	out.Adherence = progress.Share(out.Reached, out.Days)
	return out
}

// mealsDone counts the days that are over.
func (h *past) mealsDone(from, to spotter.Date) spotter.MealsDone {
	var out spotter.MealsDone
	for d := from; !to.Before(d) && d.Before(h.Today); d = d.AddDays(1) {
		v := h.inForce(spotter.PlanMeals, d)
		if v == nil {
			continue
		}
		for i, w := range v.Weekdays {
			if w == d.Weekday() && i < len(v.Meals) {
				out.Planned += v.Meals[i]
			}
		}
	}
	for _, e := range h.eaten {
		if within(e.Date, from, to) && e.Date.Before(h.Today) {
			out.Logged += e.Planned
			out.Other += e.Other
		}
	}
	out.Adherence = progress.Share(min(out.Logged, out.Planned), out.Planned)
	return out
}
