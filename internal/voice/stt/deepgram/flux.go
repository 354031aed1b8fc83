package deepgram

import (
	"encoding/json"

	"spotter/internal/voice/stt"
	"spotter/internal/voice/vendor"
)

// turnInfo is a message of /v2/listen, of any type.
type turnInfo struct {
	said
	Event      string  `json:"event"`
	WindowFrom float64 `json:"audio_window_start"`
	WindowTo   float64 `json:"audio_window_end"`
	Transcript string  `json:"transcript"`
	Words      []word  `json:"words"`
	Confidence float64 `json:"end_of_turn_confidence"`
}

// flux reads a message of /v2/listen.
func (s *stream) flux(data []byte) error {
	var m turnInfo
	if err := decode(data, &m); err != nil {
		return err
	}
	switch m.Type {
	case "TurnInfo":
		s.turnInfo(m)
	case "Error":
		return m.fault()
	}
	return nil // Connected, ConfigureSuccess, ConfigureFailure, and what may be added
}

func (s *stream) turnInfo(m turnInfo) {
	e := stt.Event{Text: m.Transcript, Words: s.words(m.Words), Confidence: m.Confidence, Start: s.position(m.WindowFrom), End: s.position(m.WindowTo)}
	if len(e.Words) > 0 && e.Words[0].End > 0 {
		e.Start, e.End = e.Words[0].Start, e.Words[len(e.Words)-1].End
	}
	switch m.Event {
	case "StartOfTurn":
		s.text = ""
		s.out.Put(stt.Event{Kind: stt.Began, Start: e.Start})
		s.partial(e)
	case "Update":
		s.partial(e)
	case "EagerEndOfTurn":
		e.Kind, s.text = stt.EagerEnd, e.Text
		s.out.Put(e)
	case "TurnResumed":
		e.Kind = stt.Resumed
		s.out.Put(e)
	case "EndOfTurn":
		e.Kind, s.text = stt.TurnEnd, ""
		if s.waiting {
			e.Finalized = true
			s.answered()
		}
		s.out.Put(e)
	}
}

// partial tells a text that has changed: Flux sends an update four times a second whatever it hears.
func (s *stream) partial(e stt.Event) {
	if e.Text == "" || e.Text == s.text {
		return
	}
	e.Kind, s.text = stt.Partial, e.Text
	s.out.Put(e)
}

// Turns are Flux's thresholds. What is zero stays as it is.
type Turns struct {
	EndOfTurn      float64
	EagerEndOfTurn float64
	TimeoutMS      int
}

// Configure changes the thresholds, and the key terms when there are any, from the next audio on: who trains is given more
// time than who talks. Of Nova it changes nothing.
func (s *stream) Configure(t Turns, terms []string) error {
	if !s.provider.flux {
		return nil
	}
	thresholds := map[string]any{}
	if t.EndOfTurn != 0 {
		thresholds["eot_threshold"] = t.EndOfTurn
	}
	if t.EagerEndOfTurn != 0 {
		thresholds["eager_eot_threshold"] = t.EagerEndOfTurn
	}
	if t.TimeoutMS != 0 {
		thresholds["eot_timeout_ms"] = t.TimeoutMS
	}
	message := map[string]any{"type": "Configure", "thresholds": thresholds}
	if len(terms) > 0 {
		message["keyterms"] = fit(terms)
	}
	data, err := json.Marshal(message)
	if err != nil {
		return err
	}
	return s.conn.Send(vendor.Text(data))
}
