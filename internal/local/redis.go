package local

import (
	"context"
	"crypto/rand"
	"fmt"
	"net"

	"github.com/alicebob/miniredis/v2"
)

// Redis is an in-process Redis without persistence, eviction or client tracking. rueidis needs AlwaysRESP2 and
// DisableCache on it.
type Redis struct {
	server   *miniredis.Miniredis
	password string
}

// StartRedis starts an empty one on a free port of 127.0.0.1. Other users of the machine can reach that port, hence the
// generated password. Keys expire by the clock.
func StartRedis() (*Redis, error) {
	r := &Redis{server: miniredis.NewMiniRedis(), password: rand.Text()}
	r.server.RequireAuth(r.password)
	r.server.ClockTTL(true)
	if err := r.server.StartAddr("127.0.0.1:0"); err != nil {
		return nil, fmt.Errorf("start the in-process redis: %w", err)
	}
	return r, nil
}

// Addr is the address as host:port.
func (r *Redis) Addr() string { return r.server.Addr() }

// Password is what clients authenticate with, as the default user.
func (r *Redis) Password() string { return r.password }

// Dial connects in memory, without the port: for a client's dialer. The password is wanted all the same.
func (r *Redis) Dial(context.Context) (net.Conn, error) { return r.server.Dial() }

// Describe says in one line what runs; the password is not in it.
func (r *Redis) Describe() string {
	return "in-process Redis (miniredis) on " + r.Addr() + ", nothing kept"
}

// Stop closes the port and every connection, and waits for their goroutines.
func (r *Redis) Stop() { r.server.Close() }
