package livekit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/coder/websocket"
	lk "github.com/livekit/protocol/livekit"
	"google.golang.org/protobuf/proto"
)

// line is one connection to the server.
type line struct {
	conn *websocket.Conn
	id   string // of the worker, as the server calls it on this connection
}

// send writes a message, whole, within a limit.
func (l *line) send(ctx context.Context, message *lk.WorkerMessage) error {
	body, err := proto.Marshal(message)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, writeWait)
	defer cancel()
	return l.conn.Write(ctx, websocket.MessageBinary, body)
}

// read waits for the next message; after a long silence the connection counts as dead.
func (l *line) read(ctx context.Context) (*lk.ServerMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, deafAfter)
	defer cancel()
	kind, body, err := l.conn.Read(ctx)
	if err != nil {
		return nil, err
	}
	if kind != websocket.MessageBinary {
		return nil, errors.New("the server does not speak the worker protocol")
	}
	message := &lk.ServerMessage{}
	return message, proto.Unmarshal(body, message)
}

// connect registers and works until the connection ends; it always returns an error.
func (w *Worker) connect(ctx context.Context) error {
	l, err := w.register(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.conn.CloseNow() }()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w.attach(ctx, l)
	defer w.detach()
	told := make(chan struct{})
	go func() {
		defer close(told)
		w.tell(ctx, l)
	}()
	defer func() { cancel(); <-told }()
	for {
		message, err := l.read(ctx)
		if err != nil {
			return err
		}
		if err := w.hear(ctx, l, message); err != nil {
			return err
		}
	}
}

// register dials and says who we are.
func (w *Worker) register(ctx context.Context) (*line, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*writeWait)
	defer cancel()
	token, err := w.Access.sign(w.Now(), serviceLife, "", "", grants{Agent: true})
	if err != nil {
		return nil, err
	}
	conn, response, err := websocket.Dial(ctx, signal(w.Access.URL)+"/agent?protocol="+protocolLevel, &websocket.DialOptions{
		HTTPHeader: http.Header{"Authorization": {"Bearer " + token}}})
	if err != nil {
		return nil, dialFault(response, err)
	}
	conn.SetReadLimit(mostFrame)
	l := &line{conn: conn}
	if l.id, err = w.introduce(ctx, l); err != nil {
		_ = conn.CloseNow()
		return nil, err
	}
	return l, nil
}

// dialFault names the cause that a status tells.
func dialFault(response *http.Response, err error) error {
	if response == nil {
		return err
	}
	if response.Body != nil {
		_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, mostFrame))
		_ = response.Body.Close()
	}
	switch response.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		return errors.New("LIVEKIT_API_KEY or LIVEKIT_API_SECRET is not what the LiveKit server has")
	case http.StatusNotFound:
		return errors.New("LIVEKIT_URL: the server there takes no agents")
	}
	return err
}

func (w *Worker) introduce(ctx context.Context, l *line) (string, error) {
	err := l.send(ctx, &lk.WorkerMessage{Message: &lk.WorkerMessage_Register{Register: &lk.RegisterWorkerRequest{
		Type: lk.JobType_JT_ROOM, AgentName: w.Agent, Version: w.Version, PingInterval: uint32(pingEvery.Seconds()),
		AllowedPermissions: &lk.ParticipantPermission{CanPublish: true, CanSubscribe: true, CanPublishData: true, CanUpdateMetadata: true,
			CanPublishSources: []lk.TrackSource{lk.TrackSource_MICROPHONE}},
	}}})
	if err != nil {
		return "", err
	}
	answer, err := l.read(ctx)
	if err != nil {
		return "", err
	}
	registered := answer.GetRegister()
	if registered == nil {
		return "", fmt.Errorf("the server answered a registration with %T", answer.GetMessage())
	}
	return registered.GetWorkerId(), nil
}

// attach makes a connection the worker's. Sessions of before go on: they have connections of their own to their rooms,
// and the server is told of them.
func (w *Worker) attach(ctx context.Context, l *line) {
	w.mu.Lock()
	w.line = l
	clear(w.promised) // what was promised on the old connection cannot be assigned on this one
	var running []string
	for id := range w.jobs {
		running = append(running, id)
	}
	w.mu.Unlock()
	w.Observe.Registered(true)
	w.Log.InfoContext(ctx, "registered with the LiveKit server", "worker", l.id, "sessions", len(running), "capacity", w.Capacity)
	if len(running) > 0 {
		_ = l.send(ctx, &lk.WorkerMessage{Message: &lk.WorkerMessage_MigrateJob{MigrateJob: &lk.MigrateJobRequest{JobIds: running}}}) // reading fails too
	}
}

func (w *Worker) detach() {
	w.mu.Lock()
	w.line = nil
	w.mu.Unlock()
	w.Observe.Registered(false)
}

// tell sends load and pings until ctx ends or the line breaks; a break shows in reading too.
func (w *Worker) tell(ctx context.Context, l *line) {
	status, ping := time.NewTicker(statusEvery), time.NewTicker(pingEvery)
	defer status.Stop()
	defer ping.Stop()
	for {
		if l.send(ctx, &lk.WorkerMessage{Message: &lk.WorkerMessage_UpdateWorker{UpdateWorker: w.status()}}) != nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-ping.C:
			message := &lk.WorkerPing{Timestamp: w.Now().UnixMilli()}
			if l.send(ctx, &lk.WorkerMessage{Message: &lk.WorkerMessage_Ping{Ping: message}}) != nil {
				return
			}
		case <-status.C:
		case <-w.changed:
		}
	}
}

// status is how busy we are: sessions and promises against the capacity.
func (w *Worker) status() *lk.UpdateWorkerStatus {
	w.mu.Lock()
	defer w.mu.Unlock()
	taken := w.taken()
	available := lk.WorkerStatus_WS_AVAILABLE
	if w.draining || taken >= w.Capacity {
		available = lk.WorkerStatus_WS_FULL
	}
	w.Observe.Sessions(len(w.jobs), w.Capacity)
	return &lk.UpdateWorkerStatus{Status: &available, Load: fullLoad * float32(taken) / float32(w.Capacity), JobCount: uint32(len(w.jobs)), Draining: w.draining}
}

// taken counts places that are not free. The caller holds mu.
func (w *Worker) taken() int {
	now := w.Now()
	for id, p := range w.promised {
		if now.After(p.until) {
			delete(w.promised, id)
		}
	}
	return len(w.jobs) + len(w.promised)
}
