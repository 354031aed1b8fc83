package voicetest

import (
	"math"
	"strings"
	"sync"
	"time"

	"spotter/internal/voice/audio"
)

// loud is the loudness from which a sound is no silence.
const loud = 300

// Script is what can be heard. Several connections share it.
type Script struct {
	recordings []Recording

	mu   sync.Mutex
	next int // the first recording that was not heard to its end
}

// NewScript makes one.
func NewScript(recordings ...Recording) *Script { return &Script{recordings: recordings} }

func (s *Script) upTo(i int) { s.mu.Lock(); defer s.mu.Unlock(); s.next = max(s.next, i) }

func (s *Script) expected() int { s.mu.Lock(); defer s.mu.Unlock(); return s.next }

// ear listens to one connection's audio.
type ear struct {
	script *Script
	rate   int

	samples []int16 // all that was received
	looked  int     // how far it was looked for the beginning of a recording
	active  int     // the recording that is heard; -1: none
	onset   time.Duration
	words   []Word // that were heard to their end, at times of this connection
	began   []time.Duration
}

func newEar(s *Script, rate int) *ear { return &ear{script: s, rate: rate, active: -1} }

func (e *ear) position() time.Duration { return audio.Duration(len(e.samples), e.rate) }

// matchTime is how much of a known recording is compared.
const matchTime = 200 * time.Millisecond

// hear takes audio in.
func (e *ear) hear(samples []int16) {
	e.samples = append(e.samples, samples...)
	window := audio.Count(10*time.Millisecond, e.rate)
	for e.looked+window <= len(e.samples) {
		now := audio.Duration(e.looked+window, e.rate)
		if e.active < 0 {
			if audio.Loudness(e.samples[e.looked:e.looked+window]) < loud {
				e.looked += window
				continue
			}
			if !e.find() {
				return // more of it is needed
			}
		}
		e.follow(now)
		e.looked += window
	}
}

// find says which recording has begun at looked; false: that cannot be said yet. What none of the known ones resembles is
// the next in order.
func (e *ear) find() bool {
	need := audio.Count(matchTime, e.rate)
	if len(e.samples) < e.looked+need && e.known() {
		return false
	}
	at := audio.Duration(e.looked, e.rate)
	best, where, which := 0.8, time.Duration(0), -1
	if e.known() {
		piece := thin(e.samples[e.looked:e.looked+need], e.rate)
		for i, r := range e.script.recordings {
			if score, offset := match(piece, thin(r.Samples, audio.HearRate)); score > best+0.01 || score > best-0.01 && which < 0 {
				best, where, which = score, offset, i
			}
		}
	}
	if which < 0 {
		which, where = e.script.expected(), 0
	}
	if which >= len(e.script.recordings) {
		which = len(e.script.recordings) // noise that nobody can understand
	}
	e.active, e.onset = which, at-where
	e.began = append(e.began, at)
	return true
}

func (e *ear) known() bool {
	for _, r := range e.script.recordings {
		if len(r.Samples) > 0 {
			return true
		}
	}
	return false
}

// follow hears the words that have ended by now.
func (e *ear) follow(now time.Duration) {
	if e.active >= len(e.script.recordings) {
		e.active = -1
		return
	}
	r := e.script.recordings[e.active]
	for _, w := range r.Words {
		from, to := e.onset+w.From, e.onset+w.To
		if to > now || from+40*time.Millisecond < e.began[len(e.began)-1] || len(e.words) > 0 && e.words[len(e.words)-1].To >= to {
			continue
		}
		e.words = append(e.words, Word{w.Text, max(0, from), to})
	}
	if now > e.onset+r.Length()+tail {
		e.script.upTo(e.active + 1)
		e.active = -1
	}
}

// speaking reports whether a word is being spoken, or is to come of the recording within the time of a short pause.
func (e *ear) speaking() bool {
	if e.active < 0 || e.active >= len(e.script.recordings) {
		return false
	}
	for _, w := range e.script.recordings[e.active].Words {
		if p := e.position() - e.onset; p >= w.From && p < w.To {
			return true
		}
	}
	return false
}

// silence is how long nothing was spoken, behind the last word.
func (e *ear) silence() time.Duration {
	if len(e.words) == 0 || e.speaking() {
		return 0
	}
	return e.position() - e.words[len(e.words)-1].To
}

// matchRate is that of what is compared.
const matchRate = 2000

// thin lowers the rate, since a comparison needs no more.
func thin(samples []int16, rate int) []float64 {
	n := rate / matchRate
	out := make([]float64, 0, len(samples)/n)
	for i := 0; i+n <= len(samples); i += n {
		sum := 0.0
		for _, s := range samples[i : i+n] {
			sum += float64(s)
		}
		out = append(out, sum/float64(n))
	}
	return out
}

// match is where a piece resembles a whole most, and how much: 1 is the same.
func match(piece, whole []float64) (score float64, at time.Duration) {
	energy := 0.0
	for _, v := range piece {
		energy += v * v
	}
	for i := 0; i+len(piece) <= len(whole); i++ {
		product, there := 0.0, 0.0
		for j, v := range piece {
			product += v * whole[i+j]
			there += whole[i+j] * whole[i+j]
		}
		if s := product / math.Sqrt(energy*there+1); s > score+0.02 {
			score, at = s, audio.Duration(i, matchRate)
		}
	}
	return score, at
}

func textOf(words []Word) string {
	var out []string
	for _, w := range words {
		out = append(out, w.Text)
	}
	return strings.Join(out, " ")
}
