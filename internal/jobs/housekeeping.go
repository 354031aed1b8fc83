package jobs

import (
	"context"
	"errors"
	"time"

	"github.com/riverqueue/river"

	"spotter"
	"spotter/internal/coach"
)

const answersKept = 24 * time.Hour // how long an Idempotency-Key is remembered

// Keeper forgets, for all people, what has outlived its use.
type Keeper interface {
	// ForgetAnswers drops the stored answers of idempotency keys that are older than before.
	ForgetAnswers(ctx context.Context, before time.Time) error
	// ForgetImports drops imports that were staged before a time and not committed.
	ForgetImports(ctx context.Context, before time.Time) error
}

// Sweeper drops the uploads of all people that never came.
type Sweeper interface {
	SweepUploads(ctx context.Context) error
}

type housekeeping struct {
	river.WorkerDefaults[spotter.Housekeeping]
	keeper  Keeper
	sweeper Sweeper

	conversations Conversations
	queue         coach.Graveyard
	now           func() time.Time
}

// Work does each part though another fails.
func (w *housekeeping) Work(ctx context.Context, _ *river.Job[spotter.Housekeeping]) error {
	return errors.Join(w.keeper.ForgetAnswers(ctx, w.now().Add(-answersKept)), w.keeper.ForgetImports(ctx, w.now().Add(-spotter.StagedImportLife)),
		w.sweeper.SweepUploads(ctx), w.conversations.ForgetEvents(ctx, w.now().Add(-coach.EventLife)), w.conversations.CloseDeadTurns(ctx, w.queue))
}

// schedule is what runs by the clock. River keeps the times in the leader's memory only, so each entry
// also runs at a start and is unique within its period: frequent restarts neither starve nor flood it.
func schedule() []*river.PeriodicJob {
	return []*river.PeriodicJob{every(time.Hour, spotter.Housekeeping{}), every(dueEvery, spotter.FindDue{})}
}

func every(period time.Duration, job spotter.Job) *river.PeriodicJob {
	enqueue := func() (river.JobArgs, *river.InsertOpts) {
		return job, &river.InsertOpts{UniqueOpts: river.UniqueOpts{ByPeriod: period}}
	}
	return river.NewPeriodicJob(river.PeriodicInterval(period), enqueue, &river.PeriodicJobOpts{RunOnStart: true})
}
