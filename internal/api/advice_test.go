package api_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"spotter"
)

// lifting is somebody in a workout.
type lifting struct {
	*person
	at string // the session's address
}

func (w *world) lifting(t *testing.T, changes ...any) *lifting {
	t.Helper()
	p := w.person(t)
	p.onboard(t, edit(answers(), changes...))
	return &lifting{p, "/workouts/sessions/" + p.send(t, "POST", "/workouts/sessions", nil).want(t, 201).text(t, "id")}
}

// log sends words for a set, a little after what was before.
func (l *lifting) log(t *testing.T, text string) answer {
	t.Helper()
	l.clock.add(10 * time.Second)
	return l.send(t, "POST", l.at+"/sets", object{"text": text})
}

func (l *lifting) next(t *testing.T) spotter.NextSet {
	t.Helper()
	var n spotter.NextSet
	l.get(t, l.at+"/next").want(t, 200).decode(t, &n)
	return n
}

func (l *lifting) sets(t *testing.T) []spotter.Set {
	t.Helper()
	var s spotter.Session
	l.get(t, l.at).want(t, 200).decode(t, &s)
	return s.Sets
}

// words say a set of what is next, as it is planned.
func words(n spotter.NextSet) string {
	switch {
	case n.Unit == "seconds":
		return fmt.Sprintf("%d s, 2 left", n.RepsMax)
	case n.Unit == "minutes":
		return fmt.Sprintf("%d min", n.RepsMax)
	case n.Change == "none":
		return fmt.Sprintf("bodyweight %d, 2 left", n.RepsMin)
	default:
		return fmt.Sprintf("60 kg x %d, 2 in reserve", n.RepsMin)
	}
}

// TestAWorkoutInWords is journey J2 by REST.
func TestAWorkoutInWords(t *testing.T) {
	t.Parallel()
	l := newWorld(t).lifting(t)
	first := l.next(t)
	if first.State != "set" || first.Number != 1 || first.Change != "find" || first.RestSeconds != 0 || len(first.Warmups) == 0 {
		t.Fatalf("the first advice is %+v", first)
	}
	l.log(t, "8 reps").refused(t, 422, "unclear_set", "body.text")
	l.log(t, "done, about 8 with 80").refused(t, 422, "unclear_set", "body.text")
	a := l.log(t, "done, 8 with 185 pounds, two in reserve").want(t, 201)
	if kg := a.at(t, "weight_kg"); kg != 83.91458845 || a.text(t, "exercise") != first.Exercise || !strings.Contains(a.text(t, "read_back"), "set 1: 8 reps with 185 lb (83.91 kg), 2 in reserve") {
		t.Fatalf("logged %s", a.body)
	}
	if n := l.next(t); n.Change != "hold" || n.Shown.Value != 185 || n.Number != 2 || n.RestSeconds < 60 {
		t.Errorf("after one set: %+v", n)
	}
	l.clock.add(time.Minute)
	heavy := l.send(t, "POST", l.at+"/remarks", object{"kind": "too_heavy"}).want(t, 201)
	if heavy.at(t, "exercise") != first.Exercise || heavy.at(t, "next.load_shown.value") != 175.0 || heavy.at(t, "next.load.value") != 79.37866475 || heavy.at(t, "next.change") != "down" {
		t.Errorf("too heavy: %s", heavy.body)
	}
	l.log(t, "8 reps, one left").refused(t, 422, "unclear_set") // 185 was done, 175 is advised: which?
	l.log(t, "same but 175").want(t, 201)
	fixed := l.log(t, "no, nine").want(t, 201)
	if fixed.at(t, "outcome") != "corrected" || fixed.at(t, "reps") != 9.0 || fixed.at(t, "entered.value") != 175.0 || !strings.HasPrefix(fixed.text(t, "read_back"), "Corrected.") {
		t.Errorf("corrected %s", fixed.body)
	}
	if n := len(l.sets(t)); n != 2 {
		t.Errorf("%d sets after two and a correction", n)
	}
	l.finish(t)
}

// finish does what is left of the plan, and a set more.
func (l *lifting) finish(t *testing.T) {
	t.Helper()
	for range 60 {
		n := l.next(t)
		a := l.log(t, words(n)).want(t, 201)
		if a.at(t, "exercise") != n.Exercise || a.at(t, "reps") == 0.0 {
			t.Fatalf("%q for %s is logged as %s", words(n), n.Exercise, a.body)
		}
		if a.at(t, "session_state") == "completed" {
			break
		}
	}
	if n := l.next(t); n.State != "complete" || !strings.Contains(string(l.get(t, l.at).body), `"state":"completed"`) {
		t.Fatalf("after the last planned set: %+v", n)
	}
	extra := object{"exercise": "push-up", "reps": 10}
	l.send(t, "POST", l.at+"/sets", extra).want(t, 201)
	l.send(t, "POST", l.at+"/reopen", nil).want(t, 200)
	if a := l.send(t, "POST", l.at+"/sets", extra).want(t, 201); a.at(t, "session_state") != "active" {
		t.Errorf("a set beyond the plan completes a reopened session: %s", a.body)
	}
	l.send(t, "POST", l.at+"/reopen", nil).want(t, 200)
	l.send(t, "POST", l.at+"/complete", nil).want(t, 200)
}

func TestReopeningMinds(t *testing.T) {
	t.Parallel()
	l := newWorld(t).lifting(t)
	l.send(t, "POST", l.at+"/complete", nil).want(t, 200)
	l.send(t, "POST", "/workouts/sessions", nil).want(t, 201)
	l.send(t, "POST", l.at+"/reopen", nil).refused(t, 409, "session_active")
	l.send(t, "POST", "/workouts/sessions/"+uuid(9)+"/reopen", nil).refused(t, 404, "not_found")
}

func TestSayingThingsInAWorkout(t *testing.T) {
	t.Parallel()
	l := newWorld(t).lifting(t, "about.locale", "de")
	say := func(text string) answer {
		l.clock.add(time.Minute)
		return l.send(t, "POST", l.at+"/say", object{"text": text})
	}
	if a := say("what's next?").want(t, 200); a.at(t, "outcome") != "next" || a.at(t, "set") != nil || !strings.Contains(a.text(t, "read_back"), "set 1 of") {
		t.Errorf("next: %s", a.body)
	}
	if a := say("acht mit achtzig Kilo, zwei übrig").want(t, 200); a.at(t, "outcome") != "logged" || a.at(t, "set.weight_kg") != 80.0 || a.at(t, "next.number") != 2.0 {
		t.Errorf("a set: %s", a.body)
	}
	if a := say("zu schwer").want(t, 200); a.at(t, "outcome") != "noted" || a.at(t, "remark.kind") != "too_heavy" || a.at(t, "next.change") != "down" {
		t.Errorf("a remark: %s", a.body)
	}
	if a := say("nein, neun").want(t, 200); a.at(t, "outcome") != "corrected" || a.at(t, "set.reps") != 9.0 {
		t.Errorf("a correction: %s", a.body)
	}
	l.log(t, "too heavy").refused(t, 422, "not_a_set", "body.text")
	hurts := say("my left shoulder hurts").want(t, 200)
	stopped := hurts.text(t, "next.stopped.exercise")
	if hurts.at(t, "remark.region") != "shoulder" || !strings.Contains(hurts.text(t, "read_back"), "doctor") || hurts.at(t, "next.exercise") == stopped {
		t.Errorf("pain: %s", hurts.body)
	}
	id := hurts.text(t, "remark.id")
	l.send(t, "DELETE", l.at+"/remarks/"+id, nil).want(t, 204)
	l.send(t, "DELETE", l.at+"/remarks/"+id, nil).refused(t, 404, "not_found")
	if n := l.next(t); n.Exercise != stopped || n.Stopped != nil {
		t.Errorf("after taking it back: %+v", n)
	}
	say("nonsense and more").refused(t, 422, "unclear_set", "body.text")
}

func TestSubstitutions(t *testing.T) {
	t.Parallel()
	l := newWorld(t).lifting(t)
	from := l.next(t)
	var offered spotter.Substitutes
	l.get(t, l.at+"/substitutions?without=barbell").want(t, 200).decode(t, &offered)
	if offered.Exercise != from.Exercise || len(offered.Candidates) < 2 || len(offered.Applied) != 0 {
		t.Fatalf("offered %+v", offered)
	}
	plan := l.get(t, "/plans/training").want(t, 200)
	l.log(t, "80 kg x 8, 2 left").want(t, 201)
	done := l.send(t, "POST", l.at+"/substitutions", object{"id": uuid(70), "without": []string{"barbell"}}).want(t, 201)
	to := done.text(t, "to")
	if to != offered.Candidates[0].Exercise || done.at(t, "from") != from.Exercise || done.at(t, "why") != "equipment" || done.at(t, "next.exercise") != to ||
		done.at(t, "next.of") != float64(from.Of-1) || done.at(t, "proposal_id") != nil || done.text(t, "reason") == "" {
		t.Errorf("substituted %s", done.body)
	}
	again := l.send(t, "POST", l.at+"/substitutions", object{"id": uuid(70), "without": []string{"barbell"}}).want(t, 201)
	if again.at(t, "to") != to {
		t.Errorf("the same id twice: %s", again.body)
	}
	if after := l.get(t, "/plans/training").want(t, 200); string(after.body) != string(plan.body) {
		t.Error("a substitution for a session changes the plan")
	}
	l.send(t, "DELETE", l.at+"/substitutions/"+uuid(70), nil).want(t, 204)
	if n := l.next(t); n.Exercise != from.Exercise || n.Number != 2 || n.Of != from.Of {
		t.Errorf("after taking it back: %+v", n)
	}
	play(t, l.person, []scenario{
		{name: "taken back twice", method: "DELETE", path: l.at + "/substitutions/" + uuid(70), status: 404},
		{name: "nobody knows it", method: "POST", path: l.at + "/substitutions", body: object{"to": "unobtainium"}, status: 422, location: "body.to"},
		{name: "itself", method: "POST", path: l.at + "/substitutions", body: object{"to": from.Exercise}, status: 422, location: "body.to"},
		{name: "not of this session", method: "POST", path: l.at + "/substitutions", body: object{"exercise": "plank press", "to": "squat"}, status: 422, location: "body.exercise"},
		{name: "loads what is to be spared", method: "POST", path: l.at + "/substitutions", body: object{"to": "dumbbell bench press", "region": "shoulder"}, status: 422, location: "body.to"},
		{name: "no region", method: "POST", path: l.at + "/substitutions", body: object{"region": "toe"}, status: 422, location: "body.region"},
		{name: "asked about with nonsense", method: "GET", path: l.at + "/substitutions?without=chair", status: 422, location: "query.without"},
		{name: "of another session's", method: "GET", path: l.at + "/substitutions?exercise=plank", status: 422, location: "query.exercise"},
		{name: "the best, without a word", method: "POST", path: l.at + "/substitutions", status: 201, contains: []string{`"why":"preference"`}},
	})
}

func TestASubstitutionFromNowOnIsAProposal(t *testing.T) {
	t.Parallel()
	l := newWorld(t).lifting(t)
	from := l.next(t)
	a := l.send(t, "POST", l.at+"/substitutions", object{"why": "equipment", "without": []string{"barbell"}, "scope": "always"}).want(t, 201)
	proposal := l.get(t, "/proposals/"+a.text(t, "proposal_id")).want(t, 200)
	if proposal.at(t, "state") != "pending" || !strings.Contains(string(proposal.body), a.text(t, "to")) {
		t.Errorf("proposed %.300s", proposal.body)
	}
	if plan := l.get(t, "/plans/training").want(t, 200); !strings.Contains(string(plan.body), `"exercise":"`+from.Exercise+`"`) {
		t.Error("the plan has changed without consent")
	}
}

// TestSetsInWordsFromAPhoneThatWasOffline come late, out of order and twice.
func TestSetsInWordsFromAPhoneThatWasOffline(t *testing.T) {
	t.Parallel()
	l := newWorld(t).lifting(t)
	start := l.clock.now()
	l.clock.add(3 * time.Hour)
	l.login(t)
	send := func(id, minutes int, text string) answer {
		return l.send(t, "POST", l.at+"/sets", object{"id": uuid(id), "text": text, "logged_at": start.Add(time.Duration(minutes) * time.Minute).Format(time.RFC3339)})
	}
	send(1, 5, "80 kg x 8, 2 left").want(t, 201)
	send(1, 5, "80 kg x 8, 2 left").want(t, 201)
	send(3, 15, "80 kg x 6").want(t, 201)
	send(2, 10, "same again").want(t, 201) // as of then: the first
	send(4, 11, "no, nine").want(t, 201)   // as of then: the second
	send(5, 20, "100x8, 100x7").refused(t, 422, "unclear_set")
	if a := send(4, 11, "no, nine").want(t, 201); a.at(t, "outcome") != "corrected" || a.at(t, "id") != uuid(2) {
		t.Errorf("the same correction again: %s", a.body)
	}
	var got []string
	for _, s := range l.sets(t) {
		got = append(got, fmt.Sprintf("%g x %d", s.WeightKG, s.Reps))
	}
	if strings.Join(got, ", ") != "80 x 8, 80 x 9, 80 x 6" {
		t.Errorf("got %v", got)
	}
	key := map[string]string{"Idempotency-Key": "words"}
	body := object{"text": "80 kg x 5"}
	one := l.do(t, call{method: "POST", path: "/api/v1" + l.at + "/sets", body: body, headers: key}).want(t, 201)
	two := l.do(t, call{method: "POST", path: "/api/v1" + l.at + "/sets", body: body, headers: key}).want(t, 201)
	if string(one.body) != string(two.body) || len(l.sets(t)) != 4 {
		t.Errorf("one key, two effects: %s and %s", one.body, two.body)
	}
}

func TestWordsAndFieldsDoNotMix(t *testing.T) {
	t.Parallel()
	l := newWorld(t).lifting(t)
	play(t, l.person, []scenario{
		{name: "both", method: "POST", path: l.at + "/sets", body: object{"text": "100x8", "reps": 8}, status: 422, location: "body.text"},
		{name: "blank", method: "POST", path: l.at + "/sets", body: object{"text": " "}, status: 422, location: "body.text"},
		{name: "neither", method: "POST", path: l.at + "/sets", body: object{}, status: 422, location: "body.exercise"},
		{name: "long", method: "POST", path: l.at + "/sets", body: object{"text": strings.Repeat("9", 501)}, status: 422, location: "body.text"},
		{name: "an exercise beside", method: "POST", path: l.at + "/sets", body: object{"text": "120 kg x 5", "exercise": "squat"}, status: 201, contains: []string{`"exercise":"barbell_back_squat"`}},
		{name: "an own exercise beside", method: "POST", path: l.at + "/sets", body: object{"text": "10 kg x 5", "exercise": "Opa's Türklinke"}, status: 201, contains: []string{"Türklinke"}},
		{name: "a warm-up", method: "POST", path: l.at + "/sets", body: object{"exercise": "squat", "weight_kg": 60, "reps": 5, "warmup": true}, status: 201, contains: []string{`"warmup":true`, "warm-up set 1"}},
		{name: "a warm-up in words", method: "POST", path: l.at + "/sets", body: object{"exercise": "squat", "text": "warm-up 60 kg x 5"}, status: 201, contains: []string{`"warmup":true`}},
		{name: "a remark on nothing known", method: "POST", path: l.at + "/remarks", body: object{"kind": "bored"}, status: 422, location: "body.kind"},
		{name: "a region without pain", method: "POST", path: l.at + "/remarks", body: object{"kind": "too_heavy", "region": "knee"}, status: 422, location: "body.region"},
		{name: "no session", method: "GET", path: "/workouts/sessions/" + uuid(99) + "/next", status: 404},
	})
}

// TestLimitsHoldDuringAWorkout changes the answers while a session runs.
func TestLimitsHoldDuringAWorkout(t *testing.T) {
	t.Parallel()
	l := newWorld(t).lifting(t)
	first := l.next(t)
	l.log(t, "80 kg x 8, 2 left").want(t, 201)
	l.send(t, "PATCH", "/profile", object{"screening": object{"heart_condition": true}, "reason": "told by a doctor"}).want(t, 200)
	if n := l.next(t); n.RIR < 4 {
		t.Errorf("with a heart condition %d stay in reserve", n.RIR)
	}
	l.send(t, "PATCH", "/profile", object{"constraints": object{"injuries": []object{{"region": "shoulder", "severity": "high", "note": ""}}}, "reason": "hurt it"}).want(t, 200)
	if n := l.next(t); n.Exercise == first.Exercise {
		t.Errorf("%s loads the shoulder", n.Exercise)
	}
	l.send(t, "POST", "/checkins", object{"energy": 1}).want(t, 201)
	if n := l.next(t); n.Change == "up" {
		t.Errorf("with energy 1: %+v", n)
	}
}

// TestAWorkoutBeforeOnboarding can be logged, in words too; nothing is advised to a stranger.
func TestAWorkoutBeforeOnboarding(t *testing.T) {
	t.Parallel()
	p := newWorld(t).person(t)
	l := &lifting{p, "/workouts/sessions/" + p.send(t, "POST", "/workouts/sessions", nil).want(t, 201).text(t, "id")}
	l.log(t, "100x8").refused(t, 422, "unclear_set") // of what?
	l.log(t, "squat 100 kg x 8, 2 left").want(t, 201)
	l.log(t, "same again").want(t, 201)
	if n := l.next(t); n.State != "free" || n.Shown.Value != 100 {
		t.Errorf("advice to a stranger: %+v", n)
	}
	var offered spotter.Substitutes
	if l.get(t, l.at+"/substitutions").want(t, 200).decode(t, &offered); len(offered.Candidates) > 0 {
		t.Errorf("offered to a stranger: %+v", offered)
	}
	l.send(t, "POST", l.at+"/substitutions", nil).refused(t, 422, "invalid", "body.exercise")
	if a := l.log(t, "no, nine").want(t, 201); a.at(t, "session_state") != "active" {
		t.Errorf("a free session completes itself: %s", a.body)
	}
}

// later starts the session of a later day.
func (l *lifting) later(t *testing.T, days int) {
	t.Helper()
	l.send(t, "POST", l.at+"/complete", nil).want(t, 200)
	l.clock.add(time.Duration(days) * 24 * time.Hour)
	l.login(t)
	l.at = "/workouts/sessions/" + l.send(t, "POST", "/workouts/sessions", nil).want(t, 201).text(t, "id")
}

func TestTheNextSessionFollowsTheLast(t *testing.T) {
	t.Parallel()
	l := newWorld(t).lifting(t)
	first := l.next(t)
	for range first.Of {
		l.log(t, fmt.Sprintf("80 kg x %d, %d left", first.RepsMax, first.RIR)).want(t, 201)
	}
	l.later(t, 7)
	if n := l.next(t); n.Exercise != first.Exercise || n.Change != "up" || n.Shown.Value != 82.5 || n.Load.Inputs["last_kg"] != 80 {
		t.Errorf("a week after the top of the range: %+v", n)
	}
	l.send(t, "POST", "/checkins", object{"energy": 2, "sleep_quality": 5}).want(t, 201)
	if n := l.next(t); n.Change != "hold" || n.Shown.Value != 80 || !strings.Contains(n.Reason, "energy 2 of 5") || len(n.Evidence) != 1 || n.Evidence[0].About != "readiness" {
		t.Errorf("with energy 2: %+v", n)
	}
	var plan spotter.ActivePlan[spotter.TrainingPlan]
	l.get(t, "/plans/training").want(t, 200).decode(t, &plan)
	l.later(t, 7*(plan.Document.DeloadWeek-2))
	if n := l.next(t); n.Of != (first.Of+1)/2 || n.Change != "down" || n.Shown.Value > 72 || !strings.Contains(n.Reason, "deload") {
		t.Errorf("in the deload week, week %d: %+v", plan.Document.DeloadWeek, n)
	}
}

// TestLightWeeksAreNoLevel lifts by the advice from the first week over the easy one: what was lighter on
// purpose, by a check-in or by the block, is not what the next weeks start from.
func TestLightWeeksAreNoLevel(t *testing.T) {
	t.Parallel()
	l := newWorld(t).lifting(t)
	var plan spotter.ActivePlan[spotter.TrainingPlan]
	l.get(t, "/plans/training").want(t, 200).decode(t, &plan)
	level, tired, easy := 80.0, 3, plan.Document.DeloadWeek
	for week := 1; week <= easy+1; week++ {
		want := fmt.Sprintf("up %g", level)
		if week == tired {
			l.send(t, "POST", "/checkins", object{"energy": 1}).want(t, 201)
		}
		n := l.next(t)
		switch week {
		case 1:
			want, n.Shown = "find 80", &spotter.Amount{Value: 80}
		case tired, easy:
			level -= 2.5
			want = fmt.Sprintf("down %g", 2.5*math.Floor(0.9*level/2.5))
		}
		if got := fmt.Sprintf("%s %g", n.Change, n.Shown.Value); got != want {
			t.Errorf("week %d: %s because %q, want %s", week, got, n.Reason, want)
		}
		for range n.Of {
			l.log(t, fmt.Sprintf("%g kg x %d, %d left", n.Shown.Value, n.RepsMax, n.RIR)).want(t, 201)
		}
		level += 2.5
		l.later(t, 7)
	}
}

// TestRepeatsAdviseAnew repeats a swap under its key after an injury was told: nothing that loads the
// region is offered again.
func TestRepeatsAdviseAnew(t *testing.T) {
	t.Parallel()
	l := newWorld(t).lifting(t)
	swap := func() spotter.Substituted {
		var out spotter.Substituted
		l.do(t, call{method: "POST", path: "/api/v1" + l.at + "/substitutions", headers: map[string]string{"Idempotency-Key": "swap"}}).want(t, 201).decode(t, &out)
		return out
	}
	before := swap()
	l.send(t, "PATCH", "/profile", object{"constraints": object{"injuries": []object{{"region": "shoulder", "severity": "high", "note": ""}}}, "reason": "hurt it"}).want(t, 200)
	after := swap()
	if after.ID != before.ID || len(before.Alternatives) == 0 || len(after.Alternatives) >= len(before.Alternatives) || after.Next.Exercise == before.Next.Exercise {
		t.Errorf("before %+v\nand after %+v", before, after)
	}
}
