package agent

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"spotter"
	"spotter/internal/agent/guard"
	"spotter/internal/coach"
	"spotter/internal/telemetry"
)

// ending is how a turn ends.
type ending struct {
	state  spotter.TurnState
	reason string
	err    error // what is told where no answer could be had
}

// lastWrites bounds what is stored after ctx has ended.
const lastWrites = 5 * time.Second

// play runs a turn that has begun, from its opening to done.
func (a *Agents) play(ctx context.Context, caller spotter.Caller, begun spotter.Turn, in spotter.TurnInput, yield func(spotter.ChatEvent) bool) {
	t := &turn{Agents: a, caller: spotter.Caller{User: caller.User, Actor: caller.Actor}, number: begun.Number, channel: begun.Channel, text: in.Text, bound: in.Bound, heard: in.Heard,
		message: &begun.Said.ID, yield: yield,
		began: a.c.Now(), agent: spotter.ActorGeneral, at: begun.Position, met: map[spotter.Actor]bool{}, seen: map[string]int{}, facts: guard.NewFacts(a.names()),
		log: a.c.Log.With("turn", begun.Number)}
	lasting := context.WithoutCancel(ctx)
	ctx, lost := context.WithCancelCause(ctx)
	ctx, cancel := context.WithTimeoutCause(ctx, a.c.Bounds.Wall, errOutOfTime)
	var beats sync.WaitGroup
	t.beat(ctx, lost, &beats)
	t.send(begun.Opening())
	end := t.ended(ctx, t.guarded(ctx, in))
	cancel()
	lost(nil)
	beats.Wait()
	final, stop := context.WithTimeout(lasting, lastWrites)
	defer stop()
	t.finish(final, end)
}

// errOutOfTime is the cause of a turn that took too long.
var errOutOfTime = errors.New("agent: the turn took too long")

// guarded is answer, with a panic as an error: a fault in one turn ends no other.
func (t *turn) guarded(ctx context.Context, in spotter.TurnInput) (err error) {
	defer func() {
		if r := recover(); r != nil {
			t.log.LogAttrs(ctx, slog.LevelError, "agent: a turn panicked", slog.String("panic", fmt.Sprintf("%T", r)), slog.String("stack", string(debug.Stack())))
			err = errPanicked
		}
	}()
	return t.answer(ctx, in)
}

var errPanicked = errors.New("agent: the turn panicked")

// answer is everything between the opening and done.
func (t *turn) answer(ctx context.Context, in spotter.TurnInput) error {
	t.language = t.tongues().languageOf("", t.text, "")
	if safe := t.guards.flags(ctx, t.caller, t.text); len(safe) > 0 {
		t.c.Observe.Route(string(t.agent), "red_flag")
		for _, a := range safe {
			t.flagged = append(t.flagged, a.Kind)
		}
		screening := t.answersScreening(ctx, safe)
		if err := t.say(ctx, safeText(safe)); err != nil || !screening {
			return err
		}
		t.agent = spotter.ActorOnboarding
		t.met[t.agent] = true
		return t.loop(ctx)
	}
	if err := t.brief(ctx); err != nil {
		return err
	}
	done, err := t.consent(ctx)
	if err != nil || done {
		return err
	}
	t.agent = t.route(ctx, in.Agent)
	t.met[t.agent] = true
	return t.loop(ctx)
}

// answersScreening reports whether words with red flags are also the answer to the screening, which the guided mode has
// asked for: chest pain, fainting, a pregnancy and an eating disorder are among its questions, and what was said about
// them has to be kept. Words of self-harm are answered by the fixed text alone.
func (t *turn) answersScreening(ctx context.Context, safe []spotter.SafeAnswer) bool {
	if slices.ContainsFunc(safe, func(a spotter.SafeAnswer) bool { return a.Kind == spotter.RedFlagSelfHarm }) {
		return false
	}
	if err := t.brief(ctx); err != nil {
		t.log.LogAttrs(ctx, slog.LevelWarn, "agent: whether the screening is being answered is not known", slog.Any("error", err))
		return false
	}
	o := t.know.Onboarding
	return o != nil && o.NextStep != nil && *o.NextStep == spotter.StepScreening && t.know.LastAgent == spotter.ActorOnboarding
}

// safeText is the fixed answers to red flags as one text.
func safeText(answers []spotter.SafeAnswer) string {
	texts := make([]string, len(answers))
	for i, a := range answers {
		texts[i] = a.Text
	}
	return strings.Join(texts, "\n\n")
}

// ended sorts what a turn came to.
func (t *turn) ended(ctx context.Context, err error) ending {
	cause := context.Cause(ctx)
	switch {
	case err == nil:
		return ending{state: spotter.TurnDone}
	case spotter.HasDetail(err, "turn_over"), spotter.HasDetail(cause, "turn_over"):
		return ending{state: spotter.TurnInterrupted, reason: "lost", err: err}
	case errors.Is(cause, errStopped):
		return ending{state: spotter.TurnInterrupted, reason: "stopped"}
	case errors.Is(cause, errOutOfTime):
		return ending{state: spotter.TurnDone, reason: "out_of_time"}
	case errors.Is(cause, errShutdown):
		return ending{state: spotter.TurnInterrupted, reason: "shutting_down"}
	case errors.Is(err, errGone), ctx.Err() != nil:
		return ending{state: spotter.TurnInterrupted, reason: "canceled"}
	}
	return ending{state: spotter.TurnFailed, reason: "failed", err: err}
}

// finish stores the end. A turn that was taken for dead has been ended by others.
func (t *turn) finish(ctx context.Context, end ending) {
	if end.reason == "out_of_time" {
		if err := t.say(ctx, sayOutOfTime.in(t.language)); err != nil {
			t.log.LogAttrs(ctx, slog.LevelWarn, "agent: the last words were not stored", slog.Any("error", err))
		}
	}
	_ = t.stored() // its events are still counted: a failure shows at the next store
	var events []spotter.ChatEvent
	if end.state == spotter.TurnFailed {
		told := problemOf(end.err)
		told.RequestID = telemetry.RequestID(ctx)
		events = append(events, t.event(spotter.EventError, told))
		t.log.LogAttrs(ctx, slog.LevelWarn, "agent: a turn failed", slog.Any("error", end.err))
	}
	events = append(events, t.event(spotter.EventDone, spotter.DoneEvent{Turn: t.number, MessageID: t.last, State: end.state, Reason: end.reason,
		Agent: t.agent, Provider: t.provider, Model: t.model, Usage: sumOf(t.used)}))
	err := t.c.Coach.EndTurn(ctx, t.acting(), t.number, coach.TurnEnd{State: end.state, Reason: end.reason, Agent: t.agent, Events: append(t.loose, events...), Usage: t.used})
	if err != nil {
		t.log.LogAttrs(ctx, slog.LevelError, "agent: the end of a turn was not stored", slog.Any("error", err))
	}
	for _, e := range events {
		t.send(e)
	}
	t.c.Observe.Turn(string(t.agent), string(end.state), end.reason, t.since(t.began))
}

// problem is the payload of an error event: a problem document (RFC 9457).
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
	// RequestID is that of the request that began the turn; empty where none did, as for a job.
	RequestID string `json:"request_id"`
}

// problemOf is what a person is told of an error. Causes stay in the log.
func problemOf(err error) problem {
	var known *spotter.Error
	if errors.As(err, &known) && known.Code != spotter.CodeInternal {
		return problem{Type: "about:blank", Title: "The coach could not answer", Status: statusOf(known.Code), Code: known.Name(), Detail: known.Message}
	}
	return problem{Type: "about:blank", Title: "The coach could not answer", Status: 500, Code: string(spotter.CodeInternal),
		Detail: "Something went wrong on our side. What you said is kept; try again in a moment."}
}

func statusOf(code spotter.Code) int {
	switch code {
	case spotter.CodeUnavailable:
		return 503
	case spotter.CodeLimited:
		return 429
	case spotter.CodeConflict:
		return 409
	case spotter.CodeNotFound:
		return 404
	case spotter.CodeInvalid:
		return 422
	}
	return 500
}

// sumOf is what a turn used, nil when no model was asked.
func sumOf(used []spotter.Usage) *spotter.TurnUsage {
	if len(used) == 0 {
		return nil
	}
	sum, micro, priced := &spotter.TurnUsage{}, int64(0), true
	for _, u := range used {
		sum.Input += u.Input
		sum.Cached += u.CacheRead + u.CacheWrite
		sum.Output += u.Output
		sum.Estimated = sum.Estimated || u.Estimated
		if u.MicroUSD == nil {
			priced = false
			continue
		}
		micro += *u.MicroUSD
	}
	if priced {
		usd := float64(micro) / 1e6
		sum.USD = &usd
	}
	return sum
}
