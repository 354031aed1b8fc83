package agent

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"time"
	"unicode"

	"spotter"
	"spotter/internal/agent/guard"
	"spotter/internal/coach"
	"spotter/internal/llm"
)

// talk is the model's side of a turn.
type talk struct {
	messages []llm.Message
	open     *message   // an answer that goes on in the next step; nil: the next begins one
	filter   textFilter // of the open answer
	started  []llm.CallStart
	went     bool // a cut answer was continued
	short    bool // the history was shortened
}

// loop asks a model, runs the tools that it calls, and asks again, until the answer is complete.
func (t *turn) loop(ctx context.Context) error {
	budget := t.c.Bounds.History
	if t.know.Budget.State != spotter.BudgetFine {
		budget /= 3
	}
	c := &talk{messages: t.history(budget)}
	t.earlier(c.messages)
	c.messages = append(c.messages, llm.Message{Role: llm.RoleUser, Parts: []llm.Part{{Text: t.text}}})
	if t.know.Budget.State == spotter.BudgetSpent {
		c.open, c.filter = t.newMessage(), t.newFilter()
		if err := t.streamText(ctx, c.open, saySpent.in(t.language)+"\n\n"); err != nil {
			return t.broken(ctx, c, err)
		}
	}
	for range t.c.Bounds.Steps {
		end, err := t.step(ctx, c)
		if err != nil {
			return t.broken(ctx, c, err)
		}
		done, err := t.place(ctx, c, end)
		if done || err != nil {
			return err
		}
	}
	return t.conclude(ctx, c, sayTooManySteps)
}

// step asks the model for one message and lets out what may be said of it.
func (t *turn) step(ctx context.Context, c *talk) (llm.End, error) {
	if c.open == nil {
		c.open, c.filter = t.newMessage(), t.newFilter()
	}
	c.open.began, c.started = t.c.Now(), nil
	end, err := t.stream(ctx, c)
	outcome := string(end.Reason)
	if err != nil {
		outcome = outcomeOf(err)
	}
	t.c.Observe.Step(t.provider, outcome, t.since(c.open.began))
	return end, err
}

func (t *turn) stream(ctx context.Context, c *talk) (end llm.End, err error) {
	models := t.models()
	t.provider, t.model = models.Name(), models.Model()
	tries := &ledger{}
	defer func() { t.settleAccount(tries, end, err) }()
	for event, err := range models.Stream(context.WithValue(ctx, ledgerKey{}, tries), t.request(c)) {
		if err != nil {
			return end, err
		}
		switch e := event.(type) {
		case llm.Start:
			t.provider, t.model = e.Provider, e.Model
		case llm.TextDelta:
			text := readable(e.Text)
			c.open.raw.WriteString(text)
			out, notes := c.filter.Write(text)
			t.note(ctx, notes)
			err = t.streamText(ctx, c.open, out)
		case llm.CallStart:
			c.started = append(c.started, e)
			err = t.loosely(ctx, spotter.EventTool, spotter.ToolEvent{CallID: e.ID, Name: e.Name, Agent: t.agent, State: "running"})
		case llm.Restart:
			err = t.void(ctx, c)
		case llm.End:
			end = e
		}
		if err != nil {
			return end, err
		}
	}
	if end.Reason == "" {
		return end, &llm.Error{Kind: llm.KindUnavailable, Provider: t.provider, Cause: errors.New("the answer had no end")}
	}
	return end, nil
}

// readable is text that can be stored and counted: models, and servers that only resemble a vendor's, write bytes that
// are no characters, and the one character that no database takes.
func readable(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\x00", "")
}

// byRules reports whether the grammar answers, and no model: what it says is code's own.
func (t *turn) byRules() bool { return t.models().Name() == t.c.Rules.Name() }

// models are who answers: the grammar when the budget is spent.
func (t *turn) models() llm.Provider {
	if t.know != nil && t.know.Budget.State == spotter.BudgetSpent {
		return t.c.Rules
	}
	return t.c.Models
}

// request is what the model is asked now.
func (t *turn) request(c *talk) llm.Request {
	r := llm.Request{System: t.system(), Messages: c.messages, Tools: t.manuals[t.agent].tools, MaxTokens: t.c.Bounds.Tokens, Thinking: t.c.Bounds.Thinking,
		Locale: t.language, User: t.opaque()}
	if t.know.Budget.State != spotter.BudgetFine {
		r.MaxTokens, r.Thinking = max(r.MaxTokens/3, 1), 0
	}
	return r
}

// place does what has to be done for each reason that an answer ends with; done: the turn has its last word.
func (t *turn) place(ctx context.Context, c *talk, end llm.End) (done bool, err error) {
	calls := callsOf(end.Message)
	switch end.Reason {
	case llm.StopTools:
		if len(calls) == 0 {
			return true, t.conclude(ctx, c, sayNothing)
		}
		return t.useTools(ctx, c, end.Message, calls)
	case llm.StopPause:
		c.messages = append(c.messages, end.Message)
		return false, errors.Join(t.part(ctx, c), t.dropStarted(ctx, c, nil))
	case llm.StopMaxTokens:
		return t.goOn(ctx, c)
	case llm.StopContext:
		return t.shorten(ctx, c)
	case llm.StopRefusal:
		return true, t.conclude(ctx, c, sayRefused)
	case llm.StopEnd:
		if len(calls) > 0 {
			return t.useTools(ctx, c, end.Message, calls)
		}
		return true, t.conclude(ctx, c, sayNothing)
	}
	t.log.LogAttrs(ctx, slog.LevelError, "agent: a stop reason that nobody knows", slog.String("reason", string(end.Reason)))
	return true, t.conclude(ctx, c, sayNothing)
}

// part sets what was said before a pause apart from what comes after it, so that no two sentences become one.
func (t *turn) part(ctx context.Context, c *talk) error {
	said := c.open.raw.String()
	if said == "" || unicode.IsSpace(rune(said[len(said)-1])) {
		return nil
	}
	c.open.raw.WriteByte(' ')
	out, notes := c.filter.Write(" ")
	t.note(ctx, notes)
	return t.streamText(ctx, c.open, out)
}

// goOn has a cut answer continued once, in the same message; cut again, it says so. Calls that were cut are void.
func (t *turn) goOn(ctx context.Context, c *talk) (bool, error) {
	if err := t.dropStarted(ctx, c, nil); err != nil {
		return true, t.broken(ctx, c, err)
	}
	if c.went {
		return true, t.conclude(ctx, c, sayCut)
	}
	c.went = true
	if text := c.open.raw.String(); text != "" {
		c.messages = append(c.messages, llm.Message{Role: llm.RoleAssistant, Parts: []llm.Part{{Text: text}}})
	}
	c.messages = append(c.messages, llm.Message{Role: llm.RoleUser, Parts: []llm.Part{{Text: "(Your answer was cut off. Go on exactly where it stopped and be brief.)"}}})
	return false, nil
}

// shorten leaves out the older half of the history, once.
func (t *turn) shorten(ctx context.Context, c *talk) (bool, error) {
	if err := t.dropStarted(ctx, c, nil); err != nil {
		return true, t.broken(ctx, c, err)
	}
	if c.short {
		return true, t.conclude(ctx, c, sayTooLong)
	}
	c.short = true
	at := slices.IndexFunc(c.messages, func(m llm.Message) bool { return isSaid(m) && m.Parts[0].Text == t.text })
	half := slices.IndexFunc(c.messages[at/2:], isSaid)
	c.messages = mend(c.messages[at/2+half:])
	return false, nil
}

// isSaid reports whether a message is what the person said.
func isSaid(m llm.Message) bool {
	return m.Role == llm.RoleUser && len(m.Parts) > 0 && m.Parts[0].Text != ""
}

// conclude ends the last message of the turn. Where there is none yet, instead is said; a cut one gets it added.
func (t *turn) conclude(ctx context.Context, c *talk, instead sentence) error {
	m, err := t.flush(ctx, c)
	if err != nil {
		return t.broken(ctx, c, err)
	}
	if err := t.askConsent(ctx); err != nil {
		return t.broken(ctx, c, err)
	}
	tail := t.readBack(ctx, m.text.String())
	switch {
	case instead == sayCut, instead == sayTooManySteps, instead == sayLooping, instead == sayRefused, instead == sayTooLong, m.text.Len() == 0 && tail == "":
		tail = joined(instead.in(t.language), tail)
	}
	if err := t.streamText(ctx, m, spaced(m, tail)); err != nil {
		return t.broken(ctx, c, err)
	}
	return t.close(ctx, c, m, nil)
}

// flush lets out what the filter still holds of an answer, and what a red flag in it calls for.
func (t *turn) flush(ctx context.Context, c *talk) (*message, error) {
	m := c.open
	if m == nil {
		m = t.newMessage()
		c.open, c.filter = m, t.newFilter()
	}
	rest, notes := c.filter.Close()
	t.note(ctx, notes)
	if err := t.streamText(ctx, m, rest); err != nil {
		return m, err
	}
	if m.text.Len() == 0 || t.byRules() { // code's own text asks about fainting without meaning that somebody faints
		return m, nil
	}
	if safe := t.guards.flags(ctx, t.caller, m.text.String()); len(safe) > 0 {
		return m, t.streamText(ctx, m, spaced(m, safeText(safe)))
	}
	return m, nil
}

// close stores an answer and tells of its end. calls are those that it made.
func (t *turn) close(ctx context.Context, c *talk, m *message, calls []llm.ToolCall) error {
	c.open, c.filter = nil, nil
	var parts []llm.Part
	if len(calls) > 0 {
		if m.text.Len() > 0 {
			parts = append(parts, llm.Part{Text: m.text.String()})
		}
		for _, call := range calls {
			call.Arguments = call.Object() // what is no JSON cannot be stored as such
			parts = append(parts, llm.Part{Call: &call})
		}
	}
	at, last := t.at, t.last
	err := t.record(ctx, []coach.StoredMessage{t.row(m, spotter.MessageComplete, parts)}, t.told(m, spotter.MessageComplete)...)
	if err != nil && t.at == at {
		t.last = last
	}
	return err
}

// broken stores what was said of an answer that went no further, and says why in our terms.
func (t *turn) broken(ctx context.Context, c *talk, err error) error {
	if dropped := t.dropStarted(ctx, c, nil); dropped != nil {
		t.log.LogAttrs(ctx, slog.LevelDebug, "agent: calls were not told to be void", slog.Any("error", dropped))
	}
	if lost := t.interrupted(ctx, c); lost != nil && !errors.Is(lost, errGone) && ctx.Err() == nil {
		err = lost
	}
	var vendor *llm.Error
	if !errors.As(err, &vendor) || ctx.Err() != nil {
		return err
	}
	wait := vendor.RetryAfter
	if wait == 0 {
		wait = defaultWait
	}
	return &spotter.Error{Code: spotter.CodeUnavailable, Detail: "model_unavailable", RetryAfter: wait, Cause: err,
		Message: "The language model does not answer right now. What you said is kept; try again in a moment."}
}

// defaultWait is told where a vendor does not say when to come again.
const defaultWait = 10 * time.Second

// interrupted stores an open answer as far as it went.
func (t *turn) interrupted(ctx context.Context, c *talk) error {
	m := c.open
	c.open, c.filter = nil, nil
	if m == nil || m.text.Len() == 0 {
		return nil
	}
	return t.record(ctx, []coach.StoredMessage{t.row(m, spotter.MessageInterrupted, nil)}, t.told(m, spotter.MessageInterrupted)...)
}

// void ends an answer whose provider failed in the middle: the next begins anew.
func (t *turn) void(ctx context.Context, c *talk) error {
	if err := t.dropStarted(ctx, c, nil); err != nil {
		return err
	}
	if err := t.interrupted(ctx, c); err != nil {
		return err
	}
	c.open, c.filter = t.newMessage(), t.newFilter()
	return nil
}

// dropStarted tells of calls that were announced and are not among those that were made.
func (t *turn) dropStarted(ctx context.Context, c *talk, made []llm.ToolCall) error {
	started := c.started
	c.started = nil
	for _, s := range started {
		if slices.ContainsFunc(made, func(call llm.ToolCall) bool { return call.ID == s.ID }) {
			continue
		}
		if err := t.loosely(ctx, spotter.EventTool, spotter.ToolEvent{CallID: s.ID, Name: s.Name, Agent: t.agent, State: "failed"}); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) newFilter() textFilter {
	return t.guards.filter(t.guardConfig())
}

func (t *turn) guardConfig() guard.Config {
	return guard.Config{Limits: t.know.Limits, Diet: t.diet(), Locale: t.language, Today: t.know.Date, Prompts: t.manuals[t.agent].secrets(),
		Facts: t.facts, Names: t.names(), Own: t.byRules()}
}

// diet is how the person eats, nil when it is not known yet.
func (t *turn) diet() *spotter.Diet {
	raw := t.know.Profile
	if raw == nil && t.know.Onboarding != nil {
		raw = t.know.Onboarding.Steps[spotter.StepDiet].Answer
		var diet *spotter.Diet
		if json.Unmarshal(raw, &diet) != nil {
			return nil
		}
		return diet
	}
	var profile struct {
		Diet *spotter.Diet `json:"diet"`
	}
	if json.Unmarshal(raw, &profile) != nil {
		return nil
	}
	return profile.Diet
}

// note counts what the guard did. The words stay here.
func (t *turn) note(ctx context.Context, notes []guard.Note) {
	for _, n := range notes {
		t.c.Observe.Guard(string(n.Rule), n.Corrected)
		t.log.LogAttrs(ctx, slog.LevelInfo, "agent: the guard held text back", slog.String("rule", string(n.Rule)),
			slog.Bool("corrected", n.Corrected), slog.Int("runes", n.Runes), slog.String("provider", t.provider))
	}
}
