package coach_test

import (
	"testing"

	"spotter"
)

// The four measured operations without HTTP, on a cluster that does not sync; bench/BENCHMARKS.md has the
// whole way, beside the peer.

func BenchmarkProfileJSON(b *testing.B) {
	f := setup(b)
	who := f.onboarded(b, answers())
	for b.Loop() {
		if _, _, err := f.ProfileJSON(b.Context(), who); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkContext(b *testing.B) {
	f := setup(b)
	who := f.onboarded(b, answers())
	for b.Loop() {
		if _, err := f.Context(b.Context(), who); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOnboarding(b *testing.B) {
	f := setup(b)
	who := f.person(b)
	f.answer(b, who, answers())
	for b.Loop() {
		if _, err := f.Onboarding(b.Context(), who); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSaveStep(b *testing.B) {
	f := setup(b)
	who := f.person(b)
	f.answer(b, who, answers())
	about := *answers()[spotter.StepAbout].(*spotter.About)
	for b.Loop() {
		about.WeightKG = 145 - about.WeightKG // changes every time
		if _, err := f.SaveStep(b.Context(), who, spotter.StepAbout, &about, 0); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBriefing(b *testing.B) {
	f := setup(b)
	who := f.onboarded(b, answers())
	for b.Loop() {
		if _, err := f.Briefing(b.Context(), who); err != nil {
			b.Fatal(err)
		}
	}
}
