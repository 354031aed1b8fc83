// Command peer measures Spotter beside the stack that it replaces, by the ground rules in the peer's
// README, and writes bench/BENCHMARKS.md: both on one PostgreSQL that syncs its commits and one Redis,
// one after the other, three times over. Everything that it starts is its own and ends with it.
//
//	make bench-peer                  all of it, a quarter of an hour on a quiet machine
//	make bench-peer ARGS=-quick      two minutes, into the terminal only
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

// plan is how much is measured.
type plan struct {
	people  int
	weeks   int
	run     time.Duration // one run of wrk
	repeats int
	rated   time.Duration // one run at a fixed rate
	starts  int
	flat    []int // people in the database
	write   bool
}

var (
	whole = plan{people: 500, weeks: 3, run: 5 * time.Second, repeats: 3, rated: 10 * time.Second, starts: 7,
		flat: []int{1_000, 10_000, 100_000}, write: true}
	quick = plan{people: 200, weeks: 3, run: 2 * time.Second, repeats: 1, rated: 4 * time.Second, starts: 3,
		flat: []int{500, 1_000}}
)

func main() {
	isQuick := flag.Bool("quick", false, "two minutes, without writing the file")
	most := flag.Int("flat", 0, "the most people to seed; 0 for all steps, negative for none")
	flag.Parse()
	p := whole
	if *isQuick {
		p = quick
	}
	p.limit(*most)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, 40*time.Minute)
	defer cancel()
	if err := bench(ctx, p); err != nil {
		fmt.Fprintln(os.Stderr, "bench-peer:", err)
		os.Exit(1)
	}
}

// limit leaves out the steps with more people than most.
func (p *plan) limit(most int) {
	if most == 0 {
		return
	}
	var kept []int
	for _, n := range p.flat {
		if n <= most {
			kept = append(kept, n)
		}
	}
	p.flat = kept
}

// bench sets the world up, measures and reports.
func bench(ctx context.Context, p plan) error {
	dir, err := os.MkdirTemp("", "spotter-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	w, err := newWorld(ctx, dir, p)
	if err != nil {
		return err
	}
	defer w.stop()
	r := &report{plan: p, machine: describeMachine(), began: time.Now()}
	for _, step := range []func(context.Context, *report) error{w.side, w.rates, w.starting, w.flatness} {
		if err := step(ctx, r); err != nil {
			return err
		}
	}
	text := r.markdown()
	fmt.Print(text)
	if !p.write {
		return nil
	}
	return os.WriteFile(filepath.Join("bench", "BENCHMARKS.md"), []byte(text), 0o644)
}
