// Package jobs works what the use cases have enqueued, one file per kind, and holds the schedule.
//
// The worker connects as the role that may claim any job and may see nothing else. What a job does, it
// does through the use cases, as the person of its arguments: a job is one more door. Work is done at
// least once, so every effect must be recognisable when it comes twice.
package jobs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"spotter/internal/postgres"
)

// The limits of one job. Rescue lies well above timeout: a job that outlives its worker is given to
// another only when the first can no longer be at it.
const (
	timeout = time.Minute
	rescue  = 5 * time.Minute
)

// Config is what a worker needs; fields without a default are required.
type Config struct {
	Queue   *postgres.DB // a pool as the worker role, three connections or more; the caller closes it after Stop
	Mailer  Mailer
	Sender  Sender
	Keeper  Keeper
	Sweeper Sweeper
	Objects Objects
	Adapter Adapter

	Conversations Conversations
	Summarizer    Summarizer // nil: by rules

	Now func() time.Time
	Log *slog.Logger

	Observe  func(kind, outcome string, took time.Duration) // told of each attempt's end, an Outcome; nil: nobody counts
	PollOnly bool                                           // do not LISTEN: look for jobs once a second, as behind PgBouncer
	Most     int                                            // jobs at once; default 10
	SoftStop time.Duration                                  // how long Stop lets running jobs finish; default 10 s
}

func (c *Config) check() error {
	switch {
	case c.Queue == nil:
		return errors.New("jobs: no queue")
	case c.Mailer == nil || c.Sender == nil || c.Keeper == nil || c.Sweeper == nil || c.Objects == nil || c.Adapter == nil || c.Conversations == nil:
		return errors.New("jobs: a port is missing: Mailer, Sender, Keeper, Sweeper, Objects, Adapter and Conversations are needed")
	case c.Now == nil || c.Log == nil:
		return errors.New("jobs: Now and Log are needed")
	}
	return nil
}

// Worker works jobs until it is stopped.
type Worker struct {
	client *river.Client[pgx.Tx]
}

// New prepares a worker; it does not touch the database yet.
func New(c Config) (*Worker, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	client, err := river.NewClient(riverpgxv5.New(c.Queue.Pool()), c.river())
	if err != nil {
		return nil, fmt.Errorf("prepare the job worker: %w", err)
	}
	return &Worker{client}, nil
}

func (c *Config) river() *river.Config {
	return &river.Config{
		Logger:               slog.New(warnings{c.Log.Handler()}),
		Workers:              c.workers(),
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: cmp.Or(c.Most, 10)}},
		PeriodicJobs:         schedule(),
		Middleware:           []rivertype.Middleware{&attempts{now: c.Now, log: c.Log, observe: c.Observe}},
		PollOnly:             c.PollOnly,
		JobTimeout:           timeout,
		RescueStuckJobsAfter: rescue,
		SoftStopTimeout:      cmp.Or(c.SoftStop, 10*time.Second),
		MaxAttempts:          postgres.JobAttempts,
		FetchOnlyKnownKinds:  true,       // a worker of the release before leaves what it does not know to the new ones
		ReindexerIndexNames:  []string{}, // rebuilding an index needs its owner
	}
}

func (c *Config) workers() *river.Workers {
	workers := river.NewWorkers()
	river.AddWorker(workers, &sendMail{mailer: c.Mailer, sender: c.Sender})
	river.AddWorker(workers, &housekeeping{keeper: c.Keeper, sweeper: c.Sweeper, conversations: c.Conversations, queue: c.Queue, now: c.Now})
	river.AddWorker(workers, &deleteObject{objects: c.Objects})
	river.AddWorker(workers, &eraseObjects{objects: c.Objects})
	river.AddWorker(workers, &findDue{adapter: c.Adapter, queue: c.Queue})
	river.AddWorker(workers, &adaptPlans{adapter: c.Adapter})
	river.AddWorker(workers, &reviewWeek{adapter: c.Adapter})
	river.AddWorker(workers, &summarise{conversations: c.Conversations, summarizer: c.Summarizer})
	return workers
}

// Start begins to work jobs in the background until Stop is called or ctx is done. It fails when the
// database cannot be reached now; later outages are waited out.
func (w *Worker) Start(ctx context.Context) error {
	if err := w.client.Start(ctx); err != nil {
		return fmt.Errorf("start the job worker: %w", err)
	}
	return nil
}

// Stop claims no more jobs, lets the running ones finish for Config.SoftStop and then cancels them; a
// job that was cut off is at once free for another worker and has not used up an attempt. It returns
// when all have ended, or with the error of ctx when that is done before.
func (w *Worker) Stop(ctx context.Context) error { return w.client.Stop(ctx) }

// Stopped is closed when a started worker has ended, also when the context of Start ended it.
func (w *Worker) Stopped() <-chan struct{} { return w.client.Stopped() }

// warnings lets through what needs attention: River tells at info level what it does every few seconds.
type warnings struct{ slog.Handler }

func (w warnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && w.Handler.Enabled(ctx, level)
}

func (w warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return warnings{w.Handler.WithAttrs(attrs)}
}

func (w warnings) WithGroup(name string) slog.Handler { return warnings{w.Handler.WithGroup(name)} }
