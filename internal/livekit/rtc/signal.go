package rtc

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/coder/websocket"
	"github.com/livekit/protocol/livekit"
	"google.golang.org/protobuf/proto"
)

const (
	protocolVersion = 16      // leave actions with regions, and moved rooms
	maxSignal       = 4 << 20 // bytes of one message; a join with many participants is long
	writeTime       = 5 * time.Second
)

// refusal is a server's answer to the handshake that trying again will not change.
type refusal struct {
	status int
	text   string
}

func (r *refusal) Error() string {
	return fmt.Sprintf("livekit: the server refused (status %d): %s", r.status, r.text)
}

// conn is one signalling connection.
type conn struct {
	ws       *websocket.Conn
	messages chan *livekit.SignalResponse // closed when the connection is over
}

// dial opens the signalling connection; ctx bounds the handshake only.
func (c *Client) dial(ctx context.Context, base string, query url.Values) (*conn, error) {
	address, err := signalURL(base, query)
	if err != nil {
		return nil, err
	}
	//nolint:bodyclose // Dial says that its body need not be closed
	ws, response, err := websocket.Dial(ctx, address, &websocket.DialOptions{
		HTTPClient: c.config.HTTP,
		HTTPHeader: http.Header{"Authorization": {"Bearer " + c.session.token}},
	})
	if err != nil {
		return nil, dialFault(response, err)
	}
	ws.SetReadLimit(maxSignal)
	signal := &conn{ws: ws, messages: make(chan *livekit.SignalResponse, 32)}
	c.group.Go(func() { signal.read(c.ctx) })
	return signal, nil
}

func dialFault(response *http.Response, err error) error {
	if response == nil {
		return fmt.Errorf("livekit: signalling: %w", err)
	}
	if s := response.StatusCode; s >= 400 && s < 500 && s != http.StatusTooManyRequests && s != http.StatusRequestTimeout {
		return &refusal{s, http.StatusText(s)}
	}
	return fmt.Errorf("livekit: signalling: status %d", response.StatusCode)
}

// signalURL is the address of the WebSocket below a server's address, whichever of http, https, ws, wss it has.
func signalURL(base string, query url.Values) (string, error) {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return "", errors.New("livekit: the server's address is not a URL such as wss://host")
	}
	switch u.Scheme {
	case "http":
		u.Scheme = "ws"
	case "https":
		u.Scheme = "wss"
	case "ws", "wss":
	default:
		return "", errors.New("livekit: the server's address must begin with ws, wss, http or https")
	}
	u.Path = strings.TrimSuffix(u.Path, "/") + "/rtc"
	query.Set("protocol", strconv.Itoa(protocolVersion))
	query.Set("sdk", "go")
	query.Set("auto_subscribe", "0")
	query.Set("auto_subscribe_data_track", "0")
	u.RawQuery = query.Encode()
	return u.String(), nil
}

// read hands on what comes until the connection ends.
func (s *conn) read(ctx context.Context) {
	defer close(s.messages)
	defer func() { _ = s.ws.CloseNow() }()
	for {
		kind, raw, err := s.ws.Read(ctx)
		if err != nil {
			return
		}
		m := &livekit.SignalResponse{}
		if kind != websocket.MessageBinary || proto.Unmarshal(raw, m) != nil {
			continue // a word of a later protocol
		}
		select {
		case s.messages <- m:
		case <-ctx.Done():
			return
		}
	}
}

// first waits for the connection's first message.
func (s *conn) first(ctx context.Context) (*livekit.SignalResponse, error) {
	select {
	case m, ok := <-s.messages:
		if !ok {
			return nil, errors.New("livekit: signalling ended before it began")
		}
		return m, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// send writes one request. It waits for a full socket, but not for long.
func (s *conn) send(ctx context.Context, m *livekit.SignalRequest) error {
	raw, err := proto.Marshal(m)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), writeTime)
	defer cancel()
	return s.ws.Write(ctx, websocket.MessageBinary, raw)
}

// cut ends the connection without a word.
func (s *conn) cut() { _ = s.ws.CloseNow() }
