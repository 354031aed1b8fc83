package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"spotter"
)

// TestRedFlagsAreAnsweredAndSaved writes of chest pain at every door that takes words: what was written is
// saved, and the answer carries the fixed text.
func TestRedFlagsAreAnsweredAndSaved(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	const pain = "my chest hurts when I breathe and my arm is numb"
	p.answer(t, answers())
	for step, body := range map[string]object{
		"screening":   edit(answers()["screening"], "other_reason", true, "note", pain),
		"goals":       edit(answers()["goals"], "in_own_words", pain),
		"constraints": edit(answers()["constraints"], "injuries", []object{{"region": "shoulder", "severity": "low", "note": pain}}),
		"supplements": edit(answers()["supplements"], "current", []string{pain}),
	} {
		saved := p.send(t, "PUT", "/onboarding/steps/"+step, body).want(t, 200)
		saved.raises(t, spotter.RedFlagChestPain)
		if !strings.Contains(string(p.get(t, "/onboarding").body), pain) {
			t.Errorf("%s: the words are not saved", step)
		}
		p.send(t, "PUT", "/onboarding/steps/"+step, answers()[step]).want(t, 200).raises(t)
	}
	p.adopt(t, "training", nil)
	p.adopt(t, "meals", nil)
	p.send(t, "POST", "/onboarding/complete", nil).want(t, 201)
	session := p.send(t, "POST", "/workouts/sessions", nil).want(t, 201).text(t, "id")
	sets := "/workouts/sessions/" + session + "/sets"
	set := p.send(t, "POST", sets, object{"exercise": "squat", "weight_kg": 80, "reps": 5, "note": pain}).want(t, 201)
	set.raises(t, spotter.RedFlagChestPain)
	p.send(t, "PATCH", sets+"/"+set.text(t, "id"), object{"note": "I want to die. " + pain}).want(t, 200).raises(t, spotter.RedFlagChestPain, spotter.RedFlagSelfHarm)
	p.send(t, "PATCH", "/profile", object{"goals": object{"in_own_words": "ich will nicht mehr leben"}}).want(t, 200).raises(t, spotter.RedFlagSelfHarm)
	p.send(t, "POST", "/meals/logs", object{"name": "salad, then I made myself throw up"}).want(t, 201).raises(t, spotter.RedFlagDisordered)
	p.send(t, "POST", "/plans/training/proposals", object{"instructions": pain}).want(t, 422).raises(t, spotter.RedFlagChestPain)
	p.send(t, "POST", sets, object{"exercise": "squat", "weight_kg": 80, "reps": -1, "note": pain}).want(t, 422).raises(t, spotter.RedFlagChestPain)
	p.send(t, "POST", sets, object{"exercise": "bench press", "weight_kg": 80, "reps": 5, "note": "chest is sore, this workout is killing me"}).want(t, 201).raises(t)
}

// TestAnEmergencyStopsTheWorkout says things at the doors of a workout: nothing more is advised then, what was lifted
// is kept, and taking the words back goes on.
func TestAnEmergencyStopsTheWorkout(t *testing.T) {
	t.Parallel()
	l := newWorld(t).lifting(t)
	first := l.next(t)
	stopped := func(what string) string {
		t.Helper()
		n := l.next(t)
		if n.State != "stopped" || n.StoppedBy == nil || n.Exercise != "" || n.Load != nil || !strings.Contains(n.Reason, "emergency") {
			t.Fatalf("%s: %+v", what, n)
		}
		return n.StoppedBy.String()
	}
	resume := func(remark string) {
		t.Helper()
		l.send(t, "DELETE", l.at+"/remarks/"+remark, nil).want(t, 204)
		if n := l.next(t); n.State != "set" || n.Exercise != first.Exercise {
			t.Fatalf("taken back: %+v", n)
		}
	}
	for text, flag := range map[string]spotter.RedFlag{"my chest hurts and I can't breathe": spotter.RedFlagChestPain, "I fainted between sets": spotter.RedFlagFainting, "I want to kill myself": spotter.RedFlagSelfHarm} {
		a := l.send(t, "POST", l.at+"/say", object{"text": text, "id": uuid(40 + len(text))}).want(t, 200)
		a.raises(t, flag)
		if a.at(t, "outcome") != "noted" || a.at(t, "next.state") != "stopped" || a.at(t, "remark.urgent") != true || a.at(t, "set") != nil {
			t.Errorf("%s: %s", text, a.body)
		}
		if id := stopped(text); id != a.text(t, "remark.id") {
			t.Errorf("stopped by %s", id)
		}
		again := l.send(t, "POST", l.at+"/say", object{"text": text, "id": uuid(40 + len(text))}).want(t, 200)
		if again.at(t, "remark.id") != a.at(t, "remark.id") {
			t.Errorf("said twice: %s", again.body)
		}
		resume(a.text(t, "remark.id"))
	}
	l.send(t, "POST", l.at+"/sets", object{"exercise": first.Exercise, "weight_kg": 60, "reps": 8, "note": "chest pain now"}).want(t, 201)
	stopped("a note")
	if kept := l.sets(t); len(kept) != 1 || kept[0].Reps != 8 {
		t.Errorf("kept %+v", kept)
	}
	if a := l.send(t, "POST", l.at+"/say", object{"text": "what's next"}).want(t, 200); !strings.Contains(a.text(t, "read_back"), "stopped") {
		t.Errorf("asked what is next: %s", a.body)
	}
	resume(stopped("still"))
	l.send(t, "POST", l.at+"/say", object{"text": "chest is sore from the bench press"})
	if n := l.next(t); n.State == "stopped" {
		t.Errorf("a sore chest stops the session: %+v", n)
	}
}

// raises wants the safe answers of an answer to be of these kinds, in its body and its header.
func (a answer) raises(t *testing.T, kinds ...spotter.RedFlag) {
	t.Helper()
	var body struct{ Safety []spotter.SafeAnswer }
	a.decode(t, &body)
	got := []spotter.RedFlag{}
	for _, s := range body.Safety {
		got = append(got, s.Kind)
		if len(s.Text) < 100 {
			t.Errorf("%s says %q", s.Kind, s.Text)
		}
	}
	header := strings.ReplaceAll(strings.Trim(fmt.Sprint(kinds), "[]"), " ", ", ")
	if !slices.Equal(got, kinds) || a.header.Get("Spotter-Safety") != header {
		t.Errorf("%s %s raises %v (%q), want %v", a.call.method, a.call.path, got, a.header.Get("Spotter-Safety"), kinds)
	}
}

// TestSafeAnswersFollowTheLocale asks in English as a person whose locale is German, of Austria.
func TestSafeAnswersFollowTheLocale(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	p.send(t, "PUT", "/onboarding/steps/consent", answers()["consent"]).want(t, 200)
	before := p.send(t, "PUT", "/onboarding/steps/goals", object{"primary": "strength", "in_own_words": "quiero morir"}).want(t, 200)
	if before.at(t, "safety.0.language") != "es" || strings.ContainsAny(before.text(t, "safety.0.text"), "0123456789") {
		t.Errorf("of nobody's locale: %s", before.body)
	}
	p.send(t, "PUT", "/onboarding/steps/about", edit(answers()["about"], "locale", "de-AT")).want(t, 200)
	after := p.send(t, "PUT", "/onboarding/steps/goals", object{"primary": "strength", "in_own_words": "I fainted today"}).want(t, 200)
	if after.at(t, "safety.0.language") != "de" || after.at(t, "safety.0.emergency") != "112" {
		t.Errorf("of an Austrian: %s", after.body)
	}
}

// TestPasswordsAreNotRead sends words that would raise a flag as a password.
func TestPasswordsAreNotRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	a := p.send(t, "POST", "/auth/password/change", object{"current_password": "correct horse battery", "new_password": "i want to kill myself today"})
	if a.header.Get("Spotter-Safety") != "" || strings.Contains(string(a.body), "safety") {
		t.Errorf("a password is read: %s", a.body)
	}
}
