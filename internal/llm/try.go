package llm

import (
	"context"
	"errors"
	"fmt"
	"time"

	"spotter/internal/breaker"
)

// The pauses between two tries grow from the least to the most; up to a half of each is left to chance, so that
// many who failed together do not come back together.
const (
	leastPause = 250 * time.Millisecond
	mostPause  = 4 * time.Second
)

// pause waits before another try at the same provider. A provider that stalled has cost enough: if there is
// another, that is asked.
func (r *run) pause(ctx context.Context, err error, n int, another bool) (again bool, fault error) {
	var e *Error
	if !errors.As(err, &e) || !e.Retryable() || n+1 >= r.chain.config.Tries || e.Kind == KindStalled && another {
		return false, nil
	}
	d := min(leastPause<<n, mostPause)
	d = d/2 + time.Duration(r.chain.config.Rand()*float64(d/2))
	d = max(d, e.RetryAfter)
	if r.waited+d > r.chain.config.Wait {
		return false, nil
	}
	r.waited += d
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true, nil
	case <-ctx.Done():
		return false, &Error{Kind: KindCanceled, Provider: e.Provider, Cause: context.Cause(ctx)}
	}
}

// attempt is one try at one provider.
type attempt struct {
	run   *run
	link  *link
	leave breaker.Pass
	start *Start // held back until something follows it
	first time.Duration
	bytes int // of text
	end   *End
}

// once asks a provider once. It answers nil after an End, errLeft, or why the provider failed.
func (r *run) once(parent context.Context, l *link, leave breaker.Pass) error {
	now := r.chain.config.Now
	began := now()
	ctx, cancel := context.WithCancelCause(parent)
	defer cancel(nil)
	limits := l.Limits
	if r.request.Thinking > 0 { // some vendors send nothing at all while a model thinks
		limits.First = max(limits.First, limits.Quiet)
	}
	w := watchOver(limits, cancel)
	defer w.stop()
	a := &attempt{run: r, link: l, leave: leave}
	err := a.read(WithTrace(ctx, Trace{Bytes: w.bytes, Event: w.event}), w, began)
	var late *stall
	if cause := context.Cause(ctx); err != nil && !errors.Is(err, errLeft) && parent.Err() == nil && errors.As(cause, &late) {
		stalled := *asError(err, l)
		stalled.Kind, stalled.Cause = KindStalled, late
		err = &stalled
	}
	a.tell(parent, err, now().Sub(began))
	return err
}

// read passes events on, with the clocks stopped while the reader works.
func (a *attempt) read(ctx context.Context, w *watch, began time.Time) error {
	for event, err := range a.link.Provider.Stream(ctx, a.run.request) {
		if err != nil {
			return err
		}
		w.hold()
		if a.first == 0 {
			a.first = max(a.run.chain.config.Now().Sub(began), 1)
			a.link.breaker.Answers(a.leave)
		}
		if err := a.pass(event); err != nil {
			return err
		}
		w.resume()
	}
	if a.end == nil {
		return &Error{Kind: KindMalformed, Provider: a.link.Provider.Name(), Cause: errors.New("the provider ended without an end")}
	}
	return nil
}

func (a *attempt) pass(event Event) error {
	switch e := event.(type) {
	case Start:
		a.start = &e
		return nil
	case TextDelta:
		a.bytes += len(e.Text)
		a.run.read = true
	case CallStart:
		a.run.shown = true
	case End:
		a.end = &e
	}
	if a.start != nil {
		start := *a.start
		a.start = nil
		if !a.run.yield(start, nil) {
			return errLeft
		}
	}
	if !a.run.yield(event, nil) && a.end == nil {
		return errLeft
	}
	return nil
}

// tell lets breaker and accounts know.
func (a *attempt) tell(ctx context.Context, err error, took time.Duration) {
	l, now := a.link, a.run.chain.config.Now()
	t := Try{Provider: l.Provider.Name(), Model: l.Provider.Model(), First: a.first, Took: took, Broken: a.end == nil}
	switch {
	case a.end != nil:
		t.Usage = a.end.Usage
		l.breaker.Success(a.leave)
	case errors.Is(err, errLeft) || ctx.Err() != nil:
		t.Kind = KindCanceled
		if t.Usage = usageOf(err); a.first > 0 && t.Usage == (Usage{}) {
			t.Usage = Usage{Input: EstimateInput(a.run.request), Output: EstimateTokens(a.bytes), Estimated: true}
		}
		l.breaker.Neutral(a.leave)
	default:
		fault := asError(err, l)
		t.Kind, t.Usage = fault.Kind, fault.Usage
		l.breaker.Failure(a.leave, now, weighed(fault), a.run.chain.config.Wait)
	}
	if a.run.chain.config.Tried != nil {
		a.run.chain.config.Tried(ctx, t)
	}
}

func usageOf(err error) Usage {
	var e *Error
	if errors.As(err, &e) {
		return e.Usage
	}
	return Usage{}
}

// stall is a phase that took too long.
type stall struct {
	phase string
	limit time.Duration
}

func (s *stall) Error() string { return fmt.Sprintf("%s took longer than %s", s.phase, s.limit) }

// watch cancels a try whose phases take too long. But for the timers, all is called by the reader.
type watch struct {
	limits             Limits
	begun              bool
	first, pulse, news *time.Timer
	whole              *time.Timer
}

func watchOver(limits Limits, cancel context.CancelCauseFunc) *watch {
	after := func(phase string, d time.Duration) *time.Timer {
		return time.AfterFunc(d, func() { cancel(&stall{phase, d}) })
	}
	w := &watch{limits: limits, first: after("the first event", limits.First), whole: after("the whole answer", limits.Whole),
		pulse: after("the next sign of life", limits.Between), news: after("the next event", limits.Quiet)}
	w.pulse.Stop()
	w.news.Stop()
	return w
}

func (w *watch) bytes() {
	if w.begun {
		w.pulse.Reset(w.limits.Between)
	}
}

func (w *watch) event() {
	if w.begun {
		w.pulse.Reset(w.limits.Between)
		w.news.Reset(w.limits.Quiet)
	}
}

// hold stops the clocks of the vendor while the reader works.
func (w *watch) hold() {
	w.begun = true
	w.first.Stop()
	w.pulse.Stop()
	w.news.Stop()
}

func (w *watch) resume() { w.event() }

func (w *watch) stop() {
	w.hold()
	w.whole.Stop()
}
