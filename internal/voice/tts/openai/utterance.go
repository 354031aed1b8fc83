package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"sync"

	"spotter/internal/voice/audio"
	"spotter/internal/voice/tts"
	"spotter/internal/voice/vendor"
)

// utterance is one reply.
type utterance struct {
	voice  *voice
	feed   *tts.Feed
	ctx    context.Context //nolint:containedctx // by which Push knows that nobody listens any more
	pushes chan string

	mu    sync.Mutex
	ended bool
}

func (u *utterance) Chunks() <-chan tts.Chunk { return u.feed.Chunks() }

// Push speaks a sentence when it is its turn.
func (u *utterance) Push(text string) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.ended || u.ctx.Err() != nil {
		return vendor.Of(u.voice.provider.Name(), vendor.ErrClosed)
	}
	if strings.TrimSpace(text) == "" {
		return nil
	}
	select {
	case u.pushes <- text:
		return nil
	default:
		return vendor.Of(u.voice.provider.Name(), vendor.ErrBehind)
	}
}

// End says that no more text comes.
func (u *utterance) End() error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if !u.ended {
		u.ended = true
		close(u.pushes)
	}
	return nil
}

// run speaks sentence after sentence. The next one is asked for as soon as one has begun to come.
func (u *utterance) run(ctx context.Context) {
	var current *sentence
	spoken, more := 0, true
	for {
		if current == nil {
			if current, more = u.next(ctx); current == nil {
				u.feed.End(nil)
				return
			}
		}
		following, err := u.play(ctx, current, &more)
		if err != nil {
			u.feed.End(err)
			return
		}
		if ctx.Err() != nil {
			return
		}
		spoken++
		u.feed.Put(tts.Chunk{Pushes: spoken})
		current = following
	}
}

// next waits for a push and asks for it; nil: there is none.
func (u *utterance) next(ctx context.Context) (s *sentence, more bool) {
	select {
	case text, ok := <-u.pushes:
		if !ok {
			return nil, false
		}
		return u.fetch(ctx, text), true
	case <-ctx.Done():
		return nil, false
	}
}

// play passes a sentence on, and meanwhile asks for the one that follows when that was pushed already.
func (u *utterance) play(ctx context.Context, s *sentence, more *bool) (following *sentence, err error) {
	begun := false
	for {
		var pushes <-chan string
		if begun && *more && following == nil {
			pushes = u.pushes
		}
		select {
		case c, ok := <-s.feed.Chunks():
			if !ok {
				return following, nil
			}
			if c.Err != nil {
				return following, c.Err
			}
			begun = true
			u.feed.Put(c)
		case text, ok := <-pushes:
			if !ok {
				*more = false
				continue
			}
			following = u.fetch(ctx, text)
		}
	}
}

// sentence is one request and what comes of it.
type sentence struct{ feed *tts.Feed }

func (u *utterance) fetch(ctx context.Context, text string) *sentence {
	s := &sentence{tts.NewFeed(ctx)}
	go func() { s.feed.End(u.ask(ctx, text, s.feed)) }()
	return s
}

func (u *utterance) ask(ctx context.Context, text string, feed *tts.Feed) error {
	p := u.voice.provider
	body, err := json.Marshal(map[string]any{"model": p.config.Model, "input": strings.TrimSpace(text), "voice": u.voice.options.Voice, "response_format": "pcm"})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.config.BaseURL+"/audio/speech", bytes.NewReader(body))
	if err != nil {
		return vendor.Of(p.Name(), err)
	}
	request.Header = p.header()
	request.Header.Set("Content-Type", "application/json")
	answer, err := p.config.HTTP.Do(request)
	if err != nil {
		return vendor.Of(p.Name(), err)
	}
	if answer.StatusCode != http.StatusOK {
		return vendor.OfAnswer(p.Name(), answer, p.config.Now())
	}
	defer func() { _ = answer.Body.Close() }()
	if kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type")); kind == "application/json" || strings.HasPrefix(kind, "text/") {
		return &vendor.Error{Provider: p.Name(), Retryable: true, Cause: vendor.ErrMalformed}
	}
	if err := u.read(answer.Body, feed); err != nil {
		return vendor.Of(p.Name(), err)
	}
	return nil
}

// pieceLength is how much of an answer is read at once: 50 ms at the usual rate.
const pieceLength = pcmRate / 20 * 2

// read passes audio on while it comes. Some servers answer with a WAV file whatever they are asked for.
func (u *utterance) read(body io.Reader, feed *tts.Feed) error {
	var cut audio.Cutter
	var resample *audio.Resampler
	var head []byte
	buffer := make([]byte, pieceLength)
	for {
		n, err := body.Read(buffer)
		data := buffer[:n]
		if resample == nil {
			head = append(head, data...)
			begin, rate, fault := begins(head, err != nil)
			if errors.Is(fault, audio.ErrShort) && err == nil {
				continue
			}
			if fault != nil {
				return vendor.ErrMalformed
			}
			data, resample = head[begin:], audio.NewResampler(rate, u.voice.options.Rate)
		}
		if pcm := resample.Add(cut.Samples(data)); len(pcm) > 0 {
			feed.Put(tts.Chunk{PCM: pcm})
		}
		if errors.Is(err, io.EOF) {
			if rest := resample.Rest(); len(rest) > 0 {
				feed.Put(tts.Chunk{PCM: rest})
			}
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// begins is where the samples of an answer begin, and their rate.
func begins(head []byte, whole bool) (begin, rate int, err error) {
	if len(head) < 4 && !whole {
		return 0, 0, audio.ErrShort
	}
	if !bytes.HasPrefix(head, []byte("RIFF")) {
		return 0, pcmRate, nil
	}
	return audio.Header(head)
}
