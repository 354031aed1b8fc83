package livekit

import (
	"cmp"
	"context"
	"errors"
	"time"

	lk "github.com/livekit/protocol/livekit"
)

// hear does what the server asks.
func (w *Worker) hear(ctx context.Context, l *line, message *lk.ServerMessage) error {
	switch m := message.GetMessage().(type) {
	case *lk.ServerMessage_Availability:
		return w.answer(ctx, l, m.Availability.GetJob())
	case *lk.ServerMessage_Assignment:
		w.begin(ctx, m.Assignment)
	case *lk.ServerMessage_Termination:
		w.terminate(m.Termination.GetJobId())
	}
	return nil // a pong, and what newer servers say
}

// answer takes a job while there is room, and keeps a place for it.
func (w *Worker) answer(ctx context.Context, l *line, job *lk.Job) error {
	reply := &lk.AvailabilityResponse{JobId: job.GetId(), ParticipantIdentity: "coach-" + job.GetId(), ParticipantName: "Coach",
		ParticipantAttributes: map[string]string{"lk.agent.state": "initializing"}}
	w.mu.Lock()
	if reply.Available = !w.draining && w.taken() < w.Capacity && job.GetType() == lk.JobType_JT_ROOM; reply.GetAvailable() {
		w.promised[job.GetId()] = promise{reply.GetParticipantIdentity(), w.Now().Add(assignWait)}
	}
	w.mu.Unlock()
	if !reply.GetAvailable() {
		w.Observe.Job("refused", 0)
		w.Log.InfoContext(ctx, "refused a call", "job", job.GetId())
	}
	w.tellSoon()
	return l.send(ctx, &lk.WorkerMessage{Message: &lk.WorkerMessage_Availability{Availability: reply}})
}

// begin starts the session of an assignment that was promised. One that was not, or whose promise was taken back, has
// failed.
func (w *Worker) begin(ctx context.Context, a *lk.JobAssignment) {
	if id := a.GetJob().GetId(); !w.start(ctx, id, a) {
		w.Log.WarnContext(ctx, "a job was assigned that is not promised any more", "job", id)
		w.report(ctx, id, lk.JobStatus_JS_FAILED, "not promised")
	}
}

func (w *Worker) start(ctx context.Context, id string, a *lk.JobAssignment) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	p, promised := w.promised[id]
	delete(w.promised, id)
	if !promised || w.jobs[id] != nil {
		return false
	}
	running, cancel := context.WithCancelCause(context.WithoutCancel(ctx)) // it outlives the connection
	w.jobs[id] = &session{cancel}
	job := Job{ID: id, URL: signal(cmp.Or(a.GetUrl(), w.Access.URL)), Token: a.GetToken(), Room: a.GetJob().GetRoom().GetName(),
		Identity: p.identity, Metadata: a.GetJob().GetMetadata()}
	w.ending.Go(func() {
		defer cancel(nil)
		w.run(running, job)
	})
	return true
}

// run is a session from its first word to the server to its last.
func (w *Worker) run(ctx context.Context, job Job) {
	began := w.Now()
	w.report(ctx, job.ID, lk.JobStatus_JS_RUNNING, "")
	err := w.guarded(ctx, job)
	outcome, status, told := "done", lk.JobStatus_JS_SUCCESS, ""
	var fell *panicked
	switch {
	case errors.As(err, &fell):
		outcome, status, told = "panicked", lk.JobStatus_JS_FAILED, "the session fell"
		w.Log.ErrorContext(ctx, "a voice session fell", "job", job.ID, "error", fell.what)
	case err != nil && context.Cause(ctx) == nil:
		outcome, status, told = "failed", lk.JobStatus_JS_FAILED, "the session failed"
		w.Log.WarnContext(ctx, "a voice session failed", "job", job.ID, "error", err)
	}
	w.report(ctx, job.ID, status, told)
	w.mu.Lock()
	delete(w.jobs, job.ID)
	w.mu.Unlock()
	w.Observe.Job(outcome, w.Now().Sub(began))
	w.tellSoon()
}

// report tells the server how a job stands; without a connection it learns by the agent's leaving.
func (w *Worker) report(ctx context.Context, id string, status lk.JobStatus, fault string) {
	w.mu.Lock()
	l := w.line
	w.mu.Unlock()
	if l == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	update := &lk.UpdateJobStatus{JobId: id, Status: status, Error: fault}
	_ = l.send(ctx, &lk.WorkerMessage{Message: &lk.WorkerMessage_UpdateJob{UpdateJob: update}}) // a broken line shows in reading
}

// terminate ends a session, or takes back a promise.
func (w *Worker) terminate(id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.promised, id)
	if s := w.jobs[id]; s != nil {
		s.cancel(ErrTerminated)
	}
}
