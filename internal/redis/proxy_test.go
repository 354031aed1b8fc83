package redis

import (
	"context"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// proxy stands between one instance and Redis. It can hold answers back or swallow everything.
type proxy struct {
	target   string
	listener net.Listener
	delay    atomic.Int64 // of everything that the server sends, in order
	silent   atomic.Bool  // nothing passes; connections stay
	group    sync.WaitGroup

	mu    sync.Mutex
	conns []net.Conn
}

func startProxy(t *testing.T, target string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{target: target, listener: l}
	p.group.Go(p.accept)
	t.Cleanup(p.close)
	return p
}

func (p *proxy) url() string { return fmt.Sprintf("redis://%s/0", p.listener.Addr()) }

func (p *proxy) accept() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", p.target)
		if err != nil {
			client.Close()
			continue
		}
		p.mu.Lock()
		p.conns = append(p.conns, client, server)
		p.mu.Unlock()
		p.group.Go(func() { p.pass(server, client, func() time.Duration { return 0 }) })
		p.group.Go(func() { p.pass(client, server, func() time.Duration { return time.Duration(p.delay.Load()) }) })
	}
}

// pass copies what from sends, each piece late by the delay that held when it came.
func (p *proxy) pass(to, from net.Conn, delay func() time.Duration) {
	defer to.Close()
	type piece struct {
		data []byte
		due  time.Time
	}
	pieces := make(chan piece, 10000)
	p.group.Go(func() {
		for piece := range pieces {
			pause(context.Background(), time.Until(piece.due))
			if p.silent.Load() {
				continue
			}
			if _, err := to.Write(piece.data); err != nil {
				from.Close() // and what is left is read and thrown away
			}
		}
	})
	defer close(pieces)
	for {
		buffer := make([]byte, 32<<10)
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		pieces <- piece{buffer[:n], time.Now().Add(delay())}
	}
}

func (p *proxy) close() {
	p.listener.Close()
	p.mu.Lock()
	for _, conn := range p.conns {
		conn.Close()
	}
	p.mu.Unlock()
	p.group.Wait()
}
