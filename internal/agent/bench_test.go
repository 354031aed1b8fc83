package agent_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"spotter"
	"spotter/internal/llm/llmtest"
)

// What a turn costs beside the model: fifty conversations, each of which says something twice a second.
func BenchmarkPrepare(b *testing.B) {
	const conversations, each = 50, 500 * time.Millisecond
	w := newWorld(b)
	people := make([]spotter.Caller, conversations)
	for i := range people {
		people[i] = w.onboarded(b)
		for k := range 6 {
			w.say(b, people[i], "What's my workout today?", llmtest.Call("today", `{}`), llmtest.Say(fmt.Sprint("Answer. ", k)))
		}
	}
	texts := []string{"What's for dinner?", "Was steht heute im Training an?", "Creatine before or after training?", "and tomorrow?", "I slept badly and feel flat today"}
	b.ResetTimer()
	for b.Loop() {
		var mu sync.Mutex
		var took []time.Duration
		var wait sync.WaitGroup
		for i, who := range people {
			wait.Go(func() {
				<-time.After(each * time.Duration(i) / conversations)
				for n := range 6 {
					begin := time.Now()
					if _, err := w.agents.Prepare(b.Context(), who, texts[(i+n)%len(texts)]); err != nil {
						b.Error(err)
					}
					d := time.Since(begin)
					mu.Lock()
					took = append(took, d)
					mu.Unlock()
					<-time.After(each - d)
				}
			})
		}
		wait.Wait()
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
		b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	}
}
