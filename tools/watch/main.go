//go:build unix

// Watch rebuilds a program when a source file changes and restarts it when the build succeeds. A
// failed build is shown, and what ran before goes on running. It polls: a few thousand files cost
// some milliseconds twice a second, and polling works on every file system.
//
//	go run ./tools/watch -build ./cmd/spotter -out .cache/bin/spotter -- dev
package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const (
	interval = 500 * time.Millisecond
	grace    = 10 * time.Second // for the child to end after SIGTERM, before it is killed
)

func main() {
	target := flag.String("build", "", "package to build")
	out := flag.String("out", "", "where the binary goes")
	flag.Parse()
	if *target == "" || *out == "" {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	w := &watcher{root: ".", target: *target, out: *out, args: flag.Args()}
	w.run(ctx)
}

// watcher owns the child process; one goroutine runs it.
type watcher struct {
	root, target, out string
	args              []string
	child             *exec.Cmd
	ended             chan string // receives how the child ended, once
}

func (w *watcher) run(ctx context.Context) {
	defer w.stop()
	tick := time.NewTicker(interval)
	defer tick.Stop()
	var seen snapshot
	for {
		now := take(w.root)
		if path := now.difference(seen); path != "" {
			if seen != nil {
				say("%s changed", path)
			}
			seen = now
			w.rebuild(ctx)
		}
		select {
		case <-ctx.Done():
			return
		case how := <-w.ended:
			w.child, w.ended = nil, nil
			say("ended (%s); waiting for a change", how)
		case <-tick.C:
		}
	}
}

// rebuild builds beside the running binary, and replaces the child only when that worked.
func (w *watcher) rebuild(ctx context.Context) {
	next := w.out + ".next"
	build := exec.CommandContext(ctx, "go", "build", "-o", next, w.target)
	build.Stdout, build.Stderr = os.Stderr, os.Stderr
	if err := build.Run(); err != nil {
		if ctx.Err() == nil {
			say("the build failed; what ran before goes on")
		}
		return
	}
	w.stop()
	if err := os.Rename(next, w.out); err != nil {
		say("%v", err)
		return
	}
	w.start()
}

func (w *watcher) start() {
	child := exec.Command(w.out, w.args...)
	child.Stdout, child.Stderr = os.Stdout, os.Stderr
	child.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // a Ctrl-C reaches it through us, once
	if err := child.Start(); err != nil {
		say("%v", err)
		return
	}
	ended := make(chan string, 1)
	go func() { ended <- outcome(child.Wait()) }()
	w.child, w.ended = child, ended
}

// stop asks the child to end and waits until it has.
func (w *watcher) stop() {
	if w.child == nil {
		return
	}
	_ = w.child.Process.Signal(syscall.SIGTERM)
	select {
	case <-w.ended:
	case <-time.After(grace):
		say("did not end within %s; killing it", grace)
		_ = w.child.Process.Kill()
		<-w.ended
	}
	w.child, w.ended = nil, nil
}

// snapshot is the size and time of every watched file.
type snapshot map[string]stamp

type stamp struct {
	size    int64
	changed time.Time
}

// difference names a file that is new, gone or changed; empty when there is none.
func (s snapshot) difference(old snapshot) string {
	for path, st := range s {
		if was, ok := old[path]; !ok || was != st {
			return path
		}
	}
	for path := range old {
		if _, ok := s[path]; !ok {
			return path
		}
	}
	return ""
}

// take walks the tree. A file that vanishes meanwhile is left out.
func take(root string) snapshot {
	s := snapshot{}
	_ = filepath.WalkDir(root, func(path string, entry fs.DirEntry, _ error) error {
		if entry == nil {
			return nil
		}
		if entry.IsDir() {
			if skipped(path, entry.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		if !watched(entry.Name()) {
			return nil
		}
		if info, err := entry.Info(); err == nil {
			s[path] = stamp{info.Size(), info.ModTime()}
		}
		return nil
	})
	return s
}

func skipped(path, name string) bool {
	return path != "." && strings.HasPrefix(name, ".") || name == "node_modules" || path == "docs" || path == "bench"
}

// watched tells the files that end up in the binary: code, and what is embedded.
func watched(name string) bool {
	switch filepath.Ext(name) {
	case ".go":
		return !strings.HasSuffix(name, "_test.go")
	case ".sql", ".md", ".json", ".yaml", ".csv", ".tsv", ".html", ".css", ".js", ".svg", ".gz", ".env":
		return true
	}
	return name == "go.mod" || name == "go.sum"
}

func outcome(err error) string {
	if err == nil {
		return "exit status 0"
	}
	return err.Error()
}

func say(format string, args ...any) { fmt.Fprintf(os.Stderr, "watch: "+format+"\n", args...) }
