package jobs

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/postgres"
)

// talker is somebody who has said a lot, of whom a job is waiting.
func (b *bench) talker(c *coach.Coach, turns int) spotter.Caller {
	b.Helper()
	who := spotter.Caller{User: spotter.NewID[spotter.User](clock()), Actor: spotter.ActorPerson}
	b.exec(`insert into users (id, email, email_key, full_name, time_zone, created_at) values ($1, 't@example.test', 't@example.test', 'T', 'UTC', now())`, who.User)
	b.exec(`insert into messages (user_id, id, role, content, created_at)
		select $1, gen_random_uuid(), case n % 2 when 0 then 'user' else 'assistant' end, 'I lifted ' || n || ' kg today.', now() - make_interval(mins => $2 - n)
		  from generate_series(1, $2) n`, who.User, turns)
	job := spotter.SummariseConversation{UserID: who.User}
	if err := b.app.Write(b.Context(), who, func(tx *postgres.Tx) error { return tx.Enqueue(b.Context(), job) }); err != nil {
		b.Fatal(err)
	}
	return who
}

// model is a summariser that forgets everything, and fails the first times.
type model struct {
	mu    sync.Mutex
	fails int
	asked int
}

func (m *model) Summarize(context.Context, spotter.UserID, coach.SummaryTask) (string, string, []spotter.Usage, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.asked++
	if m.fails > 0 {
		m.fails--
		return "", "", nil, errors.New("overloaded")
	}
	return "The person trains.", "forgetful", []spotter.Usage{{Provider: "scripted", Model: "forgetful", Channel: spotter.ChannelJob, Input: 9}}, nil
}

func TestConversationsArePutInShort(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]*model{"by rules": nil, "by a model": {}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			c := b.coach(newShelf(t))
			who := b.talker(c, 100)
			b.worker(func(config *Config) {
				config.Conversations = c
				if m != nil {
					config.Summarizer = m
				}
			})
			b.until("a summary", "select count(*) = 1 from summaries")
			b.until("it is done", "select bool_and(state = 'completed') from river_job where kind = 'summarise_conversation'")
			brief, err := c.Briefing(t.Context(), who)
			if spotter.CodeOf(err) == spotter.CodeNotFound { // there is no onboarding here
				b.exec("insert into onboarding (user_id, updated_at) values ($1, now())", who.User)
				brief, err = c.Briefing(t.Context(), who)
			}
			if err != nil {
				t.Fatal(err)
			}
			for n := 2; n <= 60; n += 2 {
				if !strings.Contains(brief.Summary, fmt.Sprintf("lifted %d kg", n)) {
					t.Errorf("what was said of %d kg is lost: %.200s", n, brief.Summary)
				}
			}
			if len(brief.Messages) != 40 {
				t.Errorf("%d messages stay as they are", len(brief.Messages))
			}
			if text := b.logs.String(); strings.Contains(text, "lifted") {
				t.Errorf("the log tells what was said:\n%s", text)
			}
		})
	}
}

// TestAModelThatIsAwayIsReplacedByRules fails as often as the model is tried, and then does without it.
func TestAModelThatIsAwayIsReplacedByRules(t *testing.T) {
	t.Parallel()
	m := &model{fails: 100}
	w := &summarise{summarizer: m}
	for attempt := 1; attempt <= modelAttempts; attempt++ {
		if _, _, _, err := w.summarize(t.Context(), spotter.UserID{1}, coach.SummaryTask{}, attempt); err == nil {
			t.Errorf("attempt %d succeeds", attempt)
		}
	}
	if _, by, _, err := w.summarize(t.Context(), spotter.UserID{1}, coach.SummaryTask{}, modelAttempts+1); err != nil || by != byRules || m.asked != modelAttempts {
		t.Errorf("the last attempt is by %q, %v; the model was asked %d times", by, err, m.asked)
	}
}

func TestHousekeepingForgetsEventsAndClosesTurns(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := b.coach(newShelf(t))
	who := b.talker(c, 2)
	turn, _, err := c.BeginTurn(t.Context(), who, spotter.TurnInput{Text: "x"})
	if err != nil {
		t.Fatal(err)
	}
	b.exec("update turns set lease_until = '2020-01-01'")
	b.exec("update turn_events set created_at = '2020-01-01'")
	b.worker(func(config *Config) { config.Conversations = c })
	b.until("the turn is closed", "select bool_and(state = 'interrupted') from turns where number = $1", turn.Number)
	b.until("its first event is forgotten", "select count(*) = 0 from turn_events where created_at < '2021-01-01'")
}
