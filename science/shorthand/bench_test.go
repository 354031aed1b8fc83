package shorthand_test

import (
	"testing"

	"spotter/science/shorthand"
)

func BenchmarkRead(b *testing.B) {
	c := bench.context(b, exercises(b))
	r := shorthand.New()
	for b.Loop() {
		if _, q := r.Read("eight reps with a hundred and five kilos, one left", c); q != nil {
			b.Fatal(q)
		}
	}
}
