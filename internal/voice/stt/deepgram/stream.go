package deepgram

import (
	"encoding/json"
	"errors"
	"sync/atomic"
	"time"

	"spotter/internal/voice/audio"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/vendor"
)

// stream is one recognition. A goroutine of its own reads what Deepgram says.
type stream struct {
	provider *Provider
	rate     int
	conn     *vendor.Conn
	out      *stt.Outbox
	parse    func(message []byte) error
	asked    chan struct{} // Finalize was called
	waiting  bool          // for its answer
	timer    *time.Timer
	padded   atomic.Int64 // samples of silence that were sent and never written
	text     string       // Flux: the newest of the turn
}

func (s *stream) Events() <-chan stt.Event { return s.out.Events() }

func (s *stream) Write(pcm []int16) error {
	return s.conn.Send(vendor.Binary(audio.Bytes(pcm)))
}

// Finalize asks Nova for what is pending, and ends Flux's turn.
func (s *stream) Finalize() error {
	message := `{"type":"Finalize"}`
	if s.provider.flux {
		message = `{"type":"ForceEndTurn"}`
	}
	if err := s.conn.Send(vendor.Text([]byte(message))); err != nil {
		return err
	}
	select {
	case s.asked <- struct{}{}:
	default: // it is being waited for
	}
	return nil
}

func (s *stream) Close() error {
	s.out.Leave()
	s.conn.Close(vendor.Text([]byte(`{"type":"CloseStream"}`)))
	return nil
}

func (s *stream) keepAlive() vendor.Message { return vendor.Text([]byte(`{"type":"KeepAlive"}`)) }

// silence keeps Flux open, which knows no KeepAlive.
func (s *stream) silence() vendor.Message {
	n := s.rate / 50
	s.padded.Add(int64(n))
	return vendor.Binary(make([]byte, 2*n))
}

// run reads until the connection ends. Deepgram owes no answer to Finalize when nothing is pending, so the answer is
// given for it after a while.
func (s *stream) run() {
	s.timer = time.NewTimer(time.Hour)
	defer s.timer.Stop()
	for {
		select {
		case m, ok := <-s.conn.In():
			if !ok {
				s.out.End(s.conn.Err())
				return
			}
			if err := s.parse(m.Data); err != nil {
				s.conn.Fail(err)
				s.drain()
				s.out.End(vendor.Of(s.provider.Name(), err))
				return
			}
		case <-s.asked:
			s.waiting = true
			s.timer.Reset(finalizeTimeout)
		case <-s.timer.C:
			if s.waiting {
				s.answered()
				s.out.Put(stt.Event{Kind: stt.Final, Finalized: true})
			}
		}
	}
}

func (s *stream) drain() {
	for range s.conn.In() { // what was on its way when it failed
	}
}

func (s *stream) answered() {
	s.waiting = false
	s.timer.Reset(time.Hour)
}

// position is one in the audio that was written.
func (s *stream) position(seconds float64) time.Duration {
	return max(0, stt.Seconds(seconds)-audio.Duration(int(s.padded.Load()), s.rate))
}

// word is one as both models tell it.
type word struct {
	Word       string  `json:"word"`
	Punctuated string  `json:"punctuated_word"`
	Start      float64 `json:"start"`
	End        float64 `json:"end"`
	Confidence float64 `json:"confidence"`
}

func (s *stream) words(list []word) []stt.Word {
	var out []stt.Word
	for _, w := range list {
		text := w.Punctuated
		if text == "" {
			text = w.Word
		}
		out = append(out, stt.Word{Text: text, Start: s.position(w.Start), End: s.position(w.End), Confidence: w.Confidence})
	}
	return out
}

// said is what a message can have of an error.
type said struct {
	Type        string `json:"type"`
	Code        string `json:"code"`
	ErrCode     string `json:"err_code"`
	Description string `json:"description"`
	Message     string `json:"message"`
}

func (m said) fault() error {
	code := m.Code + m.ErrCode
	return &vendor.Error{Provider: "deepgram", Retryable: code != "INVALID_AUTH", Cause: errors.New(vendor.Words(code + ": " + m.Description + m.Message))}
}

func decode(data []byte, into any) error {
	if json.Unmarshal(data, into) != nil {
		return vendor.ErrMalformed
	}
	return nil
}
