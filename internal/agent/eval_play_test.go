package agent_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter"
	"spotter/internal/agent"
	"spotter/internal/agent/eval"
	"spotter/internal/agent/tools"
	"spotter/internal/coach"
	"spotter/internal/llm"
	"spotter/internal/llm/llmtest"
	"spotter/internal/llm/rules"
	"spotter/internal/postgres"
)

// play is a scenario under way: a person, a clock and agents of its own in a database that it shares with others.
type play struct {
	*world
	*judge
	s        eval.Scenario
	live     llm.Provider // nil: the model follows the script
	who      spotter.Caller
	other    map[string]string // ids of somebody else, as {their memory} in a call
	proposal string            // the newest of the person's own

	mu    sync.Mutex
	notes []string // of the guard in this turn
}

// judge gathers what is wrong instead of failing a test, since a scenario may be meant to fail.
type judge struct {
	testing.TB
	mu     sync.Mutex
	faults []string
}

func (j *judge) Helper() {}

func (j *judge) Cleanup(func()) {}

func (j *judge) Errorf(format string, args ...any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.faults = append(j.faults, fmt.Sprintf(format, args...))
}

// house is what plays share.
type house struct {
	db    *postgres.DB
	dsn   func(role string) string
	rows  *ledgerOfRows
	tools *tools.Set
}

func newHouse(t testing.TB) *house {
	t.Helper()
	w := newWorld(t)
	set, err := tools.New(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return &house{db: w.db, dsn: w.dsn, rows: openRows(t, w.dsn("")), tools: set}
}

// newPlay is agents and a clock of their own.
func (h *house) newPlay(t *testing.T, poor bool, off ...string) *play {
	t.Helper()
	p := &play{judge: &judge{TB: t}, world: &world{db: h.db, dsn: h.dsn, clock: &clock{t: monday}, stage: &stage{}}}
	log := testLog()
	config := coach.Config{DB: h.db, Now: p.clock.now, Log: log}
	if poor {
		config.Budget = 1
	}
	var err error
	if p.Coach, err = coach.New(config); err != nil {
		t.Fatal(err)
	}
	p.agents, err = agent.New(agent.Config{Coach: p.Coach, Tools: h.tools, Models: p.stage, Rules: rules.New(), Secret: []byte("a secret of the tests"),
		Now: p.clock.now, Log: log, Observe: observed{p}, Bounds: agent.Bounds{Wall: 20 * time.Second}})
	if err != nil {
		t.Fatal(err)
	}
	for _, guard := range off {
		if !agent.Without(p.agents, guard) {
			t.Fatalf("there is no guard %q", guard)
		}
	}
	return p
}

// play plays a scenario with some guards taken away and answers what is wrong with what came of it.
func (h *house) play(t *testing.T, s eval.Scenario, live llm.Provider, off ...string) []string {
	t.Helper()
	poor := slices.ContainsFunc(s.Before, func(b eval.Before) bool { return b.What == "budget" })
	p := h.newPlay(t, poor, off...)
	p.s, p.live = s, live
	p.prepare(t)
	for i, turn := range s.Turns {
		p.turn(t, h.rows, turn)
		if len(p.faults) > 0 && i+1 < len(s.Turns) {
			break // the rest rests on it
		}
	}
	return p.faults
}

// prepare makes the person, and what is stored of them.
func (p *play) prepare(t *testing.T) {
	t.Helper()
	if p.s.New {
		p.who = p.person(t)
	} else {
		p.who = p.onboarded(t, p.answers(t))
	}
	for _, b := range p.s.Before {
		if err := p.before(t, b); err != nil {
			t.Fatalf("%s:%d: %v", p.s.File, b.Line, err)
		}
	}
}

// answers puts the scenario's own answers in the place of those of the standard person.
func (p *play) answers(t *testing.T) func(*spotter.Answers) {
	t.Helper()
	return func(a *spotter.Answers) {
		raw, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]map[string]any
		if err := json.Unmarshal(raw, &all); err != nil {
			t.Fatal(err)
		}
		for _, answer := range p.s.Answers {
			switch step := all[answer.Path[0]]; {
			case step == nil || len(answer.Path) > 2:
				t.Fatalf("%s:%d: no answer of the onboarding: %v", p.s.File, answer.Line, answer.Path)
			case len(answer.Path) == 2:
				step[answer.Path[1]] = answer.Value
			default:
				var whole map[string]any
				if err := json.Unmarshal(answer.Value, &whole); err != nil {
					t.Fatalf("%s:%d: %v", p.s.File, answer.Line, err)
				}
				all[answer.Path[0]] = whole
			}
		}
		raw, err = json.Marshal(all)
		if err != nil {
			t.Fatal(err)
		}
		*a = spotter.Answers{}
		if err := json.Unmarshal(raw, a); err != nil {
			t.Fatalf("%s: the answers: %v", p.s.File, err)
		}
	}
}

// before stores something.
func (p *play) before(t *testing.T, b eval.Before) error {
	t.Helper()
	ctx, what, kind := t.Context(), b.What, ""
	if first, rest, found := strings.Cut(what, " "); found && (first == "remembered" || first == "inferred") {
		what, kind = first, rest
	}
	var err error
	switch what {
	case "remembered":
		_, err = p.Remember(ctx, p.who, spotter.MemoryInput{Kind: spotter.MemoryKind(kind), Text: b.Value})
	case "inferred":
		_, err = p.Remember(ctx, spotter.Caller{User: p.who.User, Actor: spotter.ActorGeneral}, spotter.MemoryInput{Kind: spotter.MemoryKind(kind), Text: b.Value})
	case "weighed":
		in := spotter.WeightInput{}
		if err = json.Unmarshal([]byte(`{"weight_kg":`+b.Value+`}`), &in); err == nil {
			_, err = p.Weigh(ctx, p.who, in)
		}
	case "drank":
		in := spotter.WaterInput{}
		if err = json.Unmarshal([]byte(`{"ml":`+b.Value+`}`), &in); err == nil {
			_, err = p.Drink(ctx, p.who, in)
		}
	case "checked in":
		in := spotter.CheckInInput{}
		if err = json.Unmarshal([]byte(b.Value), &in); err == nil {
			_, err = p.CheckIn(ctx, p.who, in)
		}
	case "proposed training":
		in := coach.ProposeInput{Changes: &spotter.Changes{}}
		if err = json.Unmarshal([]byte(b.Value), in.Changes); err == nil {
			_, err = p.Propose(ctx, p.who, spotter.PlanTraining, in)
		}
	case "session":
		_, err = p.StartSession(ctx, p.who, coach.StartSessionInput{})
	case "budget":
		micro := int64(2)
		err = p.RecordUsage(ctx, p.who, nil, []spotter.Usage{{Provider: "x", Model: "y", Channel: spotter.ChannelChat, Input: 1, MicroUSD: &micro}})
	case "somebody else":
		err = p.somebodyElse(t, b.Value)
	default:
		err = fmt.Errorf("%q is nothing that can be stored before", b.What)
	}
	return err
}

// somebodyElse lives in the same database, has a memory, and a proposal that waits.
func (p *play) somebodyElse(t *testing.T, memory string) error {
	t.Helper()
	ben := p.onboarded(t, func(a *spotter.Answers) { a.Goals.InOwnWords = memory })
	m, err := p.Remember(t.Context(), ben, spotter.MemoryInput{Kind: spotter.MemoryLife, Text: memory})
	if err != nil {
		return err
	}
	days := 3
	proposal, err := p.Propose(t.Context(), ben, spotter.PlanTraining, coach.ProposeInput{Changes: &spotter.Changes{Days: &days}})
	p.other = map[string]string{"{their user}": ben.User.String(), "{their memory}": m.ID.String(), "{their proposal}": proposal.ID.String()}
	return err
}

// observed takes down what the guard did.
type observed struct{ *play }

func (o observed) Guard(rule string, corrected bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	kind := "withhold "
	if corrected {
		kind = "correct "
	}
	o.notes = append(o.notes, kind+rule)
}
func (observed) Turn(string, string, string, time.Duration) {}
func (observed) Step(string, string, time.Duration)         {}
func (observed) Tokens(string, int, int, int, int)          {}
func (observed) FirstText(string, time.Duration)            {}
func (observed) Tool(string, bool, time.Duration)           {}
func (observed) Route(string, string)                       {}

// script is the model's steps in a turn.
func (p *play) script(steps []eval.Step) []llmtest.Step {
	out := make([]llmtest.Step, len(steps))
	for i, s := range steps {
		out[i] = llmtest.Step{Text: pieces(s.Text), Stop: llm.StopReason(s.Stops)}
		if s.Fails != "" {
			out[i].Err = &llm.Error{Kind: llm.Kind(s.Fails), Provider: "script"}
		}
		for _, c := range s.Calls {
			out[i].Calls = append(out[i].Calls, llm.ToolCall{Name: c.Tool, Arguments: json.RawMessage(p.filled(c.Arguments))})
		}
	}
	return out
}

// filled puts ids in the place of their names.
func (p *play) filled(arguments string) string {
	for name, id := range p.other {
		arguments = strings.ReplaceAll(arguments, name, id)
	}
	return strings.ReplaceAll(arguments, "{proposal}", p.proposal)
}

// pieces cuts a text as it would come from a vendor: anywhere.
func pieces(text string) (out []string) {
	const runes = 7
	for piece := range slices.Chunk([]rune(text), runes) {
		out = append(out, string(piece))
	}
	return out
}

// turn plays a turn and holds what came of it to what must.
func (p *play) turn(t *testing.T, rows *ledgerOfRows, turn eval.Turn) {
	t.Helper()
	p.clock.add(time.Second + turn.Wait)
	p.notes = nil
	model := llmtest.NewModel(p.judge, p.script(turn.Steps)...)
	p.stage.set(model)
	if p.live != nil {
		p.stage.set(p.live)
	}
	before := rows.of(t, p.who.User)
	var events []spotter.ChatEvent
	for e, err := range p.agents.Run(t.Context(), p.who, spotter.TurnInput{Text: turn.Said, Agent: spotter.Actor(turn.Agent)}) {
		if err != nil {
			p.Errorf("%s:%d: no turn began: %v", p.s.File, turn.Line, err)
			return
		}
		events = append(events, e)
	}
	o := outcome{transcript: read(p.judge, events), before: before, after: rows.of(t, p.who.User), requests: model.Requests(), notes: p.notes}
	if left := model.Left(); left > 0 && p.live == nil {
		p.Errorf("%s:%d: the model was not asked for %d of its messages", p.s.File, turn.Line, left)
	}
	p.remember(o)
	for _, m := range turn.Musts {
		if p.live != nil && !m.HoldsLive(turn) {
			continue
		}
		if why := o.check(p.filledMust(m)); why != "" {
			p.Errorf("%s:%d: %s: %s", p.s.File, m.Line, m, why)
		}
	}
	if len(p.faults) > 0 {
		p.Errorf("the turn:\n  %s\n  guard: %v", strings.Join(o.lines, "\n  "), p.notes)
	}
}

func (p *play) filledMust(m eval.Must) eval.Must {
	m.Value = p.filled(m.Value)
	return m
}

// remember keeps the id of the newest proposal for later calls.
func (p *play) remember(o outcome) {
	for _, e := range o.events {
		if e.Type == spotter.EventProposal {
			var proposal spotter.ProposalEvent
			if json.Unmarshal(e.Data, &proposal) == nil {
				p.proposal = proposal.ID.String()
			}
		}
	}
}
