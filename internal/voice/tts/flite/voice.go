package flite

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"
	"unicode"

	"spotter/internal/voice/audio"
	"spotter/internal/voice/tts"
)

// voice implements [tts.Voice]. It keeps nothing but its settings.
type voice struct {
	provider *Provider
	engine   *engine
	name     string
	rate     int
}

// Say begins an utterance; its goroutine ends with it or with ctx.
func (v *voice) Say(ctx context.Context) (tts.Utterance, error) {
	if err := ctx.Err(); err != nil {
		return nil, failed(err)
	}
	u := &utterance{voice: v, more: make(chan struct{}, 1), chunks: make(chan tts.Chunk, 1)}
	go u.run(ctx)
	return u, nil
}

// Close has nothing to close.
func (v *voice) Close() error { return nil }

// speak synthesises when it is its turn.
func (v *voice) speak(ctx context.Context, text string) ([]int16, error) {
	select {
	case v.provider.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-v.provider.slots }()
	pcm, err := v.engine.speak(ctx, v.name, text)
	if err != nil {
		return nil, err
	}
	return audio.Resample(trim(pcm), rate, v.rate), nil
}

// utterance implements [tts.Utterance].
type utterance struct {
	voice  *voice
	more   chan struct{} // something changed below
	chunks chan tts.Chunk

	mu      sync.Mutex
	pending []string
	ended   bool
}

var errEnded = errors.New("the utterance has ended")

// longest is how many bytes are spoken at once: what was begun is not broken off.
const longest = 240

// Push adds text. It never waits.
func (u *utterance) Push(text string) error {
	return u.change(func() {
		for len(text) > longest {
			at := strings.LastIndexByte(text[:longest], ' ')
			if at <= 0 {
				at = longest
			}
			u.pending, text = append(u.pending, text[:at]), text[at:]
		}
		u.pending = append(u.pending, text)
	})
}

// End says that no more text comes.
func (u *utterance) End() error { return u.change(func() { u.ended = true }) }

func (u *utterance) change(f func()) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.ended {
		return failed(errEnded)
	}
	f()
	select {
	case u.more <- struct{}{}:
	default:
	}
	return nil
}

// Chunks gives one for each text that was pushed, and more for a long one.
func (u *utterance) Chunks() <-chan tts.Chunk { return u.chunks }

func (u *utterance) run(ctx context.Context) {
	defer close(u.chunks)
	for {
		text, ok := u.next(ctx)
		if !ok {
			return
		}
		if !speakable(text) {
			continue
		}
		pcm, err := u.voice.speak(ctx, text)
		chunk := tts.Chunk{PCM: pcm}
		if err != nil {
			chunk.Err = failed(err)
		}
		select {
		case u.chunks <- chunk:
		case <-ctx.Done():
			return
		}
		if err != nil {
			return
		}
	}
}

// next waits for a text; ok is false when none comes any more.
func (u *utterance) next(ctx context.Context) (text string, ok bool) {
	for {
		u.mu.Lock()
		if len(u.pending) > 0 {
			text, u.pending = u.pending[0], u.pending[1:]
			u.mu.Unlock()
			return text, ctx.Err() == nil
		}
		ended := u.ended
		u.mu.Unlock()
		if ended {
			return "", false
		}
		select {
		case <-u.more:
		case <-ctx.Done():
			return "", false
		}
	}
}

// speakable tells whether there is anything to say.
func speakable(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// What flite puts around a sentence is cut: before it 0.2 s that the person would wait for nothing.
const (
	hush   = 150 // of 32768: quieter is silence
	before = 10 * time.Millisecond
	after  = 140 * time.Millisecond
)

func trim(pcm []int16) []int16 {
	loud := func(s int16) bool { return s > hush || s < -hush }
	first, last := 0, len(pcm)-1
	for first < len(pcm) && !loud(pcm[first]) {
		first++
	}
	for last > first && !loud(pcm[last]) {
		last--
	}
	first = max(0, first-int(before*rate/time.Second))
	last = min(len(pcm), last+1+int(after*rate/time.Second))
	return pcm[min(first, last):last]
}
