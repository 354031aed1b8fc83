package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// side measures every target in turn, several times over, so that what else the machine does falls on
// all of them alike.
func (w *world) side(ctx context.Context, r *report) error {
	targets := w.targets()
	r.rows, r.side = w.rows, make([]measured, len(targets))
	for i, t := range targets {
		size, err := w.visit(ctx, t)
		if err != nil {
			return err
		}
		r.side[i] = measured{target: t, bytes: size}
		if _, err := w.wrk(ctx, t, time.Second); err != nil { // warms
			return err
		}
	}
	for repeat := range w.plan.repeats {
		tell("side by side, repeat %d; load %s", repeat+1, loadAverage())
		r.loads = append(r.loads, loadAverage())
		for i, t := range targets {
			o, err := w.wrk(ctx, t, w.plan.run)
			if err != nil {
				return err
			}
			r.side[i].runs = append(r.side[i].runs, o)
		}
	}
	return nil
}

// rates measures the 99th percentile at the peer's own rate, and ours at 100 a second.
func (w *world) rates(ctx context.Context, r *report) error {
	if err := w.seed(ctx, "spotter", w.plan.people, w.plan.people, w.plan.weeks); err != nil { // fresh tokens
		return err
	}
	for _, name := range []string{"profile", "onboarding", "context", "save step"} {
		ours, theirs := r.find(name, "ours"), r.find(name, "peer")
		line := rated{operation: name, rate: int(median(theirs.runs).rate)}
		tell("%s at %d a second", name, line.rate)
		var err error
		if line.peer, err = w.vegeta99(ctx, theirs.target, line.rate, w.plan.rated); err != nil {
			return err
		}
		if line.ours, err = w.vegeta99(ctx, ours.target, line.rate, w.plan.rated); err != nil {
			return err
		}
		if line.hundred, err = w.vegeta99(ctx, ours.target, 100, w.plan.rated); err != nil {
			return err
		}
		r.rated = append(r.rated, line)
	}
	return nil
}

// starting measures the time from exec to the first answer, and the memory of an idle server.
func (w *world) starting(ctx context.Context, r *report) error {
	tell("starting and idling")
	for i := range w.plan.starts {
		started, rss, err := w.startOnce(ctx, i == 0)
		if err != nil {
			return err
		}
		r.starts = append(r.starts, started)
		r.idle = max(r.idle, rss)
	}
	return nil
}

func (w *world) startOnce(ctx context.Context, idle bool) (took time.Duration, rss int, err error) {
	addr := "127.0.0.1:" + freePort()
	cmd := exec.CommandContext(ctx, w.spotter, "serve")
	cmd.Env = append(w.environment("spotter"), "SPOTTER_ADDR="+addr, "SPOTTER_PUBLIC_URL=http://"+addr, "REDIS_URL=redis://"+w.redis+"/0")
	cmd.Dir = w.dir
	before, began := len(w.stops), time.Now()
	if err := w.start(cmd, "start.log"); err != nil {
		return 0, 0, err
	}
	defer func() { w.stops[before](); w.stops = w.stops[:before] }()
	for !answers("http://" + addr + "/healthz") {
		if time.Since(began) > 10*time.Second {
			return 0, 0, fmt.Errorf("serve did not start within 10 s")
		}
		time.Sleep(time.Millisecond)
	}
	took = time.Since(began)
	if !idle {
		return took, 0, nil
	}
	time.Sleep(3 * time.Second)
	rss, err = residentKB(cmd.Process.Pid)
	return took, rss, err
}

// residentKB is a process's resident memory; 0 where there is no /proc.
func residentKB(pid int) (int, error) {
	status, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	if err != nil {
		return 0, nil //nolint:nilerr // not on Linux
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	return strconv.Atoi(strings.Fields(rest)[0])
}

// flatSample is how many people are asked about, spread evenly over all, however many there are.
const flatSample = 500

// flatness measures the same requests with more and more people in the database.
func (w *world) flatness(ctx context.Context, r *report) error {
	if len(w.plan.flat) == 0 {
		return nil
	}
	if err := w.makeDatabase(ctx, "flat"); err != nil {
		return err
	}
	for _, people := range w.plan.flat {
		tell("with %d people", people)
		began := time.Now()
		if err := w.seed(ctx, "flat", people, flatSample, 1); err != nil {
			return err
		}
		line := flat{people: people, seeding: time.Since(began)}
		if err := w.sample(); err != nil {
			return err
		}
		base, err := w.serve(ctx, "flat", "flat.log", true)
		if err != nil {
			return err
		}
		for _, t := range w.targets() {
			if t.side != "ours" || t.operation == "constant route" || t.operation == "profile, caches off" {
				continue
			}
			t.base = base
			if _, err := w.visit(ctx, t); err != nil {
				return err
			}
			if _, err := w.wrk(ctx, t, time.Second); err != nil { // warms
				return err
			}
			runs := []outcome{}
			for range w.plan.repeats {
				o, err := w.wrk(ctx, t, w.plan.run)
				if err != nil {
					return err
				}
				runs = append(runs, o)
			}
			line.runs = append(line.runs, median(runs))
		}
		last := len(w.stops) - 1
		w.stops[last]()
		w.stops = w.stops[:last]
		r.flat = append(r.flat, line)
	}
	return nil
}

// sample keeps some tokens, evenly spread.
func (w *world) sample() error {
	all, err := w.lines("people.txt")
	if err != nil {
		return err
	}
	var kept []string
	for i := range min(flatSample, len(all)) {
		kept = append(kept, all[i*len(all)/flatSample])
	}
	return os.WriteFile(filepath.Join(w.dir, "people.txt"), []byte(strings.Join(slices.Compact(kept), "\n")+"\n"), 0o600)
}
