package voicetest

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"spotter/internal/voice/audio"
)

// Reply is what a Realtime model answers: it speaks, or calls a tool.
type Reply struct {
	Text      string
	Tool      string
	Arguments string
	Fail      bool
}

// NewRealtime starts OpenAI with a model that answers by replies, one after another, and then repeats what it has heard.
func NewRealtime(t testing.TB, script *Script, replies []Reply, plans ...Plan) *Server {
	t.Helper()
	s := NewOpenAI(t, script, plans...)
	s.replies = replies
	return s
}

func (s *Server) reply(heard string) (r Reply) {
	s.update(func() {
		r = Reply{Text: "You said " + heard}
		if len(s.replies) > 0 {
			r, s.replies = s.replies[0], s.replies[1:]
		}
	})
	return r
}

// conversation is a Realtime session.
type conversation struct {
	*line
	ear    *ear
	model  string
	all    sync.WaitGroup
	mu     sync.Mutex
	turn   *detection // nil: none
	tools  map[string]bool
	from   int    // the first word of what was not committed
	heard  string // the newest that the person said
	buffer int    // samples since the newest commit
	begun  bool   // speech_started was told
	count  int    // of ids
	stop   context.CancelFunc
	spoken map[string]time.Duration // audio of each item
	calls  map[string]bool          // whose result is awaited
}

type detection struct {
	Type      string `json:"type"`
	Silence   int    `json:"silence_duration_ms"`
	Create    *bool  `json:"create_response"`
	Interrupt *bool  `json:"interrupt_response"`
	Eagerness string `json:"eagerness"`
}

func newConversation(l *line, model string) *conversation {
	return &conversation{line: l, ear: newEar(l.server.Script, 24000), model: model, turn: &detection{Type: "server_vad", Silence: 500}, spoken: map[string]time.Duration{}, calls: map[string]bool{}}
}

func (c *conversation) id(kind string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count++
	return fmt.Sprintf("%s_%d", kind, c.count)
}

type clientEvent struct {
	Type     string          `json:"type"`
	EventID  string          `json:"event_id"`
	Audio    string          `json:"audio"`
	Session  json.RawMessage `json:"session"`
	Item     json.RawMessage `json:"item"`
	ItemID   string          `json:"item_id"`
	Content  *int            `json:"content_index"`
	EndMS    *int            `json:"audio_end_ms"`
	Response json.RawMessage `json:"response"`
}

func (c *conversation) run() {
	defer c.all.Wait()
	defer c.cancel()
	c.send(map[string]any{"type": "session.created", "event_id": "event_1", "session": map[string]any{"type": "realtime", "id": "sess_1", "model": c.model}})
	for {
		data, binary, ok := c.receive()
		if !ok {
			return
		}
		var m clientEvent
		if binary || json.Unmarshal(data, &m) != nil {
			c.realtimeFault("no JSON: %.40q", data)
			continue
		}
		c.take(m)
	}
}

func (c *conversation) take(m clientEvent) {
	switch m.Type {
	case "session.update":
		c.configure(m.Session)
	case "input_audio_buffer.append":
		c.append(m.Audio)
	case "input_audio_buffer.commit":
		c.commit()
	case "input_audio_buffer.clear":
		c.from, c.buffer = len(c.ear.words), 0
		c.send(map[string]any{"type": "input_audio_buffer.cleared"})
	case "conversation.item.create":
		c.item(m.Item)
	case "conversation.item.truncate":
		c.truncate(m)
	case "response.create":
		c.respond()
	case "response.cancel":
		if !c.cancel() {
			c.send(realtimeError("invalid_request_error", "response_cancel_not_active", m.EventID))
		}
	default:
		c.realtimeFault("an unknown event: %s", m.Type)
	}
}

func (c *conversation) configure(raw json.RawMessage) {
	var s struct {
		Type  string `json:"type"`
		Audio struct {
			Input struct {
				Format        map[string]any  `json:"format"`
				Transcription map[string]any  `json:"transcription"`
				Turn          json.RawMessage `json:"turn_detection"`
			} `json:"input"`
			Output struct {
				Format map[string]any `json:"format"`
				Voice  string         `json:"voice"`
			} `json:"output"`
		} `json:"audio"`
		Modalities   []string                     `json:"output_modalities"`
		Instructions string                       `json:"instructions"`
		Tools        []map[string]json.RawMessage `json:"tools"`
	}
	if json.Unmarshal(raw, &s) != nil || s.Type != "realtime" {
		c.realtimeFault("the session is none of a conversation: %s", raw)
		return
	}
	for _, f := range []map[string]any{s.Audio.Input.Format, s.Audio.Output.Format} {
		if f != nil && (f["type"] != "audio/pcm" || f["rate"] != 24000.0) {
			c.realtimeFault("the format is refused: %v", f)
			return
		}
	}
	if len(s.Audio.Input.Turn) > 0 {
		c.turn = nil
		if string(s.Audio.Input.Turn) != "null" {
			c.turn = &detection{}
			if json.Unmarshal(s.Audio.Input.Turn, c.turn) != nil || c.turn.Type != "server_vad" && c.turn.Type != "semantic_vad" {
				c.realtimeFault("turn_detection is refused: %s", s.Audio.Input.Turn)
				return
			}
		}
	}
	if s.Tools != nil {
		c.tools = map[string]bool{}
		for _, t := range s.Tools {
			var name string
			if string(t["type"]) != `"function"` || json.Unmarshal(t["name"], &name) != nil || name == "" || len(t["parameters"]) == 0 {
				c.realtimeFault("a tool is refused: %v", t)
				return
			}
			c.tools[name] = true
		}
	}
	c.send(map[string]any{"type": "session.updated", "event_id": "event_2", "session": raw})
}

func (c *conversation) append(encoded string) {
	data, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(data)%2 != 0 || len(data) > 15<<20 {
		c.realtimeFault("audio that is refused: %d bytes, %v", len(data), err)
		return
	}
	c.server.update(func() { c.request.Bytes += len(data) * 2 / 3 })
	samples := audio.Samples(data)
	c.buffer += len(samples)
	c.ear.hear(samples)
	c.detect()
}

// detect is the vendor's own turn detection.
func (c *conversation) detect() {
	if c.turn == nil || len(c.ear.words) == c.from {
		return
	}
	if !c.begun {
		c.begun = true
		c.send(map[string]any{"type": "input_audio_buffer.speech_started", "audio_start_ms": c.ear.words[c.from].From.Milliseconds(), "item_id": "item_u"})
		if c.turn.Interrupt == nil || *c.turn.Interrupt {
			c.cancel()
		}
	}
	silence := 600 * time.Millisecond
	if c.turn.Silence > 0 {
		silence = time.Duration(c.turn.Silence) * time.Millisecond
	}
	if c.ear.silence() < silence {
		return
	}
	c.send(map[string]any{"type": "input_audio_buffer.speech_stopped", "audio_end_ms": c.ear.position().Milliseconds(), "item_id": "item_u"})
	c.commit()
	if c.turn.Create == nil || *c.turn.Create {
		c.respond()
	}
}

func (c *conversation) commit() {
	if audio.Duration(c.buffer, 24000) < 100*time.Millisecond {
		c.send(realtimeError("invalid_request_error", "input_audio_buffer_commit_empty", ""))
		return
	}
	item := c.id("item")
	c.heard = textOf(c.ear.words[c.from:])
	c.from, c.buffer, c.begun = len(c.ear.words), 0, false
	c.send(map[string]any{"type": "input_audio_buffer.committed", "item_id": item})
	c.send(map[string]any{"type": "conversation.item.added", "item": map[string]any{"id": item, "type": "message", "role": "user"}})
	c.send(map[string]any{"type": "conversation.item.input_audio_transcription.completed", "item_id": item, "content_index": 0, "transcript": c.heard, "usage": map[string]any{"type": "tokens", "total_tokens": 10}})
}

func (c *conversation) item(raw json.RawMessage) {
	var item struct {
		Type    string `json:"type"`
		Role    string `json:"role"`
		CallID  string `json:"call_id"`
		Output  string `json:"output"`
		Content []struct {
			Type string `json:"type"`
			Text string `json:"text"`
		} `json:"content"`
	}
	_ = json.Unmarshal(raw, &item)
	c.mu.Lock()
	awaited := c.calls[item.CallID]
	delete(c.calls, item.CallID)
	c.mu.Unlock()
	switch {
	case item.Type == "message" && len(item.Content) > 0 && item.Content[0].Type == "input_text":
		c.heard = item.Content[0].Text
	case item.Type == "function_call_output" && awaited:
		c.heard = item.Output
	default:
		c.realtimeFault("an item that is refused: %s", raw)
		return
	}
	c.send(map[string]any{"type": "conversation.item.added", "item": map[string]any{"id": c.id("item"), "type": item.Type}})
}

func (c *conversation) truncate(m clientEvent) {
	c.mu.Lock()
	length, known := c.spoken[m.ItemID]
	c.mu.Unlock()
	if !known || m.Content == nil || m.EndMS == nil || *m.EndMS < 0 || time.Duration(*m.EndMS)*time.Millisecond > length {
		c.realtimeFault("truncate is refused: %s of %s", m.ItemID, length)
		return
	}
	c.send(map[string]any{"type": "conversation.item.truncated", "item_id": m.ItemID, "content_index": 0, "audio_end_ms": *m.EndMS})
}

// cancel stops the answer under way; false: there is none.
func (c *conversation) cancel() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stop == nil {
		return false
	}
	c.stop()
	return true
}

func (c *conversation) respond() {
	c.mu.Lock()
	if c.stop != nil {
		c.mu.Unlock()
		c.send(realtimeError("invalid_request_error", "conversation_already_has_active_response", ""))
		return
	}
	ctx, cancel := context.WithCancel(c.ctx)
	c.stop = cancel
	if len(c.calls) > 0 {
		c.server.fault("an answer is asked for while calls have no result")
	}
	c.mu.Unlock()
	reply := c.server.reply(c.heard)
	c.all.Go(func() { c.answer(ctx, reply) })
}
