package livekit

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/livekit/protocol/livekit"
	"github.com/pion/webrtc/v4"

	"spotter/internal/livekit/rtc"
	"spotter/internal/voice"
	"spotter/internal/voice/audio"
)

// The topics of text streams, and names of attributes, that clients of LiveKit know.
const (
	topicChat          = "lk.chat"
	topicTranscription = "lk.transcription"
	topicEvent         = "spotter.event"

	attributeState   = "lk.agent.state"
	attributeSegment = "lk.segment_id"
	attributeFinal   = "lk.transcription_final"
	attributeTrack   = "lk.transcribed_track_id"
)

// Options say how to join a room.
type Options struct {
	Person   string           // the identity of whom we listen and write to
	Now      func() time.Time // required
	Log      *slog.Logger     // nil discards
	Patience time.Duration    // how long a lost connection is tried again; 30 s
	Codec    Codec            // what to speak; empty means the best of this build
	Bitrate  int              // of Opus, in bits per second; 32000
	// Text, when set, is given the person's text streams of other topics than lk.chat. It must return at once.
	Text func(topic, body string)
	// RPC answers the person's calls by method. Calls of anyone else are refused.
	RPC map[string]func(ctx context.Context, payload string) (string, error)
}

// Room is a call. All of its methods may be called from any goroutine.
type Room struct {
	client *rtc.Client
	person string
	now    func() time.Time
	log    *slog.Logger

	voice *speaker
	ears  *listener
	typed chan string

	presence presence
	lines    lines

	mu    sync.Mutex
	state voice.AgentState
	shut  bool          // typed is closed
	ended chan struct{} // closed when nothing of the room is left
}

var _ voice.Room = (*Room)(nil)

// Join enters a room by a token, and returns when audio and text can flow. ctx bounds the joining, not the call.
func Join(ctx context.Context, url, token string, o Options) (*Room, error) {
	if o.Now == nil || o.Person == "" {
		return nil, errors.New("livekit: joining needs a clock and the person's identity")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	speak, err := newSpeaker(o)
	if err != nil {
		return nil, err
	}
	r := &Room{
		person: o.Person, now: o.Now, log: o.Log, voice: speak, ears: newListener(o.Now, o.Log),
		typed: make(chan string, 64), presence: newPresence(), lines: lines{open: map[string]*rtc.Outgoing{}}, ended: make(chan struct{}),
	}
	client, err := rtc.Join(ctx, rtc.Config{
		URL: url, Token: token, Now: o.Now, Log: o.Log, Patience: o.Patience,
		Publish: speak.track, Codec: speak.codec, Wants: r.wants,
	}, rtc.Events{Track: r.listen, Participant: r.met, Text: r.text(o.Text), RPC: r.handlers(o.RPC)})
	if err != nil {
		speak.close()
		r.closeChannels()
		return nil, err
	}
	r.client = client
	go r.end() // Leave waits for it
	return r, nil
}

// end closes what the conversation reads from, after the last writer is gone.
func (r *Room) end() {
	<-r.client.Done()
	r.client.Close()
	r.closeChannels()
	r.voice.close()
	close(r.ended)
}

func (r *Room) closeChannels() {
	r.ears.close()
	r.presence.close()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.shut = true
	close(r.typed)
}

// Leave leaves the room, and returns when nothing of it is left: no goroutine, and all channels closed.
func (r *Room) Leave() {
	r.client.Close()
	<-r.ended
}

// Done is closed when the room is over.
func (r *Room) Done() <-chan struct{} { return r.client.Done() }

// Err says why the room is over: nil when it ended or we left.
func (r *Room) Err() error { return r.client.Err() }

// Heard is what the person says; see [voice.Room]. A reader that is slower than the person misses the oldest.
func (r *Room) Heard() <-chan audio.Frame { return r.ears.out }

// Typed is what the person writes.
func (r *Room) Typed() <-chan string { return r.typed }

// Presence tells of the person's coming and going: the newest state, where the reader is slow.
func (r *Room) Presence() <-chan voice.Presence { return r.presence.out }

// SpeakRate is the rate of the frames that Speak takes.
func (r *Room) SpeakRate() int { return r.voice.rate }

// Speak sends 20 ms. While the connection is lost, or the server has muted us, they are lost.
func (r *Room) Speak(frame []int16) error {
	select {
	case <-r.client.Done():
		return rtc.ErrClosed
	default:
	}
	if r.client.Muted() {
		return nil
	}
	return r.voice.speak(frame, r.now())
}

// State shows what the coach does as lk.agent.state.
func (r *Room) State(_ context.Context, s voice.AgentState) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.state == s {
		return nil
	}
	if err := r.client.SetAttributes(map[string]string{attributeState: string(s)}); err != nil {
		return err
	}
	r.state = s
	return nil
}

// Tell sends an event to the person as the text stream spotter.event.
func (r *Room) Tell(ctx context.Context, event []byte) error {
	return r.client.SendText(ctx, string(event), rtc.TextOptions{Topic: topicEvent, To: []string{r.person}})
}

// Call asks the person's client to do something, and waits for its answer.
func (r *Room) Call(ctx context.Context, method, payload string) (string, error) {
	return r.client.Call(ctx, r.person, method, payload)
}

// wants is the person's microphone, and nothing else.
func (r *Room) wants(p *livekit.ParticipantInfo, t *livekit.TrackInfo) bool {
	return p.GetIdentity() == r.person && isMicrophone(t)
}

func isMicrophone(t *livekit.TrackInfo) bool {
	return t.GetType() == livekit.TrackType_AUDIO &&
		(t.GetSource() == livekit.TrackSource_MICROPHONE || t.GetSource() == livekit.TrackSource_UNKNOWN)
}

func (r *Room) listen(t *webrtc.TrackRemote) { r.ears.listen(t) }

func (r *Room) met(p *livekit.ParticipantInfo, here bool) {
	if p.GetIdentity() == r.person {
		r.presence.set(here)
	}
}

// text takes what the person writes. What others write is not the person's.
func (r *Room) text(other func(topic, body string)) func(rtc.Text) {
	return func(t rtc.Text) {
		switch {
		case t.From != r.person:
		case t.Topic == topicChat:
			r.write(t.Body)
		case other != nil:
			other(t.Topic, t.Body)
		}
	}
}

func (r *Room) write(body string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.shut {
		return
	}
	select {
	case r.typed <- body:
	default:
		r.log.Warn("livekit: more is written than read; a message is dropped")
	}
}

func (r *Room) handlers(methods map[string]func(context.Context, string) (string, error)) map[string]func(context.Context, rtc.Call) (string, error) {
	out := map[string]func(context.Context, rtc.Call) (string, error){}
	for name, method := range methods {
		out[name] = func(ctx context.Context, c rtc.Call) (string, error) {
			if c.From != r.person {
				return "", errors.New("livekit: a call of somebody else")
			}
			return method(ctx, c.Payload)
		}
	}
	return out
}

// presence hands on the newest state only, and only when it has changed.
type presence struct {
	out  chan voice.Presence
	mu   *sync.Mutex
	last *bool
}

func newPresence() presence {
	return presence{out: make(chan voice.Presence, 4), mu: &sync.Mutex{}, last: new(bool)}
}

func (p presence) set(here bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if *p.last == here {
		return
	}
	*p.last = here
	for {
		select {
		case p.out <- voice.Presence{Here: here}:
			return
		default:
		}
		select {
		case <-p.out:
		default:
		}
	}
}

func (p presence) close() { close(p.out) }
