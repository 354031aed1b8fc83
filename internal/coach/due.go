package coach

import (
	"context"
	"time"

	"spotter"
)

// adaptHour is when a person's day is early enough for proposals to be there in the morning.
const adaptHour = 4

// dueAtATime is how many people one look-up finds.
const dueAtATime = 500

// Due tells enqueue what is due for all people now: to adapt plans, from 4:00 of each person's day on until
// it has been done on that day, and to review a week, from 18:00 of each person's Sunday on. Somebody who
// is told of twice is worked once.
func (c *Coach) Due(ctx context.Context, enqueue func(context.Context, []spotter.Job) error) error {
	zones, err := c.db.Zones(ctx)
	if err != nil {
		return err
	}
	for _, name := range zones {
		zone, err := spotter.LoadZone(name)
		if err != nil {
			zone = time.UTC
		}
		now := c.now()
		today, clock := spotter.DateOf(now, zone), spotter.ClockOf(now, zone)
		if clock >= adaptHour*60 {
			err := each(ctx, enqueue, func(after spotter.UserID) ([]spotter.UserID, error) {
				return c.db.PeopleToAdapt(ctx, name, today, after, dueAtATime)
			}, func(id spotter.UserID) spotter.Job { return spotter.AdaptPlans{UserID: id, Day: today} })
			if err != nil {
				return err
			}
		}
		monday := WeekToReview(today, clock)
		_, ended := monday.AddDays(6).Bounds(zone)
		err = each(ctx, enqueue, func(after spotter.UserID) ([]spotter.UserID, error) {
			return c.db.PeopleToReview(ctx, name, monday, ended, after, dueAtATime)
		}, func(id spotter.UserID) spotter.Job { return spotter.ReviewWeek{UserID: id, Monday: monday} })
		if err != nil {
			return err
		}
	}
	return nil
}

// each pages through people and enqueues a job for each.
func each(ctx context.Context, enqueue func(context.Context, []spotter.Job) error, find func(spotter.UserID) ([]spotter.UserID, error), job func(spotter.UserID) spotter.Job) error {
	var after spotter.UserID
	for {
		people, err := find(after)
		if err != nil || len(people) == 0 {
			return err
		}
		jobs := make([]spotter.Job, len(people))
		for i, id := range people {
			jobs[i] = job(id)
		}
		if err := enqueue(ctx, jobs); err != nil {
			return err
		}
		after = people[len(people)-1]
	}
}
