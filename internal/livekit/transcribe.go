package livekit

import (
	"context"
	"strconv"
	"sync"

	"spotter/internal/livekit/rtc"
	"spotter/internal/voice"
)

// lines are the coach's segments that are being written: one text stream each, a chunk for each piece.
type lines struct {
	mu   sync.Mutex
	open map[string]*rtc.Outgoing
}

// Transcribe shows a piece of transcript as the text stream lk.transcription: the person's in the person's name.
func (r *Room) Transcribe(ctx context.Context, s voice.Segment) error {
	if s.Person {
		return r.client.SendText(ctx, s.Text, r.transcription(s))
	}
	r.lines.mu.Lock()
	defer r.lines.mu.Unlock()
	line := r.lines.open[s.ID]
	if line == nil && s.Final {
		return r.client.SendText(ctx, s.Text, r.transcription(s))
	}
	if line == nil {
		var err error
		if line, err = r.client.OpenText(ctx, r.transcription(s)); err != nil {
			return err
		}
		r.lines.open[s.ID] = line
	}
	if err := line.Write(ctx, s.Text); err != nil || !s.Final {
		return err
	}
	delete(r.lines.open, s.ID)
	return line.Close(ctx, map[string]string{attributeFinal: "true"})
}

func (r *Room) transcription(s voice.Segment) rtc.TextOptions {
	o := rtc.TextOptions{Topic: topicTranscription, Attributes: map[string]string{
		attributeSegment: s.ID, attributeFinal: strconv.FormatBool(s.Final),
	}}
	track := r.client.TrackSID()
	if s.Person {
		o.As, track = r.person, r.microphone()
	}
	if track != "" {
		o.Attributes[attributeTrack] = track
	}
	return o
}

// microphone is the id of the person's track, empty while there is none.
func (r *Room) microphone() string {
	for _, t := range r.client.Participant(r.person).GetTracks() {
		if isMicrophone(t) {
			return t.GetSid()
		}
	}
	return ""
}
