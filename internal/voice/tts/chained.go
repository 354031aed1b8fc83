package tts

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"spotter/internal/voice/audio"
	"spotter/internal/voice/vendor"
)

// What one utterance may cost in tries.
const (
	rounds     = 2 // through all providers
	roundPause = 200 * time.Millisecond
	lookEvery  = 100 * time.Millisecond
)

// chained is an utterance that outlives the failure of a provider.
type chained struct {
	voice *chainVoice
	feed  *Feed
	wake  chan struct{}

	mu    sync.Mutex
	texts []string
	ended bool

	samples int // of all audio so far; only the goroutine knows
	done    int // pushes that are wholly delivered
	torn    bool
	whole   int // samples of them
}

func (u *chained) Chunks() <-chan Chunk { return u.feed.Chunks() }

// Push adds text.
func (u *chained) Push(text string) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	select {
	case <-u.feed.Done():
		return vendor.Of("chain", vendor.ErrClosed)
	default:
	}
	if u.ended {
		return vendor.Of("chain", vendor.ErrClosed)
	}
	if strings.TrimSpace(text) != "" {
		u.texts = append(u.texts, text)
	}
	u.nudge()
	return nil
}

// End says that no more text comes.
func (u *chained) End() error {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.ended = true
	u.nudge()
	return nil
}

func (u *chained) nudge() {
	select {
	case u.wake <- struct{}{}:
	default:
	}
}

// text gives what is to be said from a push on.
func (u *chained) text(from int) (texts []string, ended bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.texts[from:], u.ended
}

// run asks provider after provider. Who failed with nothing consumed is asked again when nobody else is left.
func (u *chained) run(ctx context.Context) {
	from, chain := 0, u.voice.chain
	var last error
	for try := range rounds * len(chain.links) {
		if try > 0 && try%len(chain.links) == 0 && !wait(ctx, roundPause) {
			break
		}
		leave, index, none := u.voice.ready(ctx, from)
		if none != nil {
			last = first(last, none)
			continue
		}
		l := chain.links[index]
		t := &attempt{u: u, link: l, began: chain.config.Now(), start: u.done, at: u.samples}
		fault := t.run(ctx, u.voice.voice(index))
		t.tell(ctx, fault)
		switch {
		case ctx.Err() != nil:
			l.breaker.Neutral(leave)
			u.feed.End(nil)
			return
		case fault == nil:
			l.breaker.Success(leave)
			u.feed.End(nil)
			return
		}
		l.breaker.Failure(leave, chain.config.Now(), vendor.Weighed(fault), 0)
		u.voice.drop(index)
		chain.config.Log.LogAttrs(ctx, slog.LevelWarn, "a voice failed", slog.String("provider", fault.Provider), slog.Int("status", fault.Status), slog.Int("sentences_spoken", u.done), slog.Any("error", fault.Cause))
		last, from = fault, index+1
		u.done = t.delivered()
		u.whole, u.torn = t.wholeTo(u.done), u.samples > t.wholeTo(u.done)
	}
	if ctx.Err() != nil {
		last = nil
	}
	u.feed.End(last)
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// attempt is an utterance at one provider.
type attempt struct {
	u     *chained
	link  *link
	began time.Time
	start int // the first push that it says
	at    int // samples before it

	said    Utterance
	pushed  int // pushes that it has
	closed  bool
	first   time.Duration
	told    int         // pushes that it says are spoken
	ends    map[int]int // samples at the end of each push that was told
	marks   []Mark
	newest  time.Time // when something came, or was asked for
	unheard bool      // no audio has come since the newest push
}

// run says what there is, and what comes; nil: all was spoken, or ctx has ended.
func (t *attempt) run(ctx context.Context, voice Voice) *Error {
	name := t.link.Provider.Name()
	if voice == nil {
		return vendor.Of(name, vendor.ErrClosed)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	said, err := voice.Say(ctx)
	if err != nil {
		return vendor.Of(name, err)
	}
	t.said, t.ends, t.newest = said, map[int]int{}, t.u.voice.chain.config.Now()
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	t.push()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-t.u.wake:
			t.push()
		case c, ok := <-said.Chunks():
			if !ok {
				return t.over(ctx)
			}
			if c.Err != nil {
				return vendor.Of(name, c.Err)
			}
			t.pass(c)
		case <-ticker.C:
			if t.late() {
				return &Error{Provider: name, Retryable: true, Cause: vendor.ErrStalled}
			}
		}
	}
}

// over is the end of the provider's chunks, which is early unless all was said.
func (t *attempt) over(ctx context.Context) *Error {
	if !t.closed && ctx.Err() == nil {
		return vendor.Of(t.link.Provider.Name(), vendor.ErrEarly)
	}
	return nil
}

// push hands over what has come since.
func (t *attempt) push() {
	texts, ended := t.u.text(t.start + t.pushed)
	for _, text := range texts {
		_ = t.said.Push(text) // its chunks tell of it
		t.pushed++
		t.unheard, t.newest = true, t.u.voice.chain.config.Now()
	}
	if ended && !t.closed {
		t.closed, t.newest = true, t.u.voice.chain.config.Now()
		_ = t.said.End() // its chunks tell of it
	}
}

// pass hands a chunk on, with times and pushes counted from the beginning of the utterance.
func (t *attempt) pass(c Chunk) {
	u := t.u
	t.newest = u.voice.chain.config.Now()
	if len(c.PCM) > 0 {
		t.unheard = false
		if t.first == 0 {
			t.first = max(1, t.newest.Sub(t.began))
		}
		if u.torn {
			c.Again, c.From, u.torn = true, audio.Duration(u.whole, u.voice.options.Rate), false
		}
	}
	u.samples += len(c.PCM)
	shift := audio.Duration(t.at, u.voice.options.Rate)
	for i := range c.Words {
		c.Words[i].Start, c.Words[i].End = c.Words[i].Start+shift, c.Words[i].End+shift
	}
	t.marks = append(t.marks, c.Words...)
	if c.Pushes > 0 {
		t.told = c.Pushes
		t.ends[t.start+t.told] = u.samples
		c.Pushes += t.start
	}
	u.feed.Put(c)
}

// late reports whether the provider owes something for too long.
func (t *attempt) late() bool {
	quiet := t.u.voice.chain.config.Now().Sub(t.newest)
	switch {
	case t.pushed == 0:
		return t.closed && quiet > t.link.Limits.Between
	case t.first == 0:
		return quiet > t.link.Limits.First
	case t.told > 0 && t.told >= t.pushed && !t.closed:
		return false
	}
	return (t.unheard || t.closed || t.told < t.pushed && t.told > 0) && quiet > t.link.Limits.Between
}

// The slowest speech: who guesses which sentences were spoken repeats one rather than to leave one out.
const slowest = 11 // characters a second

// delivered is how many pushes are wholly spoken: as the provider told, by the words that it told, or by a guess.
func (t *attempt) delivered() int {
	texts, _ := t.u.text(t.start)
	texts = texts[:min(t.pushed, len(texts))]
	if t.told > 0 {
		return t.start + t.told
	}
	rate := t.u.voice.options.Rate
	words, characters := 0, 0
	for i, text := range texts {
		words += len(strings.Fields(text))
		characters += utf8.RuneCountInString(text)
		end := t.at + characters*rate/slowest
		if len(t.marks) > 0 {
			if len(t.marks) < words {
				return t.start + i
			}
			end = audio.Count(t.marks[words-1].End, rate)
		}
		if end > t.u.samples {
			return t.start + i
		}
		t.ends[t.start+i+1] = end
	}
	return t.start + len(texts)
}

// wholeTo is how much audio belongs to the pushes before one.
func (t *attempt) wholeTo(done int) int {
	if end, ok := t.ends[done]; ok {
		return end
	}
	return t.at
}

// tell lets accounts know.
func (t *attempt) tell(ctx context.Context, fault *Error) {
	used := t.u.voice.chain.config.Used
	if used == nil {
		return
	}
	texts, _ := t.u.text(t.start)
	use := Use{Provider: t.link.Provider.Name(), Model: t.link.model(), First: t.first, Seconds: audio.Duration(t.u.samples-t.at, t.u.voice.options.Rate).Seconds()}
	for _, text := range texts[:min(t.pushed, len(texts))] {
		use.Characters += utf8.RuneCountInString(text)
	}
	if fault != nil && ctx.Err() == nil {
		use.Err = fault
	}
	used(context.WithoutCancel(ctx), use)
}
