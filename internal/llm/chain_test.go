package llm_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"spotter/internal/llm"
	"spotter/internal/llm/llmtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// heard is what came of a stream, in short.
type heard struct {
	said []string // events: start NAME, text, call NAME, restart KIND, end REASON
	err  *llm.Error
	took time.Duration
}

func listen(ctx context.Context, p llm.Provider) (h heard) {
	began := time.Now()
	for event, err := range p.Stream(ctx, llmtest.Ask()) {
		if err != nil {
			if !errors.As(err, &h.err) {
				h.err = &llm.Error{Kind: "untyped", Cause: err}
			}
			break
		}
		switch e := event.(type) {
		case llm.Start:
			h.said = append(h.said, "start "+e.Provider)
		case llm.TextDelta:
			h.said = append(h.said, e.Text)
		case llm.CallStart:
			h.said = append(h.said, "call "+e.Name)
		case llm.Restart:
			var fault *llm.Error
			errors.As(e.Cause, &fault)
			h.said = append(h.said, "restart "+string(fault.Kind))
		case llm.End:
			h.said = append(h.said, "end "+string(e.Reason))
		}
	}
	h.took = time.Since(began)
	return h
}

// options change a chain's configuration.
func chain(t testing.TB, change func(*llm.ChainConfig), providers ...llm.Provider) *llm.Chain {
	t.Helper()
	c := llm.ChainConfig{Now: time.Now, Rand: func() float64 { return 0 }, Log: slog.New(slog.DiscardHandler)}
	for _, p := range providers {
		c.Links = append(c.Links, llm.Link{Provider: p})
	}
	if change != nil {
		change(&c)
	}
	out, err := llm.NewChain(c)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func failing(kind llm.Kind, after time.Duration) llmtest.Step {
	return llmtest.Step{Err: &llm.Error{Kind: kind, Provider: "a", RetryAfter: after, Cause: errors.New("scripted")}}
}

func torn(text string) llmtest.Step {
	step := failing(llm.KindOverloaded, 0)
	step.Text = []string{text}
	return step
}

func TestChainTriesAgainAndThenTheNext(t *testing.T) {
	t.Parallel()
	good := []string{"start b", "Yes.", "end end"}
	tests := []struct {
		name     string
		a, b     []llmtest.Step
		restarts bool
		want     []string
		kind     llm.Kind
		took     time.Duration
	}{
		{"the first answers", []llmtest.Step{llmtest.Say("Yes.")}, nil, false, []string{"start a", "Yes.", "end end"}, "", 0},
		{"the second try of the first", []llmtest.Step{failing(llm.KindUnavailable, 0), llmtest.Say("Yes.")}, nil, false, []string{"start a", "Yes.", "end end"}, "", 125 * time.Millisecond},
		{"the next after two", []llmtest.Step{failing(llm.KindOverloaded, 0), failing(llm.KindMalformed, 0)}, []llmtest.Step{llmtest.Say("Yes.")}, false, good, "", 125 * time.Millisecond},
		{"a wait within patience", []llmtest.Step{failing(llm.KindRateLimited, 3*time.Second), llmtest.Say("Yes.")}, nil, false, []string{"start a", "Yes.", "end end"}, "", 3 * time.Second},
		{"a wait beyond it", []llmtest.Step{failing(llm.KindRateLimited, time.Minute)}, []llmtest.Step{llmtest.Say("Yes.")}, false, good, "", 0},
		{"a key that is refused", []llmtest.Step{failing(llm.KindAuth, 0)}, []llmtest.Step{llmtest.Say("Yes.")}, false, good, "", 0},
		{"a request that is refused", []llmtest.Step{failing(llm.KindBadRequest, 0)}, []llmtest.Step{llmtest.Say("Yes.")}, false, good, "", 0},
		{"refused by all", []llmtest.Step{failing(llm.KindBadRequest, 0)}, []llmtest.Step{failing(llm.KindBadRequest, 0)}, false, nil, llm.KindBadRequest, 0},
		{"nobody left", []llmtest.Step{failing(llm.KindAuth, 0)}, []llmtest.Step{failing(llm.KindOverloaded, time.Minute)}, false, nil, llm.KindNone, 0},
		{"after text, without restarts", []llmtest.Step{torn("Ye")}, nil, false, []string{"start a", "Ye"}, llm.KindOverloaded, 0},
		{"after text, with restarts", []llmtest.Step{torn("Ye"), torn("Yep")}, []llmtest.Step{llmtest.Say("Yes.")}, true,
			[]string{"start a", "Ye", "restart overloaded", "start a", "Yep", "restart overloaded", "start b", "Yes.", "end end"}, "", 125 * time.Millisecond},
		{"a stall before the first event", []llmtest.Step{{Delay: time.Hour}}, []llmtest.Step{llmtest.Say("Yes.")}, false, good, "", 20 * time.Second},
		{"a stall in the middle", []llmtest.Step{{Pace: time.Hour, Text: []string{"Ye", "s"}}}, []llmtest.Step{llmtest.Say("Yes.")}, true,
			[]string{"start a", "Ye", "restart stalled", "start b", "Yes.", "end end"}, "", 20 * time.Second},
		{"an answer without end", []llmtest.Step{{Pace: 15 * time.Second, Text: strings.Split(strings.Repeat("x", 100), "")}}, nil, false, nil, llm.KindStalled, 3 * time.Minute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				a, b := llmtest.NewModel(t, tt.a...).As("a"), llmtest.NewModel(t, tt.b...).As("b")
				got := listen(t.Context(), chain(t, func(c *llm.ChainConfig) { c.Restarts = tt.restarts }, a, b))
				if diff := cmp.Diff(tt.want, got.said); diff != "" && tt.want != nil {
					t.Error(diff)
				}
				if (got.err == nil) != (tt.kind == "") || got.err != nil && got.err.Kind != tt.kind || got.took != tt.took {
					t.Errorf("error %v after %s, want %q after %s", got.err, got.took, tt.kind, tt.took)
				}
			})
		})
	}
}

func TestPausesAreBoundedAndLeftToChance(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		always := llmtest.NewModelFunc(t, func(llm.Request) llmtest.Step { return failing(llm.KindUnavailable, 0) })
		for luck, want := range map[float64]time.Duration{0: 1875 * time.Millisecond, 0.999999: 3750 * time.Millisecond} {
			c := chain(t, func(c *llm.ChainConfig) {
				c.Tries, c.Rand, c.Breaker.Failures = 5, func() float64 { return luck }, 100
			}, always)
			if got := listen(t.Context(), c); got.err.Kind != llm.KindNone || (got.took-want).Abs() > time.Millisecond {
				t.Errorf("luck %v: %v after %s, want %s", luck, got.err, got.took, want)
			}
		}
		many := chain(t, func(c *llm.ChainConfig) {
			c.Tries, c.Wait, c.Budget, c.Breaker.Failures = 1000, time.Hour, 10*time.Second, 10000
		}, always)
		if got := listen(t.Context(), many); got.took > 15*time.Second {
			t.Errorf("tried for %s", got.took)
		}
	})
}

func TestASlowReaderIsNoStall(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := chain(t, nil, llmtest.NewModel(t, llmtest.Say("a", "b", "c")))
		n := 0
		for _, err := range c.Stream(t.Context(), llmtest.Ask()) {
			if err != nil {
				t.Fatal(err)
			}
			n++
			time.Sleep(25 * time.Second) //nolint:forbidigo // virtual time: the reader is slow
		}
		if n != 5 {
			t.Errorf("%d events", n)
		}
	})
}

func TestCancellationEndsAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, step := range []llmtest.Step{{Delay: time.Hour}, {Text: []string{"a", "b"}, Pace: time.Hour}, failing(llm.KindRateLimited, 4*time.Second)} {
			other := llmtest.NewModel(t).As("b")
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
			got := listen(ctx, chain(t, func(c *llm.ChainConfig) { c.Restarts = true }, llmtest.NewModel(t, step).As("a"), other))
			cancel()
			if got.err == nil || got.err.Kind != llm.KindCanceled || got.took != 2*time.Second {
				t.Errorf("%v after %s", got.err, got.took)
			}
		}
	})
}

func TestBreaker(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		works, asked := false, 0
		flaky := llmtest.NewModelFunc(t, func(llm.Request) llmtest.Step {
			mu.Lock()
			defer mu.Unlock()
			asked++
			if works {
				return llmtest.Step{Delay: time.Second, Text: []string{"Yes."}}
			}
			return failing(llm.KindUnavailable, 0)
		}).As("a")
		spare := llmtest.NewModelFunc(t, func(llm.Request) llmtest.Step { return llmtest.Say("Spare.") }).As("b")
		c := chain(t, nil, flaky, spare)
		wantAsked := func(n int, state llm.BreakerState, when string) {
			t.Helper()
			if h := c.Health()[0]; asked != n || h.State != state {
				t.Errorf("%s: asked %d times and %s, want %d and %s", when, asked, h.State, n, state)
			}
		}
		listen(t.Context(), c)
		wantAsked(2, llm.Closed, "one answer, two tries")
		listen(t.Context(), c)
		wantAsked(3, llm.Open, "the third failure in a row")
		listen(t.Context(), c)
		wantAsked(3, llm.Open, "left alone")
		if c.Name() != "b" {
			t.Errorf("the next answer would come from %s", c.Name())
		}
		time.Sleep(10 * time.Second) //nolint:forbidigo // virtual time
		wantAsked(3, llm.HalfOpen, "after the pause")
		listen(t.Context(), c)
		wantAsked(4, llm.Open, "a probe that failed")
		time.Sleep(19 * time.Second) //nolint:forbidigo // virtual time
		wantAsked(4, llm.Open, "the pause has doubled")
		time.Sleep(time.Second) //nolint:forbidigo // virtual time
		works = true
		var all sync.WaitGroup
		for range 5 {
			all.Go(func() { listen(t.Context(), c) })
		}
		all.Wait()
		wantAsked(5, llm.Closed, "five at once, of whom one probes")
		listen(t.Context(), c)
		wantAsked(6, llm.Closed, "back")
	})
}

// TestWhoBeganBeforeDoesNotClose: an answer that was on its way when others failed says little of now.
func TestWhoBeganBeforeDoesNotClose(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		asked := 0
		a := llmtest.NewModelFunc(t, func(llm.Request) llmtest.Step {
			mu.Lock()
			defer mu.Unlock()
			if asked++; asked == 1 {
				return llmtest.Step{Delay: 2 * time.Second, Text: []string{"Late."}, Pace: time.Second}
			}
			return failing(llm.KindUnavailable, 0)
		}).As("a")
		c := chain(t, func(c *llm.ChainConfig) { c.Tries = 1 }, a)
		var early sync.WaitGroup
		early.Go(func() {
			if got := listen(t.Context(), c); got.err != nil {
				t.Error(got.err)
			}
		})
		synctest.Wait()
		for range 3 {
			listen(t.Context(), c)
		}
		early.Wait()
		if h := c.Health()[0]; h.State != llm.Open || asked != 4 {
			t.Errorf("%+v after %d", h, asked)
		}
	})
}

func TestRefusalsOpenForLonger(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault *llm.Error
		times int
	}{
		"a key":                {&llm.Error{Kind: llm.KindAuth, Status: 401, Cause: errors.New("no")}, 1},
		"a model":              {&llm.Error{Kind: llm.KindBadRequest, Status: 404, Cause: errors.New("no")}, 1},
		"requests in a row":    {&llm.Error{Kind: llm.KindBadRequest, Status: 400, Cause: errors.New("no")}, 3},
		"a wait of the kind":   {&llm.Error{Kind: llm.KindRateLimited, RetryAfter: 5 * time.Minute, Cause: errors.New("no")}, 1},
		"a longer one, capped": {&llm.Error{Kind: llm.KindRateLimited, RetryAfter: 5 * time.Hour, Cause: errors.New("no")}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var log bytes.Buffer
				a := llmtest.NewModelFunc(t, func(llm.Request) llmtest.Step { return llmtest.Step{Err: tt.fault} }).As("a")
				b := llmtest.NewModelFunc(t, func(llm.Request) llmtest.Step { return llmtest.Say("Yes.") }).As("b")
				c := chain(t, func(c *llm.ChainConfig) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) }, a, b)
				for n := range tt.times {
					if c.Health()[0].State != llm.Closed {
						t.Errorf("open after %d", n)
					}
					listen(t.Context(), c)
				}
				time.Sleep(4*time.Minute + 50*time.Second) //nolint:forbidigo // virtual time
				if h := c.Health()[0]; h.State != llm.Open || h.Healthy() || h.LastKind != tt.fault.Kind {
					t.Errorf("health: %+v", h)
				}
				if !strings.Contains(log.String(), "provider=a") || strings.Contains(log.String(), "on today") {
					t.Errorf("log: %s", &log)
				}
			})
		})
	}
}

func TestEachTryIsTold(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		broken := llmtest.Step{Err: &llm.Error{Kind: llm.KindUnavailable, Usage: llm.Usage{Input: 5, Output: 1, Estimated: true}, Cause: errors.New("scripted")}}
		var tries []llm.Try
		c := chain(t, func(c *llm.ChainConfig) {
			c.Tried = func(_ context.Context, try llm.Try) { tries = append(tries, try) }
		},
			llmtest.NewModel(t, broken, llmtest.Say("Yes."), llmtest.Say("Ye", "s")).As("a"))
		listen(t.Context(), c)
		for e := range c.Stream(t.Context(), llmtest.Ask()) {
			if _, ok := e.(llm.TextDelta); ok {
				break
			}
		}
		want := []llm.Try{
			{Provider: "a", Model: "a-1", Kind: llm.KindUnavailable, First: 1, Usage: llm.Usage{Input: 5, Output: 1, Estimated: true}, Broken: true},
			{Provider: "a", Model: "a-1", First: 1, Usage: llm.Usage{Input: 10, Output: 10}},
			{Provider: "a", Model: "a-1", Kind: llm.KindCanceled, First: 1, Usage: llm.Usage{Input: 60, Output: 1, Estimated: true}, Broken: true},
		}
		if diff := cmp.Diff(want, tries); diff != "" {
			t.Error(diff)
		}
	})
}

// hidden is a server that may not have been found.
type hidden struct {
	llm.Provider
	found bool
}

func (h *hidden) Available() bool { return h.found }

func TestWhoIsAbsentIsNotAsked(t *testing.T) {
	t.Parallel()
	h := &hidden{Provider: llmtest.NewModelFunc(t, func(llm.Request) llmtest.Step { return llmtest.Say("Yes.") })}
	c := chain(t, nil, h)
	if got := listen(t.Context(), c); got.err == nil || got.err.Kind != llm.KindNone || c.Health()[0].Healthy() {
		t.Errorf("absent: %v", got.err)
	}
	h.found = true
	if got := listen(t.Context(), c); got.err != nil || !c.Health()[0].Healthy() {
		t.Errorf("found: %v", got.err)
	}
}
