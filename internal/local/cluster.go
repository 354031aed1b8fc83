package local

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// readyPoll is how often a starting server is asked whether it is ready.
const readyPoll = 5 * time.Millisecond

// cluster is a cluster's directory and what runs it.
type cluster struct {
	dir  string
	bin  binaries
	as   identity
	log  *slog.Logger
	test bool
}

// major is the PostgreSQL version that made the cluster, 0 when there is none.
func (c cluster) major() (int, error) {
	b, err := os.ReadFile(filepath.Join(c.dir, "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, failed("its directory cannot be read", err)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil {
		return 0, failed(c.dir+" holds no cluster of a known version", err)
	}
	return major, nil
}

func (c cluster) describe() string {
	s := fmt.Sprintf("PostgreSQL %s, %s; data in %s", c.bin.version, c.bin.origin, c.dir)
	if c.as.how != "" {
		s += "; " + c.as.how
	}
	return s
}

// create makes the cluster unless it is there. It is made beside its place and renamed, so that a start that was
// killed in the middle leaves nothing that looks like a cluster.
func (c cluster) create(ctx context.Context, dataDir string) error {
	if err := c.as.admit(dataDir); err != nil {
		return err
	}
	half := c.dir + ".new"
	if err := os.RemoveAll(half); err != nil {
		return err
	}
	if _, err := os.Stat(c.dir); err == nil {
		return c.as.own(c.dir)
	}
	if err := os.Mkdir(half, 0o700); err != nil {
		return err
	}
	if err := c.as.own(half); err != nil {
		return err
	}
	if err := c.initdb(ctx, half); err != nil {
		return err
	}
	return os.Rename(half, c.dir)
}

func (c cluster) initdb(ctx context.Context, dir string) error {
	args := append([]string{
		"-D", dir, "-U", "postgres", "-E", "UTF8", "--lc-messages=C", "--no-instructions",
		"--auth-local=trust", "--auth-host=reject",
		"--no-sync", // 0.1 s to 2 s less; a power cut in the first half minute may cost the new, still empty cluster
	}, c.locale()...)
	cmd := exec.Command(c.bin.program("initdb"), args...)
	cmd.Dir = dir
	cmd.Env = childEnv()
	cmd.SysProcAttr = c.as.attr(syscall.SIGKILL)
	out, err := run(ctx, cmd)
	if err != nil {
		return fmt.Errorf("initdb: %w: %s", err, lastLine(out))
	}
	return nil
}

// locale is C.UTF-8 from the C library, or the server's own where not every system has it.
func (c cluster) locale() []string {
	switch {
	case runtime.GOOS == "linux":
		return []string{"--locale=C.UTF-8"}
	case c.bin.major >= 17:
		return []string{"--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"}
	default:
		return []string{"--locale=C"}
	}
}

// settings of the server. Errors of statements stay out of its log: they could quote what a person entered.
func (c cluster) settings(socket string) []string {
	s := []string{
		"listen_addresses=", "port=" + socketPort, "unix_socket_permissions=0700",
		`unix_socket_directories="` + strings.ReplaceAll(socket, `"`, `""`) + `"`,
		"shared_buffers=64MB", "max_connections=100", "timezone=UTC", "log_timezone=UTC", "jit=off",
		"log_destination=stderr", "logging_collector=off", "log_line_prefix=",
		"log_min_messages=log", "log_min_error_statement=panic", "log_error_verbosity=terse",
	}
	if c.test {
		s = append(s, "fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200",
			"wal_level=minimal", "max_wal_senders=0", "max_wal_size=512MB", "checkpoint_timeout=1h")
	}
	return s
}

// serve starts the server and waits until it takes connections.
func (c cluster) serve(ctx context.Context, socket string) (*child, error) {
	args := []string{"-D", c.dir}
	for _, s := range c.settings(socket) {
		args = append(args, "-c", s)
	}
	cmd := exec.Command(c.bin.program("postgres"), args...)
	cmd.Dir = c.dir
	cmd.Env = childEnv()
	cmd.SysProcAttr = c.as.attr(syscall.SIGINT)
	ch, err := startChild(cmd, c.log)
	if err != nil {
		return nil, err
	}
	if err := c.awaitReady(ctx, ch); err != nil {
		stopping, cancel := grace(ctx)
		defer cancel()
		return nil, errors.Join(err, ch.stop(stopping, syscall.SIGQUIT, syscall.SIGKILL))
	}
	return ch, nil
}

func (c cluster) awaitReady(ctx context.Context, ch *child) error {
	tick := time.NewTicker(readyPoll)
	defer tick.Stop()
	for {
		if f, err := c.pidFile(); err == nil && f.pid == ch.cmd.Process.Pid && f.ready {
			return nil
		}
		select {
		case <-tick.C:
		case <-ch.done:
			return ch.failure()
		case <-ctx.Done():
			return fmt.Errorf("not ready in time: %w", context.Cause(ctx))
		}
	}
}
