package api_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestIdempotencyKeys repeats every kind of write: the answer is the first one's, the effect is one.
func TestIdempotencyKeys(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	all := answers()
	keyed := func(key, method, path string, body any) answer {
		return p.do(t, call{method: method, path: "/api/v1" + path, body: body, headers: map[string]string{"Idempotency-Key": key}})
	}
	n := 0
	twice := func(method, path string, body any) answer {
		t.Helper()
		n++
		key := "key-" + strings.Repeat("x", n)
		first := keyed(key, method, path, body)
		w.clock.add(time.Second)
		again := keyed(key, method, path, body)
		if first.status >= 300 || again.status != first.status || again.header.Get("ETag") != first.header.Get("ETag") {
			t.Errorf("%s %s: %d with ETag %s, repeated %d with %s: %.300s", method, path, first.status, first.header.Get("ETag"), again.status, again.header.Get("ETag"), again.body)
		}
		if string(edited(t, first)) != string(edited(t, again)) {
			t.Errorf("%s %s answers\n%.400s\nand repeated\n%.400s", method, path, first.body, again.body)
		}
		if other := keyed(key, method, path+"?", body); other.status != http.StatusConflict {
			t.Errorf("%s %s, the key for another address: %d", method, path, other.status)
		}
		return first
	}
	for _, step := range steps {
		twice("PUT", "/onboarding/steps/"+step, all[step])
	}
	for _, kind := range []string{"training", "meals"} {
		id := twice("POST", "/plans/"+kind+"/proposals", object{}).text(t, "id")
		twice("POST", "/proposals/"+id+"/accept", nil)
	}
	twice("POST", "/onboarding/complete", nil)
	p.login(t)
	twice("PATCH", "/profile", object{"about": object{"weight_kg": 71}})
	twice("POST", "/profile/versions/1/restore", nil)
	twice("PUT", "/schedule", edit(all["schedule"], "quiet_hours", object{"from": "21:00", "to": "06:00"}))
	twice("PUT", "/reminders", object{"workout": true, "meal": false, "water": true, "weekly_review": true})
	twice("POST", "/schedule/moves", object{"session_date": "2026-11-24", "to": "2026-11-25"})
	session := twice("POST", "/workouts/sessions", object{}).text(t, "id")
	set := twice("POST", "/workouts/sessions/"+session+"/sets", object{"exercise": "squat", "weight_lb": 135, "reps": 5}).text(t, "id")
	twice("PATCH", "/workouts/sessions/"+session+"/sets/"+set, object{"reps": 6})
	twice("DELETE", "/workouts/sessions/"+session+"/sets/"+set, nil)
	twice("POST", "/workouts/sessions/"+session+"/say", object{"text": "squat 60 kg x 5"})
	remark := twice("POST", "/workouts/sessions/"+session+"/remarks", object{"kind": "too_heavy"}).text(t, "id")
	twice("DELETE", "/workouts/sessions/"+session+"/remarks/"+remark, nil)
	swap := twice("POST", "/workouts/sessions/"+session+"/substitutions", nil).text(t, "id")
	twice("DELETE", "/workouts/sessions/"+session+"/substitutions/"+swap, nil)
	twice("POST", "/workouts/sessions/"+session+"/complete", nil)
	twice("POST", "/workouts/sessions/"+session+"/reopen", nil)
	twice("POST", "/workouts/sessions/"+session+"/complete", nil)
	twice("POST", "/checkins", object{"energy": 3})
	twice("POST", "/weights", object{"weight_kg": 70})
	twice("POST", "/water/logs", object{"ml": 300})
	twice("POST", "/meals/logs", object{"name": "soup"})
	id := twice("POST", "/plans/training/proposals", object{"changes": object{"days": 3}}).text(t, "id")
	twice("POST", "/proposals/"+id+"/accept", nil)
	twice("POST", "/proposals/"+id+"/undo", nil)
	back := twice("POST", "/plans/training/versions/1/restore", nil).text(t, "id")
	twice("POST", "/proposals/"+back+"/decline", nil)
	twice("POST", "/onboarding/reset", nil)
	for path, want := range map[string]int{"/checkins": 1, "/weights": 1, "/workouts/sessions": 1, "/profile/versions": 4, "/plans/training/versions": 3} {
		if items := p.get(t, path).want(t, 200).at(t, "items").([]any); len(items) != want {
			t.Errorf("%s has %d items, want %d", path, len(items), want)
		}
	}
}

// edited is an answer's body with the members in a fixed order.
func edited(t *testing.T, a answer) []byte {
	t.Helper()
	if len(a.body) == 0 {
		return nil
	}
	return mustEncode(edit(a.at(t, "")))
}

func TestIdempotencyKeysEndAndAreOnesOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p, other := w.person(t), w.person(t)
	log := func(who *person, ml int) answer {
		return who.do(t, call{method: "POST", path: "/api/v1/water/logs", body: object{"ml": ml}, headers: map[string]string{"Idempotency-Key": "k"}})
	}
	first := log(p, 100).want(t, 201).text(t, "id")
	log(p, 200).refused(t, 409, "idempotency_key_reused")
	if mine := log(other, 200).want(t, 201).text(t, "id"); mine == first {
		t.Error("a key of one person answers another")
	}
	w.clock.add(24*time.Hour - time.Second)
	p.login(t)
	if again := log(p, 100).want(t, 201).text(t, "id"); again != first {
		t.Error("a key is forgotten before 24 hours are over")
	}
	w.clock.add(2 * time.Second)
	if again := log(p, 200).want(t, 201).text(t, "id"); again == first {
		t.Error("a key is not forgotten after 24 hours")
	}
	// What was refused has had no effect and is not kept.
	refused := call{method: "POST", path: "/api/v1/water/logs", body: object{"ml": 0}, headers: map[string]string{"Idempotency-Key": "r"}}
	p.do(t, refused).refused(t, 422, "invalid")
	refused.body = object{"ml": 1}
	p.do(t, refused).want(t, 201)
}

// TestManyWithOneKey races: one does it, the others are told to wait or get its answer.
func TestManyWithOneKey(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	answers := make([]answer, 12)
	var wg sync.WaitGroup
	for i := range answers {
		wg.Go(func() {
			answers[i] = p.do(t, call{method: "POST", path: "/api/v1/plans/meals/proposals", body: object{}, headers: map[string]string{"Idempotency-Key": "race"}})
		})
	}
	wg.Wait()
	ids := map[string]bool{}
	for _, a := range answers {
		switch a.status {
		case http.StatusCreated:
			ids[a.text(t, "id")] = true
		case http.StatusConflict:
			a.refused(t, 409, "request_in_flight")
		default:
			t.Errorf("%d: %.200s", a.status, a.body)
		}
	}
	if list := p.get(t, "/proposals").want(t, 200); len(ids) != 1 || len(list.at(t, "items").([]any)) != 3 {
		t.Errorf("%d answers, %d proposals", len(ids), len(list.at(t, "items").([]any)))
	}
}
