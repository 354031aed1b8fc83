package agent_test

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"spotter"
	"spotter/internal/llm/llmtest"
)

// What a turn costs beside the model, in many conversations, each of which says something twice a second: waiting
// included (p50, p99), and as the process's own time and garbage.
func BenchmarkPrepare(b *testing.B) {
	for _, conversations := range []int{50, 200} {
		b.Run(fmt.Sprint(conversations), func(b *testing.B) { prepare(b, conversations) })
	}
}

func prepare(b *testing.B, conversations int) {
	b.Helper()
	const each, turns = 500 * time.Millisecond, 6
	w := newWorld(b)
	people := make([]spotter.Caller, conversations)
	for i := range people {
		people[i] = w.onboarded(b)
		for k := range 6 {
			w.say(b, people[i], "What's my workout today?", llmtest.Call("today", `{}`), llmtest.Say(fmt.Sprint("Answer. ", k)))
		}
	}
	texts := []string{"What's for dinner?", "Was steht heute im Training an?", "Creatine before or after training?", "and tomorrow?", "I slept badly and feel flat today"}
	warm(b, w, people, texts[0])
	b.ResetTimer()
	for b.Loop() {
		var mu sync.Mutex
		var took []time.Duration
		var wait sync.WaitGroup
		before := spentNow(b)
		for i, who := range people {
			wait.Go(func() {
				<-time.After(each * time.Duration(i) / time.Duration(conversations))
				for n := range turns {
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
		after, all := spentNow(b), float64(conversations*turns)
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
		b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
		b.ReportMetric(float64((after.processor-before.processor).Microseconds())/1000/all, "cpu-ms/turn")
		b.ReportMetric(float64(after.bytes-before.bytes)/1024/all, "KB/turn")
	}
}

// warm lets everybody speak at once, so that what is measured is not the opening of connections.
func warm(b *testing.B, w *world, people []spotter.Caller, text string) {
	b.Helper()
	var wait sync.WaitGroup
	for _, who := range people {
		wait.Go(func() {
			if _, err := w.agents.Prepare(b.Context(), who, text); err != nil {
				b.Error(err)
			}
		})
	}
	wait.Wait()
	runtime.GC()
}

// spent is what the process has used so far.
type spent struct {
	processor time.Duration
	bytes     uint64
}

func spentNow(b *testing.B) spent {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return spent{time.Duration(usage.Utime.Nano() + usage.Stime.Nano()), memory.TotalAlloc}
}
