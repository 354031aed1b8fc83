package rtc

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/livekit/protocol/livekit"
)

// Call is a request that someone else made of us.
type Call struct {
	From, Method, Payload string
	Timeout               time.Duration // the caller waits no longer
}

// RPCError is a failed call, in the protocol's words. A handler may return one; any other error of a handler reaches
// the caller as ApplicationFailed, without its text.
type RPCError struct {
	Code    uint32
	Message string
	Data    string
}

func (e *RPCError) Error() string { return fmt.Sprintf("livekit: rpc %d: %s", e.Code, e.Message) }

// Codes of RPCError that the protocol fixes.
const (
	UnsupportedMethod   = 1400
	RecipientNotFound   = 1401
	RequestTooLarge     = 1402
	UnsupportedVersion  = 1404
	ApplicationFailed   = 1500
	ConnectionTimeout   = 1501
	ResponseTimeout     = 1502
	RecipientGone       = 1503
	ResponseTooLarge    = 1504
	rpcVersion          = 1
	maxRPC              = 15 << 10 // bytes of a payload
	ackTime             = 7 * time.Second
	defaultResponseTime = 15 * time.Second
	maxServed           = 16 // calls answered at once
)

// calls are ours that wait for an answer, and others' that are being answered.
type calls struct {
	mu     sync.Mutex
	open   map[string]*call // by request id
	served int
	over   bool
}

type call struct {
	to     string
	acked  chan struct{} // closed by the ack, or the answer
	once   sync.Once
	answer chan response // of 1
}

type response struct {
	payload string
	err     error
}

// Call asks someone to do something, and waits for the answer no longer than ctx.
func (c *Client) Call(ctx context.Context, to, method, payload string) (string, error) {
	if len(payload) > maxRPC {
		return "", &RPCError{Code: RequestTooLarge, Message: "the request is too large"}
	}
	if c.Participant(to) == nil {
		return "", &RPCError{Code: RecipientNotFound, Message: "nobody of this name is in the room"}
	}
	timeout := defaultResponseTime
	if deadline, ok := ctx.Deadline(); ok {
		timeout = deadline.Sub(c.config.Now())
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	id, waiting := rand.Text(), &call{to: to, acked: make(chan struct{}), answer: make(chan response, 1)}
	if !c.calls.begin(id, waiting) {
		return "", ErrClosed
	}
	defer c.calls.forget(id)
	err := c.send(ctx, &livekit.DataPacket{DestinationIdentities: []string{to}, Value: &livekit.DataPacket_RpcRequest{RpcRequest: &livekit.RpcRequest{
		Id: id, Method: method, Payload: payload, ResponseTimeoutMs: uint32(max(timeout.Milliseconds(), 1)), Version: rpcVersion,
	}}})
	if err != nil {
		return "", err
	}
	return waiting.wait(ctx)
}

func (w *call) wait(ctx context.Context) (string, error) {
	timer := time.NewTimer(ackTime)
	defer timer.Stop()
	select {
	case <-w.acked:
	case r := <-w.answer:
		return r.payload, r.err
	case <-timer.C:
		return "", &RPCError{Code: ConnectionTimeout, Message: "nobody took the call"}
	case <-ctx.Done():
		return "", callFault(ctx)
	}
	select {
	case r := <-w.answer:
		return r.payload, r.err
	case <-ctx.Done():
		return "", callFault(ctx)
	}
}

func callFault(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return &RPCError{Code: ResponseTimeout, Message: "no answer in time"}
	}
	return ctx.Err()
}

func (s *calls) begin(id string, waiting *call) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return false
	}
	if s.open == nil {
		s.open = map[string]*call{}
	}
	s.open[id] = waiting
	return true
}

func (s *calls) forget(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, id)
}

// find gives a call that waits for this one; others' answers to it are nobody's.
func (s *calls) find(from, id string) *call {
	s.mu.Lock()
	defer s.mu.Unlock()
	if waiting := s.open[id]; waiting != nil && waiting.to == from {
		return waiting
	}
	return nil
}

func (s *calls) acknowledge(from, id string) {
	if waiting := s.find(from, id); waiting != nil {
		waiting.once.Do(func() { close(waiting.acked) })
	}
}

func (s *calls) answer(from string, r *livekit.RpcResponse) {
	waiting := s.find(from, r.GetRequestId())
	if waiting == nil {
		return
	}
	got := response{payload: r.GetPayload()}
	if e := r.GetError(); e != nil {
		got.err = &RPCError{Code: e.GetCode(), Message: e.GetMessage(), Data: e.GetData()}
	}
	waiting.put(got)
}

// put keeps the first answer.
func (w *call) put(r response) {
	select {
	case w.answer <- r:
	default:
	}
}

// lost ends the calls to one who has gone.
func (s *calls) lost(identity string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, waiting := range s.open {
		if waiting.to == identity {
			waiting.put(response{err: &RPCError{Code: RecipientGone, Message: "the one called has left"}})
		}
	}
}

func (s *calls) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.over = true
	for _, waiting := range s.open {
		waiting.put(response{err: ErrClosed})
	}
}

// serve answers a call, beside what else comes.
func (c *Client) serve(from string, r *livekit.RpcRequest) {
	handler, known := c.events.RPC[r.GetMethod()]
	switch {
	case r.GetVersion() != rpcVersion:
		handler = refuse(&RPCError{Code: UnsupportedVersion, Message: "this version of calls is not supported"})
	case !known:
		handler = refuse(&RPCError{Code: UnsupportedMethod, Message: "nobody here does this"})
	case len(r.GetPayload()) > maxRPC:
		handler = refuse(&RPCError{Code: RequestTooLarge, Message: "the request is too large"})
	}
	if !c.calls.enter() {
		return // too busy: the caller is told by its own clock
	}
	timeout := time.Duration(r.GetResponseTimeoutMs()) * time.Millisecond
	if timeout <= 0 || timeout > time.Minute {
		timeout = defaultResponseTime
	}
	c.group.Go(func() {
		defer c.calls.exit()
		ctx, cancel := context.WithTimeout(c.ctx, timeout)
		defer cancel()
		c.reply(ctx, from, r.GetId(), handler, Call{From: from, Method: r.GetMethod(), Payload: r.GetPayload(), Timeout: timeout})
	})
}

func refuse(err error) func(context.Context, Call) (string, error) {
	return func(context.Context, Call) (string, error) { return "", err }
}

func (s *calls) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.served >= maxServed || s.over {
		return false
	}
	s.served++
	return true
}

func (s *calls) exit() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.served--
}

func (c *Client) reply(ctx context.Context, to, id string, handler func(context.Context, Call) (string, error), request Call) {
	err := c.send(ctx, &livekit.DataPacket{DestinationIdentities: []string{to}, Value: &livekit.DataPacket_RpcAck{RpcAck: &livekit.RpcAck{RequestId: id}}})
	if err != nil {
		return
	}
	payload, err := handler(ctx, request)
	if err == nil && len(payload) > maxRPC {
		err = &RPCError{Code: ResponseTooLarge, Message: "the answer is too large"}
	}
	answer := &livekit.RpcResponse{RequestId: id, Value: &livekit.RpcResponse_Payload{Payload: payload}}
	if err != nil {
		answer.Value = &livekit.RpcResponse_Error{Error: callError(err)}
	}
	if err := c.send(ctx, &livekit.DataPacket{DestinationIdentities: []string{to}, Value: &livekit.DataPacket_RpcResponse{RpcResponse: answer}}); err != nil {
		c.log.InfoContext(ctx, "livekit: an answer could not be sent", "method", request.Method, "err", err)
	}
}

func callError(err error) *livekit.RpcError {
	var known *RPCError
	if errors.As(err, &known) {
		return &livekit.RpcError{Code: known.Code, Message: known.Message, Data: known.Data}
	}
	return &livekit.RpcError{Code: ApplicationFailed, Message: "the call failed"}
}
