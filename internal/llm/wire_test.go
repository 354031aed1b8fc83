package llm_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spotter/internal/llm"
	"spotter/internal/llm/anthropic"
	"spotter/internal/llm/llmtest"
	"spotter/internal/llm/openai"
)

func overAnthropic(t testing.TB, s *llmtest.Server) llm.Provider {
	t.Helper()
	p, err := anthropic.New(anthropic.Config{Key: llmtest.Key, BaseURL: s.URL, HTTP: s.Client, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func overOpenAI(t testing.TB, s *llmtest.Server) llm.Provider {
	t.Helper()
	p, err := openai.New(openai.Config{Key: llmtest.Key, BaseURL: s.URL, Vendor: true, HTTP: s.Client, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestFallingOverTheWire lets the first vendor fail in each way, and wants the second's answer.
func TestFallingOverTheWire(t *testing.T) {
	t.Parallel()
	for _, sc := range llmtest.Scenarios() {
		if sc.Want.Kind == "" || sc.Want.Kind == llm.KindCanceled {
			continue
		}
		t.Run(sc.Name, func(t *testing.T) {
			t.Parallel()
			first := llmtest.NewAnthropic(t, []llmtest.Answer{sc.Answer})
			second := llmtest.NewOpenAI(t, []llmtest.Answer{llmtest.Reply("All ", "right.")})
			c := chain(t, func(c *llm.ChainConfig) { c.Restarts = true }, overAnthropic(t, first), overOpenAI(t, second))
			got := listen(t.Context(), c)
			if got.err != nil || !slices.Equal(got.said[max(0, len(got.said)-4):], []string{"start openai", "All ", "right.", "end end"}) {
				t.Errorf("%v, %v", got.said, got.err)
			}
		})
	}
}

func TestStallsOverTheWire(t *testing.T) {
	t.Parallel()
	limits := llm.Limits{First: 150 * time.Millisecond, Between: 150 * time.Millisecond, Quiet: 400 * time.Millisecond}
	for name, answer := range map[string]llmtest.Answer{
		"before the first byte": {StallFirst: true},
		"in the middle":         {Acts: []llmtest.Act{{Text: "Ye"}, {Stall: true}}},
		"with signs of life":    {Acts: slices.Repeat([]llmtest.Act{{Ping: 1}, {Wait: 50 * time.Millisecond}}, 100)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			first := llmtest.NewAnthropic(t, []llmtest.Answer{answer})
			second := llmtest.NewOpenAI(t, []llmtest.Answer{llmtest.Reply("Yes.")})
			c := chain(t, func(c *llm.ChainConfig) { c.Restarts = true; c.Links[0].Limits = limits }, overAnthropic(t, first), overOpenAI(t, second))
			got := listen(t.Context(), c)
			if got.err != nil || got.said[len(got.said)-2] != "Yes." || c.Health()[0].LastKind != llm.KindStalled {
				t.Errorf("%v, %v", got.said, got.err)
			}
			if _, err := first.AwaitCancel(0, 30*time.Second); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestThinkingIsNoStall writes nothing that a person sees for longer than either limit.
func TestThinkingIsNoStall(t *testing.T) {
	t.Parallel()
	acts := append(slices.Repeat([]llmtest.Act{{Thinking: []string{"Hm."}}, {Wait: 150 * time.Millisecond}}, 30), llmtest.Ends(llm.StopEnd, llmtest.Act{Text: "Yes."})...)
	first := llmtest.NewAnthropic(t, []llmtest.Answer{{Acts: acts}})
	c := chain(t, func(c *llm.ChainConfig) {
		c.Links[0].Limits = llm.Limits{Between: 4 * time.Second, Quiet: 4 * time.Second}
	}, overAnthropic(t, first))
	if got := listen(t.Context(), c); got.err != nil {
		t.Error(got.err)
	}
}

func TestCancellationReachesTheVendor(t *testing.T) {
	t.Parallel()
	for name, options := range map[string][]llmtest.Option{"HTTP/1": nil, "HTTP/2": {llmtest.TLS()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := llmtest.NewAnthropic(t, []llmtest.Answer{{Acts: []llmtest.Act{{Text: "Ye"}, {Stall: true}}}}, options...)
			c := chain(t, nil, overAnthropic(t, server))
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var at time.Time
			for event, err := range c.Stream(ctx, llmtest.Ask()) {
				if _, ok := event.(llm.TextDelta); ok {
					at = time.Now()
					cancel()
				}
				var fault *llm.Error
				if err != nil && (!errors.As(err, &fault) || fault.Kind != llm.KindCanceled || !fault.Usage.Estimated) {
					t.Errorf("%+v", err)
				}
			}
			gone, err := server.AwaitCancel(0, 30*time.Second)
			if err != nil {
				t.Errorf("the vendor knew after %s: %v", gone.Sub(at), err)
			}
			if proto := server.Requests()[0].Proto; (proto == 2) != (options != nil) {
				t.Errorf("spoke HTTP/%d", proto)
			}
			t.Logf("the vendor knew after %s", gone.Sub(at))
		})
	}
}

// TestFallingOverIsWarm wants the first answer of a second vendor without a handshake.
func TestFallingOverIsWarm(t *testing.T) {
	t.Parallel()
	for _, warm := range []bool{false, true} {
		first := llmtest.NewAnthropic(t, []llmtest.Answer{{Status: 529, Kind: "overloaded"}}, llmtest.TLS())
		second := llmtest.NewOpenAI(t, []llmtest.Answer{llmtest.Reply("Yes.")}, llmtest.TLS())
		c := chain(t, func(c *llm.ChainConfig) { c.Tries = 1 }, overAnthropic(t, first), overOpenAI(t, second))
		if warm {
			c.Warm(t.Context())
		}
		before := second.Opened()
		got := listen(t.Context(), c)
		if got.err != nil {
			t.Fatal(got.err)
		}
		if opened := second.Opened() - before; (opened == 0) != warm {
			t.Errorf("warm %v: falling over opened %d connections", warm, opened)
		}
		t.Logf("warm %v: fell over and answered in %s", warm, got.took)
	}
}

func TestRunKeepsWarmAndEnds(t *testing.T) {
	t.Parallel()
	server := llmtest.NewAnthropic(t, nil)
	c := chain(t, nil, overAnthropic(t, server))
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- c.Run(ctx) }()
	for deadline := time.Now().Add(2 * time.Second); server.Opened() == 0 && time.Now().Before(deadline); {
		runtime.Gosched()
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) || server.Opened() != 1 {
		t.Errorf("%v with %d connections", err, server.Opened())
	}
}

// TestManyStreams holds two hundred at once, and wants the memory back.
func TestManyStreams(t *testing.T) {
	if testing.Short() {
		t.Skip("measures memory")
	}
	const streams = 200
	server := llmtest.NewAnthropic(t, []llmtest.Answer{{Drip: 2 * time.Millisecond, Acts: llmtest.Ends(llm.StopEnd, llmtest.Text(slices.Repeat([]string{"words "}, 100)...)...)}})
	c := chain(t, nil, overAnthropic(t, server))
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	listen(t.Context(), c)
	before := heap()
	var all sync.WaitGroup
	var failed atomic.Int32
	var peak uint64
	for range streams {
		all.Go(func() {
			if got := listen(t.Context(), c); got.err != nil || len(got.said) != 102 {
				failed.Add(1)
			}
		})
	}
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	for running := true; running; {
		select {
		case <-done:
			running = false
		case <-time.After(50 * time.Millisecond):
			peak = max(peak, heap())
		}
	}
	recorded := server.Requests() // kept by the server, not by us
	after := heap()
	t.Logf("%d streams: %d KiB before, %d KiB at the peak, %d KiB after, with %d requests recorded", streams, before>>10, peak>>10, after>>10, len(recorded))
	if failed.Load() > 0 || after > before+16<<20 {
		t.Errorf("%d failed; %d bytes before, %d after", failed.Load(), before, after)
	}
}

// BenchmarkDelta is what provider and chain cost per piece of text, with a server that does not pause.
func BenchmarkDelta(b *testing.B) {
	answers := []llmtest.Answer{{Acts: llmtest.Ends(llm.StopEnd, llmtest.Text(slices.Repeat([]string{"some words "}, 1000)...)...)}}
	for name, provider := range map[string]llm.Provider{
		"anthropic": overAnthropic(b, llmtest.NewAnthropic(b, answers)), "openai": overOpenAI(b, llmtest.NewOpenAI(b, answers)),
	} {
		b.Run(name, func(b *testing.B) {
			c := chain(b, nil, provider)
			b.ReportAllocs()
			deltas := 0
			for b.Loop() {
				got := listen(b.Context(), c)
				if got.err != nil {
					b.Fatal(got.err)
				}
				deltas += len(got.said) - 2
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(deltas), "ns/delta")
		})
	}
}

// TestTextIsForwardedAtOnce compares when the server wrote a piece with when the reader has it.
func TestTextIsForwardedAtOnce(t *testing.T) {
	t.Parallel()
	const pieces = 100
	var acts []llmtest.Act
	for range pieces {
		acts = append(acts, llmtest.Act{Stamp: true}, llmtest.Act{Wait: 2 * time.Millisecond})
	}
	server := llmtest.NewAnthropic(t, []llmtest.Answer{{Acts: llmtest.Ends(llm.StopEnd, acts...)}})
	var late []time.Duration
	for event, err := range chain(t, nil, overAnthropic(t, server)).Stream(t.Context(), llmtest.Ask()) {
		if err != nil {
			t.Fatal(err)
		}
		if d, ok := event.(llm.TextDelta); ok {
			written, err := time.Parse(time.RFC3339Nano, strings.TrimSpace(d.Text))
			if err != nil {
				t.Fatal(err)
			}
			late = append(late, time.Since(written))
		}
	}
	slices.Sort(late)
	t.Logf("forwarded after %s (median), %s (worst of %d)", late[len(late)/2], late[len(late)-1], len(late))
	if len(late) != pieces || late[len(late)/2] > time.Second {
		t.Errorf("median %s of %d", late[len(late)/2], len(late))
	}
}
