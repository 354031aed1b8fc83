package api

import (
	"context"
	"iter"
	"net/http"
	"time"

	"github.com/go-json-experiment/json"

	"spotter"
	"spotter/internal/coach"
)

// Desk is where turns of the conversation are run. A turn outlives its request for a while, and many may follow it.
type Desk interface {
	// Send says something for the caller and yields the turn's events from its first on; those of a repeat, by
	// caller.Once, are the first's own. An error before the first event refuses what was sent.
	Send(ctx context.Context, caller spotter.Caller, in spotter.TurnInput) iter.Seq2[spotter.ChatEvent, error]
	// Follow yields what comes behind a position, of all turns, until ctx ends.
	Follow(ctx context.Context, caller spotter.Caller, after spotter.Position) iter.Seq2[spotter.ChatEvent, error]
	// Stop ends the turn that runs, on whichever instance within a second.
	Stop(ctx context.Context, caller spotter.Caller) (spotter.TurnStop, error)
}

// Limiter counts what happens: see redis.Client.Allow.
type Limiter interface {
	Allow(ctx context.Context, key string, rate int, per time.Duration) (ok bool, retryAfter time.Duration)
}

// turnsAMinute is how many messages a person may send in a minute.
const turnsAMinute = 20

// ChatAnswer is a turn as a whole.
type ChatAnswer struct {
	Turn      int                     `json:"turn"`
	State     spotter.TurnState       `json:"state" enum:"done,interrupted,failed"`
	Reason    string                  `json:"reason,omitempty" doc:"Why it ended as it did"`
	Agent     spotter.Actor           `json:"agent,omitempty" doc:"Who spoke last"`
	Messages  []spotter.Message       `json:"messages" doc:"What was said, the person's own first"`
	Tools     []spotter.ToolEvent     `json:"tools" doc:"What was looked up or done, with what came of it"`
	Proposals []spotter.ProposalEvent `json:"proposals" doc:"What was made, read back, accepted or declined"`
	Handoffs  []spotter.HandoffEvent  `json:"handoffs" doc:"Who handed over to whom"`
	Usage     *spotter.TurnUsage      `json:"usage,omitempty"`
}

const sendDetail = "Accept: text/event-stream streams the turn's events as they come; application/json, the default, answers when it has ended. " +
	"Each event has an id, such as 12-340: the turn, and how far into it. After a lost connection send the same request with the same Idempotency-Key and " +
	"the last id in Last-Event-ID, within 24 hours: what comes behind it follows, nothing twice. A delta that the id lies in is cut there. " +
	"A turn goes on for ten seconds without anybody listening, then it is broken off. " +
	"While another turn of the person runs it is 409 turn_running. At most 20 messages a minute (429). " +
	"An error after the first byte comes as an event error with a problem document."

func chatRoutes(rt *router, c *coach.Coach) {
	const tag = "conversation"
	send := post("/chat/messages", "send-message", tag, "Say something to the coach")
	send.detail, send.events, send.resumes = sendDetail, true, true
	register(rt, send, func(ctx context.Context, q *call, _ *none, in *spotter.TurnInput) (any, error) {
		return rt.say(ctx, q, *in)
	})
	follow := get("/chat/events", "follow-conversation", tag, "Events of the conversation, on every device of the person")
	follow.events, follow.onlyEvents, follow.resumes = true, true, true
	follow.detail = "The same events as those of POST /chat/messages, of all turns, from a running turn's first on, else from now on; with Last-Event-ID, from behind that event. " +
		"When what came behind it is not kept any more, after 24 hours or a deletion, it is 409 events_gone: read the messages again, and follow without it. " +
		"The stream ends with the sign-in that it was opened with. At most 8 at a time of a person on each instance (429 streams_full)."
	register(rt, follow, func(ctx context.Context, q *call, _ *none, _ *none) (any, error) { return rt.follow(ctx, c, q) })
	stop := post("/chat/stop", "stop-turn", tag, "Stop the coach's answer")
	stop.detail = "Ends the turn that runs, wherever it was begun: the model is cancelled, and what was said is kept as a message with state interrupted. Its events end with done, reason stopped."
	register(rt, stop, func(ctx context.Context, q *call, _ *none, _ *none) (spotter.TurnStop, error) {
		if rt.desk == nil {
			return spotter.TurnStop{}, chatOff()
		}
		return rt.desk.Stop(ctx, q.Caller)
	})
	register(rt, get("/chat/messages", "list-messages", tag, "The conversation, newest first"),
		func(ctx context.Context, q *call, p *idPaging[spotter.Message], _ *none) (coach.Page[spotter.Message], error) {
			return c.Messages(ctx, q.Caller, p.Cursor, p.Limit)
		})
	drop := remove("/chat/messages", "delete-conversation", "Delete the conversation").personal()
	drop.tag = tag
	drop.detail = "Messages, their events, what was offered in them and their summary go. What is remembered stays: see DELETE /memory. While a turn runs it is 409 turn_running."
	register(rt, drop, func(ctx context.Context, q *call, _ *none, _ *none) (none, error) {
		return none{}, c.DeleteMessages(ctx, q.Caller)
	})
}

// say sends what a person says and answers with the events as they come, or with all of them.
func (rt *router) say(ctx context.Context, q *call, in spotter.TurnInput) (any, error) {
	form, err := q.form(eventsForm, jsonForm)
	if err != nil {
		return nil, err
	}
	after, err := q.after()
	if err != nil {
		return nil, err
	}
	if rt.desk == nil {
		return nil, chatOff()
	}
	if rt.limiter != nil {
		if ok, wait := rt.limiter.Allow(ctx, "chat:"+q.User.String(), turnsAMinute, time.Minute); !ok {
			return nil, &spotter.Error{Code: spotter.CodeLimited, Message: "That was many messages in a minute: wait a little and go on.", RetryAfter: wait}
		}
	}
	in.Channel, in.Bound = spotter.ChannelChat, q.mayApprove() != nil
	events := func(ctx context.Context) iter.Seq2[spotter.ChatEvent, error] { return rt.desk.Send(ctx, q.Caller, in) }
	if form == eventsForm {
		var from spotter.Position
		if after != nil {
			from = *after
		}
		return eventStream{events: events, after: from, wait: true}, nil
	}
	q.patience(rt.now().Add(wholeTime)) // a turn may take longer than a server waits for JSON
	return gather(events(ctx))
}

// wholeTime is how long the whole form of an answer may take.
const wholeTime = 3 * time.Minute

// follow answers with everything that comes behind an event, or from now on.
func (rt *router) follow(ctx context.Context, c *coach.Coach, q *call) (any, error) {
	if _, err := q.form(eventsForm); err != nil {
		return nil, err
	}
	after, err := q.after()
	switch {
	case err != nil:
		return nil, err
	case rt.desk == nil:
		return nil, chatOff()
	case after != nil:
		err = c.CanResume(ctx, q.Caller, *after)
	default:
		var now spotter.Position
		now, err = c.Standing(ctx, q.Caller)
		after = &now
	}
	if err != nil {
		return nil, err
	}
	events := func(ctx context.Context) iter.Seq2[spotter.ChatEvent, error] {
		return rt.desk.Follow(ctx, q.Caller, *after)
	}
	return eventStream{events: events, after: *after, counted: true}, nil
}

func chatOff() error {
	return &spotter.Error{Code: spotter.CodeUnavailable, Detail: "chat_off", Message: "The coach cannot be talked to on this server."}
}

// gather waits for a turn's end.
func gather(events iter.Seq2[spotter.ChatEvent, error]) (*ChatAnswer, error) {
	out := &ChatAnswer{Messages: []spotter.Message{}, Tools: []spotter.ToolEvent{}, Proposals: []spotter.ProposalEvent{}, Handoffs: []spotter.HandoffEvent{}}
	for e, err := range events {
		if err == nil {
			err = out.take(e)
		}
		if err != nil {
			return nil, err
		}
	}
	if out.State == "" {
		return nil, &spotter.Error{Code: spotter.CodeUnavailable, Message: "The answer broke off; send the same again, with the same Idempotency-Key."}
	}
	return out, nil
}

// take puts an event in its place; the last of a tool, a proposal and a message counts.
func (a *ChatAnswer) take(e spotter.ChatEvent) error {
	a.Turn = e.Turn
	switch e.Type {
	case spotter.EventMessage:
		return put(&a.Messages, e, func(m spotter.Message) any { return m.ID })
	case spotter.EventTool:
		return put(&a.Tools, e, func(t spotter.ToolEvent) any { return t.CallID })
	case spotter.EventProposal:
		return put(&a.Proposals, e, func(p spotter.ProposalEvent) any { return p.ID })
	case spotter.EventHandoff:
		return put(&a.Handoffs, e, func(h spotter.HandoffEvent) any { return e.To })
	case spotter.EventDone:
		var done spotter.DoneEvent
		err := json.Unmarshal(e.Data, &done)
		a.State, a.Reason, a.Agent, a.Usage = done.State, done.Reason, done.Agent, done.Usage
		return err
	case spotter.EventError:
		var problem ProblemDocument
		if err := json.Unmarshal(e.Data, &problem); err != nil {
			return err
		}
		if problem.Status < 400 {
			problem.Status = http.StatusInternalServerError
		}
		return &httpError{problem.Status, spotter.Error{Code: spotter.Code(problem.Code), Message: problem.Detail}}
	}
	return nil
}

// put appends an event's payload, or puts it in the place of the one of the same key.
func put[T any](list *[]T, e spotter.ChatEvent, key func(T) any) error {
	var item T
	if err := json.Unmarshal(e.Data, &item); err != nil {
		return err
	}
	for i := range *list {
		if key((*list)[i]) == key(item) {
			(*list)[i] = item
			return nil
		}
	}
	*list = append(*list, item)
	return nil
}

// The forms of an answer.
const (
	eventsForm = "text/event-stream"
	jsonForm   = "application/json"
)

// after reads Last-Event-ID; nil when there is none.
func (c *call) after() (*spotter.Position, error) {
	if c.lastEvent == "" {
		return nil, nil //nolint:nilnil // no position is not an error
	}
	p, err := spotter.ParsePosition(c.lastEvent)
	if err != nil {
		return nil, spotter.InvalidField("header.Last-Event-ID", err.Error())
	}
	return &p, nil
}
