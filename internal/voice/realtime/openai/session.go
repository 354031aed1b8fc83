package openai

import (
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"time"

	"spotter/internal/voice/audio"
	"spotter/internal/voice/realtime"
	"spotter/internal/voice/vendor"
)

// session is one conversation.
type session struct {
	provider *Provider
	options  realtime.Options
	conn     *vendor.Conn
	out      *outbox
	up       *audio.Resampler
	down     *audio.Resampler // of the item that is spoken
	speaks   string           // that item

	mu      sync.Mutex
	active  bool            // an answer is under way
	wanted  bool            // another is asked for when that has ended
	open    map[string]bool // calls without a result
	lengths map[string]int  // samples of each item, at wireRate
}

func (s *session) Events() <-chan realtime.Event { return s.out.events }

func (s *session) send(message any) error {
	data, err := json.Marshal(message)
	if err != nil {
		return err
	}
	return s.conn.Send(vendor.Text(data))
}

func (s *session) Write(pcm []int16) error { return s.append(s.up.Add(pcm)) }

func (s *session) append(pcm []int16) error {
	if len(pcm) == 0 {
		return nil
	}
	return s.send(map[string]any{"type": "input_audio_buffer.append", "audio": audio.Bytes(pcm)})
}

// Do tells the session something.
func (s *session) Do(c realtime.Command) error {
	switch c := c.(type) {
	case realtime.Commit:
		rest := s.up.Rest()
		s.up = audio.NewResampler(s.options.HearRate, wireRate)
		return errors.Join(s.append(rest), s.send(map[string]any{"type": "input_audio_buffer.commit"}), s.respond())
	case realtime.Text:
		err := s.item(map[string]any{"type": "message", "role": "user", "content": []any{map[string]any{"type": "input_text", "text": c.Text}}})
		if c.Quiet {
			return err
		}
		return errors.Join(err, s.respond())
	case realtime.Result:
		return s.result(c)
	case realtime.Interrupt:
		return s.interrupt(c)
	case realtime.Instruct:
		return s.send(map[string]any{"type": "session.update", "session": map[string]any{"type": "realtime", "instructions": c.Instructions, "tools": tools(c.Tools)}})
	}
	return errors.New("openai: an unknown command")
}

func (s *session) item(item any) error {
	return s.send(map[string]any{"type": "conversation.item.create", "item": item})
}

// respond asks for an answer, after the one that is under way: there is only one at a time.
func (s *session) respond() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.active {
		s.wanted = true
		return nil
	}
	s.active = true
	return s.send(map[string]any{"type": "response.create"})
}

func (s *session) result(r realtime.Result) error {
	if err := s.item(map[string]any{"type": "function_call_output", "call_id": r.Call, "output": r.Content}); err != nil {
		return err
	}
	s.mu.Lock()
	asked := s.open[r.Call]
	delete(s.open, r.Call)
	more := len(s.open) > 0
	s.mu.Unlock()
	if !asked || more {
		return nil
	}
	return s.respond()
}

// interrupt ends the answer under way, and cuts what the model believes it has said.
func (s *session) interrupt(i realtime.Interrupt) error {
	s.mu.Lock()
	active, length, known := s.active, s.lengths[i.Item], s.lengths[i.Item] > 0
	s.wanted = false
	s.mu.Unlock()
	var err error
	if active {
		err = s.send(map[string]any{"type": "response.cancel"})
	}
	if known {
		heard := min(max(i.Heard, 0), audio.Duration(length, wireRate))
		err = errors.Join(err, s.send(map[string]any{"type": "conversation.item.truncate", "item_id": i.Item, "content_index": 0, "audio_end_ms": heard.Milliseconds()}))
	}
	return err
}

func (s *session) Close() error {
	s.out.leave()
	s.conn.Close()
	return nil
}

func (s *session) run() {
	for m := range s.conn.In() {
		var e event
		if m.Binary || json.Unmarshal(m.Data, &e) != nil {
			s.conn.Fail(vendor.ErrMalformed)
			continue
		}
		s.hear(e)
	}
	s.out.end(s.conn.Err())
}

// hear takes an event of the vendor's.
func (s *session) hear(e event) {
	switch e.Type {
	case "input_audio_buffer.speech_started":
		s.out.put(realtime.Event{Kind: realtime.Began, At: time.Duration(e.StartMS) * time.Millisecond})
	case "input_audio_buffer.speech_stopped":
		s.out.put(realtime.Event{Kind: realtime.Ended, At: time.Duration(e.EndMS) * time.Millisecond})
	case "conversation.item.input_audio_transcription.delta":
		s.out.put(realtime.Event{Kind: realtime.Hearing, Item: e.Item, Text: e.Delta})
	case "conversation.item.input_audio_transcription.completed":
		s.out.put(realtime.Event{Kind: realtime.Heard, Item: e.Item, Text: strings.TrimSpace(e.Transcript)})
	case "response.created":
		s.mu.Lock()
		s.active = true
		s.mu.Unlock()
	case "response.output_audio.delta":
		s.audio(e)
	case "response.output_audio_transcript.delta":
		s.out.put(realtime.Event{Kind: realtime.Saying, Item: e.Item, Text: e.Delta})
	case "response.function_call_arguments.done":
		s.call(e)
	case "response.done":
		s.done(e)
	case "error", "conversation.item.input_audio_transcription.failed":
		s.trouble(e)
	}
}
