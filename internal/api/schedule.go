package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

func scheduleRoutes(rt *router, c *coach.Coach) {
	const tag = "schedule"
	register(rt, one("/schedule", "get-schedule", tag, "Weekly workouts, daily meals, quiet hours"),
		func(ctx context.Context, q *call, _ *none, _ *none) (spotter.Schedule, error) {
			schedule, version, err := c.Schedule(ctx, q.Caller)
			q.revision(version)
			return schedule, err
		})
	register(rt, write("PUT", "/schedule", "put-schedule", tag, "Replace the weekly schedule"),
		func(ctx context.Context, q *call, _ *none, in *spotter.Schedule) (spotter.Schedule, error) {
			schedule, version, err := c.PutSchedule(ctx, q.Caller, *in, q.IfRevision)
			q.revision(version)
			return schedule, err
		})
	register(rt, post("/schedule/moves", "move-session", tag, "Move one planned session to another day"),
		func(ctx context.Context, q *call, _ *none, in *spotter.SessionMove) (spotter.Today, error) {
			return c.MoveSession(ctx, q.Caller, *in)
		})
	register(rt, one("/reminders", "get-reminders", tag, "Which kinds of reminders are on"),
		func(ctx context.Context, q *call, _ *none, _ *none) (spotter.ReminderSettings, error) {
			settings, err := c.Reminders(ctx, q.Caller)
			q.revision(settings.Revision)
			return settings, err
		})
	register(rt, write("PUT", "/reminders", "put-reminders", tag, "Switch kinds of reminders on and off"),
		func(ctx context.Context, q *call, _ *none, in *spotter.ReminderSettings) (spotter.ReminderSettings, error) {
			settings, err := c.PutReminders(ctx, q.Caller, *in, q.IfRevision)
			q.revision(settings.Revision)
			return settings, err
		})
}
