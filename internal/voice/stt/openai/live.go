package openai

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync/atomic"
	"time"

	"spotter/internal/voice/audio"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/vendor"
)

// liveRate is the only rate that a Realtime session takes.
const liveRate = 24000

// Live recognises while it is spoken, over a Realtime transcription session. The model hears no ends of turns:
// Finalize commits what was said.
type Live struct{ config Config }

// NewLive makes a provider. Nothing is asked yet.
func NewLive(c Config) (*Live, error) {
	if err := c.check(DefaultLive); err != nil {
		return nil, err
	}
	return &Live{c}, nil
}

// Name is openai, or speech server.
func (p *Live) Name() string { return p.config.name() }

// Model is the one that is asked for.
func (p *Live) Model() string { return p.config.Model }

// EndsTurns is false.
func (p *Live) EndsTurns() bool { return false }

// Warm leaves an idle connection behind.
func (p *Live) Warm(ctx context.Context) error {
	return vendor.Touch(ctx, p.config.HTTP, p.Name(), p.config.BaseURL+"/models")
}

// Check asks, cheaply, whether the key is accepted.
func (p *Live) Check(ctx context.Context) error { return p.config.ask(ctx) }

// Open begins a session.
func (p *Live) Open(ctx context.Context, o stt.Options) (stt.Stream, error) {
	conn, err := vendor.Dial(ctx, vendor.DialConfig{Provider: p.Name(), HTTP: p.config.HTTP, URL: vendor.WS(p.config.BaseURL) + "/realtime?intent=transcription", Header: p.config.header(), Now: p.config.Now})
	if err != nil {
		return nil, err
	}
	s := &live{provider: p, options: o, conn: conn, out: stt.NewOutbox(), up: audio.NewResampler(o.Rate, liveRate), items: map[string]string{}, empty: make(chan struct{}, 4), commits: make(chan int64, 64)}
	if err := s.send(p.session(o)); err != nil {
		conn.Close()
		return nil, err
	}
	go s.run()
	return s, nil
}

// session describes what is wanted. Only the models of the gpt-4o family and Whisper take words to listen for.
func (p *Live) session(o stt.Options) any {
	transcription := map[string]any{"model": p.config.Model}
	if language := stt.Base(o.Language); language != "" {
		transcription["language"] = language
	}
	if len(o.Terms) > 0 && (strings.HasPrefix(p.config.Model, "gpt-4o") || p.config.Model == AnyWhisper) {
		transcription["prompt"] = strings.Join(o.Terms, ", ")
	}
	input := map[string]any{"format": map[string]any{"type": "audio/pcm", "rate": liveRate}, "transcription": transcription, "turn_detection": nil}
	return map[string]any{"type": "session.update", "session": map[string]any{"type": "transcription", "audio": map[string]any{"input": input}}}
}

type live struct {
	provider *Live
	options  stt.Options
	conn     *vendor.Conn
	out      *stt.Outbox
	up       *audio.Resampler
	items    map[string]string // what is understood of each so far
	empty    chan struct{}     // a Finalize with nothing to commit
	written  atomic.Int64      // samples
	commits  chan int64        // how much was written at each
	pending  int               // of them since the newest commit; only who writes knows
}

func (s *live) Events() <-chan stt.Event { return s.out.Events() }

func (s *live) send(message any) error {
	data, err := json.Marshal(message)
	if err != nil {
		return err
	}
	return s.conn.Send(vendor.Text(data))
}

func (s *live) Write(pcm []int16) error {
	s.written.Add(int64(len(pcm)))
	s.pending += len(pcm)
	return s.append(s.up.Add(pcm))
}

func (s *live) append(pcm []int16) error {
	if len(pcm) == 0 {
		return nil
	}
	return s.send(map[string]any{"type": "input_audio_buffer.append", "audio": audio.Bytes(pcm)}) // which becomes base64
}

// Finalize commits what was said. A session refuses to commit less than 100 ms.
func (s *live) Finalize() error {
	if audio.Duration(s.pending, s.options.Rate) <= least {
		select {
		case s.empty <- struct{}{}:
		default:
		}
		return nil
	}
	s.pending = 0
	rest := s.up.Rest()
	s.up = audio.NewResampler(s.options.Rate, liveRate)
	if err := s.append(rest); err != nil {
		return err
	}
	select {
	case s.commits <- s.written.Load():
	default: // nobody waits for as many
	}
	return s.send(map[string]any{"type": "input_audio_buffer.commit"})
}

// committed is where the audio ends that the oldest open commit was for.
func (s *live) committed(otherwise time.Duration) time.Duration {
	select {
	case n := <-s.commits:
		return audio.Duration(int(n), s.options.Rate)
	default:
		return otherwise
	}
}

func (s *live) Close() error {
	s.out.Leave()
	s.conn.Close()
	return nil
}

func (s *live) run() {
	for {
		select {
		case <-s.empty:
			s.out.Put(stt.Event{Kind: stt.Final, Finalized: true})
		case m, ok := <-s.conn.In():
			if !ok {
				s.out.End(s.conn.Err())
				return
			}
			if err := s.hear(m.Data); err != nil {
				s.conn.Fail(err)
				for range s.conn.In() { // what was on its way when it failed
				}
				s.out.End(vendor.Of(s.provider.Name(), err))
				return
			}
		}
	}
}

// event is one of the server's, of any type.
type event struct {
	Type       string `json:"type"`
	Item       string `json:"item_id"`
	Delta      string `json:"delta"`
	Transcript string `json:"transcript"`
	StartMS    int    `json:"audio_start_ms"`
	Error      *struct {
		Type    string `json:"type"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func (s *live) hear(data []byte) error {
	var e event
	if json.Unmarshal(data, &e) != nil {
		return vendor.ErrMalformed
	}
	position := audio.Duration(int(s.written.Load()), s.options.Rate)
	switch e.Type {
	case "conversation.item.input_audio_transcription.delta":
		s.items[e.Item] += e.Delta
		s.out.Put(stt.Event{Kind: stt.Partial, Text: strings.TrimSpace(s.items[e.Item]), End: position})
	case "conversation.item.input_audio_transcription.completed":
		delete(s.items, e.Item)
		s.out.Put(stt.Event{Kind: stt.Final, Finalized: true, Text: strings.TrimSpace(e.Transcript), End: s.committed(position)})
	case "input_audio_buffer.speech_started":
		s.out.Put(stt.Event{Kind: stt.Began, Start: time.Duration(e.StartMS) * time.Millisecond})
	case "error", "conversation.item.input_audio_transcription.failed":
		return s.fault(e)
	}
	return nil
}

// fault sorts an error. One that comes of committing nothing is the answer to Finalize.
func (s *live) fault(e event) error {
	out := &vendor.Error{Provider: s.provider.Name(), Retryable: true, Cause: vendor.ErrMalformed}
	if e.Error == nil {
		return out
	}
	if e.Error.Code == "input_audio_buffer_commit_empty" {
		s.committed(0)
		s.out.Put(stt.Event{Kind: stt.Final, Finalized: true})
		return nil
	}
	out.Retryable = e.Error.Type != "invalid_request_error" || e.Error.Code == "session_expired" || e.Error.Code == "rate_limit_exceeded"
	if e.Error.Code == "invalid_api_key" {
		out.Status = 401
	}
	out.Cause = errors.New(vendor.Words(strings.Trim(e.Error.Type+": "+e.Error.Code, ": ")))
	return out
}
