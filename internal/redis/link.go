package redis

import (
	"context"
	"crypto/tls"
	"net"
	"sync"

	"github.com/redis/rueidis"
)

// link is a rueidis client that never reconnects: when its connection ends, the link is dead and
// every call on it fails at once. So an answer that came over a link came from the server to which
// the link was opened, and what that server was asked before is ordered before it.
type link struct {
	client rueidis.Client
	dead   chan struct{}

	mu    sync.Mutex
	cause error
	conns []net.Conn
}

// dial opens a link. It ends when ctx does, even in the middle of a handshake with a silent server.
func dial(ctx context.Context, option rueidis.ClientOption) (*link, error) {
	l := &link{dead: make(chan struct{})}
	under := option.DialCtxFn
	if under == nil {
		under = dialNet
	}
	option.DialCtxFn = func(ctx context.Context, dst string, d *net.Dialer, t *tls.Config) (net.Conn, error) {
		conn, err := under(ctx, dst, d, t)
		if err != nil {
			return nil, err
		}
		return l.adopt(conn)
	}
	stop := context.AfterFunc(ctx, func() { l.kill(ctx.Err()) })
	defer stop()
	client, err := rueidis.NewClient(option)
	l.client = client
	if err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

func dialNet(ctx context.Context, dst string, d *net.Dialer, t *tls.Config) (net.Conn, error) {
	if t == nil {
		return d.DialContext(ctx, "tcp", dst)
	}
	secure := tls.Dialer{NetDialer: d, Config: t}
	return secure.DialContext(ctx, "tcp", dst)
}

// adopt watches a connection; none is adopted after the link's death.
func (l *link) adopt(conn net.Conn) (net.Conn, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cause != nil {
		conn.Close()
		return nil, errDead
	}
	l.conns = append(l.conns, conn)
	return &watched{Conn: conn, link: l}, nil
}

// kill ends the link and its connections. The first cause stays.
func (l *link) kill(cause error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cause != nil {
		return
	}
	l.cause = cause
	close(l.dead)
	for _, conn := range l.conns {
		conn.Close()
	}
}

// err is why the link died, nil while it lives.
func (l *link) err() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.cause
}

// close ends the link and frees what it holds. The connection goes first, so that a server that
// does not answer cannot hold it up.
func (l *link) close() {
	l.kill(errDead)
	if l.client != nil {
		l.client.Close()
	}
}

// watched is a connection whose end is the end of its link.
type watched struct {
	net.Conn
	link *link
}

func (w *watched) Read(b []byte) (int, error) {
	n, err := w.Conn.Read(b)
	if err != nil {
		w.link.kill(err)
	}
	return n, err
}

func (w *watched) Close() error {
	w.link.kill(errDead)
	return w.Conn.Close()
}
