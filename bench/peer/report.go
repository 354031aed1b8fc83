package main

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// report is everything that was measured.
type report struct {
	plan    plan
	machine string
	began   time.Time
	rows    rows
	loads   []string
	side    []measured
	rated   []rated
	starts  []time.Duration
	idle    int // KB
	flat    []flat
}

// measured is a target with its runs.
type measured struct {
	target
	bytes int
	runs  []outcome
}

// rated is an operation at fixed rates: 99th percentiles.
type rated struct {
	operation           string
	rate                int
	ours, peer, hundred time.Duration
}

// flat is our operations with a number of people in the database.
type flat struct {
	people  int
	seeding time.Duration
	runs    []outcome
}

func (r *report) find(operation, side string) measured {
	i := slices.IndexFunc(r.side, func(m measured) bool { return m.operation == operation && m.side == side })
	return r.side[i]
}

// goals are the ratios wanted.
var goals = []struct {
	operation, against string
	times              float64
}{
	{"profile", "peer", 10}, {"profile, caches off", "peer", 0}, {"onboarding", "peer", 10}, {"onboarding", "peer, raw", 0},
	{"context", "peer", 30}, {"context", "peer, raw", 2.5}, {"save step", "peer", 7},
}

// hundredGoals are the 99th percentiles wanted at 100 requests a second.
var hundredGoals = map[string]time.Duration{"profile": 5 * time.Millisecond, "onboarding": 5 * time.Millisecond,
	"context": 15 * time.Millisecond, "save step": 20 * time.Millisecond}

func (r *report) markdown() string {
	var b strings.Builder
	r.introduction(&b)
	r.ratios(&b)
	r.throughput(&b)
	r.latency(&b)
	r.rest(&b)
	return b.String()
}

func (r *report) introduction(b *strings.Builder) {
	fmt.Fprintf(b, "# Benchmarks\n\nWritten by `make bench-peer` on %s; do not edit.\n\n", r.began.UTC().Format(time.DateOnly))
	fmt.Fprintf(b, "Machine: %s. Load average before each repeat: %s. What else ran falls on both sides alike, since their runs take turns: the ratios tell more than the rates.\n\n",
		r.machine, strings.Join(r.loads, "; "))
	fmt.Fprintf(b, "Both sides use one PostgreSQL with fsync and synchronous_commit on, over its unix socket, and one redis-server. "+
		"The peer is FastAPI, SQLAlchemy and asyncpg behind gunicorn with two uvicorn workers; raw is its own shortcut that skips the ORM. "+
		"Ours is one `spotter serve` with authentication, row-level security, access log, metrics and ETag on.\n\n")
	fmt.Fprintf(b, "%d people on each side; a person of ours has %.0f sets, %.0f messages and %.1f planned exercises (and 28 planned meals, which the peer does not have), one of the peer's %d sets, 50 messages and 24. "+
		"Load: `wrk -t1 -c%d -d%ds`, %d interleaved repeats, medians by rate. Neither side caches results of onboarding, context and saves; profile is cached by both, and once more by neither.\n\n",
		r.plan.people, r.rows.ourSets, r.rows.ourMessages, r.rows.ourExercises, 6*r.rows.peerDays, connections, int(r.plan.run.Seconds()), r.plan.repeats)
}

func (r *report) ratios(b *strings.Builder) {
	fmt.Fprint(b, "## Ratios\n\n| operation | against | ours/s | theirs/s | ratio | wanted | |\n|---|---|---:|---:|---:|---:|---|\n")
	for _, g := range goals {
		ours, theirs := median(r.find(g.operation, "ours").runs).rate, median(r.find(g.operation, g.against).runs).rate
		want, verdict := "", ""
		if g.times > 0 {
			want, verdict = fmt.Sprintf("%.4g", g.times), mark(ours/theirs >= g.times)
		}
		fmt.Fprintf(b, "| %s | %s | %.0f | %.0f | %.1f | %s | %s |\n", g.operation, g.against, ours, theirs, ours/theirs, want, verdict)
	}
	fmt.Fprintln(b)
}

func (r *report) throughput(b *strings.Builder) {
	fmt.Fprint(b, "## All runs\n\n| operation | side | bytes | a second | median | p99 | every repeat, a second |\n|---|---|---:|---:|---:|---:|---|\n")
	for _, m := range r.side {
		var each []string
		for _, run := range m.runs {
			each = append(each, fmt.Sprintf("%.0f", run.rate))
		}
		mid := median(m.runs)
		fmt.Fprintf(b, "| %s | %s | %d | %.0f | %s | %s | %s |\n", m.operation, m.side, m.bytes, mid.rate, ms(mid.median), ms(mid.p99), strings.Join(each, ", "))
	}
	fmt.Fprintln(b)
}

func (r *report) latency(b *strings.Builder) {
	fmt.Fprintf(b, "## p99 at a fixed rate\n\nAn open loop (vegeta) for %s each: at the rate that the peer reached above, wanted at most a fifth of the peer's; and ours at 100 a second.\n\n", r.plan.rated)
	fmt.Fprint(b, "| operation | at /s | ours | peer | peer/ours | | ours at 100/s | wanted below | |\n|---|---:|---:|---:|---:|---|---:|---:|---|\n")
	for _, l := range r.rated {
		times := float64(l.peer) / float64(l.ours)
		goal := hundredGoals[l.operation]
		fmt.Fprintf(b, "| %s | %d | %s | %s | %.1f | %s | %s | %s | %s |\n", l.operation, l.rate, ms(l.ours), ms(l.peer), times, mark(times >= 5),
			ms(l.hundred), ms(goal), mark(l.hundred < goal))
	}
	fmt.Fprintln(b)
}

func (r *report) rest(b *strings.Builder) {
	starts := slices.Sorted(slices.Values(r.starts))
	started := starts[len(starts)/2]
	fmt.Fprintf(b, "## Start and memory\n\n`serve` answers `/healthz` %s after exec (median of %d, wanted below 300 ms: %s) and idles at %.1f MB resident (wanted below 60 MB: %s).\n\n",
		ms(started), len(starts), mark(started < 300*time.Millisecond), float64(r.idle)/1024, mark(r.idle < 60*1024))
	if len(r.flat) == 0 {
		return
	}
	fmt.Fprintf(b, "## Cost with more people\n\nThe same requests about the same number of people (%d, evenly spread over all) with more and more in one database, a week of history each.\n\n", flatSample)
	fmt.Fprint(b, "| people | seeded in | profile/s | onboarding/s | context/s | save/s | µs of the server a request |\n|---:|---:|---:|---:|---:|---:|---|\n")
	for _, f := range r.flat {
		fmt.Fprintf(b, "| %d | %s ", f.people, f.seeding.Round(time.Second))
		var each []string
		for _, run := range f.runs {
			fmt.Fprintf(b, "| %.0f ", run.rate)
			each = append(each, fmt.Sprintf("%.0f", 1e6/run.rate))
		}
		fmt.Fprintf(b, "| %s |\n", strings.Join(each, ", "))
	}
	fmt.Fprintln(b)
}

func mark(ok bool) string {
	if ok {
		return "yes"
	}
	return "**missed**"
}

func ms(d time.Duration) string {
	return fmt.Sprintf("%.2f ms", float64(d)/float64(time.Millisecond))
}

func describeMachine() string {
	model := runtime.GOARCH
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if _, rest, found := strings.Cut(string(info), "model name"); found {
			line, _, _ := strings.Cut(rest, "\n")
			model = strings.TrimSpace(strings.TrimLeft(line, "\t :"))
		}
	}
	return fmt.Sprintf("%d processors (%s), %s, %s", runtime.NumCPU(), model, runtime.GOOS, runtime.Version())
}

// loadAverage is the machine's over 1, 5 and 15 minutes.
func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Join(strings.Fields(string(text))[:3], " ")
}
