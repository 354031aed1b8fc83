package local

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"time"
)

// pipeLimit is how long a dead child's own children may keep its output open;
// graceLimit how long a stronger signal may take to have its effect.
const (
	pipeLimit  = 3 * time.Second
	graceLimit = 5 * time.Second
)

// child is a process that ends with us. The kernel ties it to the thread that started it (see
// PR_SET_PDEATHSIG), so one goroutine keeps that thread from the start until the child has ended.
type child struct {
	cmd  *exec.Cmd
	out  *lines
	done chan struct{}
	err  error // from Wait; valid after done
}

// startChild starts cmd with its output going to the log.
func startChild(cmd *exec.Cmd, log *slog.Logger) (*child, error) {
	return startNamed("postgres", cmd, log)
}

// startNamed is startChild for what is called otherwise in the log.
func startNamed(name string, cmd *exec.Cmd, log *slog.Logger) (*child, error) {
	c := &child{cmd: cmd, out: &lines{name: name, log: log}, done: make(chan struct{})}
	cmd.Stdout, cmd.Stderr = c.out, c.out
	cmd.WaitDelay = pipeLimit
	started := make(chan error, 1)
	go c.supervise(started)
	if err := <-started; err != nil {
		return nil, err
	}
	return c, nil
}

func (c *child) supervise(started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := c.cmd.Start()
	started <- err
	if err != nil {
		return
	}
	c.err = c.cmd.Wait()
	close(c.done)
}

// failure is how the child ended, with the last lines that it wrote. Call it after done only.
func (c *child) failure() error {
	if c.err == nil {
		return fmt.Errorf("it ended without an error; its last words: %s", c.out.last())
	}
	return fmt.Errorf("%w; its last words: %s", c.err, c.out.last())
}

// stop sends the first signal and waits until ctx ends, then sends the next ones with a short grace each. It returns an
// error when the first signal was not enough.
func (c *child) stop(ctx context.Context, signals ...os.Signal) error {
	wait := ctx
	for i, sig := range signals {
		if err := c.cmd.Process.Signal(sig); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return err
		}
		if c.await(wait) {
			if i > 0 {
				return fmt.Errorf("the process %d ended only at signal %q", c.cmd.Process.Pid, sig)
			}
			return nil
		}
		var cancel context.CancelFunc
		wait, cancel = grace(ctx) //nolint:fatcontext // each is made from the first
		defer cancel()            //nolint:revive // three signals at the most
	}
	return fmt.Errorf("the process %d does not end", c.cmd.Process.Pid)
}

// await reports whether the child ended before ctx.
func (c *child) await(ctx context.Context) bool {
	select {
	case <-c.done:
		return true
	case <-ctx.Done():
		return false
	}
}

// grace is a context that outlives ctx for a short while: for what has to be done even after ctx ended.
func grace(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), graceLimit)
}

// run runs a short-lived tool to its end and returns what it wrote; the end of ctx kills it.
func run(ctx context.Context, cmd *exec.Cmd) (string, error) {
	c, err := startChild(cmd, slog.New(slog.DiscardHandler))
	if err != nil {
		return "", err
	}
	if c.await(ctx) {
		return c.out.last(), c.err
	}
	killing, cancel := grace(ctx)
	defer cancel()
	return "", errors.Join(context.Cause(ctx), c.stop(killing, os.Kill))
}

// lines logs what a child writes and remembers the last lines for the message of a failure.
type lines struct {
	name string
	log  *slog.Logger
	mu   sync.Mutex
	rest []byte
	tail []string
}

const tailLines = 40

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rest = append(l.rest, p...)
	for {
		line, rest, found := bytes.Cut(l.rest, []byte("\n"))
		if !found {
			return len(p), nil
		}
		l.rest = rest
		l.add(strings.TrimSpace(string(line)))
	}
}

func (l *lines) add(line string) {
	if line == "" {
		return
	}
	l.tail = append(l.tail, line)
	if len(l.tail) > tailLines {
		l.tail = l.tail[1:]
	}
	level := slog.LevelDebug
	if strings.HasPrefix(line, "FATAL:") || strings.HasPrefix(line, "PANIC:") {
		level = slog.LevelWarn
	}
	l.log.Log(context.Background(), level, "a child says", "program", l.name, "line", line)
}

// last gives the remembered lines.
func (l *lines) last() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := append(l.tail[:len(l.tail):len(l.tail)], strings.TrimSpace(string(l.rest)))
	return strings.TrimSpace(strings.Join(all, "\n"))
}

func lastLine(out string) string {
	out = strings.TrimSpace(out)
	return out[strings.LastIndexByte(out, '\n')+1:]
}

// childEnv is our environment without what would change a child or is none of its business, keys above all.
func childEnv(prefixes ...string) []string {
	keep := append([]string{"PATH=", "HOME=", "TMPDIR=", "LD_LIBRARY_PATH=", "DYLD_"}, prefixes...)
	env := []string{"LANG=C", "LC_ALL=C"}
	for _, kv := range os.Environ() {
		for _, p := range keep {
			if strings.HasPrefix(kv, p) {
				env = append(env, kv)
				break
			}
		}
	}
	return env
}
