package voicetest

import (
	"hash/fnv"
	"math"
	"strings"
	"time"

	"spotter/internal/voice/audio"
)

// Word is one that is spoken from a time to a time, counted from where the recording becomes loud.
type Word struct {
	Text     string
	From, To time.Duration
}

// Recording is what is spoken in one go. Samples, at [audio.HearRate], are the recording itself when it is known: then it
// is found by its sound, wherever a connection begins. Without, recordings are taken in their order.
type Recording struct {
	Words   []Word
	Samples []int16
}

// The pace of synthetic speech.
const (
	wordTime = 240 * time.Millisecond
	gapTime  = 60 * time.Millisecond
	tail     = 100 * time.Millisecond // after the last word a recording can be over
)

// Say is a text as synthetic speech: a tone for each word, so that it can be told which word is heard. A word "..."
// is a pause of 400 ms.
func Say(text string) Recording {
	var r Recording
	at := time.Duration(0)
	for _, word := range strings.Fields(text) {
		if word == "..." {
			at += 400 * time.Millisecond
			continue
		}
		r.Words = append(r.Words, Word{word, at, at + wordTime})
		at += wordTime + gapTime
	}
	r.Samples = r.PCM(audio.HearRate)
	return r
}

// Text is all its words.
func (r Recording) Text() string {
	var out []string
	for _, w := range r.Words {
		out = append(out, w.Text)
	}
	return strings.Join(out, " ")
}

// Length is how long it lasts.
func (r Recording) Length() time.Duration {
	if len(r.Words) == 0 {
		return 0
	}
	return r.Words[len(r.Words)-1].To
}

// PCM is its sound at a rate.
func (r Recording) PCM(rate int) []int16 {
	out := make([]int16, audio.Count(r.Length(), rate))
	for _, w := range r.Words {
		copy(out[audio.Count(w.From, rate):], Tone(w.Text, w.To-w.From, rate))
	}
	return out
}

// Silence is d of nothing.
func Silence(d time.Duration, rate int) []int16 { return make([]int16, audio.Count(d, rate)) }

// Pitch is the tone of a word, in Hz: 250 to 850 in steps of 10, whatever its case and punctuation.
func Pitch(word string) float64 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(plain(word)))
	return 250 + 10*float64(h.Sum32()%61)
}

func plain(word string) string { return strings.ToLower(strings.Trim(word, ".,;:!?…\"'")) }

// Tone is a word's sound.
func Tone(word string, d time.Duration, rate int) []int16 {
	out, hz := make([]int16, audio.Count(d, rate)), Pitch(word)
	for i := range out {
		out[i] = int16(8000 * math.Sin(2*math.Pi*hz*float64(i)/float64(rate)))
	}
	return out
}

// Strength is how much of samples is the tone of a word: 0 to 1.
func Strength(word string, samples []int16, rate int) float64 {
	hz, re, im := Pitch(word), 0.0, 0.0
	for i, s := range samples {
		a := 2 * math.Pi * hz * float64(i) / float64(rate)
		re += float64(s) * math.Cos(a)
		im += float64(s) * math.Sin(a)
	}
	n, rms := float64(len(samples)), audio.Loudness(samples)
	if rms == 0 {
		return 0
	}
	return math.Sqrt(2) * math.Hypot(re, im) / n / rms
}

// Heard are the words of a text that are in synthetic speech, in order: who listens to a coach hears which sentence
// is spoken. Each word's tone is looked for behind the one before.
func Heard(text string, samples []int16, rate int) string {
	var out []string
	at, step := 0, audio.Count(20*time.Millisecond, rate)
	for _, word := range strings.Fields(text) {
		for p := at; p+4*step <= len(samples); p += step {
			if Strength(word, samples[p:p+4*step], rate) > 0.9 && audio.Loudness(samples[p:p+4*step]) > loud {
				out, at = append(out, word), p+audio.Count(wordTime, rate)-step
				break
			}
		}
	}
	return strings.Join(out, " ")
}
