package cartesia

import (
	"crypto/rand"
	"encoding/json"
	"strings"
	"sync"
	"time"

	"spotter/internal/voice/audio"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/tts"
	"spotter/internal/voice/vendor"
)

// expiry is how long a context lives behind its last audio, by the documents a second. A sentence that comes later
// begins another.
const expiry = 700 * time.Millisecond

// utterance is one reply: a context, and another when the model that writes it was slow.
type utterance struct {
	voice *voice
	conn  *vendor.Conn
	feed  *tts.Feed
	stop  func() bool

	mu      sync.Mutex
	id      string   // of the context; empty: none is open
	open    []string // pushes of this context that are not wholly spoken
	spoken  int      // pushes that are, of all contexts
	ended   bool     // no more text comes
	closing bool     // and Cartesia was told so
	done    bool
	heard   time.Time // when the newest audio came
	cutter  audio.Cutter
	samples int           // of all audio
	base    int           // samples before this context
	flushed int           // samples at the newest end of a push
	last    time.Duration // where the newest word begins, in this context
	shift   time.Duration // added to the times of words
}

func (u *utterance) Chunks() <-chan tts.Chunk { return u.feed.Chunks() }

// Push speaks a sentence.
func (u *utterance) Push(text string) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.done || u.ended {
		return vendor.Of(u.voice.provider.Name(), vendor.ErrClosed)
	}
	if strings.TrimSpace(text) == "" {
		return nil
	}
	now := u.voice.provider.config.Now()
	if u.id != "" && len(u.open) == 0 && !u.heard.IsZero() && now.Sub(u.heard) > expiry {
		u.leave()
	}
	return u.speak(text)
}

// speak sends a sentence, and the mark behind it by which its end is told.
func (u *utterance) speak(text string) error {
	if u.id == "" {
		u.id, u.base, u.last, u.shift = rand.Text(), u.samples, 0, 0
		u.flushed = u.samples
		u.voice.register(u.id, u)
	}
	u.open = append(u.open, text)
	g := u.voice.generation(u.id)
	g.Transcript = text
	if err := u.send(g); err != nil {
		return err
	}
	g.Transcript, g.Flush = "", true
	return u.send(g)
}

func (u *utterance) send(message any) error {
	data, err := json.Marshal(message)
	if err != nil {
		return err
	}
	return u.conn.Send(vendor.Text(data))
}

// End says that no more text comes.
func (u *utterance) End() error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.done || u.ended {
		return nil
	}
	u.ended = true
	if u.id == "" {
		u.finish(nil)
		return nil
	}
	return u.close()
}

// close tells Cartesia that the context gets no more.
func (u *utterance) close() error {
	u.closing = true
	g := u.voice.generation(u.id)
	g.Continue = false
	return u.send(g)
}

// cancel is called when the context of Say ends.
func (u *utterance) cancel() {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.done {
		return
	}
	if u.id != "" {
		_ = u.send(cancellation{u.id, true}) // the connection may be gone, and with it what was to be cancelled
	}
	u.finish(nil)
}

// over reports whether it was spoken over this connection.
func (u *utterance) over(conn *vendor.Conn) bool { return u.conn == conn }

func (u *utterance) leave() {
	u.voice.forget(u.id)
	u.id = ""
}

func (u *utterance) finish(err error) {
	u.done = true
	if u.id != "" {
		u.leave()
	}
	u.feed.End(err)
	u.stop()
}

// hear takes a message for this utterance.
func (u *utterance) hear(m said) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.done || m.Context != "" && m.Context != u.id {
		return
	}
	switch m.Type {
	case "chunk":
		pcm := u.cutter.Samples(m.Data)
		u.samples += len(pcm)
		u.heard = u.voice.provider.config.Now()
		u.feed.Put(tts.Chunk{PCM: pcm})
	case "timestamps":
		u.feed.Put(tts.Chunk{Words: u.marks(m)})
	case "flush_done":
		u.pushDone()
	case "error":
		u.finish(m.fault())
	case "done":
		u.contextDone()
	}
}

func (u *utterance) pushDone() {
	if len(u.open) == 0 {
		return
	}
	u.open, u.flushed = u.open[1:], u.samples
	u.spoken++
	u.heard = u.voice.provider.config.Now()
	u.feed.Put(tts.Chunk{Pushes: u.spoken})
}

// contextDone is the end of a context: of the utterance when that was asked for; else it has expired, and what was
// still on its way there is said in another.
func (u *utterance) contextDone() {
	left := u.open
	if u.ended && u.closing {
		u.spoken += len(left)
		u.feed.Put(tts.Chunk{Pushes: u.spoken})
		u.finish(nil)
		return
	}
	u.leave()
	u.open = nil
	for _, text := range left {
		if u.speak(text) != nil {
			return // the connection tells why
		}
	}
}

// marks are words at times of the utterance. Times count from the beginning of the context; should they begin again
// behind a mark, they count from there.
func (u *utterance) marks(m said) []tts.Mark {
	rate := u.voice.options.Rate
	var out []tts.Mark
	for i, w := range m.Words.Words {
		if i >= len(m.Words.Start) || i >= len(m.Words.End) {
			break
		}
		start, end := stt.Seconds(m.Words.Start[i]), stt.Seconds(m.Words.End[i])
		if start+100*time.Millisecond < u.last-u.shift {
			u.shift = audio.Duration(u.flushed-u.base, rate)
		}
		u.last = start + u.shift
		base := audio.Duration(u.base, rate) + u.shift
		out = append(out, tts.Mark{Text: w, Start: base + start, End: base + end})
	}
	return out
}
