package voice

import (
	"context"
	"strconv"

	"spotter/internal/voice/audio"
	"spotter/internal/voice/stt"
	"spotter/internal/voice/turn"
)

// listen makes the chain that a heard frame goes through: to the detector of speech, and to the recogniser.
func (c *session) listen(ctx context.Context) {
	c.recognise(ctx)
	c.heard = each(detecting(c.c.Detector(), c.voiced), c.recognising)
}

// each hands a frame to one after the other.
func each(chain ...func(audio.Frame)) func(audio.Frame) {
	return func(f audio.Frame) {
		for _, write := range chain {
			write(f)
		}
	}
}

func detecting(d Detector, told func(turn.Kind)) func(audio.Frame) {
	return func(f audio.Frame) {
		for _, kind := range d.Write(f.Samples) {
			told(kind)
		}
	}
}

func (c *session) voiced(kind turn.Kind) {
	floor := c.state.Floor
	c.did(kind)
	if c.state.Floor != floor && floor == turn.Full {
		c.onset = c.c.Now()
	}
}

func (c *session) recognising(f audio.Frame) {
	if c.stream != nil {
		_ = c.stream.Write(f.Samples) // what is lost is told by an event
	}
}

// recognise opens the recogniser; none is left where it cannot be had.
func (c *session) recognise(ctx context.Context) {
	c.stream = nil
	if c.c.STT == nil {
		return
	}
	o := stt.Options{Rate: audio.HearRate, Language: c.call.Locale}
	if c.c.Terms != nil {
		o.Terms = c.c.Terms(ctx, c.caller())
	}
	stream, err := c.c.STT.Open(ctx, o)
	if err != nil {
		c.log.WarnContext(ctx, "voice: nothing recognises what is said", "error", err)
		return
	}
	c.stream = stream
}

func (c *session) events() <-chan stt.Event {
	if c.stream == nil {
		return nil
	}
	return c.stream.Events()
}

// recognised takes what the recogniser tells. One that fails is opened anew once; when that fails too, the person is told.
func (c *session) recognised(e stt.Event, ok bool) {
	if !ok || e.Kind == stt.Failed {
		_ = c.stream.Close()
		if c.recognise(c.ctx); c.stream == nil {
			c.did(turn.HearingLost)
		}
		return
	}
	kind := map[stt.Kind]turn.Kind{stt.Partial: turn.Partial, stt.Final: turn.Final, stt.EagerEnd: turn.EagerEnd, stt.Resumed: turn.Resumed, stt.TurnEnd: turn.TurnEnd}[e.Kind]
	if e.Kind == stt.Final && e.Finalized {
		kind = turn.Finalized
	}
	if kind == 0 {
		return
	}
	if c.state.Ear == turn.Talking || c.ended.IsZero() {
		c.ended = c.c.Now()
	}
	c.take(turn.Input{Kind: kind, Text: e.Text})
	if text := c.state.Text(); text != "" && text != c.typing {
		c.typing = text
		c.personSaid(text, false)
	}
}

// personSaid shows what was understood; final closes the segment.
func (c *session) personSaid(text string, final bool) {
	c.out.transcript(Segment{ID: "said-" + strconv.Itoa(c.said), Text: text, Final: final, Person: true})
	if final {
		c.said++
	}
}
