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

// Population finds people across all of them, which only the worker role may.
type Population interface {
	// Zones are the time zones of all people who have completed onboarding.
	Zones(ctx context.Context) ([]string, error)
	// PeopleToAdapt are up to limit people of a zone, by id after one, whose history was not looked at today.
	PeopleToAdapt(ctx context.Context, zone string, today spotter.Date, after spotter.UserID, limit int) ([]spotter.UserID, error)
	// PeopleToReview are up to limit people of a zone, by id after one, onboarded before a time and without a
	// review of the week of a Monday.
	PeopleToReview(ctx context.Context, zone string, monday spotter.Date, before time.Time, after spotter.UserID, limit int) ([]spotter.UserID, error)
}

// Due tells enqueue what is due for all people now: to adapt plans, from 4:00 of each person's day on until
// it has been done on that day, and to review a week, from 18:00 of each person's Sunday on. Somebody who
// is told of twice is worked once.
func (c *Coach) Due(ctx context.Context, people Population, enqueue func(context.Context, []spotter.Job) error) error {
	zones, err := people.Zones(ctx)
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
				return people.PeopleToAdapt(ctx, name, today, after, dueAtATime)
			}, func(id spotter.UserID) spotter.Job { return spotter.AdaptPlans{UserID: id, Day: today} })
			if err != nil {
				return err
			}
		}
		monday := WeekToReview(today, clock)
		_, ended := monday.AddDays(6).Bounds(zone)
		err = each(ctx, enqueue, func(after spotter.UserID) ([]spotter.UserID, error) {
			return people.PeopleToReview(ctx, name, monday, ended, after, dueAtATime)
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
		found, err := find(after)
		if err != nil || len(found) == 0 {
			return err
		}
		jobs := make([]spotter.Job, len(found))
		for i, id := range found {
			jobs[i] = job(id)
		}
		if err := enqueue(ctx, jobs); err != nil {
			return err
		}
		after = found[len(found)-1]
	}
}
