package postgres

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"spotter"
)

// JobAttempts is how often a job is tried before it is given up: the last time is some eleven hours
// after the first.
const JobAttempts = 12

// PersistentAttempts is how often a job that must not be given up is tried: for about two years.
const PersistentAttempts = 50

// JobOption changes how a job is enqueued: [Unique], [Persistent], or what [At] makes.
type JobOption func(*river.InsertOpts)

// Unique adds nothing when a job of the same kind and arguments is waiting or running, or has been done
// within the last day.
func Unique(o *river.InsertOpts) { o.UniqueOpts.ByArgs = true }

// Persistent lets the job be tried until it is done: [PersistentAttempts] times.
func Persistent(o *river.InsertOpts) { o.MaxAttempts = PersistentAttempts }

// At lets the job wait until t.
func At(t time.Time) JobOption { return func(o *river.InsertOpts) { o.ScheduledAt = t } }

// Enqueue adds job in the transaction of its data: rolled back, there is no job; committed, there is
// one, which is then worked at least once. The job's user_id must be the caller's; the database refuses
// any other.
func (t *Tx) Enqueue(ctx context.Context, job spotter.Job, options ...JobOption) error {
	var o river.InsertOpts
	for _, set := range options {
		set(&o)
	}
	if _, err := t.jobs.InsertTx(ctx, t.tx, job, &o); err != nil {
		return wrap(fmt.Errorf("enqueue %s: %w", job.Kind(), err))
	}
	return nil
}

// ForgetJobs drops all jobs of the caller, also those that are done: what an erased account leaves in
// the queue. One that is running ends without a trace.
func (t *Tx) ForgetJobs(ctx context.Context) error {
	_, err := t.tx.Exec(ctx, "delete from river_job where args ->> 'user_id' = (select app.user_id())::text")
	return wrap(err)
}

// newEnqueuer makes the client that only inserts: it has no pool, starts nothing and never listens.
func newEnqueuer(log *slog.Logger) (*river.Client[pgx.Tx], error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return river.NewClient(riverpgxv5.New(nil), &river.Config{Logger: log, MaxAttempts: JobAttempts})
}
