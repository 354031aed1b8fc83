package tools

import (
	"context"
	"slices"
	"strings"

	"spotter"
)

func memoryTools() []definition {
	return []definition{
		define("memories", memories),
		defineWrite("remember", remember),
		carriedBy(defineWrite("forget", forget), forgetIt),
		define("hand_over", handOver),
	}
}

// fact is something to remember.
type fact struct {
	Kind  spotter.MemoryKind `json:"kind" enum:"preference,dislike,goal,injury_note,schedule,equipment,life,other"`
	Text  string             `json:"text" minLength:"1" maxLength:"300" doc:"One fact about the person in a short sentence"`
	Quote string             `json:"quote,omitempty" maxLength:"300" doc:"The person's own words of this turn that say it, unchanged; left out for what you concluded"`
}

// Check is that of the REST door's input.
func (in *fact) Check() []spotter.Problem {
	entry := spotter.MemoryInput{Kind: in.Kind, Text: in.Text}
	return entry.Check()
}

func remember(ctx context.Context, env Env, in fact) (Result, error) {
	entry := spotter.MemoryInput{Kind: in.Kind, Text: in.Text, Source: spotter.MemoryInferred, MessageID: env.Message}
	env.Earlier = "" // a quote is of the message that it is noted with
	s := env.said()
	if s.unsaidFigure(in.Text) {
		return failed("A fact with figures that the person did not say is not remembered: leave them out, or ask."), nil
	}
	if s.direct || s.isQuote(in.Quote) || s.isQuote(in.Text) {
		entry.Source = spotter.MemoryTold
	}
	m, err := env.Coach.Remember(ctx, env.Caller, entry)
	if err != nil {
		return Result{}, err
	}
	v := env.voice()
	return Result{Text: sentences(v.say(sayRemembered, m.Text), m.Notice), Data: map[string]any{"memory_id": m.ID, "source": m.Source, "known_before": m.Merged}}, nil
}

// mostMemories is how many facts are listed at once.
const mostMemories = 40

func memories(ctx context.Context, env Env, _ nothing) (Result, error) {
	page, err := env.Coach.Memories(ctx, env.Caller, nil, mostMemories)
	if err != nil {
		return Result{}, err
	}
	v := env.voice()
	if len(page.Items) == 0 {
		return Result{Text: v.say(sayNoMemory)}, nil
	}
	var out []string
	for _, m := range page.Items {
		out = append(out, "- "+m.Text+" ("+string(m.Source)+", "+m.Date.String()+", "+m.ID.String()+")")
	}
	return Result{Text: lines(out...)}, nil
}

// forgotten chooses a fact.
type forgotten struct {
	MemoryID *spotter.MemoryID `json:"memory_id,omitempty" doc:"As memories names it"`
	Text     string            `json:"text,omitempty" maxLength:"300" doc:"Instead of memory_id: words of the fact"`
}

// Check wants the fact named in one way.
func (in *forgotten) Check() []spotter.Problem {
	if (in.MemoryID == nil) == (strings.TrimSpace(in.Text) == "") {
		return []spotter.Problem{{Location: "memory_id", Message: "Which memory is it: give its id or its text, one of the two"}}
	}
	return nil
}

// forgetting is what an offer to forget is frozen as.
type forgetting struct {
	MemoryID spotter.MemoryID `json:"memory_id"`
}

func forget(ctx context.Context, env Env, in forgotten) (Result, error) {
	page, err := env.Coach.Memories(ctx, env.Caller, nil, spotter.MostMemories)
	if err != nil {
		return Result{}, err
	}
	words := spotter.MemoryKey(in.Text)
	found := slices.DeleteFunc(page.Items, func(m spotter.Memory) bool {
		if in.MemoryID != nil {
			return m.ID != *in.MemoryID
		}
		return !strings.Contains(spotter.MemoryKey(m.Text), words)
	})
	v := env.voice()
	switch len(found) {
	case 0:
		return Result{}, spotter.NotFound("memory")
	case 1:
		return v.offer("forget", forgetting{found[0].ID}, v.say(sayForget, found[0].Text)), nil
	}
	var out []string
	for _, m := range found[:min(5, len(found))] {
		out = append(out, "- "+m.Text+" ("+m.ID.String()+")")
	}
	return failed(lines("Several facts have these words; which one?", strings.Join(out, "\n"))), nil
}

func forgetIt(ctx context.Context, env Env, in forgetting) (Result, error) {
	err := env.Coach.Forget(ctx, env.Caller, in.MemoryID)
	return Result{Text: env.voice().say(sayForgotten)}, err
}

// handing names who goes on.
type handing struct {
	To     spotter.Actor `json:"to" enum:"workout,diet,supplement,tracker,scheduler,general"`
	Reason string        `json:"reason" minLength:"1" maxLength:"200" doc:"What the person wants, in a sentence, for the one who goes on"`
}

func handOver(_ context.Context, env Env, in handing) (Result, error) {
	if in.To == env.Agent {
		return failed("You are " + string(in.To) + " already: answer yourself."), nil
	}
	return Result{Text: "Handed over to " + string(in.To) + ".", HandOver: &HandOver{To: in.To, Reason: in.Reason}}, nil
}
