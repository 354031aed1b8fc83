// Package rtc is the client's side of LiveKit's room protocol: signalling over a WebSocket, a peer connection to
// publish and one to subscribe, text streams, RPC, attributes and data. It knows neither samples nor conversations:
// package livekit makes a room of it for the coach, livekittest a person for tests.
//
// One goroutine owns a session's state and does what the server says. Media and data flow beside it, in pion's
// goroutines, and never wait for it.
package rtc

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/livekit/protocol/livekit"
	"github.com/pion/webrtc/v4"
)

// Config says where and as what to join.
type Config struct {
	URL, Token string
	Now        func() time.Time // required
	Log        *slog.Logger     // nil discards
	HTTP       *http.Client     // for the WebSocket's handshake; nil means http.DefaultClient's transport

	Publish *webrtc.TrackLocalStaticRTP // published as a microphone; nil publishes none
	Codec   webrtc.RTPCodecParameters   // of what is published

	// Wants picks the tracks to subscribe to; nil wants none. It is asked again whenever a participant changes.
	Wants func(*livekit.ParticipantInfo, *livekit.TrackInfo) bool

	// Patience is how long a lost connection is tried again before the room counts as lost. Default 30 s.
	Patience time.Duration
	// Heal is how long a resumed connection may take to carry media before everything is made anew. Default 8 s.
	Heal time.Duration
}

// Events are called from goroutines of the session and must return soon, except Track. Any may be nil.
type Events struct {
	Track       func(*webrtc.TrackRemote)                              // reads the track until it ends
	Participant func(p *livekit.ParticipantInfo, here bool)            // someone else came, changed or went
	Text        func(Text)                                             // a text stream has come whole
	Data        func(from, topic string, payload []byte)               // a data packet
	RPC         map[string]func(context.Context, Call) (string, error) // by method
}

// Client is one participant's session. It outlives its connections.
type Client struct {
	config Config
	events Events
	ctx    context.Context // ends the session
	stop   context.CancelFunc
	group  sync.WaitGroup // every goroutine of ours
	log    *slog.Logger

	inbox inbox
	ready chan struct{} // closed when media and data can flow for the first time
	done  chan struct{} // closed when all is over
	err   error         // why; read after done

	session session // owned by run
	out     *outlet
	calls   calls
	streams streams

	mu     sync.Mutex
	self   *livekit.ParticipantInfo
	track  string                              // the published track's sid
	muted  bool                                // by the server
	others map[string]*livekit.ParticipantInfo // by identity
}

// ErrClosed is the answer after the session is over.
var ErrClosed = errors.New("livekit: the room is over")

// Join connects and waits until audio and data can flow, no longer than ctx; ctx does not bound what follows.
func Join(ctx context.Context, config Config, events Events) (*Client, error) {
	if config.Now == nil {
		return nil, errors.New("livekit: a session needs a clock")
	}
	c := newClient(ctx, config, events)
	if err := c.connect(ctx); err != nil {
		c.stop()
		c.closePeers()
		c.group.Wait()
		return nil, err
	}
	c.group.Go(c.run)
	select {
	case <-c.ready:
		return c, nil
	case <-c.done:
		c.group.Wait()
		if c.err == nil {
			return nil, ErrClosed
		}
		return nil, c.err
	case <-ctx.Done():
		c.Close()
		return nil, ctx.Err()
	}
}

func newClient(ctx context.Context, config Config, events Events) *Client {
	if config.Patience == 0 {
		config.Patience = 30 * time.Second
	}
	if config.Heal == 0 {
		config.Heal = 8 * time.Second
	}
	if config.HTTP == nil {
		config.HTTP = &http.Client{}
	}
	if config.Log == nil {
		config.Log = slog.New(slog.DiscardHandler)
	}
	c := &Client{
		config: config, events: events, log: config.Log,
		ready: make(chan struct{}), done: make(chan struct{}),
		inbox: inbox{wake: make(chan struct{}, 1)}, out: newOutlet(),
		others: map[string]*livekit.ParticipantInfo{},
	}
	c.ctx, c.stop = context.WithCancel(context.WithoutCancel(ctx))
	c.session = session{url: config.URL, token: config.Token, attributes: map[string]string{}, subscribed: map[string]bool{}}
	return c
}

// Close leaves the room, and returns when nothing of the session is left.
func (c *Client) Close() {
	c.stop()
	c.group.Wait()
}

// Done is closed when the session is over; Err says why then: nil when the room ended or we left.
func (c *Client) Done() <-chan struct{} { return c.done }

// Err is nil while the session goes on.
func (c *Client) Err() error {
	select {
	case <-c.done:
		return c.err
	default:
		return nil
	}
}

// Identity is our own.
func (c *Client) Identity() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.self.GetIdentity()
}

// TrackSID is the published track's id, empty until the server has given one.
func (c *Client) TrackSID() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.track
}

// Muted tells whether the server has muted what we publish.
func (c *Client) Muted() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.muted
}

// Participant finds another one by identity; nil when there is none.
func (c *Client) Participant(identity string) *livekit.ParticipantInfo {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.others[identity]
}

// SetAttributes changes attributes of our own; an empty value removes one. It does not wait for the server: what is
// set while the connection is down is sent when it is back.
func (c *Client) SetAttributes(attributes map[string]string) error {
	if c.ctx.Err() != nil {
		return ErrClosed
	}
	c.inbox.post(func() { c.setAttributes(attributes) })
	return nil
}

// DropSignal cuts the signalling connection as a bad network would. The session resumes.
func (c *Client) DropSignal() {
	c.inbox.post(func() {
		if c.session.conn != nil {
			c.session.conn.cut()
		}
	})
}

// inbox takes what others want the owner of the state to do. Posting never waits.
type inbox struct {
	mu   sync.Mutex
	todo []func()
	wake chan struct{}
}

func (b *inbox) post(f func()) {
	b.mu.Lock()
	b.todo = append(b.todo, f)
	b.mu.Unlock()
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

func (b *inbox) take() []func() {
	b.mu.Lock()
	defer b.mu.Unlock()
	todo := b.todo
	b.todo = nil
	return todo
}
