package jobs

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"spotter"
)

func TestMailIsSentOnce(t *testing.T) {
	t.Parallel()
	for name, pollOnly := range map[string]bool{"listening": false, "polling": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			_, events := b.worker(func(c *Config) { c.PollOnly = pollOnly })
			job := b.enqueue()
			if e := b.next(events); e.Kind != river.EventKindJobCompleted {
				t.Fatalf("%s: %v", e.Kind, e.Job.Errors)
			} else {
				b.noAddress(e)
			}
			sent := b.ports.mails()
			if len(sent) != 1 || sent[0].To != address || sent[0].ID != "verify."+job.TokenID.String() {
				t.Errorf("sent %+v", sent)
			}
			if got := b.observed(); !slices.Equal(got, []Outcome{Completed}) {
				t.Errorf("observed %v", got)
			}
		})
	}
}

func TestFailuresAreSettled(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		content error
		send    error
		state   rivertype.JobState
		outcome Outcome
	}{
		"the person is gone":          {content: spotter.NotFound("user"), state: rivertype.JobStateCancelled, outcome: Cancelled},
		"the link is spent":           {content: spotter.Conflict("used", "It was used."), state: rivertype.JobStateCancelled, outcome: Cancelled},
		"the server refuses for good": {send: &spotter.Error{Code: spotter.CodeInvalid, Message: "550 " + address}, state: rivertype.JobStateCancelled, outcome: Cancelled},
		"the server is away":          {send: &spotter.Error{Code: spotter.CodeUnavailable, Cause: errOpaque}, state: rivertype.JobStateRetryable, outcome: Retried},
		"nobody knows why":            {content: errOpaque, state: rivertype.JobStateRetryable, outcome: Retried},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.ports.content = func(spotter.UserID) (spotter.Mail, error) { return spotter.Mail{To: address}, test.content }
			b.ports.send = func(context.Context, spotter.Mail) error { return test.send }
			_, events := b.worker(nil)
			b.enqueue()
			e := b.next(events)
			// A first retry is due within seconds, for which River makes the row available at once.
			state := e.Job.State
			if state == rivertype.JobStateAvailable {
				state = rivertype.JobStateRetryable
			}
			if state != test.state || e.Job.Attempt != 1 {
				t.Errorf("attempt %d ended %s, want %s", e.Job.Attempt, e.Job.State, test.state)
			}
			if got := b.observed(); len(got) == 0 || got[0] != test.outcome {
				t.Errorf("observed %v, want %s first", got, test.outcome)
			}
			b.noAddress(e)
		})
	}
}

func TestLastAttemptDiscards(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.ports.send = func(context.Context, spotter.Mail) error { return &spotter.Error{Code: spotter.CodeUnavailable} }
	b.enqueue()
	b.exec("update river_job set max_attempts = 1")
	_, events := b.worker(nil)
	if e := b.next(events); e.Job.State != rivertype.JobStateDiscarded {
		t.Errorf("ended %s", e.Job.State)
	}
	if got := b.observed(); !slices.Equal(got, []Outcome{Discarded}) {
		t.Errorf("observed %v", got)
	}
}

func TestPanicIsAFailure(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.ports.content = func(spotter.UserID) (spotter.Mail, error) { panic("no such thing") }
	_, events := b.worker(nil)
	b.enqueue()
	e := b.next(events)
	if e.Kind != river.EventKindJobFailed || len(e.Job.Errors) != 1 {
		t.Errorf("%s with %v", e.Kind, e.Job.Errors)
	}
	if got := b.observed(); len(got) == 0 || got[0] != Panicked {
		t.Errorf("observed %v", got)
	}
}

func TestJobWithoutAPersonIsGivenUp(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.exec(`insert into river_job (kind, args, max_attempts) values ('send_mail', '{"kind":"verify"}', 12)`)
	_, events := b.worker(nil)
	if e := b.next(events); e.Job.State != rivertype.JobStateCancelled {
		t.Errorf("ended %s", e.Job.State)
	}
}

func TestStopLetsTheRunningJobFinish(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	began, finish := make(chan struct{}), make(chan struct{})
	b.ports.send = func(ctx context.Context, _ spotter.Mail) error {
		close(began)
		<-finish
		return ctx.Err()
	}
	w, events := b.worker(nil)
	b.enqueue()
	<-began
	stopped := make(chan error, 1)
	go func() { stopped <- w.Stop(context.Background()) }()
	b.enqueue() // nobody claims it any more
	select {
	case err := <-stopped:
		t.Fatalf("stopped (%v) while a job was running", err)
	default:
	}
	close(finish)
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
	<-w.Stopped()
	if e := b.next(events); e.Kind != river.EventKindJobCompleted {
		t.Errorf("the running job ended as %s", e.Kind)
	}
}

func TestStopCutsOffWhatTakesTooLong(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	began := make(chan struct{})
	b.ports.send = func(ctx context.Context, _ spotter.Mail) error {
		close(began)
		<-ctx.Done()
		return &spotter.Error{Code: spotter.CodeUnavailable, Message: "cut off", Cause: errOpaque}
	}
	w, events := b.worker(func(c *Config) { c.SoftStop = time.Millisecond })
	b.enqueue()
	<-began
	b.stop(w)
	if e := b.next(events); e.Kind != river.EventKindJobInterrupted {
		t.Errorf("ended as %s", e.Kind)
	}
	b.until("free again", "select state = 'available' and attempt = 0 and errors is null from river_job where kind = 'send_mail'")
	if got := b.observed(); !slices.Equal(got, []Outcome{Interrupted}) {
		t.Errorf("observed %v", got)
	}
}

func TestFailureKeepsNoAddress(t *testing.T) {
	t.Parallel()
	if got := (failure{errOpaque}).Error(); strings.Contains(got, "@") || !strings.Contains(got, "failed") {
		t.Errorf("failure says %q", got)
	}
}
