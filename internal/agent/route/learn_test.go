package route

import (
	"bytes"
	"encoding/binary"
	"errors"
	"flag"
	"math"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"spotter"
	"spotter/catalog"
)

var update = flag.Bool("update", false, "write the weights that the training finds")

// lesson is a labelled message as the training sees it.
type lesson struct {
	places []uint32
	points scores
	right  [agents]bool
	first  int
	bare   bool // nothing is under way, so that the words have to say all
}

func lessons(t testing.TB, r *Router, file string) []lesson {
	t.Helper()
	table, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []lesson
	for line := range strings.Lines(string(table)) {
		part := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(part) != 4 {
			continue
		}
		m := r.read(part[3])
		l := lesson{points: r.score(m), first: -1, bare: part[2] == "", places: traitsOf(m.words)}
		for label := range strings.SplitSeq(part[1], ",") {
			if i := slices.Index(Agents[:], spotter.Actor(label)); i >= 0 {
				l.right[i] = true
				if l.first < 0 {
					l.first = i
				}
			}
		}
		if l.bare {
			out = append(out, l)
		}
	}
	return out
}

func traitsOf(words []string) (places []uint32) {
	eachTrait(words, func(place uint32) { places = append(places, place) })
	return places
}

// tableLessons are the tables' own phrases.
func tableLessons(r *Router) (out []lesson) {
	for _, part := range [...][]entry{lexicon[:], intents[:]} {
		for _, e := range part {
			for phrase := range strings.SplitSeq(e.terms, ",") {
				list := r.tokens(strings.Trim(strings.TrimSpace(phrase), "*"))
				if e.points > 0 && len(list) > 0 {
					out = append(out, lesson{first: slices.Index(Agents[:], e.agent), places: traitsOf(list)})
				}
			}
		}
	}
	return out
}

// How the learning goes: rounds over all messages, how large a step, and how strongly weights are held to zero.
const (
	rounds  = 10
	step    = 0.5
	holding = 2e-5
	steady  = 0.1 // keeps first steps small
)

// learn fits weights by AdaGrad on the loss of logistic regression, always in the same order.
func learn(list []lesson) []float32 {
	w, seen := make([]float32, traits*agents), make([]float32, traits*agents)
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	state := uint64(1)
	for range rounds {
		for i := len(order) - 1; i > 0; i-- {
			state = state*6364136223846793005 + 1442695040888963407
			j := int(state>>33) % (i + 1)
			order[i], order[j] = order[j], order[i]
		}
		for _, i := range order {
			descend(w, seen, list[i])
		}
	}
	return w
}

func descend(w, seen []float32, l lesson) {
	value := float32(1 / math.Sqrt(float64(len(l.places))))
	p := judge(w, l.places).share()
	for _, place := range l.places {
		row, sq := w[agents*int(place):][:agents], seen[agents*int(place):][:agents]
		for i := range row {
			g := float32(p[i])
			if i == l.first {
				g--
			}
			g = g*value + holding*row[i]
			sq[i] += g * g
			row[i] -= step * g / float32(steady+math.Sqrt(float64(sq[i])))
		}
	}
}

func judge(w []float32, places []uint32) (sum chances) {
	for _, place := range places {
		for i := range sum {
			sum[i] += float64(w[agents*int(place)+i])
		}
	}
	for i := range sum {
		sum[i] /= math.Sqrt(float64(max(1, len(places))))
	}
	return sum
}

func catalogueNames(t testing.TB) Names {
	t.Helper()
	exercises, err1 := catalog.LoadExercises()
	foods, err2 := catalog.LoadFoods()
	dishes, err3 := catalog.LoadDishes(foods)
	supplements, err4 := catalog.LoadSupplements()
	translations, err5 := catalog.LoadTranslations()
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		t.Fatal(err)
	}
	return CatalogueNames(exercises, foods, dishes, supplements, translations)
}

// folds is into how many parts the messages that the tables do not know are cut: each is judged by weights that were
// learnt from the others.
const folds = 5

// unseenOdds are the messages of more, and what weights that never saw them say.
func unseenOdds(known, more []lesson) (judged []lesson, learnt []chances) {
	for fold := range folds {
		train := slices.Clone(known)
		for i, l := range more {
			if i%folds != fold {
				train = append(train, l)
			}
		}
		w := learn(train)
		for i, l := range more {
			if i%folds == fold {
				judged, learnt = append(judged, l), append(learnt, judge(w, l.places))
			}
		}
	}
	return judged, learnt
}

// fit finds the numbers of the mixture by gradient descent.
func fit(judged []lesson, learnt []chances) (m mixture) {
	m[0] = 1
	for range 1500 {
		var slope mixture
		for n, l := range judged {
			traits := mixtureTraits(learnt[n], l.points)
			odds := m.odds(traits)
			for i := range odds {
				if i == l.first {
					odds[i]--
				}
				for k, v := range traits[i] {
					slope[k] += odds[i] * v
				}
				slope[kinds+i] += odds[i]
			}
		}
		for k := range m {
			m[k] -= 0.3 * slope[k] / float64(len(judged))
		}
	}
	return m
}

// pack writes a mixture and weights as guess.go reads them.
func pack(m mixture, w []float32) []byte {
	most := float32(0)
	for _, v := range w {
		most = max(most, v, -v)
	}
	unit := most / 127
	out := binary.LittleEndian.AppendUint32(nil, math.Float32bits(unit))
	for _, v := range m {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(float32(v)))
	}
	for _, v := range w {
		out = append(out, byte(int8(math.Round(float64(v/unit)))))
	}
	return out
}

// The weights are what the training makes of the messages and tables; after a change of either, or of how messages are
// read, run this test with -args -update.
func TestWeights(t *testing.T) {
	r := New(catalogueNames(t))
	known := append(tableLessons(r), lessons(t, r, "testdata/dev.tsv")...)
	more := lessons(t, r, "testdata/learn.tsv")
	judged, learnt := unseenOdds(known, more)
	m := fit(judged, learnt)
	tellCover(t, m, judged, learnt)
	blob := pack(m, learn(append(known, more...)))
	if *update {
		if err := os.WriteFile("weights.bin", blob, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(blob, []byte(weights)) && !*update && runtime.GOARCH == "amd64" { // elsewhere sums may be rounded otherwise
		t.Error("weights.bin is not what the messages and tables make; run go test ./internal/agent/route -run TestWeights -args -update")
	}
}

// tellCover says how many messages would be decided, and how many wrongly, at several least chances.
func tellCover(t *testing.T, m mixture, judged []lesson, learnt []chances) {
	t.Helper()
	t.Logf("mixture %.2f", m)
	for _, least := range []float64{0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0} {
		decided, wrong := 0, 0
		for n, l := range judged {
			odds := m.odds(mixtureTraits(learnt[n], l.points))
			if best := odds.likeliest(); odds[best] >= least {
				decided++
				if !l.right[best] {
					wrong++
				}
			}
		}
		all := float64(len(judged))
		t.Logf("from %.2f on: %.1f %% decided, %.1f %% of all wrongly", least, 100*float64(decided)/all, 100*float64(wrong)/all)
	}
}
