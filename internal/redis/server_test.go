package redis

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os/exec"
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

func startRedis(t testing.TB, args ...string) *child {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		t.Skip("no redis-server here")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	if args == nil {
		args = []string{"--save", ""}
	}
	c := &child{t: t, dir: t.TempDir(), port: port, args: args}
	c.start()
	t.Cleanup(c.kill)
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
		c.cmd.Process.Kill()
		c.cmd.Wait()
		c.cmd = nil
	}
}

func (c *child) stop()   { c.cmd.Process.Signal(syscall.SIGSTOP) }
func (c *child) resume() { c.cmd.Process.Signal(syscall.SIGCONT) }

// command sends one inline command and answers the first line.
func (c *child) command(line string) string {
	conn, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", c.port), time.Second)
	if err != nil {
		return ""
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(5 * time.Second))
	fmt.Fprintf(conn, "%s\r\n", line)
	answer := make([]byte, 4096)
	n, _ := conn.Read(answer)
	first, _, _ := strings.Cut(string(answer[:n]), "\r\n")
	return first
}

func startMini(t testing.TB) string {
	t.Helper()
	m := miniredis.NewMiniRedis()
	m.ClockTTL(true)
	if err := m.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Close)
	return "redis://" + m.Addr()
}

// servers runs a test on the embedded and on the real server.
func servers(t *testing.T, test func(t *testing.T, url string)) {
	t.Run("miniredis", func(t *testing.T) {
		t.Parallel()
		test(t, startMini(t))
	})
	t.Run("redis", func(t *testing.T) {
		t.Parallel()
		test(t, startRedis(t).url())
	})
}

func open(t testing.TB, url string, ledger Ledger) *Client {
	t.Helper()
	c, err := Open(context.Background(), Config{URL: url, Ledger: ledger}, slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug})), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// openReady waits until the cache is in use.
func openReady(t testing.TB, url string, ledger Ledger) *Client {
	t.Helper()
	c := open(t, url, ledger)
	eventually(t, "the cache is usable", func() bool { return c.usable() != nil })
	return c
}

// nearReady waits until near is in use too.
func nearReady(t testing.TB, c *Client) {
	t.Helper()
	eventually(t, "near is usable", func() bool {
		s := c.usable()
		return s != nil && s.fenced(context.Background())
	})
}

func rawClient(t testing.TB, url string) rueidis.Client {
	t.Helper()
	option, err := options(url)
	if err != nil {
		t.Fatal(err)
	}
	option.DisableCache, option.AlwaysRESP2 = true, true
	client, err := rueidis.NewClient(option)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-deadline:
			t.Fatalf("in vain: %s", what)
		case <-tick.C:
		}
	}
}
