package local

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"
)

// redisConn speaks inline commands.
type redisConn struct {
	net.Conn
	in *bufio.Reader
}

func dialRedis(t *testing.T, dial func() (net.Conn, error)) redisConn {
	t.Helper()
	conn, err := dial()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return redisConn{conn, bufio.NewReader(conn)}
}

// do sends a command and gives the first line of the answer, a bulk's content for a bulk.
func (c redisConn) do(t *testing.T, args ...string) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "*%d\r\n", len(args))
	for _, a := range args {
		fmt.Fprintf(&b, "$%d\r\n%s\r\n", len(a), a)
	}
	if _, err := c.Write([]byte(b.String())); err != nil {
		t.Fatal(err)
	}
	line := c.line(t)
	if strings.HasPrefix(line, "$") && line != "$-1" {
		return c.line(t)
	}
	return line
}

func (c redisConn) line(t *testing.T) string {
	t.Helper()
	s, err := c.in.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(s)
}

func startRedis(t *testing.T) *Redis {
	t.Helper()
	r, err := StartRedis()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Stop)
	return r
}

func TestRedisWantsItsPassword(t *testing.T) {
	t.Parallel()
	r := startRedis(t)
	for name, dial := range map[string]func() (net.Conn, error){
		"port":   func() (net.Conn, error) { return net.Dial("tcp", r.Addr()) },
		"memory": func() (net.Conn, error) { return r.Dial(t.Context()) },
	} {
		c := dialRedis(t, dial)
		if got := c.do(t, "GET", "k"); !strings.HasPrefix(got, "-NOAUTH") {
			t.Errorf("%s: without a password: %s", name, got)
		}
		if got := c.do(t, "AUTH", "guess"); !strings.HasPrefix(got, "-WRONGPASS") {
			t.Errorf("%s: with a wrong password: %s", name, got)
		}
		if got := c.do(t, "AUTH", r.Password()); got != "+OK" {
			t.Errorf("%s: with the password: %s", name, got)
		}
		if got := c.do(t, "SET", "k", name); got != "+OK" {
			t.Errorf("%s: SET: %s", name, got)
		}
	}
	if host, _, err := net.SplitHostPort(r.Addr()); err != nil || host != "127.0.0.1" {
		t.Errorf("it listens on %s, %v", r.Addr(), err)
	}
	if strings.Contains(r.Describe(), r.Password()) {
		t.Error("Describe shows the password")
	}
}

func TestRedisKeysExpireByTheClock(t *testing.T) {
	t.Parallel()
	r := startRedis(t)
	c := dialRedis(t, func() (net.Conn, error) { return r.Dial(t.Context()) })
	c.do(t, "AUTH", r.Password())
	c.do(t, "SET", "k", "v", "PX", "30")
	eventually(t, 30*time.Second, "the key expires", func() bool { return c.do(t, "GET", "k") == "$-1" })
}

func TestStoppedRedisIsGone(t *testing.T) {
	t.Parallel()
	r := startRedis(t)
	addr := r.Addr()
	r.Stop()
	if conn, err := net.Dial("tcp", addr); err == nil {
		conn.Close()
		t.Error("the port still answers")
	}
	r.Stop()
}
