package route

import (
	_ "embed"
	"math"
	"unicode/utf8"
)

// weights is what was learnt from testdata/dev.tsv and testdata/learn.tsv by the training in learn_test.go: the mixture's
// numbers, each four bytes, and one byte for each trait and agent. It stays in the binary; nothing is copied or unpacked.
//
//go:embed weights.bin
var weights string

// traits is into how many places the words, pairs of words and pieces of words of a message are hashed.
const traits = 49152

// mixture is how much each kind of evidence counts: what was learnt, an agent's points, the lead of the best, the points of small
// talk, that the best has a clear word, that both say the same; and then what each agent has without any.
type mixture [kinds + agents]float64

const kinds = 6

const headBytes = 4 * (1 + kinds + agents)

// chances are how likely each agent is to be meant; they add up to one.
type chances [agents]float64

// head is a number of the weights' head: first what one step of a byte is worth, then the mixture.
func head(i int) float64 {
	return float64(math.Float32frombits(uint32(weights[4*i]) | uint32(weights[4*i+1])<<8 | uint32(weights[4*i+2])<<16 | uint32(weights[4*i+3])<<24))
}

func readMixture() (m mixture) {
	for i := range m {
		m[i] = head(1 + i)
	}
	return m
}

// guess is what the words of a message say by what was learnt, as the logarithms of chances, up to a constant.
func guess(list []string) (sum chances) {
	n := 0
	eachTrait(list, func(place uint32) {
		row := weights[headBytes+agents*int(place):][:agents]
		for i := range sum {
			sum[i] += float64(int8(row[i]))
		}
		n++
	})
	if n == 0 {
		return chances{}
	}
	scale := head(0) / math.Sqrt(float64(n))
	for i := range sum {
		sum[i] *= scale
	}
	return sum
}

// mostEvidence is beyond which more points say no more.
const mostEvidence = 4

// mixtureTraits is the evidence for each agent, by kind.
func mixtureTraits(learnt chances, points scores) (out [agents][kinds]float64) {
	best, lead := ranked(points)
	for i := range out {
		kind := 1
		if i == general {
			kind = 3
		}
		out[i][0] = learnt[i]
		out[i][kind] = float64(min(points[i], mostEvidence))
	}
	if points[best] > 0 {
		out[best][2] = float64(min(lead, mostEvidence))
		if points[best] >= leastScore && lead > 1 {
			out[best][4] = 1
		}
		if best == learnt.likeliest() {
			out[best][5] = 1
		}
	}
	return out
}

// odds weighs evidence.
func (m *mixture) odds(traits [agents][kinds]float64) (out chances) {
	for i := range out {
		out[i] = m[kinds+i]
		for k, v := range traits[i] {
			out[i] += m[k] * v
		}
	}
	return out.share()
}

// share makes chances of logarithms.
func (c chances) share() chances {
	most, sum := c[0], 0.0
	for _, v := range c {
		most = max(most, v)
	}
	for i, v := range c {
		c[i] = math.Exp(v - most)
		sum += c[i]
	}
	for i := range c {
		c[i] /= sum
	}
	return c
}

// likeliest is the agent with the best chances.
func (c chances) likeliest() int {
	best := 0
	for i, v := range c {
		if v > c[best] {
			best = i
		}
	}
	return best
}

// The least and most letters of a piece of a word, and how many words are looked at: what somebody wants stands near
// the beginning.
const (
	leastPiece = 3
	mostPiece  = 5
	mostWords  = 40
)

// eachTrait hands on the places of a message's words, pairs of neighbours and pieces of words; the ends of the message
// and of each word count as letters.
func eachTrait(list []string, yield func(place uint32)) {
	list = list[:min(len(list), mostWords)]
	if len(list) == 0 {
		return
	}
	before := hash(hashStart, "^")
	for _, word := range list {
		whole := hash(hashStart, word)
		yield(place(whole, 1))
		yield(place(hash(before, word), 2))
		before = hash(whole, " ")
		pieces(word, yield)
	}
	yield(place(hash(before, "$"), 2))
}

// pieces hands on the places of the parts of a word.
func pieces(word string, yield func(place uint32)) {
	var space [longestKey]string
	letters := append(space[:0], " ")
	for len(word) > 0 && len(letters) < longestKey-1 {
		_, size := utf8.DecodeRuneInString(word)
		letters = append(letters, word[:size])
		word = word[size:]
	}
	letters = append(letters, " ")
	for from := range letters {
		h := uint32(hashStart)
		for k, letter := range letters[from:min(len(letters), from+mostPiece)] {
			h = hash(h, letter)
			if k+1 >= leastPiece {
				yield(place(h, 3))
			}
		}
	}
}

// The constants of FNV-1a.
const (
	hashStart = 2166136261
	hashPrime = 16777619
)

func hash(h uint32, text string) uint32 {
	for i := range len(text) {
		h = (h ^ uint32(text[i])) * hashPrime
	}
	return h
}

// place is where a trait of a kind is kept.
func place(h, kind uint32) uint32 {
	h = (h ^ kind) * hashPrime
	return (h ^ h>>15) % traits
}
