package redis

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/rueidis"
)

// child is a redis-server of a test's own.
type child struct {
	t    testing.TB
	dir  string
	port int
	args []string
	cmd  *exec.Cmd
}

func startRedis(tb testing.TB, args ...string) *child {
	tb.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		tb.Skip("no redis-server here")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	_, text, _ := net.SplitHostPort(l.Addr().String())
	port, _ := strconv.Atoi(text)
	l.Close()
	if args == nil {
		args = []string{"--save", ""}
	}
	c := &child{t: tb, dir: tb.TempDir(), port: port, args: args}
	c.start()
	tb.Cleanup(c.kill)
	return c
}

func (c *child) url() string { return fmt.Sprintf("redis://127.0.0.1:%d/0", c.port) }

// start returns when the server answers.
func (c *child) start() {
	c.t.Helper()
	args := append([]string{"--port", fmt.Sprint(c.port), "--bind", "127.0.0.1", "--dir", c.dir, "--appendonly", "no"}, c.args...)
	c.cmd = exec.Command("redis-server", args...)
	if err := c.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	eventually(c.t, "redis-server starts", func() bool { return c.command("PING") == "+PONG" })
}

func (c *child) kill() {
	if c.cmd != nil {
		c.signal(syscall.SIGKILL)
		_ = c.cmd.Wait() // it was killed
		c.cmd = nil
	}
}

func (c *child) stop()   { c.signal(syscall.SIGSTOP) }
func (c *child) resume() { c.signal(syscall.SIGCONT) }

func (c *child) signal(s syscall.Signal) {
	if err := c.cmd.Process.Signal(s); err != nil {
		c.t.Error(err)
	}
}

// command sends one inline command and answers the first line.
func (c *child) command(line string) string {
	conn, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", c.port), time.Second)
	if err != nil {
		return ""
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(30 * time.Second)); err != nil {
		return ""
	}
	fmt.Fprintf(conn, "%s\r\n", line)
	answer := make([]byte, 4096)
	n, _ := conn.Read(answer)
	first, _, _ := strings.Cut(string(answer[:n]), "\r\n")
	return first
}

func startMini(tb testing.TB) string {
	tb.Helper()
	m := miniredis.NewMiniRedis()
	m.ClockTTL(true)
	if err := m.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(m.Close)
	return "redis://" + m.Addr()
}

// servers are the ways to start one: the embedded and the real.
func servers() map[string]func(testing.TB) string {
	return map[string]func(testing.TB) string{
		"miniredis": startMini,
		"redis":     func(tb testing.TB) string { tb.Helper(); return startRedis(tb).url() },
	}
}

func open(tb testing.TB, url string, ledger Ledger) *Client {
	tb.Helper()
	c, err := Open(context.Background(), Config{URL: url, Ledger: ledger}, slog.New(slog.NewTextHandler(tb.Output(), &slog.HandlerOptions{Level: slog.LevelDebug})), time.Now)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(c.Close)
	return c
}

// openReady waits until the cache is in use.
func openReady(tb testing.TB, url string, ledger Ledger) *Client {
	tb.Helper()
	c := open(tb, url, ledger)
	eventually(tb, "the cache is usable", func() bool { return c.usable() != nil })
	return c
}

// nearReady waits until near is in use too.
func nearReady(tb testing.TB, c *Client) {
	tb.Helper()
	eventually(tb, "near is usable", func() bool {
		s := c.usable()
		return s != nil && s.fenced(context.Background())
	})
}

func rawClient(tb testing.TB, url string) rueidis.Client {
	tb.Helper()
	option, err := options(url)
	if err != nil {
		tb.Fatal(err)
	}
	option.DisableCache, option.AlwaysRESP2 = true, true
	client, err := rueidis.NewClient(option)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(client.Close)
	return client
}

func eventually(tb testing.TB, what string, ok func() bool) {
	tb.Helper()
	deadline := time.After(time.Minute)
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-deadline:
			tb.Fatalf("in vain: %s", what)
		case <-tick.C:
		}
	}
}
