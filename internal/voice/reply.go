package voice

import (
	"context"
	"encoding/json"
	"strings"
	"sync/atomic"
	"time"

	"spotter"
	"spotter/internal/voice/tts"
	"spotter/internal/voice/turn"
	"spotter/lang"
)

// reply is a turn that was sent, to its end: until it was heard whole, or cut to what was heard.
type reply struct {
	in       spotter.TurnInput
	after    <-chan struct{}                // the reply before has been stored as it was heard
	finished chan struct{}                  // this one has
	number   atomic.Int64                   // of the turn; 0: it has not begun
	cut      chan map[spotter.MessageID]int // what was heard, once; nil for all of it
	stopped  atomic.Bool

	// The session's own.
	item    *item
	speech  *speech
	message spotter.MessageID // that is being written
	at      int               // bytes of it that went to the voice
	open    string            // and what did not yet
	words   map[spotter.MessageID]int
	stages  spotter.Latency
	ended   time.Time // when the person had ended
	rests   bool      // something was logged
}

// replied is an event of a reply; over: none comes any more.
type replied struct {
	*reply
	event spotter.ChatEvent
	err   error
	over  bool
}

// answer runs a reply. It ends when what was heard of it is stored.
func (c *session) answer(r *reply) {
	defer close(r.finished)
	if r.after != nil {
		<-r.after
	}
	ctx := context.WithoutCancel(c.ctx) // a turn is interrupted, and not lost with the room
	r.in.Heard = int(c.wholly.Load())
	err := c.send(ctx, r)
	c.tell(replied{reply: r, err: err, over: true})
	heard := <-r.cut
	if heard == nil || r.number.Load() == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, lastWrites)
	defer cancel()
	events, err := c.c.Desk.Heard(ctx, c.caller(), int(r.number.Load()), heard)
	if err != nil {
		c.log.WarnContext(ctx, "voice: what was heard of an answer was not stored", "error", err)
	}
	for _, e := range events {
		c.out.event(e)
	}
}

const lastWrites = 5 * time.Second

// mostBusy is how often a turn waits for another of the person's that runs elsewhere.
const mostBusy = 3

func (c *session) send(ctx context.Context, r *reply) (err error) {
	for range mostBusy {
		for e, sent := range c.c.Desk.Send(ctx, c.caller(), r.in) {
			if err = sent; err != nil {
				break
			}
			if r.number.Swap(int64(e.Turn)) == 0 && r.stopped.Load() {
				c.c.Desk.Interrupt(c.call.User, e.Turn)
			}
			c.tell(replied{reply: r, event: e})
		}
		if !spotter.HasDetail(err, "turn_running") || r.stopped.Load() {
			return err
		}
		c.tell(replied{reply: r, err: err})
	}
	return err
}

// tell hands something of a reply to the session, unless that is over.
func (c *session) tell(e replied) {
	select {
	case c.replies <- e:
	case <-c.ctx.Done():
	}
}

// stop ends the turn, wherever it stands.
func (c *session) stop(r *reply) {
	r.stopped.Store(true)
	if n := r.number.Load(); n != 0 {
		c.c.Desk.Interrupt(c.call.User, int(n))
	}
}

// begin sends what the person said.
func (c *session) begin(text string, ended time.Time) {
	c.typing = ""
	r := &reply{in: spotter.TurnInput{Text: text, Agent: c.call.Agent, Channel: spotter.ChannelVoice}, after: c.before,
		finished: make(chan struct{}), cut: make(chan map[spotter.MessageID]int, 1), words: map[spotter.MessageID]int{}, ended: ended}
	r.stages.Decided = c.c.Now().Sub(ended)
	c.reply, c.before = r, r.finished
	c.work.Go(func() { c.answer(r) })
}

// onReply takes an event of a reply.
func (c *session) onReply(e replied) {
	if e.over && e.err == nil && e.reply == c.reply {
		c.flush(e.reply)
		c.close(e.reply)
		return
	}
	if e.reply != c.reply {
		return // it was cancelled
	}
	if e.err != nil {
		if spotter.HasDetail(e.err, "turn_running") && !e.over {
			c.line(lang.Say(lang.VoiceBusy))
			return
		}
		c.fail(e.reply, turn.ReplyFailed)
		return
	}
	c.out.event(e.event)
	e.reply.stages.Turn = e.event.Turn
	switch e.event.Type {
	case spotter.EventDelta:
		d, _ := e.event.Delta()
		c.more(e.reply, d)
	case spotter.EventMessage:
		c.flush(e.reply)
	case spotter.EventTool:
		var tool spotter.ToolEvent
		if json.Unmarshal(e.event.Data, &tool) == nil && tool.State == "done" {
			e.reply.rests = e.reply.rests || strings.Contains(restTools, " "+tool.Name+" ")
		}
	case spotter.EventError:
		c.fail(e.reply, turn.ReplyFailed)
	}
}

// restTools may begin or end a rest.
const restTools = " log_set say start_session finish_session correct_set "

// more is more of an answer: whole sentences of it go to the voice.
func (c *session) more(r *reply, d spotter.Delta) {
	if r.message != d.MessageID {
		c.flush(r)
		r.message, r.at, r.open = d.MessageID, 0, ""
	}
	c.stage(r, &r.stages.FirstToken)
	r.open += d.Text
	for {
		n := sentenceEnd(r.open)
		if n == 0 {
			return
		}
		c.speak(r, n)
	}
}

// flush hands over what is open of a message.
func (c *session) flush(r *reply) {
	if r.open != "" {
		c.speak(r, len(r.open))
	}
}

// speak hands the first n bytes of what is open to the voice.
func (c *session) speak(r *reply, n int) {
	text := r.open[:n]
	spoken := c.c.Spoken(text, c.call.Locale)
	p := piece{message: r.message, start: r.at, end: r.at + n, text: text, words: len(strings.Fields(spoken))}
	r.at, r.open = r.at+n, r.open[n:]
	if strings.TrimSpace(text) == "" {
		return
	}
	c.stage(r, &r.stages.FirstSentence)
	if c.voice == nil {
		p.shown = true
		c.out.transcript(Segment{ID: c.segment(r), Text: text})
		r.words[p.message] = p.end
		return
	}
	if r.item == nil {
		r.item = &item{reply: r}
		r.speech = c.utter(r.item)
	}
	r.item.pieces = append(r.item.pieces, p)
	r.speech.push(spoken)
}

// close is the end of an answer's text.
func (c *session) close(r *reply) {
	c.did(turn.ReplyEnded)
	if r.item == nil {
		c.drained()
		return
	}
	r.speech.end()
	c.drained() // it may all be played already
}

// fail gives an answer up: what was heard of it stays.
func (c *session) fail(r *reply, kind turn.Kind) {
	heard := c.silence()
	if kind == turn.VoiceFailed {
		for _, p := range itemPieces(r.item) {
			if !p.shown {
				c.out.transcript(Segment{ID: c.segment(r), Text: p.text})
			}
		}
		heard = nil // it stands in the room
	}
	c.stop(r)
	c.finish(r, heard)
	c.did(kind)
}

func itemPieces(it *item) []piece {
	if it == nil {
		return nil
	}
	return it.pieces
}

// finish lets a reply be stored as it was heard; nil: whole.
func (c *session) finish(r *reply, heard map[spotter.MessageID]int) {
	if c.reply != r {
		return
	}
	c.reply = nil
	r.cut <- heard
	c.out.transcript(Segment{ID: c.segment(r), Final: true})
	if c.c.Keep != nil && r.stages.Turn != 0 {
		stages := r.stages
		c.work.Go(func() { c.c.Keep(context.WithoutCancel(c.ctx), c.call, stages) })
	}
}

// speech is an utterance under way: text goes in, audio comes to the session.
type speech struct {
	cancel context.CancelFunc
	texts  chan string
	done   bool
}

func (s *speech) push(text string) {
	if !s.done {
		s.texts <- text
	}
}

func (s *speech) end() {
	if !s.done {
		s.done = true
		close(s.texts)
	}
}

// sounded is audio of an item; over: none comes any more.
type sounded struct {
	*item
	chunk tts.Chunk
	over  bool
}
