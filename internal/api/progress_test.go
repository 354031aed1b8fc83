package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// local is an instant of a day of the test's calendar in Berlin, which is an hour ahead of UTC in winter.
func local(day, clock string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", day+" "+clock)
	if err != nil {
		panic(err)
	}
	return t.Add(-time.Hour).UTC()
}

// dates are n days from one on.
func dates(first string, n int) []string {
	from := local(first, "12:00")
	var out []string
	for i := range n {
		out = append(out, from.AddDate(0, 0, i).Format(time.DateOnly))
	}
	return out
}

// atTime moves the clock to an instant and signs in again.
func (p *person) atTime(t *testing.T, now time.Time) {
	t.Helper()
	p.clock.set(now)
	p.login(t)
}

// train logs a workout of a day: three sets of each exercise with a load and eight repetitions.
func (p *person) train(t *testing.T, day string, kg float64, exercises ...string) {
	t.Helper()
	session := p.send(t, "POST", "/workouts/sessions", object{"date": day}).want(t, 201).text(t, "id")
	for _, e := range exercises {
		for range 3 {
			p.send(t, "POST", "/workouts/sessions/"+session+"/sets", object{"exercise": e, "weight_kg": kg, "reps": 6, "rir": 2, "logged_at": local(day, "09:00")}).want(t, 201)
		}
	}
	p.send(t, "POST", "/workouts/sessions/"+session+"/complete", nil).want(t, 200)
}

func (p *person) feel(t *testing.T, day string, energy, sleep int) {
	t.Helper()
	p.send(t, "POST", "/checkins", object{"energy": energy, "sleep_quality": sleep, "at": local(day, "08:00")}).want(t, 201)
}

// eat logs all planned meals of a day.
func (p *person) eat(t *testing.T, day string, meals ...string) {
	t.Helper()
	weekday := strings.ToLower(local(day, "12:00").Weekday().String())
	for _, m := range meals {
		p.send(t, "POST", "/meals/logs", object{"meal_id": weekday + "-" + m, "at": local(day, "21:00")}).want(t, 201)
	}
}

var allMeals = []string{"breakfast", "lunch", "snack", "dinner"}

func (p *person) weigh(t *testing.T, day string, kg float64) {
	t.Helper()
	p.send(t, "POST", "/weights", object{"weight_kg": kg, "at": local(day, "07:00")}).want(t, 201)
}

func (p *person) evaluate(t *testing.T) answer {
	t.Helper()
	return p.send(t, "POST", "/progress/evaluations", nil).want(t, 200)
}

// triggers are those of what was found, and of what waits.
func triggers(t *testing.T, a answer) (found, waiting []string) {
	t.Helper()
	for i := range a.at(t, "findings").([]any) {
		found = append(found, a.text(t, fmt.Sprintf("findings.%d.trigger", i)))
	}
	for i := range a.at(t, "proposals").([]any) {
		waiting = append(waiting, a.text(t, fmt.Sprintf("proposals.%d.trigger", i)))
	}
	return found, waiting
}

func wantTriggers(t *testing.T, a answer, found, waiting string) {
	t.Helper()
	f, w := triggers(t, a)
	if strings.Join(f, " ") != found || strings.Join(w, " ") != waiting {
		t.Fatalf("found %q, waiting %q, want %q and %q: %.900s", f, w, found, waiting, a.body)
	}
}

// TestProgressByHand lives two weeks whose figures are counted by hand. Onboarding is on Monday the 23rd;
// training days are Monday, Tuesday, Thursday and Friday.
func TestProgressByHand(t *testing.T) {
	t.Parallel()
	p := newWorld(t).onboarded(t)
	p.atTime(t, local("2026-12-07", "12:00")) // the Monday two weeks later
	days := dates("2026-11-23", 14)
	for i, kg := range map[int]float64{0: 60, 1: 60, 4: 62.5, 7: 62.5, 9: 65} { // Monday, Tuesday, Friday, Monday, Wednesday
		p.train(t, days[i], kg, "barbell_bench_press")
	}
	for i, d := range days {
		p.weigh(t, d, 70+0.1*float64(i))
		p.eat(t, d, allMeals[:i%3+2]...)
		p.send(t, "POST", "/water/logs", object{"ml": 2000 + 500*(i%2), "at": local(d, "15:00")}).want(t, 201)
	}
	a := p.get(t, "/progress?from=2026-11-23&to=2026-12-06").want(t, 200)
	// Planned: 23, 24, 26, 27, 30, 1, 3, 4. Kept: 23, 24, 27, 30, 1 (on the 2nd). In the second week 30 and 1.
	for path, want := range map[string]any{
		"sessions.done": 5.0, "sessions.planned": 8.0, "sessions.kept": 5.0, "sessions.adherence": 0.63,
		"weeks.0.monday": "2026-11-23", "weeks.0.done": 3.0, "weeks.0.planned": 4.0, "weeks.0.sets": 9.0, "weeks.1.done": 2.0, "weeks.1.sets": 6.0,
		"lifts.0.exercise": "barbell_bench_press", "lifts.0.sessions": 5.0, "lifts.0.series.0.date": "2026-11-23", "lifts.0.series.0.load_kg": 60.0,
		"lifts.0.records.load.load_kg": 65.0, "lifts.0.records.load.date": "2026-12-02", "lifts.0.records.e1rm.date": "2026-12-02",
		"weight.slope.value": 0.7, "weight.series.13.weight_kg": 71.3,
		"water.days": 14.0, "water.days_reached": 7.0, "water.mean_ml": 2250.0, "water.target_ml": 2500.0,
		"meals.planned": 56.0, "meals.logged": 41.0, "readiness.effect": "unknown",
	} {
		if got := a.at(t, path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	if e1rm := a.at(t, "lifts.0.series.0.e1rm_kg").(float64); e1rm != 75.24 { // 60 kg with 8 effective: Epley 76, Brzycki 74.48
		t.Errorf("e1RM of 60 kg x 6 with 2 in reserve is %v", e1rm)
	}
	if chest := a.at(t, "weeks.0.volume.0").(map[string]any); chest["muscle"] != "chest" || chest["sets"] != 9.0 {
		t.Errorf("volume %v", chest)
	}
	if whole := p.get(t, "/progress").want(t, 200); whole.at(t, "to") != "2026-12-07" || whole.at(t, "from") != "2026-09-15" || whole.at(t, "sessions.done") != 5.0 {
		t.Errorf("without a range: %v to %v", whole.at(t, "from"), whole.at(t, "to"))
	}
}

// TestDaysAreMeasuredByWhatHeldThen lowers the target for water, and goes from four meals a day to three,
// after a week of 2 l and three meals a day.
func TestDaysAreMeasuredByWhatHeldThen(t *testing.T) {
	t.Parallel()
	p := newWorld(t).onboarded(t) // 2.5 l and four meals
	live := func(days []string) {
		t.Helper()
		for _, d := range days {
			p.eat(t, d, "breakfast", "lunch", "dinner")
			p.weigh(t, d, 70)
			p.send(t, "POST", "/water/logs", object{"ml": 2000, "at": local(d, "15:00")}).want(t, 201)
		}
	}
	p.atTime(t, local("2026-11-29", "23:00"))
	live(dates("2026-11-23", 7))
	p.atTime(t, local("2026-11-30", "12:00"))
	three := answers()["schedule"].(object)["meals"].([]object)
	p.send(t, "PATCH", "/profile", object{"hydration": object{"target_ml": 1500}, "diet": object{"meals_per_day": 3},
		"schedule": object{"meals": []object{three[0], three[1], three[3]}}}).want(t, 200)
	p.atTime(t, local("2026-12-07", "12:00"))
	live(dates("2026-11-30", 7))
	a := p.get(t, "/progress?from=2026-11-23&to=2026-12-06").want(t, 200)
	if days, reached, target := a.at(t, "water.days"), a.at(t, "water.days_reached"), a.at(t, "water.target_ml"); days != 14.0 || reached != 7.0 || target != 1500.0 {
		t.Errorf("2 l reached the target on %v of %v days, and the target is %v", reached, days, target)
	}
	if used := a.at(t, "measured_expenditure"); used != nil {
		t.Errorf("three of four meals make no complete day: %v", used)
	}
	p.atTime(t, local("2026-12-14", "12:00"))
	live(dates("2026-12-07", 7))
	if used := p.get(t, "/progress").want(t, 200).at(t, "measured_expenditure"); used == nil || used.(map[string]any)["inputs"].(map[string]any)["complete_days"] != 14.0 {
		t.Errorf("two weeks of three of three meals are complete: %v", used)
	}
}

func TestProgressRefusals(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	play(t, w.person(t), []scenario{
		{name: "no profile", method: "GET", path: "/progress", status: 404, contains: []string{"no_profile"}},
		{name: "no profile", method: "GET", path: "/reviews/weekly", status: 404, contains: []string{"no_profile"}},
		{name: "no profile", method: "POST", path: "/progress/evaluations", status: 404, contains: []string{"no_profile"}},
	})
	play(t, w.onboarded(t), []scenario{
		{name: "backwards", method: "GET", path: "/progress?from=2026-11-20&to=2026-11-19", status: 422, location: "query.to"},
		{name: "too long", method: "GET", path: "/progress?from=2025-11-19&to=2026-11-20", status: 422, location: "query.from"},
		{name: "a year", method: "GET", path: "/progress?from=2025-11-21&to=2026-11-21", status: 200},
		{name: "no date", method: "GET", path: "/progress?from=yesterday", status: 422, location: "query.from"},
		{name: "before everything", method: "GET", path: "/progress?from=1990-01-01&to=1990-03-01", status: 200, contains: []string{`"adherence":null`, `"weight":null`}},
		{name: "nothing to find", method: "POST", path: "/progress/evaluations", status: 200, contains: []string{`"findings":[]`, `"proposals":[]`}},
	})
}

// exercisesOf are the loaded lifts of the plan in force.
func (p *person) exercisesOf(t *testing.T) []string {
	t.Helper()
	var out []string
	plan := p.get(t, "/plans/training").want(t, 200)
	for i := range plan.at(t, "plan.days").([]any) {
		e := plan.text(t, fmt.Sprintf("plan.days.%d.exercises.0.exercise", i))
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// sessionsIn counts the sessions of a week, and those that are eased.
func (p *person) sessionsIn(t *testing.T, day string) (sessions, eased, sets int) {
	t.Helper()
	week := p.get(t, "/week?date="+day).want(t, 200)
	for i := range 7 {
		s, planned := week.at(t, fmt.Sprintf("days.%d.session", i)).(map[string]any)
		if !planned {
			continue
		}
		sessions++
		if s["eased"] == true {
			eased++
		}
		for _, e := range s["exercises"].([]any) {
			sets += int(e.(map[string]any)["sets"].(float64))
		}
	}
	return sessions, eased, sets
}

// TestReturnAfterThreeWeeks is journey J14: an easier two weeks, then the plan as it was; the old plan is kept.
func TestReturnAfterThreeWeeks(t *testing.T) {
	t.Parallel()
	p := newWorld(t).onboarded(t)
	p.train(t, "2026-11-23", 60, "barbell_bench_press")
	before := p.get(t, "/plans/training").want(t, 200).at(t, "plan.days")
	p.atTime(t, local("2026-12-14", "09:00")) // a Monday
	a := p.evaluate(t)
	wantTriggers(t, a, "re_entry", "re_entry")
	if q := a.at(t, "findings.0.evidence.0.quantity").(map[string]any); q["value"] != 21.0 || q["unit"] != "days" {
		t.Errorf("evidence %v", q)
	}
	id := a.text(t, "proposals.0.id")
	again := p.evaluate(t)
	wantTriggers(t, again, "", "re_entry")
	if again.text(t, "proposals.0.id") != id {
		t.Error("evaluating twice proposes twice")
	}
	_, none, whole := p.sessionsIn(t, "2026-12-14")
	_, _, least := p.sessionsIn(t, "2026-11-23") // the first week of the block; sets rise from there
	p.send(t, "POST", "/proposals/"+id+"/accept", nil).want(t, 200)
	for day, want := range map[string][2]int{"2026-12-14": {4, 4}, "2026-12-21": {4, 4}, "2027-01-04": {4, 0}} { // the block's own easy week lies before the last
		n, eased, sets := p.sessionsIn(t, day)
		if n != want[0] || eased != want[1] || sets > whole || (day == "2026-12-14") != (sets < least) || none != 0 {
			t.Errorf("week of %s: %d sessions, %d eased, %d sets of %d", day, n, eased, sets, whole)
		}
	}
	if block := p.get(t, "/today").want(t, 200).at(t, "session.block.week"); block != 4.0 {
		t.Errorf("the block goes on in its week %v, want 4", block)
	}
	planned := p.get(t, "/today").want(t, 200)
	session := p.send(t, "POST", "/workouts/sessions", nil).want(t, 201).text(t, "id")
	next := p.get(t, "/workouts/sessions/"+session+"/next").want(t, 200)
	if next.at(t, "of") != planned.at(t, "session.exercises.0.sets") || next.at(t, "change") == "up" {
		t.Errorf("in the session it is set 1 of %v, %v; the day has %v", next.at(t, "of"), next.at(t, "change"), planned.at(t, "session.exercises.0.sets"))
	}
	p.send(t, "POST", "/proposals/"+id+"/undo", nil).want(t, 200)
	if diff := cmp.Diff(before, p.get(t, "/plans/training").want(t, 200).at(t, "plan.days")); diff != "" {
		t.Errorf("after undoing (-before +after):\n%s", diff)
	}
	if block := p.get(t, "/today").want(t, 200).at(t, "session.block.week"); block != 4.0 {
		t.Errorf("after undoing the block is in its week %v, want 4", block)
	}
	if _, eased, _ := p.sessionsIn(t, "2026-12-14"); eased != 0 {
		t.Error("undone, and still eased")
	}
	wantTriggers(t, p.evaluate(t), "", "")
}

// TestLighterWeek is journey J5: Thursday and Friday did not take place, energy is low.
func TestLighterWeek(t *testing.T) {
	t.Parallel()
	p := newWorld(t).onboarded(t)
	lifts := p.exercisesOf(t)
	p.train(t, "2026-11-23", 60, lifts[0])
	p.atTime(t, local("2026-11-28", "10:00")) // Saturday
	p.train(t, "2026-11-24", 60, lifts[0])
	wantTriggers(t, p.evaluate(t), "", "")
	p.feel(t, "2026-11-28", 2, 4)
	a := p.evaluate(t)
	wantTriggers(t, a, "missed_sessions", "missed_sessions")
	for _, word := range []string{"fail", "should", "miss", "fault"} {
		if strings.Contains(strings.ToLower(a.text(t, "proposals.0.reason")+a.text(t, "proposals.0.summary")), word) {
			t.Errorf("%q in %q", word, a.text(t, "proposals.0.reason"))
		}
	}
	declined := p.get(t, "/plans/training").want(t, 200)
	p.send(t, "POST", "/proposals/"+a.text(t, "proposals.0.id")+"/decline", nil).want(t, 200)
	if after := p.get(t, "/plans/training").want(t, 200); string(after.body) != string(declined.body) {
		t.Error("declining changes the plan")
	}
	wantTriggers(t, p.evaluate(t), "", "")

	q := p.world.onboarded(t)
	q.world.clock.set(local("2026-11-28", "10:00"))
	q.login(t)
	q.feel(t, "2026-11-28", 1, 4)
	wantTriggers(t, q.evaluate(t), "", "") // the plan began today
	q.atTime(t, local("2026-12-05", "10:00"))
	q.feel(t, "2026-12-05", 2, 4)
	id := q.evaluate(t).text(t, "proposals.0.id")
	q.send(t, "POST", "/proposals/"+id+"/accept", nil).want(t, 200)
	n, eased, _ := q.sessionsIn(t, "2026-12-07")
	after, none, _ := q.sessionsIn(t, "2026-12-14")
	if n != 3 || eased != 3 || after != 4 || none != 0 {
		t.Errorf("next week %d sessions of which %d eased, the week after %d and %d", n, eased, after, none)
	}
	week := q.get(t, "/week?date=2026-12-07").want(t, 200)
	for i := range 7 {
		if s, planned := week.at(t, fmt.Sprintf("days.%d.session", i)).(map[string]any); planned && s["minutes"].(float64) > 40 {
			t.Errorf("a short session of %v minutes", s["minutes"])
		}
	}
	if kept := q.get(t, "/progress?from=2026-11-28&to=2026-12-05").want(t, 200); kept.at(t, "sessions.planned") != 4.0 {
		t.Errorf("the past has %v sessions planned, want 4 as before", kept.at(t, "sessions.planned"))
	}
}

// TestStalledLiftsDeload is the training half of journey J8.
func TestStalledLiftsDeload(t *testing.T) {
	t.Parallel()
	p := newWorld(t).onboarded(t)
	lifts := p.exercisesOf(t)[:2]
	p.atTime(t, local("2026-12-05", "10:00")) // Saturday
	for _, day := range []string{"2026-11-23", "2026-11-24", "2026-11-26", "2026-11-27", "2026-11-30"} {
		p.train(t, day, 60, lifts...)
	}
	p.train(t, "2026-12-01", 60, lifts[0])
	p.train(t, "2026-12-04", 60, lifts[0])
	wantTriggers(t, p.evaluate(t), "", "") // a week or two say too little
	for _, day := range []string{"2026-11-16", "2026-11-19"} {
		p.train(t, day, 60, lifts...)
	}
	a := p.evaluate(t)
	wantTriggers(t, a, "deload", "deload")
	if n := len(a.at(t, "findings.0.evidence").([]any)); n != 2 {
		t.Errorf("%d pieces of evidence for two lifts", n)
	}
	_, _, whole := p.sessionsIn(t, "2026-12-07")
	p.send(t, "POST", "/proposals/"+a.text(t, "proposals.0.id")+"/accept", nil).want(t, 200)
	n, eased, half := p.sessionsIn(t, "2026-12-07")
	_, none, back := p.sessionsIn(t, "2026-12-14")
	if n != 4 || eased != 4 || half > whole*2/3 || none != 0 || back < whole {
		t.Errorf("%d of %d sessions eased, %d of %d sets, then %d", eased, n, half, whole, back)
	}
	changed := p.adopt(t, "training", object{"changes": object{"days": 3}})
	if _, eased, _ := p.sessionsIn(t, "2026-12-07"); eased != 0 || changed == "" {
		t.Error("a newer plan does not end the easing")
	}
}

// TestPlateau is the other half: weight stays, logging is complete.
func TestPlateau(t *testing.T) {
	t.Parallel()
	flagged := answers()
	flagged["screening"] = edit(flagged["screening"], "eating_disorder_history", true)
	w := newWorld(t)
	p, q := w.onboarded(t), w.person(t)
	q.onboard(t, flagged)
	w.clock.set(local("2026-12-09", "09:00"))
	for _, who := range []*person{p, q} {
		who.login(t)
		for _, d := range dates("2026-11-23", 16) {
			who.eat(t, d, allMeals...)
			who.weigh(t, d, 70)
		}
	}
	a := p.evaluate(t)
	wantTriggers(t, a, "plateau", "plateau")
	id := a.text(t, "proposals.0.id")
	wantTriggers(t, p.evaluate(t), "", "plateau")
	before := p.get(t, "/plans/meals").want(t, 200).at(t, "plan.targets.energy.value").(float64)
	p.send(t, "POST", "/proposals/"+id+"/accept", nil).want(t, 200)
	after := p.get(t, "/plans/meals").want(t, 200).at(t, "plan.targets.energy.value").(float64)
	if after <= before || after > 1.15*before {
		t.Errorf("the goal is to gain; %v kcal became %v", before, after)
	}
	if used := p.get(t, "/progress").want(t, 200).at(t, "measured_expenditure.value").(float64); used < 0.98*before || used > 1.02*before {
		t.Errorf("ate %v kcal at a steady weight and used %v", before, used)
	}
	wantTriggers(t, p.evaluate(t), "", "")
	plain := p.propose(t, "meals", nil) // whoever asks for a plan gets it for what they use
	if got := plain.at(t, "after.targets.energy.value").(float64); got < after-30 || got > after+30 {
		t.Errorf("a plan that is asked for has %v kcal, want about %v", got, after)
	}

	wantTriggers(t, q.evaluate(t), "", "")
	reads := map[string]answer{"progress": q.get(t, "/progress").want(t, 200), "review": q.get(t, "/reviews/weekly").want(t, 200)}
	noFigures(t, "with an eating disorder", reads)
	for name, a := range reads {
		for _, text := range []string{"kg a week", "weight trend", `"trend_kg"`, "kcal"} {
			if strings.Contains(string(a.body), text) {
				t.Errorf("%s has %q", name, text)
			}
		}
	}
}

// TestWeeklyReview: a week is whole on its Sunday at 18:00, and its review stays as it was made.
func TestWeeklyReview(t *testing.T) {
	t.Parallel()
	p := newWorld(t).onboarded(t)
	if a := p.get(t, "/reviews/weekly").want(t, 200); a.at(t, "week") != "2026-11-16" {
		t.Errorf("on the first Monday the last whole week is that of %v", a.at(t, "week"))
	}
	p.train(t, "2026-11-23", 60, "barbell_bench_press")
	p.atTime(t, local("2026-11-29", "17:59"))
	if a := p.get(t, "/reviews/weekly").want(t, 200); a.at(t, "week") != "2026-11-16" {
		t.Errorf("on Sunday afternoon it is that of %v", a.at(t, "week"))
	}
	p.atTime(t, local("2026-11-29", "18:00"))
	a := p.get(t, "/reviews/weekly").want(t, 200)
	if a.at(t, "week") != "2026-11-23" || a.at(t, "progress.sessions.done") != 1.0 || a.at(t, "progress.sessions.planned") != 4.0 || !strings.Contains(string(a.body), "Your best so far in Barbell bench press") {
		t.Errorf("on Sunday evening: %.800s", a.body)
	}
	p.train(t, "2026-11-27", 70, "barbell_bench_press")
	p.atTime(t, local("2026-12-02", "12:00"))
	if again := p.get(t, "/reviews/weekly").want(t, 200); string(again.body) != string(a.body) {
		t.Error("a review changes after it was made")
	}
	p.atTime(t, local("2026-12-07", "00:00"))
	if next := p.get(t, "/reviews/weekly").want(t, 200); next.at(t, "week") != "2026-11-30" {
		t.Errorf("on the next Monday it is that of %v", next.at(t, "week"))
	}
}

// TestReadinessDoor is journey J13.
func TestReadinessDoor(t *testing.T) {
	t.Parallel()
	p := newWorld(t).onboarded(t)
	for energy, want := range map[int]string{5: "none", 2: "hold", 1: "cut"} {
		p.clock.add(time.Second)
		p.send(t, "POST", "/checkins", object{"energy": energy, "sleep_quality": 4}).want(t, 201)
		a := p.get(t, "/progress").want(t, 200)
		if a.at(t, "readiness.effect") != want || a.at(t, "readiness.load_share").(float64) > 1 {
			t.Errorf("energy %d: %v", energy, a.at(t, "readiness"))
		}
	}
	p.atTime(t, noon.Add(37*time.Hour))
	if a := p.get(t, "/progress").want(t, 200); a.at(t, "readiness.effect") != "unknown" {
		t.Errorf("37 hours later: %v", a.at(t, "readiness"))
	}
}
