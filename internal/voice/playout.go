package voice

import (
	"math"
	"slices"
	"strings"
	"time"

	"spotter"
	"spotter/internal/voice/audio"
	"spotter/internal/voice/tts"
)

// lead is how far playout is ahead of what is heard, so that a late tick is not heard.
const lead = 2 * audio.FrameTime

// ducked is how loud the coach is while somebody speaks over it, and ramp how long a change of volume takes.
const (
	ducked = 0.25
	ramp   = 10 * time.Millisecond
)

// piece is a sentence of an answer, and where it stands in its message.
type piece struct {
	message    spotter.MessageID
	start, end int    // bytes of the message
	text       string // as it is written
	words      int    // as it is spoken
	shown      bool
}

// item is something to be played: an answer, or a line of code's own.
type item struct {
	reply    *reply // nil: a line
	pieces   []piece
	pcm      []int16 // not yet played
	received int     // samples
	played   int     // samples
	marks    []tts.Mark
	ended    bool // no more audio comes
	sent     bool // something of it was played
}

// playout paces what the coach says. One goroutine uses it.
type playout struct {
	rate   int
	queue  []*item
	gain   float32
	target float32
	began  time.Time // of the run of frames under way
	frames int       // sent in it
	frame  []int16
}

func newPlayout(rate int) *playout {
	return &playout{rate: rate, gain: 1, target: 1, frame: make([]int16, rate/int(time.Second/audio.FrameTime))}
}

// due is how many frames should be sent now.
func (p *playout) due(now time.Time) int {
	if p.began.IsZero() {
		p.began, p.frames = now, 0
	}
	return int((now.Sub(p.began)+lead)/audio.FrameTime) - p.frames
}

// still ends a run of frames: the next begins anew.
func (p *playout) still() { p.began = time.Time{} }

// next fills the frame with what comes next, and says of which item; nil: there is nothing to play now.
func (p *playout) next() *item {
	if p.target == 0 && p.gain == 0 {
		return nil
	}
	it := p.ready()
	if it == nil {
		return nil
	}
	n := copy(p.frame, it.pcm)
	clear(p.frame[n:])
	it.pcm = it.pcm[n:]
	it.played += n
	it.sent = true
	p.frames++
	p.shape()
	return it
}

// ready is the first item with a frame to play: a word in between may be said while an answer waits for its next audio.
// Items that were played to their end go.
func (p *playout) ready() *item {
	p.queue = slices.DeleteFunc(p.queue, func(it *item) bool { return it.ended && len(it.pcm) == 0 })
	for _, it := range p.queue {
		if len(it.pcm) >= len(p.frame) || it.ended {
			return it
		}
	}
	return nil
}

// shape applies the gain, which goes to its target within the ramp: a step would be a click.
func (p *playout) shape() {
	if p.gain == 1 && p.target == 1 {
		return
	}
	step := float32(1 / (ramp.Seconds() * float64(p.rate)))
	for i, v := range p.frame {
		switch {
		case p.gain < p.target:
			p.gain = min(p.gain+step, p.target)
		case p.gain > p.target:
			p.gain = max(p.gain-step, p.target)
		}
		p.frame[i] = int16(math.Round(float64(float32(v) * p.gain)))
	}
}

// cut ends everything. It reports whether the frame holds a last piece that fades away.
func (p *playout) cut() bool {
	fade := false
	if len(p.queue) > 0 && p.queue[0].sent && p.gain > 0 {
		p.target = 0
		fade = p.next() != nil
	}
	p.queue, p.gain, p.target = nil, 1, 1
	p.still()
	return fade
}

// heard is how many of an item's spoken words were heard. Where the voice tells no times they are estimated: by their
// share of the audio once that is whole, and slowly before.
func (p *playout) heard(it *item) int {
	total := 0
	for _, piece := range it.pieces {
		total += piece.words
	}
	if it.ended && len(it.pcm) == 0 {
		return total
	}
	at := time.Duration(it.played)*time.Second/time.Duration(p.rate) - lead
	switch {
	case at <= 0:
		return 0
	case len(it.marks) > 0:
		n := 0
		for n < len(it.marks) && it.marks[n].End <= at {
			n++
		}
		return min(n, total)
	case it.ended:
		return int(int64(total) * int64(at) * int64(p.rate) / int64(time.Second) / int64(max(it.received, 1)))
	}
	return min(int(at/slowWord), total)
}

// slowWord is how long a word takes where nothing is known of it.
const slowWord = 450 * time.Millisecond

// heardBytes is how much of each message the person has heard when they heard n spoken words of it.
func (it *item) heardBytes(n int) map[spotter.MessageID]int {
	out := map[spotter.MessageID]int{}
	for _, piece := range it.pieces {
		switch {
		case n >= piece.words:
			out[piece.message] = piece.end
		case n > 0:
			out[piece.message] = piece.start + firstWords(piece.text, n, piece.words)
		}
		if n -= piece.words; n <= 0 {
			break
		}
	}
	return out
}

// firstWords is how many bytes n of a text's spoken words are, by their share of its written ones, at the end of a word.
func firstWords(text string, n, spoken int) int {
	written := len(strings.Fields(text))
	keep, in := n*written/max(spoken, 1), false
	for i, r := range text {
		space := strings.ContainsRune(" \n\t", r)
		if in && space {
			if keep--; keep <= 0 {
				return i
			}
		}
		if keep <= 0 {
			return 0
		}
		in = !space
	}
	return len(text)
}
