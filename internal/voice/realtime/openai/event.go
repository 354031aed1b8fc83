package openai

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"sync"

	"spotter/internal/llm"
	"spotter/internal/voice/audio"
	"spotter/internal/voice/realtime"
	"spotter/internal/voice/vendor"
)

// event is one of the vendor's, of any type.
type event struct {
	Type       string `json:"type"`
	Item       string `json:"item_id"`
	Delta      string `json:"delta"`
	Transcript string `json:"transcript"`
	StartMS    int    `json:"audio_start_ms"`
	EndMS      int    `json:"audio_end_ms"`
	CallID     string `json:"call_id"`
	Name       string `json:"name"`
	Arguments  string `json:"arguments"`
	Error      *fault `json:"error"`
	Response   *struct {
		Status  string `json:"status"`
		Details *struct {
			Error *fault `json:"error"`
		} `json:"status_details"`
		Usage usage `json:"usage"`
	} `json:"response"`
}

type fault struct {
	Type string `json:"type"`
	Code string `json:"code"`
}

type usage struct {
	In struct {
		Text   int `json:"text_tokens"`
		Audio  int `json:"audio_tokens"`
		Cached struct {
			Text  int `json:"text_tokens"`
			Audio int `json:"audio_tokens"`
		} `json:"cached_tokens_details"`
	} `json:"input_token_details"`
	Out struct {
		Text  int `json:"text_tokens"`
		Audio int `json:"audio_tokens"`
	} `json:"output_token_details"`
}

func (u usage) sum() realtime.Usage {
	return realtime.Usage{TextInput: max(0, u.In.Text-u.In.Cached.Text), TextCached: u.In.Cached.Text, TextOutput: u.Out.Text,
		AudioInput: max(0, u.In.Audio-u.In.Cached.Audio), AudioCached: u.In.Cached.Audio, AudioOutput: u.Out.Audio}
}

// audio passes on what is spoken.
func (s *session) audio(e event) {
	data, err := base64.StdEncoding.DecodeString(e.Delta)
	if err != nil {
		s.conn.Fail(vendor.ErrMalformed)
		return
	}
	if s.speaks != e.Item {
		s.rest()
		s.speaks, s.down = e.Item, audio.NewResampler(wireRate, s.options.SpeakRate)
	}
	samples := audio.Samples(data)
	s.mu.Lock()
	s.lengths[e.Item] += len(samples)
	s.mu.Unlock()
	if pcm := s.down.Add(samples); len(pcm) > 0 {
		s.out.put(realtime.Event{Kind: realtime.Audio, Item: e.Item, PCM: pcm})
	}
}

// rest passes on the end of an item, which the change of rates has held back.
func (s *session) rest() {
	if s.down == nil {
		return
	}
	if pcm := s.down.Rest(); len(pcm) > 0 {
		s.out.put(realtime.Event{Kind: realtime.Audio, Item: s.speaks, PCM: pcm})
	}
	s.speaks, s.down = "", nil
}

func (s *session) call(e event) {
	s.mu.Lock()
	s.open[e.CallID] = true
	s.mu.Unlock()
	s.out.put(realtime.Event{Kind: realtime.Call, Item: e.Item, Call: llm.ToolCall{ID: e.CallID, Name: e.Name, Arguments: json.RawMessage(e.Arguments)}})
}

// done ends an answer, and asks for the one that was wanted meanwhile.
func (s *session) done(e event) {
	s.rest()
	out := realtime.Event{Kind: realtime.Done}
	if r := e.Response; r != nil {
		out.Usage, out.Interrupted = r.Usage.sum(), r.Status == "cancelled"
		if r.Status == "failed" {
			out.Err = &vendor.Error{Provider: s.provider.Name(), Retryable: true, Cause: errors.New("the answer failed")}
			if r.Details != nil && r.Details.Error != nil {
				out.Err = s.says(r.Details.Error)
			}
		}
	}
	s.mu.Lock()
	wanted := s.wanted
	s.active, s.wanted = false, false
	s.mu.Unlock()
	s.out.put(out)
	if wanted {
		_ = s.respond() // the end of the connection tells
	}
}

// benign are refusals of what had become needless when it arrived.
var benign = []string{"response_cancel_not_active", "conversation_already_has_active_response", "input_audio_buffer_commit_empty"}

func (s *session) trouble(e event) {
	if e.Error == nil {
		e.Error = &fault{Type: "server_error"}
	}
	for _, code := range benign {
		if e.Error.Code == code {
			s.settle(code)
			return
		}
	}
	s.out.put(realtime.Event{Kind: realtime.Trouble, Err: s.says(e.Error)})
}

// settle mends what is known after a benign refusal.
func (s *session) settle(code string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch code {
	case "response_cancel_not_active":
		s.active = false
	case "conversation_already_has_active_response":
		s.active, s.wanted = true, true
	}
}

func (s *session) says(f *fault) *vendor.Error {
	out := &vendor.Error{Provider: s.provider.Name(), Retryable: f.Type != "invalid_request_error" || f.Code == "session_expired"}
	if f.Code == "invalid_api_key" {
		out.Status = 401
	}
	out.Cause = errors.New(vendor.Words(strings.Trim(f.Type+": "+f.Code, ": ")))
	return out
}

// outbox hands events over. One goroutine puts; who closes need not read on.
type outbox struct {
	events chan realtime.Event
	done   chan struct{}
	once   sync.Once
}

func newOutbox() *outbox {
	return &outbox{events: make(chan realtime.Event, 256), done: make(chan struct{})}
}

func (o *outbox) put(e realtime.Event) {
	select {
	case o.events <- e:
	case <-o.done:
	}
}

func (o *outbox) leave() { o.once.Do(func() { close(o.done) }) }

func (o *outbox) end(err error) {
	if err != nil {
		o.put(realtime.Event{Kind: realtime.Failed, Err: err})
	}
	close(o.events)
}
