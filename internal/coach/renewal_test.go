package coach_test

import (
	"testing"

	"spotter"
	"spotter/internal/coach"
)

// TestTheNextBlockComesByItself lives a block to its end: the daily job proposes the next one once, it begins when
// the easy week is over, and what was declined is not asked about again.
func TestTheNextBlockComesByItself(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ctx, who := t.Context(), f.onboarded(t, answers())
	first := must[spotter.ActivePlan[spotter.TrainingPlan]](t)(f.TrainingPlan(ctx, who))
	plan, length := first.Document, 7*first.Document.Weeks
	for n := range length - 4 { // Monday, Tuesday, Thursday and Friday
		if w := n % 7; w == 0 || w == 1 || w == 3 || w == 4 {
			f.log(t, who, "bench press", 60+float64(n/7)*2.5, 6, 2)
		}
		f.clock.add(day)
	}
	waiting := func() []spotter.Proposal {
		t.Helper()
		if err := f.EvaluateDay(ctx, who.User); err != nil {
			t.Fatal(err)
		}
		return must[coach.Page[spotter.Proposal]](t)(f.Proposals(ctx, who, spotter.ProposalPending, nil, 10)).Items
	}
	if found := waiting(); len(found) > 0 {
		t.Fatalf("four days before the end: %+v", found)
	}
	f.clock.add(day)
	found := waiting()
	if len(found) != 1 || found[0].Trigger != spotter.TriggerNextBlock || found[0].Actor != spotter.ActorJob || len(found[0].Evidence) < 4 || len(found[0].Diff) == 0 {
		t.Fatalf("proposed %+v", found)
	}
	if again := waiting(); len(again) != 1 || again[0].ID != found[0].ID {
		t.Errorf("looked at twice, proposed %d times", len(again))
	}
	if now := must[spotter.ActivePlan[spotter.TrainingPlan]](t)(f.TrainingPlan(ctx, who)); now.Version != first.Version {
		t.Error("the plan has changed without a yes")
	}
	next := planOf(t, found[0])
	start := spotter.Date{Year: 2026, Month: 11, Day: 23}.AddDays(length)
	if next.Block != plan.Block+1 || next.Began == nil || *next.Began != start || len(next.Easings) != 1 || next.Easings[0].Until != start.AddDays(-1) {
		t.Errorf("block %d from %v with %+v", next.Block, next.Began, next.Easings)
	}
	must[spotter.Proposal](t)(f.Decline(ctx, who, found[0].ID, 0))
	for range 10 {
		f.clock.add(day)
		if n := waiting(); len(n) > 0 {
			t.Fatalf("declined, and proposed again: %s", n[0].Summary)
		}
	}

}

// TestTheNextBlockBeginsAfterTheEasyWeek accepts it while that is under way.
func TestTheNextBlockBeginsAfterTheEasyWeek(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ctx, who := t.Context(), f.onboarded(t, answers())
	length := 7 * must[spotter.ActivePlan[spotter.TrainingPlan]](t)(f.TrainingPlan(ctx, who)).Document.Weeks
	for n := range length - 3 {
		if w := n % 7; w == 0 || w == 1 || w == 3 || w == 4 {
			f.log(t, who, "bench press", 60+float64(n/7)*2.5, 6, 2)
		}
		f.clock.add(day)
	}
	found := must[spotter.Evaluation](t)(f.Evaluate(ctx, who)).Proposals
	if len(found) != 1 {
		t.Fatalf("%+v", found)
	}
	must[spotter.Proposal](t)(f.Accept(ctx, who, found[0].ID, 0))
	start := spotter.Date{Year: 2026, Month: 11, Day: 23}.AddDays(length)
	for n, want := range map[int]int{-3: 0, 0: 1, 3: 1, 7: 2} {
		s := must[spotter.Today](t)(f.Today(ctx, who, start.AddDays(n))).Session
		if s == nil { // a day without training
			continue
		}
		if week := s.Block; (want == 0) != (week == nil) || week != nil && week.Week != want || s.Eased != (want == 0) {
			t.Errorf("%d days from its start: %+v, eased %v", n, week, s.Eased)
		}
	}
	if again := must[spotter.Evaluation](t)(f.Evaluate(ctx, who)).Proposals; len(again) > 0 {
		t.Errorf("once more: %+v", again)
	}
}
