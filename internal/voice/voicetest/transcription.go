package voicetest

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"spotter/internal/voice/audio"
)

// transcription is a Realtime session that only transcribes.
type transcription struct {
	*line
	ear    *ear
	model  string
	from   int // the first word of what was not committed
	told   int // words that were told of it
	buffer int // samples since the newest commit
	items  int
}

func (c *transcription) run() {
	c.send(map[string]any{"type": "session.created", "event_id": "event_1", "session": map[string]any{"type": "transcription", "id": "sess_1"}})
	for {
		data, binary, ok := c.receive()
		if !ok {
			return
		}
		var m struct {
			Type    string          `json:"type"`
			Audio   string          `json:"audio"`
			Session json.RawMessage `json:"session"`
		}
		if binary || json.Unmarshal(data, &m) != nil {
			c.realtimeFault("no JSON: %.40q", data)
			continue
		}
		switch m.Type {
		case "session.update":
			c.configure(m.Session)
		case "input_audio_buffer.append":
			c.append(m.Audio)
		case "input_audio_buffer.commit":
			c.commit()
		case "input_audio_buffer.clear":
			c.from, c.told, c.buffer = len(c.ear.words), 0, 0
			c.send(map[string]any{"type": "input_audio_buffer.cleared", "event_id": "event_c"})
		default:
			c.realtimeFault("an unknown event: %s", m.Type)
		}
	}
}

func (c *transcription) configure(session json.RawMessage) {
	var s struct {
		Type  string `json:"type"`
		Audio struct {
			Input struct {
				Format struct {
					Type string `json:"type"`
					Rate int    `json:"rate"`
				} `json:"format"`
				Transcription struct {
					Model    string `json:"model"`
					Language string `json:"language"`
					Prompt   string `json:"prompt"`
				} `json:"transcription"`
				Turn json.RawMessage `json:"turn_detection"`
			} `json:"input"`
		} `json:"audio"`
	}
	if json.Unmarshal(session, &s) != nil || s.Type != "transcription" {
		c.realtimeFault("the session is none of a transcription: %s", session)
		return
	}
	in := s.Audio.Input
	native := !strings.HasPrefix(in.Transcription.Model, "gpt-4o") && in.Transcription.Model != "whisper-1"
	switch {
	case in.Format.Type != "audio/pcm" || in.Format.Rate != 24000:
		c.realtimeFault("the format is refused: %+v", in.Format)
	case in.Transcription.Model == "":
		c.realtimeFault("the model is missing")
	case native && len(in.Turn) > 0 && string(in.Turn) != "null":
		c.realtimeFault("%s does not detect turns", in.Transcription.Model)
	case native && in.Transcription.Prompt != "":
		c.realtimeFault("%s takes no prompt", in.Transcription.Model)
	default:
		c.model = in.Transcription.Model
		c.send(map[string]any{"type": "session.updated", "event_id": "event_2", "session": session})
	}
}

func (c *transcription) item() string { return fmt.Sprintf("item_%d", c.items) }

func (c *transcription) append(encoded string) {
	data, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || c.model == "" || len(data)%2 != 0 || len(data) > 15<<20 {
		c.realtimeFault("audio that is refused: %d bytes, %v, model %q", len(data), err, c.model)
		return
	}
	c.server.update(func() { c.request.Bytes += len(data) * 2 / 3 }) // as much as it was at 16 kHz
	samples := audio.Samples(data)
	c.buffer += len(samples)
	c.ear.hear(samples)
	for ; c.from+c.told < len(c.ear.words); c.told++ {
		word := c.ear.words[c.from+c.told].Text
		if c.told > 0 {
			word = " " + word
		}
		c.send(map[string]any{"type": "conversation.item.input_audio_transcription.delta", "event_id": "event_d", "item_id": c.item(), "content_index": 0, "delta": word})
	}
}

func (c *transcription) commit() {
	if audio.Duration(c.buffer, 24000) < 100*time.Millisecond {
		c.send(realtimeError("invalid_request_error", "input_audio_buffer_commit_empty", ""))
		return
	}
	c.send(map[string]any{"type": "input_audio_buffer.committed", "event_id": "event_k", "item_id": c.item(), "previous_item_id": nil})
	text := textOf(c.ear.words[c.from:])
	c.send(map[string]any{"type": "conversation.item.input_audio_transcription.completed", "event_id": "event_f", "item_id": c.item(), "content_index": 0, "transcript": text,
		"usage": map[string]any{"type": "duration", "seconds": audio.Duration(c.buffer, 24000).Seconds()}})
	c.items++
	c.from, c.told, c.buffer = len(c.ear.words), 0, 0
}
