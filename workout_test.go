package spotter_test

import (
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"spotter"
)

func TestLoadIsExact(t *testing.T) {
	t.Parallel()
	lb, kg := func(v float64) *spotter.SetInput { return &spotter.SetInput{WeightLB: &v} }, func(v float64) *spotter.SetInput { return &spotter.SetInput{WeightKG: &v} }
	for _, test := range []struct {
		in   *spotter.SetInput
		want float64
		kept spotter.Amount
	}{
		{lb(185), 83.91458845, spotter.Amount{Value: 185, Unit: "lb"}},
		{lb(1), 0.45359237, spotter.Amount{Value: 1, Unit: "lb"}},
		{lb(2.5), 1.133980925, spotter.Amount{Value: 2.5, Unit: "lb"}},
		{lb(45), 20.41165665, spotter.Amount{Value: 45, Unit: "lb"}},
		{lb(0), 0, spotter.Amount{Value: 0, Unit: "lb"}},
		{lb(1323), 600.10270551, spotter.Amount{Value: 1323, Unit: "lb"}},
		{kg(82.5), 82.5, spotter.Amount{Value: 82.5, Unit: "kg"}},
		{kg(0.1 + 0.2), 0.1 + 0.2, spotter.Amount{Value: 0.1 + 0.2, Unit: "kg"}},
		{kg(0), 0, spotter.Amount{Value: 0, Unit: "kg"}},
		{&spotter.SetInput{}, 0, spotter.Amount{Value: 0, Unit: "kg"}},
	} {
		if got, kept := test.in.Load(); got != test.want || kept != test.kept {
			t.Errorf("%v is %v kg, entered as %v; want %v kg", test.kept, got, kept, test.want)
		}
	}
}

// TestPoundsAreDecimals holds the conversion against exact arithmetic for everything with two decimals.
func TestPoundsAreDecimals(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		hundredths := rapid.Int64Range(0, 132300).Draw(t, "hundredths of a pound")
		entered := float64(hundredths) / 100
		exact, _ := new(big.Rat).SetFrac64(hundredths*45359237, 100*100000000).Float64()
		if got, _ := (&spotter.SetInput{WeightLB: &entered}).Load(); got != exact {
			t.Fatalf("%v lb is %v kg, want %v", entered, got, exact)
		}
	})
}

func TestSetPatchKeepsTheRest(t *testing.T) {
	t.Parallel()
	rir, reps, pounds, note := 2, 6, 45.0, ""
	set := spotter.Set{Exercise: "squat", WeightKG: 80, Entered: spotter.Amount{Value: 80, Unit: "kg"}, Reps: 5, RIR: &rir, Note: "deep"}
	if diff := cmp.Diff(set, (&spotter.SetPatch{}).Apply(set)); diff != "" {
		t.Errorf("an empty patch changes something:\n%s", diff)
	}
	got := (&spotter.SetPatch{WeightLB: &pounds, Reps: &reps, Note: &note}).Apply(set)
	want := spotter.Set{Exercise: "squat", WeightKG: 20.41165665, Entered: spotter.Amount{Value: 45, Unit: "lb"}, Reps: 6, RIR: &rir}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
