package deepgram

import "spotter/internal/voice/stt"

// results is a message of /v1/listen, of any type.
type results struct {
	said
	Start        float64 `json:"start"`
	Duration     float64 `json:"duration"`
	IsFinal      bool    `json:"is_final"`
	SpeechFinal  bool    `json:"speech_final"`
	FromFinalize bool    `json:"from_finalize"`
	Timestamp    float64 `json:"timestamp"`     // of SpeechStarted
	LastWordEnd  float64 `json:"last_word_end"` // of UtteranceEnd
}

// transcript is what Results carry. The field channel is a list in the messages of other types.
type transcript struct {
	Channel struct {
		Alternatives []struct {
			Transcript string  `json:"transcript"`
			Confidence float64 `json:"confidence"`
			Words      []word  `json:"words"`
		} `json:"alternatives"`
	} `json:"channel"`
}

// nova reads a message of /v1/listen.
func (s *stream) nova(data []byte) error {
	var m results
	if err := decode(data, &m); err != nil {
		return err
	}
	switch m.Type {
	case "Results":
		return s.results(m, data)
	case "SpeechStarted":
		s.out.Put(stt.Event{Kind: stt.Began, Start: s.position(m.Timestamp)})
	case "UtteranceEnd":
		s.out.Put(stt.Event{Kind: stt.Final, Pause: true, End: s.position(m.LastWordEnd)})
	case "Error":
		return m.fault()
	}
	return nil // Metadata, and what may be added
}

func (s *stream) results(m results, data []byte) error {
	var t transcript
	if err := decode(data, &t); err != nil {
		return err
	}
	e := stt.Event{Kind: stt.Partial, Start: s.position(m.Start), End: s.position(m.Start + m.Duration)}
	if len(t.Channel.Alternatives) > 0 {
		best := t.Channel.Alternatives[0]
		e.Text, e.Confidence, e.Words = best.Transcript, best.Confidence, s.words(best.Words)
	}
	if m.IsFinal {
		e.Kind, e.Pause = stt.Final, m.SpeechFinal
	}
	if m.FromFinalize && s.waiting {
		e.Finalized = true
		s.answered()
	}
	if e.Text != "" || e.Finalized || e.Pause {
		s.out.Put(e)
	}
	return nil
}
