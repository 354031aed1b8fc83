package coach_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
)

const day = 24 * time.Hour

func planOf(t *testing.T, p spotter.Proposal) spotter.TrainingPlan {
	t.Helper()
	var plan spotter.TrainingPlan
	if err := json.Unmarshal(p.After, &plan); err != nil {
		t.Fatal(err)
	}
	return plan
}

func plannedIn(plan spotter.TrainingPlan, id string) *spotter.PlannedExercise {
	for _, d := range plan.Days {
		for _, e := range d.Exercises {
			if e.Exercise == id {
				return &e
			}
		}
	}
	return nil
}

// log does a session of one exercise, now.
func (f *fixture) log(t *testing.T, who spotter.Caller, exercise string, kg float64, reps, rir int) {
	t.Helper()
	s := must[spotter.Session](t)(f.StartSession(t.Context(), who, coach.StartSessionInput{}))
	must[spotter.LoggedSet](t)(f.LogSet(t.Context(), who, s.ID, spotter.SetEntry{Exercise: exercise, WeightKG: &kg, Reps: &reps, RIR: &rir}))
	must[spotter.Session](t)(f.CompleteSession(t.Context(), who, s.ID, 0))
}

// TestTheNextBlock follows a plan by proposal: loads from the log, other assistance, a little more volume.
func TestTheNextBlock(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	first := must[spotter.ActivePlan[spotter.TrainingPlan]](t)(f.TrainingPlan(t.Context(), who)).Document
	f.clock.add(20 * day)
	f.log(t, who, "bench press", 100, 5, 1)
	p := must[spotter.Proposal](t)(f.Propose(t.Context(), who, spotter.PlanTraining, coach.ProposeInput{Instructions: "next block please"}))
	next := planOf(t, p)
	if first.Block != 1 || next.Block != 2 || !strings.HasPrefix(p.Summary, "Block 2") {
		t.Errorf("block %d is followed by block %d: %s", first.Block, next.Block, p.Summary)
	}
	// 100 kg for 5 with 1 left: six effective reps, (120 + 3600/31)/2 = 118.06. Six reps with two left:
	// 118.06 / ((1 + 8/30 + 36/29)/2) = 94.15, down to 92.5.
	if bench := plannedIn(next, "barbell_bench_press"); bench == nil || bench.LoadKG == nil || *bench.LoadKG != 92.5 {
		t.Errorf("the bench press follows as %+v, want 92.5 kg", bench)
	}
	changed := 0
	for _, d := range next.Days {
		for _, e := range d.Exercises {
			if plannedIn(first, e.Exercise) == nil {
				changed++
			}
		}
	}
	if changed < 5 {
		t.Errorf("%d exercises are new, want other assistance", changed)
	}
	for i, v := range next.Volume {
		if v.Low > 0 && (v.Sets > first.Volume[i].Sets+2 || v.Sets < first.Volume[i].Sets-1) {
			t.Errorf("%s goes from %g to %g sets", v.Muscle, first.Volume[i].Sets, v.Sets)
		}
	}
	must[spotter.Proposal](t)(f.Accept(t.Context(), who, p.ID, 0))
	today := must[spotter.Today](t)(f.Today(t.Context(), who, spotter.Date{Year: 2026, Month: 12, Day: 14}))
	if today.Session == nil || today.Session.Block == nil || today.Session.Block.Week != 1 {
		t.Errorf("the day after, a Monday, lies in week 1 of the new block: %+v", today.Session)
	}
}

// TestAChangedBlockGoesOn changes a plan in its third week: the deload week stays where it was.
func TestAChangedBlockGoesOn(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	f.clock.add(15 * day) // a Tuesday
	minutes := 45
	p := must[spotter.Proposal](t)(f.Propose(t.Context(), who, spotter.PlanTraining, coach.ProposeInput{Changes: &spotter.Changes{Minutes: &minutes}}))
	must[spotter.Proposal](t)(f.Accept(t.Context(), who, p.ID, 0))
	if plan := planOf(t, p); plan.Block != 1 || plan.Began == nil || plan.Began.String() != "2026-11-23" {
		t.Errorf("block %d began on %v, want block 1 from 23 November", plan.Block, plan.Began)
	}
	today := must[spotter.Today](t)(f.Today(t.Context(), who, spotter.Date{}))
	if today.Session == nil || today.Session.Block.Week != 3 {
		t.Errorf("the fifteenth day lies in week 3: %+v", today.Session)
	}
}

func TestTheFirstPlanHasNoNextBlock(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	f.answer(t, who, answers())
	_, err := f.Propose(t.Context(), who, spotter.PlanTraining, coach.ProposeInput{Changes: &spotter.Changes{NextBlock: true}})
	refused(t, err, "invalid")
	_, err = f.Propose(t.Context(), who, spotter.PlanMeals, coach.ProposeInput{Changes: &spotter.Changes{NextBlock: true}})
	refused(t, err, "invalid")
}

// TestTodayInTheDeloadWeek holds the days of a block of six weeks against its easy week. It came into force
// on a Monday noon in Berlin; the last week begins with day 35.
func TestTodayInTheDeloadWeek(t *testing.T) {
	t.Parallel()
	f := setup(t)
	all := answers()
	all[spotter.StepFitness] = &spotter.Fitness{Level: spotter.Intermediate, RecentLifts: []spotter.RecentLift{{Exercise: "Bench press", WeightKG: 80, Reps: 5}}}
	who := f.onboarded(t, all)
	first := spotter.Date{Year: 2026, Month: 11, Day: 23}
	usual := must[spotter.Today](t)(f.Today(t.Context(), who, first)).Session
	for after, want := range map[int]spotter.BlockWeek{
		0: {Week: 1, Of: 6}, 28: {Week: 5, Of: 6}, 35: {Week: 6, Of: 6, Deload: true}, 38: {Week: 6, Of: 6, Deload: true},
		42: {Week: 1, Of: 6, Over: true}, 77: {Week: 6, Of: 6, Deload: true, Over: true},
	} {
		s := must[spotter.Today](t)(f.Today(t.Context(), who, first.AddDays(after))).Session
		if s == nil || s.Block == nil {
			t.Fatalf("day %d: %+v", after, s)
		}
		got := *s.Block
		got.Text = ""
		if got != want {
			t.Errorf("day %d lies in %+v, want %+v", after, got, want)
		}
		if after == 35 {
			wantEased(t, *usual, *s)
		}
	}
	if s := must[spotter.Today](t)(f.Today(t.Context(), who, first.AddDays(-7))).Session; s == nil || s.Block != nil {
		t.Errorf("a Monday before the plan lies in no week of it: %+v", s)
	}
}

// TestSetsRiseThroughTheBlock goes through the weeks of a block for muscle: today and the session have the sets of
// the week, within the minutes, and those of the first week where readiness holds loads.
func TestSetsRiseThroughTheBlock(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ctx, who := t.Context(), f.onboarded(t, answers())
	plan := must[spotter.ActivePlan[spotter.TrainingPlan]](t)(f.TrainingPlan(ctx, who)).Document
	first := spotter.Date{Year: 2026, Month: 11, Day: 23}
	sum := func(planned []spotter.PlannedExercise) (n int) {
		for _, e := range planned {
			n += e.Sets
		}
		return n
	}
	last, start := 0, 0
	for week := range plan.Weeks {
		n := 0
		for _, d := range must[spotter.Week](t)(f.Week(ctx, who, first.AddDays(7*week))).Days {
			if d.Session == nil {
				continue
			}
			if n += sum(d.Session.Exercises); d.Session.Minutes > plan.SessionMinutes {
				t.Errorf("%s takes %d minutes", d.Date, d.Session.Minutes)
			}
		}
		if easy := week+1 == plan.DeloadWeek; week > 0 && (n < last) != easy || easy && n > start*2/3 {
			t.Errorf("week %d has %d sets after %d, %d in the first", week+1, n, last, start)
		}
		if week == 0 {
			start = n
		}
		last = max(last, n)
	}
	if last <= start {
		t.Errorf("%d sets in the first week, never more than %d", start, last)
	}
	f.clock.add(28 * day) // Monday of the fifth week
	today := must[spotter.Today](t)(f.Today(ctx, who, spotter.Date{})).Session
	s := must[spotter.Session](t)(f.StartSession(ctx, who, coach.StartSessionInput{}))
	of := func() int { return f.plannedSets(t, who, s.ID, today.Exercises) }
	if got, want := of(), sum(today.Exercises); got != want || want <= sum(plan.Days[0].Exercises) {
		t.Errorf("the session has %d sets, today %d, the first week %d", got, want, sum(plan.Days[0].Exercises))
	}
	energy := 2
	must[spotter.CheckIn](t)(f.CheckIn(ctx, who, spotter.CheckInInput{Energy: &energy}))
	if got := of(); got != sum(plan.Days[0].Exercises) {
		t.Errorf("with energy 2 the session has %d sets, want %d", got, sum(plan.Days[0].Exercises))
	}
}

// plannedSets goes through a session, a set of each exercise, and sums how many sets of each there are to be.
func (f *fixture) plannedSets(t *testing.T, who spotter.Caller, id spotter.SessionID, exercises []spotter.PlannedExercise) (n int) {
	t.Helper()
	for _, e := range exercises {
		reps := 8
		set := must[spotter.LoggedSet](t)(f.LogSet(t.Context(), who, id, spotter.SetEntry{Exercise: e.Exercise, Reps: &reps}))
		next := must[spotter.NextSet](t)(f.NextSet(t.Context(), who, id))
		if next.Exercise != e.Exercise {
			t.Fatalf("%s follows %s", next.Exercise, e.Exercise)
		}
		n += next.Of
		if err := f.DropSet(t.Context(), who, id, set.ID, 0); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// wantEased wants half the sets, a tenth less load and less time than usual.
func wantEased(t *testing.T, usual, eased spotter.TodaySession) {
	t.Helper()
	if eased.Minutes >= usual.Minutes || !strings.Contains(eased.Reason, "easy one") {
		t.Errorf("%d minutes in the easy week, %d as usual: %s", eased.Minutes, usual.Minutes, eased.Reason)
	}
	for i, e := range eased.Exercises {
		if half := (usual.Exercises[i].Sets + 1) / 2; e.Sets != half {
			t.Errorf("%s has %d sets, want %d", e.Exercise, e.Sets, half)
		}
	}
	// 72.5 kg less a tenth is 65.25, down to 65; the ramp is half of it, 32.5, and three quarters, 48.75, down to 47.5.
	bench := eased.Exercises[0]
	if bench.LoadKG == nil || *bench.LoadKG != 65 || *bench.Warmup[0].LoadKG != 32.5 || *bench.Warmup[1].LoadKG != 47.5 {
		t.Errorf("the bench press is %v with the ramp %v", bench.LoadKG, bench.Warmup)
	}
}

// TestWhyAnswersForEveryItem asks about the plan, every day, every exercise and every muscle.
func TestWhyAnswersForEveryItem(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	plan := must[spotter.ActivePlan[spotter.TrainingPlan]](t)(f.TrainingPlan(t.Context(), who)).Document
	items := []string{"", "volume", "split", "deload", "progression", "effort", "time", "bench press"}
	for _, d := range plan.Days {
		items = append(items, string(d.Weekday), d.Name)
		for _, e := range d.Exercises {
			items = append(items, e.Exercise, e.Name)
		}
	}
	for _, v := range plan.Volume {
		items = append(items, v.Muscle)
	}
	for _, item := range items {
		why := must[coach.Why](t)(f.WhyTraining(t.Context(), who, item))
		figures := 0
		for _, r := range why.Reasons {
			if r.Text == "" || r.About == "" {
				t.Errorf("%s: an empty reason %+v", item, r)
			}
			if q := r.Quantity; q != nil {
				figures++
				if q.Unit == "" || q.Method == "" || q.Source == "" || q.Confidence == "" {
					t.Errorf("%s: %+v does not explain itself", item, *q)
				}
			}
		}
		if figures == 0 && item != "progression" {
			t.Errorf("%q is answered without a figure: %+v", item, why.Reasons)
		}
	}
	_, err := f.WhyTraining(t.Context(), who, "moon walk")
	if spotter.CodeOf(err) != spotter.CodeNotFound {
		t.Errorf("got %v, want not found", err)
	}
}

// TestWishesAreCarriedOn leaves an exercise out, and then asks for something else: it stays out, and comes
// back when it is asked for.
func TestWishesAreCarriedOn(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	accept := func(changes spotter.Changes) spotter.TrainingPlan {
		t.Helper()
		p := must[spotter.Proposal](t)(f.Propose(t.Context(), who, spotter.PlanTraining, coach.ProposeInput{Changes: &changes}))
		must[spotter.Proposal](t)(f.Accept(t.Context(), who, p.ID, 0))
		return planOf(t, p)
	}
	minutes := 50
	accept(spotter.Changes{Exclude: []string{"bench press"}, Minutes: &minutes})
	for name, changes := range map[string]spotter.Changes{"next block": {NextBlock: true}, "another wish": {Exclude: []string{"deadlift"}}} {
		plan := accept(changes)
		if plannedIn(plan, "barbell_bench_press") != nil || plan.SessionMinutes != 50 {
			t.Errorf("%s: the bench press stands in the plan again, or its %d minutes are not 50", name, plan.SessionMinutes)
		}
	}
	if plan := accept(spotter.Changes{Swap: []spotter.Swap{{From: "overhead press", To: "bench press"}}}); plannedIn(plan, "barbell_bench_press") == nil {
		t.Error("the bench press was asked for again")
	}
	f.clock.add(time.Hour)
	must[spotter.Profile](t)(f.PatchProfile(t.Context(), who, []byte(`{"constraints":{"session_minutes":70,"injuries":[{"region":"knee","severity":"high"}]}}`), "hurt", 0))
	if plan := accept(spotter.Changes{Exclude: []string{"crunch"}}); plan.SessionMinutes != 70 || plannedIn(plan, "barbell_back_squat") != nil {
		t.Errorf("the profile is newer than the plan's %d minutes", plan.SessionMinutes)
	}
}
