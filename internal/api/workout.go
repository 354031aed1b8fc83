package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

type sessionPath struct {
	ID spotter.SessionID `path:"id"`
}

type setPath struct {
	ID    spotter.SessionID `path:"id"`
	SetID spotter.SetID     `path:"set_id"`
}

func workoutRoutes(rt *router, c *coach.Coach) {
	const tag = "training"
	register(rt, create("/workouts/sessions", "start-workout", tag, "Start a workout").optionalBody(),
		func(ctx context.Context, q *call, _ *none, in *coach.StartSessionInput) (spotter.Session, error) {
			return withSession(q)(c.StartSession(ctx, q.Caller, *in))
		})
	register(rt, get("/workouts/sessions", "list-workouts", tag, "Workouts, newest first"),
		func(ctx context.Context, q *call, p *idPaging[spotter.Session], _ *none) (coach.Page[spotter.Session], error) {
			return c.Sessions(ctx, q.Caller, p.Cursor, p.Limit)
		})
	register(rt, one("/workouts/sessions/{id}", "get-workout", tag, "One workout with its sets"),
		func(ctx context.Context, q *call, p *sessionPath, _ *none) (spotter.Session, error) {
			return withSession(q)(c.Session(ctx, q.Caller, p.ID))
		})
	register(rt, create("/workouts/sessions/{id}/sets", "log-set", tag, "Log a set, by its fields or in words"),
		func(ctx context.Context, q *call, p *sessionPath, in *spotter.SetEntry) (spotter.LoggedSet, error) {
			logged, err := c.LogSet(ctx, q.Caller, p.ID, *in)
			_, err = withSet(q)(logged.Set, err)
			return logged, err
		})
	register(rt, write("PATCH", "/workouts/sessions/{id}/sets/{set_id}", "change-set", tag, "Correct a set"),
		func(ctx context.Context, q *call, p *setPath, in *spotter.SetPatch) (spotter.Set, error) {
			return withSet(q)(c.ChangeSet(ctx, q.Caller, p.ID, p.SetID, *in, q.IfRevision))
		})
	register(rt, write("DELETE", "/workouts/sessions/{id}/sets/{set_id}", "delete-set", tag, "Take a set out"),
		func(ctx context.Context, q *call, p *setPath, _ *none) (none, error) {
			return none{}, c.DropSet(ctx, q.Caller, p.ID, p.SetID, q.IfRevision)
		})
	register(rt, post("/workouts/sessions/{id}/complete", "complete-workout", tag, "End a workout").withMatch(),
		func(ctx context.Context, q *call, p *sessionPath, _ *none) (spotter.Session, error) {
			return withSession(q)(c.CompleteSession(ctx, q.Caller, p.ID, q.IfRevision))
		})
	register(rt, post("/workouts/sessions/{id}/reopen", "reopen-workout", tag, "Take the end of a workout back"),
		func(ctx context.Context, q *call, p *sessionPath, _ *none) (spotter.Session, error) {
			return c.ReopenSession(ctx, q.Caller, p.ID)
		})
}

// withSession makes the ETag of a workout.
func withSession(q *call) func(spotter.Session, error) (spotter.Session, error) {
	return func(s spotter.Session, err error) (spotter.Session, error) {
		if err == nil && s.Revision > 0 {
			q.revision(s.Revision)
		}
		return s, err
	}
}

// withSet makes the ETag of a set.
func withSet(q *call) func(spotter.Set, error) (spotter.Set, error) {
	return func(s spotter.Set, err error) (spotter.Set, error) {
		if err == nil && s.Revision > 0 {
			q.revision(s.Revision)
		}
		return s, err
	}
}
