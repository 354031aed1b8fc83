package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// connections is the concurrency of a run of wrk.
const connections = 16

// target is one operation of one side.
type target struct {
	operation string
	side      string // "ours", "peer" and the like
	base      string
	path      string
	script    string // of the peer's
	tokens    string // file in the scratch directory
	body      string // of a save
}

// outcome is one run.
type outcome struct {
	rate   float64 // answers a second
	median time.Duration
	p99    time.Duration
}

// targets lists what is measured side by side.
func (w *world) targets() []target {
	const profile, onboarding, context, save = "/api/v1/profile", "/api/v1/onboarding", "/api/v1/context", "/api/v1/onboarding/steps/about"
	const ourAbout = `{"birth_date":"1995-05-17","sex":"male","height_cm":178,"weight_kg":74.5,"time_zone":"Europe/Berlin","daily_activity":"light","units":"metric","locale":"en"}`
	const theirAbout = `{"age":31,"sex":"male","height_cm":178,"weight_kg":74.5}`
	return []target{
		{"profile", "ours", w.ours, profile, "profile.lua", "people.txt", ""},
		{"profile", "peer", w.theirs, profile, "profile.lua", "tokens.txt", ""},
		{"profile, caches off", "ours", w.plain, profile, "profile.lua", "people.txt", ""},
		{"profile, caches off", "peer", w.theirs, profile + "-uncached", "profile.lua", "tokens.txt", ""},
		{"onboarding", "ours", w.plain, onboarding, "onboarding.lua", "open.txt", ""},
		{"onboarding", "peer", w.theirs, onboarding, "onboarding.lua", "tokens.txt", ""},
		{"onboarding", "peer, raw", w.theirs, onboarding + "?raw=1", "onboarding.lua", "tokens.txt", ""},
		{"context", "ours", w.plain, context, "context.lua", "people.txt", ""},
		{"context", "peer", w.theirs, context, "context.lua", "tokens.txt", ""},
		{"context", "peer, raw", w.theirs, context + "?raw=1", "context.lua", "tokens.txt", ""},
		{"save step", "ours", w.ours, save, "save.lua", "open.txt", ourAbout},
		{"save step", "peer", w.theirs, save, "save.lua", "tokens.txt", theirAbout},
		{"constant route", "ours", w.ours, "/healthz", "profile.lua", "people.txt", ""},
	}
}

var (
	rateLine    = regexp.MustCompile(`Requests/sec:\s+([0-9.]+)`)
	medianLine  = regexp.MustCompile(`50%\s+([0-9.]+[a-z]+)`)
	p99Line     = regexp.MustCompile(`99%\s+([0-9.]+[a-z]+)`)
	failureLine = regexp.MustCompile(`(Non-2xx or 3xx responses: \d+|Socket errors: .*)`)
)

// wrk loads a target for a while, as fast as it answers. A run in which the peer drops a connection, which it
// does now and then, is made again, twice at most.
func (w *world) wrk(ctx context.Context, t target, d time.Duration) (o outcome, err error) {
	for range 3 {
		if o, err = w.wrkOnce(ctx, t, d); err == nil || !strings.HasPrefix(t.side, "peer") {
			return o, err
		}
	}
	return o, err
}

func (w *world) wrkOnce(ctx context.Context, t target, d time.Duration) (outcome, error) {
	cmd := exec.CommandContext(ctx, "wrk", "-t1", "-c"+strconv.Itoa(connections), "-d"+strconv.Itoa(max(1, int(d.Seconds())))+"s", "--timeout", "30s", "--latency", "-s", t.script, t.base)
	cmd.Dir = w.dir
	cmd.Env = append(os.Environ(), "OP_PATH="+t.path, "OP_BODY="+t.body, "TOKENS="+t.tokens)
	if t.body == "" {
		cmd.Env = append(cmd.Env, "OP_BODY=-")
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		return outcome{}, fmt.Errorf("wrk on %s of %s: %w: %s", t.operation, t.side, err, out)
	}
	if failed := failureLine.Find(out); failed != nil {
		return outcome{}, fmt.Errorf("%s of %s: %s", t.operation, t.side, failed)
	}
	return outcome{number(rateLine, out), duration(medianLine, out), duration(p99Line, out)}, nil
}

func number(line *regexp.Regexp, out []byte) float64 {
	m := line.FindSubmatch(out)
	if m == nil {
		return 0
	}
	n, _ := strconv.ParseFloat(string(m[1]), 64)
	return n
}

func duration(line *regexp.Regexp, out []byte) time.Duration {
	m := line.FindSubmatch(out)
	if m == nil {
		return 0
	}
	d, _ := time.ParseDuration(string(m[1]))
	return d
}

// vegeta sends at a fixed rate, whether answers come or not, and answers the 99th percentile.
func (w *world) vegeta99(ctx context.Context, t target, rate int, d time.Duration) (time.Duration, error) {
	if err := w.writeTargets(t); err != nil {
		return 0, err
	}
	attack := exec.CommandContext(ctx, w.vegeta, "attack", "-targets", "targets.txt", "-rate", strconv.Itoa(rate), "-duration", d.String(),
		"-timeout", "60s", "-max-connections", "64", "-max-body", "0", "-output", "results.bin")
	attack.Dir = w.dir
	if out, err := attack.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("vegeta: %w: %s", err, out)
	}
	report := exec.CommandContext(ctx, w.vegeta, "report", "-type", "json", "results.bin")
	report.Dir = w.dir
	out, err := report.Output()
	if err != nil {
		return 0, fmt.Errorf("vegeta report: %w", err)
	}
	var r struct {
		Success   float64 `json:"success"`
		Latencies struct {
			P99 time.Duration `json:"99th"`
		} `json:"latencies"`
	}
	if err := json.Unmarshal(out, &r); err != nil {
		return 0, err
	}
	if r.Success < 0.999 && strings.HasPrefix(t.side, "ours") {
		return 0, fmt.Errorf("%s of %s at %d/s: %.1f %% succeeded", t.operation, t.side, rate, 100*r.Success)
	}
	return r.Latencies.P99, nil
}

// writeTargets writes one request a token, in vegeta's format.
func (w *world) writeTargets(t target) error {
	tokens, err := w.lines(t.tokens)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for _, token := range tokens {
		if t.body == "" {
			fmt.Fprintf(&b, "GET %s%s\nAuthorization: Bearer %s\n\n", t.base, t.path, token)
		} else {
			fmt.Fprintf(&b, "PUT %s%s\nAuthorization: Bearer %s\nContent-Type: application/json\n@body.json\n\n", t.base, t.path, token)
		}
	}
	return errors.Join(os.WriteFile(filepath.Join(w.dir, "targets.txt"), b.Bytes(), 0o600),
		os.WriteFile(filepath.Join(w.dir, "body.json"), []byte(t.body), 0o600))
}

func (w *world) lines(file string) ([]string, error) {
	text, err := os.ReadFile(filepath.Join(w.dir, file))
	return strings.Fields(string(text)), err
}

// visit asks once for everybody, so that every cache is warm, however slow the side is, and answers how
// many bytes an answer has on average.
func (w *world) visit(ctx context.Context, t target) (bytes int, err error) {
	tokens, err := w.lines(t.tokens)
	if err != nil {
		return 0, err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(connections)
	var sum atomic.Int64
	for _, token := range tokens {
		group.Go(func() error {
			n, err := ask(ctx, t, token)
			sum.Add(int64(n))
			return err
		})
	}
	err = group.Wait()
	return int(sum.Load()) / len(tokens), err
}

// ask sends one request and answers how many bytes came back.
func ask(ctx context.Context, t target, token string) (int, error) {
	method, body := http.MethodGet, io.Reader(nil)
	if t.body != "" {
		method, body = http.MethodPut, strings.NewReader(t.body)
	}
	request, err := http.NewRequestWithContext(ctx, method, t.base+t.path, body)
	if err != nil {
		return 0, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s of %s answers %s: %s", t.operation, t.side, answer.Status, text)
	}
	return len(text), err
}

// median is the run in the middle by rate.
func median(runs []outcome) outcome {
	sorted := slices.SortedFunc(slices.Values(runs), func(a, b outcome) int { return int(a.rate - b.rate) })
	return sorted[len(sorted)/2]
}
