package notify

import (
	"context"
	"crypto/tls"
	"net"
	"sync"
)

// line is the one connection of a mail. Hanging up cuts it, also in the middle of a command, and nothing
// is dialled afterwards. It never outlives its mail: go-mail leaves it open when a handshake fails.
type line struct {
	config   *tls.Config
	implicit bool // TLS from the first byte

	mu   sync.Mutex
	conn net.Conn
	cut  bool
}

func (l *line) dial(ctx context.Context, network, address string) (net.Conn, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	l.conn = conn
	cut := l.cut
	l.mu.Unlock()
	if cut {
		_ = conn.Close()
		return nil, net.ErrClosed
	}
	if !l.implicit {
		return conn, nil
	}
	secure := tls.Client(conn, l.config)
	return secure, secure.HandshakeContext(ctx)
}

func (l *line) hangUp() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cut = true
	if l.conn != nil {
		_ = l.conn.Close()
	}
}
