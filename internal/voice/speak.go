package voice

import (
	"context"
	"strconv"
	"strings"
	"time"

	"spotter"
	"spotter/internal/voice/tts"
	"spotter/internal/voice/turn"
)

// utter begins an utterance of an item and puts it into the queue.
func (c *session) utter(it *item) *speech {
	ctx, cancel := context.WithCancel(c.ctx)
	s := &speech{cancel: cancel, texts: make(chan string, mostSentences)}
	c.play.queue = append(c.play.queue, it)
	c.lines[it] = s
	voice := c.voice
	c.work.Go(func() {
		defer cancel()
		c.synthesise(ctx, voice, it, s.texts)
	})
	return s
}

// mostSentences is how many sentences may wait for the voice; an answer has far fewer.
const mostSentences = 512

// synthesise pushes texts into an utterance and hands its audio to the session.
func (c *session) synthesise(ctx context.Context, voice tts.Voice, it *item, texts <-chan string) {
	u, err := voice.Say(ctx)
	if err != nil {
		c.sound(ctx, sounded{item: it, chunk: tts.Chunk{Err: err}})
		return
	}
	c.work.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case text, more := <-texts:
				if !more {
					_ = u.End() // what fails is told by a chunk
					return
				}
				_ = u.Push(text + " ")
			}
		}
	})
	for chunk := range u.Chunks() {
		c.sound(ctx, sounded{item: it, chunk: chunk})
	}
	c.sound(ctx, sounded{item: it, over: true})
}

func (c *session) sound(ctx context.Context, s sounded) {
	select {
	case c.audio <- s:
	case <-ctx.Done():
	}
}

// onAudio takes audio of an item that is still wanted.
func (c *session) onAudio(e sounded) {
	if c.lines[e.item] == nil {
		return
	}
	if e.chunk.Err != nil {
		c.log.WarnContext(c.ctx, "voice: something could not be spoken", "error", e.chunk.Err)
		c.mute(e.item)
		return
	}
	e.received += len(e.chunk.PCM)
	e.pcm = append(e.pcm, e.chunk.PCM...)
	e.marks = append(e.marks, e.chunk.Words...)
	if r := e.reply; r != nil && len(e.chunk.PCM) > 0 {
		c.stage(r, &r.stages.FirstAudio)
	}
	if e.over {
		e.ended = true
		delete(c.lines, e.item)
		c.drained()
	}
}

// mute gives an item up that cannot be spoken, and the voice with it: it is opened anew, or done without.
func (c *session) mute(it *item) {
	_ = c.voice.Close()
	voice, err := c.c.TTS.Open(c.ctx, tts.Options{Rate: c.room.SpeakRate(), Language: c.call.Locale})
	if c.voice = voice; err != nil {
		c.voice = nil
	}
	if it.reply != nil {
		c.fail(it.reply, turn.VoiceFailed)
		return
	}
	c.silence()
	c.did(turn.Played)
}

// emit sends the frames that are due.
func (c *session) emit() {
	if len(c.play.queue) == 0 {
		return
	}
	for range min(c.play.due(c.c.Now()), 3) {
		it := c.play.next()
		if it == nil {
			c.play.still()
			break
		}
		c.audible(it)
		if err := c.room.Speak(c.play.frame); err != nil {
			c.log.DebugContext(c.ctx, "voice: a frame was not sent", "error", err)
		}
	}
	c.drained()
}

// audible says that something of an item is heard now.
func (c *session) audible(it *item) {
	c.sounds = true
	if !c.onset.IsZero() && c.play.target < 1 {
		c.ducked, c.onset = c.c.Now().Sub(c.onset), time.Time{}
		if it.reply != nil {
			it.reply.stages.Ducked = c.ducked
		}
	}
	if it.reply == nil {
		if !c.state.Sounding {
			c.did(turn.Sounding)
		}
		return
	}
	c.stage(it.reply, &it.reply.stages.FirstFrame)
	if !c.state.Sounding || c.state.Mouth == turn.Thinking {
		c.did(turn.Answering)
	}
	c.caption(it)
}

// caption shows the sentences of an answer as they begin to be heard.
func (c *session) caption(it *item) {
	n := c.play.heard(it)
	for i := range it.pieces {
		p := &it.pieces[i]
		if !p.shown {
			p.shown = true
			c.out.transcript(Segment{ID: c.segment(it.reply), Text: p.text})
		}
		if n -= p.words; n < 0 {
			return
		}
	}
}

func (c *session) segment(r *reply) string { return "turn-" + strconv.Itoa(int(r.number.Load())) }

// drained tells when all that there was to play has been played. An answer that has ended by then was heard whole.
func (c *session) drained() {
	if c.play.ready() != nil {
		return
	}
	if r := c.reply; r != nil && c.state.Ending && len(c.play.queue) == 0 {
		c.whole(r)
		return
	}
	if c.sounds {
		c.sounds = false
		c.play.still()
		c.did(turn.Played)
	}
}

// whole is an answer that was heard to its end.
func (c *session) whole(r *reply) {
	for i := range itemPieces(r.item) {
		if p := &r.item.pieces[i]; !p.shown {
			c.out.transcript(Segment{ID: c.segment(r), Text: p.text})
		}
	}
	c.wholly.Store(r.number.Load())
	c.finish(r, nil)
	c.sounds = false
	c.play.still()
	c.did(turn.Played)
	if r.rests && c.c.Rest != nil {
		c.work.Go(func() {
			rest, activity := c.c.Rest(c.ctx, c.caller())
			select {
			case c.rested <- resting{rest, activity}:
			case <-c.ctx.Done():
			}
		})
	}
}

// silence ends whatever is said, with a fade of one frame. It answers what was heard of the answer under way.
func (c *session) silence() map[spotter.MessageID]int {
	heard := map[spotter.MessageID]int{}
	if r := c.reply; r != nil {
		for m, n := range r.words {
			heard[m] = n
		}
		if r.item != nil {
			for m, n := range r.item.heardBytes(c.play.heard(r.item)) {
				heard[m] = n
			}
		}
	}
	if c.play.cut() {
		_ = c.room.Speak(c.play.frame)
	}
	for it, s := range c.lines {
		s.cancel()
		delete(c.lines, it)
	}
	c.sounds = false
	return heard
}

// line says something of code's own, and shows it.
func (c *session) line(m *spotter.Sentence) {
	text := speaker(c.call.Locale).Say(m)
	if strings.TrimSpace(text) == "" {
		return
	}
	c.said++
	c.out.transcript(Segment{ID: "line-" + strconv.Itoa(c.said), Text: text, Final: true})
	if c.voice == nil {
		return
	}
	s := c.utter(&item{})
	s.push(c.c.Spoken(text, c.call.Locale))
	s.end()
}

// stage notes when a stage of a turn was first reached.
func (c *session) stage(r *reply, at *time.Duration) {
	if *at == 0 {
		*at = max(c.c.Now().Sub(r.ended), 1)
	}
}
