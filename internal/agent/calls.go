package agent

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"sync"

	"spotter"
	"spotter/internal/agent/tools"
	"spotter/internal/coach"
	"spotter/internal/llm"
)

func callsOf(m llm.Message) []llm.ToolCall {
	var out []llm.ToolCall
	for _, p := range m.Parts {
		if p.Call != nil {
			out = append(out, *p.Call)
		}
	}
	return out
}

// useTools runs the calls of a message and gives the model their results. The message is stored before its calls
// run and the results before anybody is told of them, so that a crash in between leaves a call without a
// result and never a result that nobody knows of.
func (t *turn) useTools(ctx context.Context, c *talk, said llm.Message, calls []llm.ToolCall) (done bool, err error) {
	m, err := t.flush(ctx, c)
	if err == nil {
		err = t.announce(ctx, c, calls)
	}
	if err != nil {
		return true, t.broken(ctx, c, err)
	}
	if err := t.close(ctx, c, m, calls); err != nil {
		return true, err
	}
	results := t.run(ctx, calls)
	stuck, to := t.judge(results), t.handOver(results)
	content := make([]llm.Part, len(results))
	var events []spotter.ChatEvent
	for i, r := range results {
		content[i] = llm.Part{Result: t.resultOf(r)}
		events = append(events, t.tellOf(r)...)
	}
	if to != nil {
		events = append(events, t.event(spotter.EventHandoff, spotter.HandoffEvent{From: t.agent, To: to.To, Reason: to.Reason}))
	}
	row := coach.StoredMessage{ID: spotter.NewID[spotter.Message](t.c.Now()), Turn: t.number, Role: coach.RoleTool, Agent: t.agent, Parts: mustJSON(content)}
	if err := t.record(ctx, []coach.StoredMessage{row}, events...); err != nil {
		return true, err
	}
	if err := t.offer(ctx, results); err != nil {
		return true, err
	}
	c.messages = append(c.messages, asSaid(said, m), llm.Message{Role: llm.RoleUser, Parts: content})
	if to != nil {
		t.agent = to.To
		t.met[to.To] = true
	}
	if stuck {
		return true, t.conclude(ctx, c, sayLooping)
	}
	return false, nil
}

// asSaid is a message with calls as the model is given it back: its text as the person saw it.
func asSaid(said llm.Message, shown *message) llm.Message {
	out := llm.Message{Role: llm.RoleAssistant}
	for _, p := range said.Parts {
		if p.Thinking != nil {
			out.Parts = append(out.Parts, p)
		}
	}
	if shown.text.Len() > 0 {
		out.Parts = append(out.Parts, llm.Part{Text: shown.text.String()})
	}
	for _, p := range said.Parts {
		if p.Call != nil {
			out.Parts = append(out.Parts, p)
		}
	}
	return out
}

// announce says of every call that it runs, where the stream has not said so already.
func (t *turn) announce(ctx context.Context, c *talk, calls []llm.ToolCall) error {
	known := map[string]bool{}
	for _, s := range c.started {
		known[s.ID] = true
	}
	if err := t.dropStarted(ctx, c, calls); err != nil {
		return err
	}
	for _, call := range calls {
		if known[call.ID] {
			continue
		}
		if err := t.loosely(ctx, spotter.EventTool, spotter.ToolEvent{CallID: call.ID, Name: call.Name, Agent: t.agent, State: "running"}); err != nil {
			return err
		}
	}
	return nil
}

// result is what a call came to.
type result struct {
	tools.Result
	call     llm.ToolCall
	repeated bool // it was not run: the same was done before
}

// run runs calls side by side, as many as may, and answers in their order.
func (t *turn) run(ctx context.Context, calls []llm.ToolCall) []result {
	out := make([]result, len(calls))
	places := make(chan struct{}, t.c.Bounds.Parallel)
	var wait sync.WaitGroup
	for i, call := range calls {
		out[i].call = call
		if i >= t.c.Bounds.Calls {
			out[i].Result = tools.Result{Failed: true, Text: "Not run: at most " + strconv.Itoa(t.c.Bounds.Calls) + " calls at once."}
			continue
		}
		if out[i].Result, out[i].repeated = t.again(call); out[i].repeated {
			continue
		}
		t.calls++
		env := t.env(t.calls)
		wait.Go(func() {
			places <- struct{}{}
			defer func() { <-places }()
			out[i].Result = t.runOne(ctx, env, call)
		})
	}
	wait.Wait()
	return out
}

// runOne runs a call within its time. A panic of a tool is the tool set's to catch.
func (t *turn) runOne(ctx context.Context, env tools.Env, call llm.ToolCall) tools.Result {
	ctx, cancel := context.WithTimeout(ctx, t.c.Bounds.Tool)
	defer cancel()
	began := t.c.Now()
	r := t.guards.call(ctx, env, call.Name, call.Arguments)
	name := call.Name
	if _, known := t.c.Tools.Find(name); !known {
		name = "unknown"
	}
	t.c.Observe.Tool(name, r.Failed, t.since(began))
	return r
}

// env is what a call acts with. Its key is the same when the same turn is run again.
func (t *turn) env(call int) tools.Env {
	caller := t.acting()
	caller.Once.Key = "turn/" + strconv.Itoa(t.number) + "/" + strconv.Itoa(call)
	k := t.know
	return tools.Env{Coach: t.c.Coach, Caller: caller, Agent: t.agent, Locale: t.spoken(), Units: k.Units, Zone: k.Zone, Today: k.Date,
		Session: t.session(), Said: t.text, Earlier: t.askedAbout(), Message: t.message, Limits: k.Limits, NoConsent: k.ConsentDeclined}
}

// spoken is the locale that tools answer in: the person's own, but where no model puts it in other words the language
// that they write.
func (t *turn) spoken() string {
	primary, _, _ := strings.Cut(t.know.Locale, "-")
	if !t.byRules() || strings.EqualFold(primary, t.language) {
		return t.know.Locale
	}
	return t.language
}

// mostRepeats is how often the very same call may be made in a turn before the turn ends for it.
const mostRepeats = 3

// again refuses a call that an earlier message of the turn has made with the same arguments: a write at once, a
// look-up the second time.
func (t *turn) again(call llm.ToolCall) (tools.Result, bool) {
	before := t.seen[sameness(call)]
	tool, _ := t.c.Tools.Find(call.Name)
	if before == 0 || before == 1 && !tool.Write {
		return tools.Result{}, false
	}
	return tools.Result{Failed: true, Text: "Not run again: the same call was made before in this turn, and its result stands above. Answer the person now."}, true
}

// judge counts the calls and reports whether the turn goes in circles.
func (t *turn) judge(results []result) (stuck bool) {
	counted := map[string]bool{}
	for _, r := range results {
		if key := sameness(r.call); !counted[key] {
			counted[key] = true
			t.seen[key]++
			stuck = stuck || t.seen[key] > mostRepeats
		}
	}
	return stuck
}

// sameness is a call without the space in its arguments.
func sameness(call llm.ToolCall) string { return call.Name + " " + string(compact(call.Arguments)) }

// compact is JSON without space; what is no JSON stays.
func compact(raw json.RawMessage) []byte {
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil {
		return raw
	}
	return b.Bytes()
}

// resultOf is a result as the model reads it; the guard learns of its figures.
func (t *turn) resultOf(r result) *llm.ToolResult {
	text := r.Text
	var data []byte
	if r.Data != nil {
		data = mustJSON(r.Data)
		text += "\n" + string(data)
	}
	t.learn(r)
	if !r.repeated && !r.Failed {
		t.facts.AddTool(r.call.Name, r.Text, data)
	} else {
		t.facts.AddText(r.Text)
	}
	return &llm.ToolResult{CallID: r.call.ID, Content: text, IsError: r.Failed}
}

// learn tells the guard whether a tool that writes has done its work.
func (t *turn) learn(r result) {
	tool, known := t.c.Tools.Find(r.call.Name)
	switch {
	case !known || !tool.Write || r.repeated || r.Offer != nil:
	case r.Failed && !strings.HasPrefix(r.Text, "Not "):
		t.facts.Refused(r.Text)
	case !r.Failed:
		t.facts.Did(r.call.Name)
	}
}

// tellOf is the events of a result.
func (t *turn) tellOf(r result) []spotter.ChatEvent {
	state := "done"
	if r.Failed {
		state = "failed"
	}
	events := []spotter.ChatEvent{t.event(spotter.EventTool, spotter.ToolEvent{CallID: r.call.ID, Name: r.call.Name, Agent: t.agent, State: state, Summary: inShort(r.Text)})}
	for _, p := range r.Proposals {
		events = append(events, t.event(spotter.EventProposal, spotter.ProposalEvent{ID: p.ID, Kind: p.Kind, Summary: p.Summary, State: spotter.ProposalPending}))
	}
	return events
}

// longestSummary is how much of a result an event carries, in runes.
const longestSummary = 160

func inShort(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if runes := []rune(line); len(runes) > longestSummary {
		return string(runes[:longestSummary-1]) + "…"
	}
	return line
}

// handOver finds the agent that goes on, nil when none does. What may not be passed on stays, and the model is told.
func (t *turn) handOver(results []result) *tools.HandOver {
	var to *tools.HandOver
	for i := range results {
		r := &results[i]
		if r.HandOver == nil || r.Failed {
			continue
		}
		_, known := t.manuals[r.HandOver.To]
		switch {
		case to != nil || !known || r.HandOver.To == spotter.ActorOnboarding || t.agent == spotter.ActorOnboarding:
			r.Result = tools.Result{Failed: true, Text: "Not handed over."}
		case t.met[r.HandOver.To] || len(t.met) > t.c.Bounds.Handovers:
			r.Result = tools.Result{Failed: true, Text: "Not handed over: the conversation has been passed on already in this turn. Answer the person yourself, with what you can look up."}
		default:
			to = r.HandOver
			r.Text = "Handed over. You are now the agent for " + string(to.To) + ": go on with what the person wants, without telling of the hand-over. The reason given was:\n" +
				t.guards.fence("reason", to.Reason)
		}
	}
	return to
}

// offered keeps what waits for the person's plain yes since this message.
func (t *turn) offer(ctx context.Context, results []result) error {
	for _, r := range results {
		for _, p := range r.Proposals {
			if err := t.wait(ctx, spotter.Offer{Kind: acceptProposal, Text: p.Summary, Proposal: &p.ID, Arguments: mustJSON(proposalOffer{p.Kind})}); err != nil {
				return err
			}
		}
		if o := r.Offer; o != nil && !r.Failed {
			if err := t.wait(ctx, spotter.Offer{Kind: o.Kind, Text: o.Text, Arguments: o.Arguments}); err != nil {
				return err
			}
		}
	}
	return nil
}
