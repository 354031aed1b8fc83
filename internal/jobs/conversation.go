package jobs

import (
	"context"
	"errors"
	"time"

	"github.com/riverqueue/river"

	"spotter"
	"spotter/internal/coach"
)

// Conversations keep long conversations short, and dead turns closed.
type Conversations interface {
	// ToSummarise is what is to be put in short now; without messages, nothing is.
	ToSummarise(ctx context.Context, user spotter.UserID) (coach.SummaryTask, error)
	// SaveSummary stores a summary and appends the facts that are missing in it.
	SaveSummary(ctx context.Context, user spotter.UserID, task coach.SummaryTask, text, by string, used []spotter.Usage) error
	// CloseDeadTurns closes turns of all people whose lease is over.
	CloseDeadTurns(ctx context.Context, all coach.Graveyard) error
	// ForgetEvents drops events of all people that went out before a time.
	ForgetEvents(ctx context.Context, before time.Time) error
}

// Summarizer puts a conversation in short. by names the model.
type Summarizer interface {
	Summarize(ctx context.Context, user spotter.UserID, task coach.SummaryTask) (text, by string, used []spotter.Usage, err error)
}

// byRules is who summarises where no model does: the person's sentences with facts stay, and nothing else.
const byRules = "rules"

type summarise struct {
	river.WorkerDefaults[spotter.SummariseConversation]
	conversations Conversations
	summarizer    Summarizer // nil: by rules
}

// Timeout is longer than that of other jobs: a model may take its time.
func (w *summarise) Timeout(*river.Job[spotter.SummariseConversation]) time.Duration {
	return 2 * time.Minute
}

// Work puts in short what is due, a part at a time, until nothing is. A model that fails is tried again with the job;
// the last time it is done by rules.
func (w *summarise) Work(ctx context.Context, job *river.Job[spotter.SummariseConversation]) error {
	user := job.Args.UserID
	if user.IsZero() {
		return river.JobCancel(errors.New("no user_id"))
	}
	for range mostParts {
		task, err := w.conversations.ToSummarise(ctx, user)
		if err != nil || len(task.Messages) == 0 {
			return err
		}
		text, by, used, err := w.summarize(ctx, user, task, job.Attempt)
		if err != nil {
			return err
		}
		if err := w.conversations.SaveSummary(ctx, user, task, text, by, used); err != nil {
			return err
		}
	}
	return nil
}

// mostParts bounds one job; what is left is for the next.
const mostParts = 50

// modelAttempts is how often a model is tried.
const modelAttempts = 3

func (w *summarise) summarize(ctx context.Context, user spotter.UserID, task coach.SummaryTask, attempt int) (text, by string, used []spotter.Usage, err error) {
	if w.summarizer == nil || attempt > modelAttempts {
		return "", byRules, nil, nil
	}
	return w.summarizer.Summarize(ctx, user, task)
}
