package jobs

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"spotter"
)

// Outcome is how one attempt at a job ended.
type Outcome string

// The outcomes.
const (
	Completed   Outcome = "completed"   // done
	Cancelled   Outcome = "cancelled"   // given up at once: trying again could not help
	Retried     Outcome = "retried"     // failed, will be tried again
	Discarded   Outcome = "discarded"   // failed for the last time
	Interrupted Outcome = "interrupted" // cut off by a stop; starts over without counting
	Panicked    Outcome = "panicked"    // a fault of ours; tried again like a failure
)

// attempts stands around every attempt: it settles what a failure means, and logs and counts the end.
type attempts struct {
	river.MiddlewareDefaults
	now     func() time.Time
	log     *slog.Logger
	observe func(kind, outcome string, took time.Duration)
}

func (a *attempts) Work(ctx context.Context, job *rivertype.JobRow, do func(context.Context) error) error {
	began := a.now()
	outcome, err := Panicked, error(nil)
	defer func() { a.report(ctx, job, outcome, err, a.now().Sub(began)) }()
	worked := do(ctx)
	outcome, err = settle(ctx, job, worked)
	return err
}

func (a *attempts) report(ctx context.Context, job *rivertype.JobRow, outcome Outcome, err error, took time.Duration) {
	level := slog.LevelInfo
	attrs := []slog.Attr{
		slog.Int64("job_id", job.ID), slog.String("kind", job.Kind), slog.Int("attempt", job.Attempt),
		slog.String("outcome", string(outcome)), slog.Duration("took", took),
	}
	if err != nil {
		attrs = append(attrs, slog.String("error", err.Error()))
	}
	if outcome != Completed && outcome != Interrupted {
		level = slog.LevelWarn
	}
	a.log.LogAttrs(ctx, level, "job attempt ended", attrs...)
	if a.observe != nil {
		a.observe(job.Kind, string(outcome), took)
	}
}

// settle says what the result of an attempt means and gives the error that River stores and logs.
func settle(ctx context.Context, job *rivertype.JobRow, err error) (Outcome, error) {
	var cancelled *rivertype.JobCancelError
	switch {
	case err == nil:
		return Completed, nil
	case errors.As(err, &cancelled):
		return Cancelled, err
	case final(err):
		return Cancelled, river.JobCancel(failure{err})
	case ctx.Err() != nil: // not the job's own time limit, whose context lies within
		return Interrupted, ctx.Err()
	case job.Attempt >= job.MaxAttempts:
		return Discarded, failure{err}
	}
	return Retried, failure{err}
}

// final reports whether trying again could not help: the person is gone, the link is spent, the server
// refuses the mail for good.
func final(err error) bool {
	switch spotter.CodeOf(err) {
	case spotter.CodeNotFound, spotter.CodeConflict, spotter.CodeInvalid, spotter.CodeMalformed,
		spotter.CodeForbidden, spotter.CodePrecondition, spotter.CodeTooLarge:
		return true
	case spotter.CodeUnauthorized, spotter.CodeLimited, spotter.CodeUnavailable, spotter.CodeInternal:
	}
	return false
}

// failure is an error as it may be kept in a row and in a log: what looks like an address is left out.
type failure struct{ cause error }

func (f failure) Unwrap() error { return f.cause }

func (f failure) Error() string {
	words := strings.Fields(f.cause.Error())
	for i, w := range words {
		if strings.Contains(w, "@") {
			words[i] = "[address]"
		}
	}
	return strings.Join(words, " ")
}
