package jobs

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"spotter"
	"spotter/internal/coach"
)

// Adapter looks at people's histories.
type Adapter interface {
	// Due tells enqueue what is due now for all people, each by their own day.
	Due(ctx context.Context, people coach.Population, enqueue func(context.Context, []spotter.Job) error) error
	// EvaluateDay proposes what follows from a history, once on each local day.
	EvaluateDay(ctx context.Context, user spotter.UserID) error
	// ReviewWeek makes the review of the last whole week, once.
	ReviewWeek(ctx context.Context, user spotter.UserID) error
}

type findDue struct {
	river.WorkerDefaults[spotter.FindDue]
	adapter Adapter
	queue   coach.Population
}

// Timeout is longer than that of other jobs: it goes through all people. What it does not reach in time, the
// next one does.
func (w *findDue) Timeout(*river.Job[spotter.FindDue]) time.Duration { return 4 * time.Minute }

func (w *findDue) Work(ctx context.Context, _ *river.Job[spotter.FindDue]) error {
	client := river.ClientFromContext[pgx.Tx](ctx)
	return w.adapter.Due(ctx, w.queue, func(ctx context.Context, due []spotter.Job) error {
		params := make([]river.InsertManyParams, len(due))
		for i, job := range due {
			params[i] = river.InsertManyParams{Args: job, InsertOpts: &river.InsertOpts{Priority: 4, MaxAttempts: adaptAttempts, UniqueOpts: onceADay()}}
		}
		_, err := client.InsertMany(ctx, params)
		return err
	})
}

// dueEvery is how often the schedule looks: zones lie a quarter of an hour apart at the least.
const dueEvery = 15 * time.Minute

// adaptAttempts is how often a look at a history is tried: for about an hour. The next day looks again.
const adaptAttempts = 6

// onceADay makes a job that is waiting, running or done unique by its arguments, and lets one that was given
// up be enqueued again.
func onceADay() river.UniqueOpts {
	return river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStateCompleted,
		rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled}}
}

type adaptPlans struct {
	river.WorkerDefaults[spotter.AdaptPlans]
	adapter Adapter
}

func (w *adaptPlans) Work(ctx context.Context, job *river.Job[spotter.AdaptPlans]) error {
	if job.Args.UserID.IsZero() {
		return river.JobCancel(errors.New("no user_id"))
	}
	return w.adapter.EvaluateDay(ctx, job.Args.UserID)
}

type reviewWeek struct {
	river.WorkerDefaults[spotter.ReviewWeek]
	adapter Adapter
}

func (w *reviewWeek) Work(ctx context.Context, job *river.Job[spotter.ReviewWeek]) error {
	if job.Args.UserID.IsZero() {
		return river.JobCancel(errors.New("no user_id"))
	}
	return w.adapter.ReviewWeek(ctx, job.Args.UserID)
}
