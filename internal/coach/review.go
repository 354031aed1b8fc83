package coach

import (
	"context"
	"slices"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/progress"
)

// reviewHour is when, on a person's Sunday, the week counts as whole.
const reviewHour = 18

// WeekToReview is the Monday of the last whole week of a person: the one that ends on Sunday at 18:00.
func WeekToReview(today spotter.Date, clock spotter.Clock) spotter.Date {
	if today.Weekday() == spotter.Sunday && clock >= reviewHour*60 {
		return today.Monday()
	}
	return today.Monday().AddDays(-7)
}

// WeeklyReview is the review of the last whole week. It is stored once it is made; when it has not been made
// yet, it is made now.
func (c *Coach) WeeklyReview(ctx context.Context, caller spotter.Caller) (spotter.WeeklyReview, error) {
	review, week, err := c.storedReview(ctx, c.db.As(caller), caller.User)
	if err != nil || review != nil {
		return some(review), err
	}
	// It holds what the schedule would store, whoever asks first.
	schedule := spotter.Caller{User: caller.User, Actor: spotter.ActorJob}
	err = c.db.Write(ctx, schedule, func(tx *postgres.Tx) error {
		if err := c.makeReview(ctx, tx, week); err != nil {
			return err
		}
		review, _, err = c.storedReview(ctx, tx.Queries, caller.User)
		return err
	})
	return some(review), err
}

// some is what a pointer points to, the zero value for none.
func some[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

// ReviewWeek makes the review of a person's last whole week for the schedule, once.
func (c *Coach) ReviewWeek(ctx context.Context, user spotter.UserID) error {
	_, err := c.WeeklyReview(ctx, spotter.Caller{User: user, Actor: spotter.ActorJob})
	return err
}

// reviewReach is how far back the last whole week begins at the most, wherever somebody is.
const reviewReach = 15

// storedReview reads the review of the last whole week, which is named too, as it may be shown now; nil when
// it has not been made.
func (c *Coach) storedReview(ctx context.Context, q *db.Queries, user spotter.UserID) (*spotter.WeeklyReview, spotter.Date, error) {
	now := c.now()
	row, err := q.GetReviews(ctx, db.GetReviewsParams{UserID: user, Since: pgDate(spotter.DateOf(now, time.UTC).AddDays(-reviewReach))})
	if err != nil {
		return nil, spotter.Date{}, noProfile(err)
	}
	var profile spotter.ProfileDocument
	var reviews []spotter.WeeklyReview
	if err := unmarshalBoth(row.Profile, &profile, row.Reviews, &reviews); err != nil {
		return nil, spotter.Date{}, err
	}
	zone := profile.About.Zone()
	week := WeekToReview(spotter.DateOf(now, zone), spotter.ClockOf(now, zone))
	at := slices.IndexFunc(reviews, func(r spotter.WeeklyReview) bool { return r.Week == week })
	if at < 0 {
		return nil, week, nil
	}
	if hidesNumbers(profile.Answers()) {
		withholdWeight(&reviews[at])
	}
	return &reviews[at], week, nil
}

// withholdWeight takes out of a review what speaks of body weight and energy.
func withholdWeight(r *spotter.WeeklyReview) {
	r.Progress.Weight, r.Progress.Used, r.Progress.Notes = nil, nil, []spotter.Reason{}
	r.Words = slices.DeleteFunc(r.Words, func(r spotter.Reason) bool { return r.About == "weight" || r.About == "rate" })
}

// makeReview stores the review of a week unless there is one.
func (c *Coach) makeReview(ctx context.Context, tx *postgres.Tx, week spotter.Date) error {
	until := week.AddDays(6)
	h, err := c.readPast(ctx, tx.Queries, tx.Caller.User, c.reach(week, until), &until)
	if err != nil {
		return err
	}
	report := c.progressReport(h, week, until)
	review := spotter.WeeklyReview{Week: week, Until: until, TimeZone: report.TimeZone, MadeAt: c.now(), Progress: report,
		Words: progress.Words(report, h.nextWeek(until.AddDays(1)))}
	_, err = tx.PutReview(ctx, db.PutReviewParams{UserID: tx.Caller.User, Week: pgDate(week), Document: mustJSON(review), Now: c.now()})
	return err
}

// nextWeek counts the sessions that the plan in force has in the week from a Monday on.
func (h *past) nextWeek(monday spotter.Date) int {
	n := 0
	for i := range 7 {
		d := monday.AddDays(i)
		if v := h.inForce(spotter.PlanTraining, d); v != nil && slices.Contains(v.weekdays(d), d.Weekday()) {
			n++
		}
	}
	return n
}
