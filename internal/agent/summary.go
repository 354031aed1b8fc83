package agent

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/llm"
)

// SummarizerConfig is what a Summarizer is made of.
type SummarizerConfig struct {
	Coach *coach.Coach
	// Model is who is asked now, nil while there is nobody: then it is done by rules.
	Model  func() llm.Provider
	Price  func(provider, model string, used llm.Usage) (microUSD int64, ok bool) // nil: nobody knows
	Secret []byte                                                                 // as that of the agents
	Log    *slog.Logger
}

// Summarizer puts long conversations in short with a model. What it leaves out of what the person stated is added by
// whoever stores its text: it can lose nothing, and is given no tools.
type Summarizer struct {
	c     SummarizerConfig
	fence fence
}

// NewSummarizer wants everything but a price.
func NewSummarizer(c SummarizerConfig) (*Summarizer, error) {
	if c.Coach == nil || c.Model == nil || c.Log == nil || len(c.Secret) == 0 {
		return nil, errors.New("agent: something that a summarizer is made of is missing")
	}
	return &Summarizer{c: c, fence: newFence(c.Secret)}, nil
}

// Bounds of a summary: what is asked for, and how much of a message and of the whole is given.
const (
	summaryTokens   = 1500
	summaryLines    = 40
	longestQuote    = 600    // runes of one message
	longestDialogue = 60_000 // runes of all
	byRulesAlone    = "rules"
)

//go:embed summary.md
var summaryPrompt string

// Summarize asks a model. Without one, or for somebody whose budget is spent, the text is empty and by is rules. What
// was used is told also beside an error.
func (s *Summarizer) Summarize(ctx context.Context, user spotter.UserID, task coach.SummaryTask) (text, by string, used []spotter.Usage, err error) {
	model := s.c.Model()
	if model == nil {
		return "", byRulesAlone, nil, nil
	}
	report, err := s.c.Coach.Usage(ctx, spotter.Caller{User: user, Actor: spotter.ActorJob}, spotter.Date{}, spotter.Date{})
	if err != nil || report.Budget.State == spotter.BudgetSpent {
		return "", byRulesAlone, nil, err
	}
	tries := &ledger{}
	ctx = context.WithValue(ctx, ledgerKey{}, tries)
	text, by, end, err := s.ask(ctx, model, task)
	used = s.account(tries, by, model, end)
	if err != nil {
		if stored := s.c.Coach.RecordUsage(context.WithoutCancel(ctx), spotter.Caller{User: user, Actor: spotter.ActorJob}, nil, used); stored != nil {
			s.c.Log.LogAttrs(ctx, slog.LevelError, "agent: what a summary used was not stored", slog.Any("error", stored))
		}
		return "", "", nil, err
	}
	return text, by, used, nil
}

// ask is one question to a model; an answer that was cut or refused is none.
func (s *Summarizer) ask(ctx context.Context, model llm.Provider, task coach.SummaryTask) (text, by string, end llm.End, err error) {
	by = model.Model()
	var out strings.Builder
	for event, err := range model.Stream(ctx, s.request(task)) {
		if err != nil {
			return "", by, end, err
		}
		switch e := event.(type) {
		case llm.Start:
			by = e.Model
		case llm.TextDelta:
			out.WriteString(e.Text)
		case llm.Restart:
			out.Reset()
		case llm.End:
			end = e
		}
	}
	switch end.Reason {
	case llm.StopEnd, llm.StopMaxTokens: // cut short: what it lacks is added
		return strings.TrimSpace(out.String()), by, end, nil
	}
	return "", by, end, fmt.Errorf("agent: a summary ended with %q", end.Reason)
}

func (s *Summarizer) request(task coach.SummaryTask) llm.Request {
	data := s.fence.data("summary so far", task.Before) + s.fence.data("conversation", dialogue(task.Messages))
	return llm.Request{System: []llm.Block{{Text: strings.ReplaceAll(summaryPrompt, "{lines}", strconv.Itoa(summaryLines)), Stable: true}},
		Messages: []llm.Message{{Role: llm.RoleUser, Parts: []llm.Part{{Text: data + "Put this in short."}}}}, MaxTokens: summaryTokens}
}

// dialogue is what was said, a line each, the oldest first; of a conversation that is too long the end.
func dialogue(messages []spotter.Message) string {
	var lines []string
	left := longestDialogue
	for i := len(messages) - 1; i >= 0 && left > 0; i-- {
		m := messages[i]
		who := "coach"
		if m.Role == coach.RoleUser {
			who = "person"
		}
		runes := []rune(strings.Join(strings.Fields(m.Content), " "))
		line := m.CreatedAt.Format("2006-01-02 ") + who + ": " + string(runes[:min(len(runes), longestQuote)])
		left -= len([]rune(line))
		lines = append(lines, line)
	}
	slices.Reverse(lines)
	return strings.Join(lines, "\n")
}

// account is what the tries of an answer used, or the answer itself where no chain tells of tries.
func (s *Summarizer) account(l *ledger, by string, model llm.Provider, end llm.End) []spotter.Usage {
	l.mu.Lock()
	defer l.mu.Unlock()
	tries := l.tries
	if len(tries) == 0 {
		tries = []llm.Try{{Provider: model.Name(), Model: by, Usage: end.Usage}}
	}
	var out []spotter.Usage
	for _, try := range tries {
		if try.Usage == (llm.Usage{}) {
			continue
		}
		u := spotter.Usage{Provider: try.Provider, Model: try.Model, Channel: spotter.ChannelJob, Input: try.Usage.Input, CacheRead: try.Usage.CacheRead,
			CacheWrite: try.Usage.CacheWrite, Output: try.Usage.Output, Estimated: try.Usage.Estimated}
		if s.c.Price != nil {
			if micro, ok := s.c.Price(try.Provider, try.Model, try.Usage); ok {
				u.MicroUSD = &micro
			}
		}
		out = append(out, u)
	}
	return out
}
