package vendor

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// idleLimit is how long a connection that nobody uses is kept.
const idleLimit = 2 * time.Minute

// NewHTTPClient makes what speech services are asked with. It speaks HTTP/1.1 only, so that a connection that was
// warmed can become a WebSocket, and follows no redirect, which could carry a key elsewhere.
func NewHTTPClient(connect time.Duration) *http.Client {
	dialer := &net.Dialer{Timeout: connect, KeepAlive: 20 * time.Second}
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	return &http.Client{
		Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, DialContext: dialer.DialContext, TLSHandshakeTimeout: connect,
			Protocols: protocols, MaxIdleConnsPerHost: 16, IdleConnTimeout: idleLimit},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Message is one of a WebSocket.
type Message struct {
	Binary bool
	Data   []byte
}

// Text is a message of text.
func Text(data []byte) Message { return Message{Data: data} }

// Binary is a message of bytes.
func Binary(data []byte) Message { return Message{Binary: true, Data: data} }

// DialConfig says how a WebSocket is opened and kept.
type DialConfig struct {
	Provider string
	HTTP     *http.Client
	URL      string // http and https stand for ws and wss
	Header   http.Header
	Queue    int              // messages that may wait to be sent; 0: 500
	Limit    int64            // bytes of a message that comes; 0: 1 MiB
	Idle     time.Duration    // after so long without a message of ours, Beat is sent; 0: never
	Beat     func() Message   // what keeps it open
	Now      func() time.Time // for what an error says of waiting
	Ping     time.Duration    // how often the other side's life is asked for; 0: 20 s
}

// Conn is a WebSocket with a goroutine for each direction. Sending waits for nobody.
type Conn struct {
	config DialConfig
	ws     *websocket.Conn
	ctx    context.Context //nolint:containedctx // the life of the connection, which outlives the call that opened it
	cancel context.CancelCauseFunc
	out    chan Message
	in     chan Message

	mu     sync.Mutex
	closed bool
}

// closeLimit bounds how long a closing connection is waited for.
const closeLimit = 2 * time.Second

// Dial opens one. Errors are *[Error]. It lives until Close, Fail or its other side ends it, and not by ctx.
func Dial(ctx context.Context, c DialConfig) (*Conn, error) {
	options := &websocket.DialOptions{HTTPClient: c.HTTP, HTTPHeader: c.Header}
	ws, answer, err := websocket.Dial(ctx, c.URL, options)
	if err != nil {
		if ctx.Err() != nil {
			return nil, Of(c.Provider, context.Cause(ctx))
		}
		if answer != nil && answer.StatusCode != http.StatusSwitchingProtocols {
			return nil, OfAnswer(c.Provider, answer, c.Now())
		}
		return nil, Of(c.Provider, err)
	}
	c.Queue, c.Ping = cmp.Or(c.Queue, 500), cmp.Or(c.Ping, 20*time.Second)
	if c.Limit == 0 {
		c.Limit = 1 << 20
	}
	ws.SetReadLimit(c.Limit)
	conn := &Conn{config: c, ws: ws, out: make(chan Message, c.Queue), in: make(chan Message, 64)}
	conn.ctx, conn.cancel = context.WithCancelCause(context.WithoutCancel(ctx))
	go conn.read()
	go conn.write() //nolint:contextcheck // it lives longer than the call that opens it
	return conn, nil
}

// Send hands a message over. It answers [ErrBehind], and ends the connection, when too many wait already.
func (c *Conn) Send(m Message) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || c.ctx.Err() != nil {
		return Of(c.config.Provider, ErrClosed)
	}
	select {
	case c.out <- m:
		return nil
	default:
		c.cancel(ErrBehind)
		return Of(c.config.Provider, ErrBehind)
	}
}

// In are the messages that come. It is closed at the end; Err says why.
func (c *Conn) In() <-chan Message { return c.in }

// Err is why the connection has ended: an *[Error], or nil after Close and while it lives.
func (c *Conn) Err() error {
	cause := context.Cause(c.ctx)
	if cause == nil || errors.Is(cause, ErrClosed) {
		return nil
	}
	return Of(c.config.Provider, cause)
}

// Close sends what is queued, then last, and ends the connection; it does not wait for that. In is closed when
// nothing is left of it.
func (c *Conn) Close(last ...Message) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return
	}
	c.closed = true
	for _, m := range last {
		select {
		case c.out <- m:
		default:
		}
	}
	close(c.out)
}

// Fail ends the connection at once, for a reason.
func (c *Conn) Fail(reason error) { c.cancel(reason) }

// write sends what is queued, and a beat when there was nothing for long.
func (c *Conn) write() {
	var beat, ping <-chan time.Time
	pings := time.NewTicker(c.config.Ping)
	defer pings.Stop()
	ping = pings.C
	idle := time.NewTimer(time.Hour)
	defer idle.Stop()
	for {
		if c.config.Idle > 0 {
			idle.Reset(c.config.Idle)
			beat = idle.C
		}
		select {
		case <-c.ctx.Done():
			_ = c.ws.CloseNow() // it has ended already
			return
		case m, ok := <-c.out:
			if !ok {
				c.end()
				return
			}
			c.put(m)
		case <-beat:
			c.put(c.config.Beat())
		case <-ping:
			go c.ping()
		}
	}
}

func (c *Conn) put(m Message) {
	kind := websocket.MessageText
	if m.Binary {
		kind = websocket.MessageBinary
	}
	limit, cancel := context.WithTimeout(c.ctx, 10*time.Second)
	defer cancel()
	if err := c.ws.Write(limit, kind, m.Data); err != nil && c.ctx.Err() == nil {
		if limit.Err() != nil {
			c.cancel(ErrBehind)
		} else {
			c.lost(err)
		}
	}
}

// lost keeps a moment for the reader, which may learn the reason that the other side gave.
func (c *Conn) lost(err error) {
	timer := time.NewTimer(closeLimit / 4)
	defer timer.Stop()
	select {
	case <-c.ctx.Done():
	case <-timer.C:
		c.cancel(err)
	}
}

// ping finds a dead connection that no side has closed. Its goroutine ends within its limit, and with the connection.
func (c *Conn) ping() {
	limit, cancel := context.WithTimeout(c.ctx, c.config.Ping)
	defer cancel()
	if err := c.ws.Ping(limit); err != nil && c.ctx.Err() == nil && limit.Err() != nil {
		c.cancel(ErrStalled)
	}
}

// end says good-bye, and does not wait for long.
func (c *Conn) end() {
	limit := time.AfterFunc(closeLimit, func() { _ = c.ws.CloseNow() })
	defer limit.Stop()
	_ = c.ws.Close(websocket.StatusNormalClosure, "") // it may be closed already
	c.cancel(ErrClosed)
}

func (c *Conn) read() {
	defer close(c.in)
	for {
		kind, data, err := c.ws.Read(c.ctx)
		if err != nil {
			c.cancel(readFault(err, c.isClosed()))
			return
		}
		select {
		case c.in <- Message{Binary: kind == websocket.MessageBinary, Data: data}:
		case <-c.ctx.Done():
			return
		}
	}
}

func (c *Conn) isClosed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.closed
}

// readFault is why nothing more comes: what happens after Close is no fault.
func readFault(err error, closed bool) error {
	switch {
	case closed:
		return ErrClosed
	case errors.Is(err, io.EOF), strings.Contains(err.Error(), "use of closed"), strings.Contains(err.Error(), "reset by peer"):
		return ErrEarly
	}
	return err
}

// WS is an address of http or https, or as it is, as one of a WebSocket.
func WS(base string) string {
	if rest, ok := strings.CutPrefix(base, "http"); ok {
		return "ws" + rest
	}
	return base
}
