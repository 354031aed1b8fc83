package api_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

func uuid(n int) string { return fmt.Sprintf("01890a5d-ac96-774b-bcce-%012d", n) }

func TestSessionsAndSets(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	id := p.send(t, "POST", "/workouts/sessions", nil).want(t, 201).text(t, "id")
	sets := "/workouts/sessions/" + id + "/sets"
	set := object{"exercise": "Bench Press", "weight_lb": 185, "reps": 8, "rir": 2}
	one := sets + "/" + uuid(1)
	play(t, p, []scenario{
		{name: "one at a time", method: "POST", path: "/workouts/sessions", body: object{}, status: 409, code: "session_active"},
		{name: "tomorrow", method: "POST", path: "/workouts/sessions", body: object{"date": "2026-11-24"}, status: 422, location: "body.date"},
		{name: "a workout of long ago", method: "POST", path: "/workouts/sessions", body: object{"date": "2021-11-22"}, status: 422, location: "body.date"},
		{name: "of five years ago", method: "POST", path: "/workouts/sessions", body: object{"date": "2021-11-23"}, status: 201},
		{name: "no date", method: "POST", path: "/workouts/sessions", body: object{"date": "2026-02-30"}, status: 422, location: "body.date"},
		{name: "zero id", method: "POST", path: "/workouts/sessions", body: object{"id": "00000000-0000-0000-0000-000000000000", "date": "2026-11-20"}, status: 422, location: "body.id"},
		{name: "own id", method: "POST", path: "/workouts/sessions", body: object{"id": uuid(50), "date": "2026-11-20"}, status: 201, contains: []string{`"id":"` + uuid(50), `"date":"2026-11-20"`, `"time_zone":"Europe/Berlin"`}},
		{name: "own id again", method: "POST", path: "/workouts/sessions", body: object{"id": uuid(50), "date": "2026-11-20"}, status: 201, contains: []string{`"id":"` + uuid(50)}},
		{name: "in pounds", method: "POST", path: sets, body: edit(set, "id", uuid(1)), status: 201, contains: []string{`"exercise":"barbell_bench_press"`, `"weight_kg":83.91458845`, `"entered":{"value":185,"unit":"lb"}`, `"number":1`}},
		{name: "the same again", method: "POST", path: sets, body: edit(set, "id", uuid(1), "reps", 3), status: 201, contains: []string{`"reps":8`, `"number":1`}},
		{name: "in kilograms", method: "POST", path: sets, body: object{"exercise": "bench press", "weight_kg": 82.5, "reps": 6}, status: 201, contains: []string{`"weight_kg":82.5`, `"unit":"kg"`, `"number":2`, `"rir":null`}},
		{name: "no load", method: "POST", path: sets, body: object{"exercise": "push-up", "reps": 20}, status: 201, contains: []string{`"weight_kg":0`}},
		{name: "zero load", method: "POST", path: sets, body: object{"exercise": "push-up", "weight_kg": 0, "reps": 0}, status: 201, contains: []string{`"weight_kg":0`, `"reps":0`}},
		{name: "less than nothing, as zero", method: "POST", path: sets, body: `{"exercise":"push-up","weight_kg":-0.0,"reps":1}`, status: 201},
		{name: "own exercise", method: "POST", path: sets, body: object{"exercise": "Opa's Türklinke 💪", "reps": 5}, status: 201, contains: []string{"Opa's Türklinke 💪"}},
		{name: "both loads", method: "POST", path: sets, body: edit(set, "weight_kg", 80), status: 422, location: "body.weight_lb"},
		{name: "blank exercise", method: "POST", path: sets, body: edit(set, "exercise", "  "), status: 422, location: "body.exercise"},
		{name: "no exercise", method: "POST", path: sets, body: edit(set, "exercise", absent), status: 422, location: "body.exercise"},
		{name: "no reps", method: "POST", path: sets, body: edit(set, "reps", absent), status: 422, location: "body.reps"},
		{name: "negative", method: "POST", path: sets, body: edit(set, "reps", -1), status: 422, location: "body.reps"},
		{name: "too heavy", method: "POST", path: sets, body: edit(set, "weight_lb", 1323.1), status: 422, location: "body.weight_lb"},
		{name: "endless", method: "POST", path: sets, body: `{"exercise":"x","reps":1,"weight_kg":1e400}`, status: 422, location: "body.weight_kg"},
		{name: "NaN", method: "POST", path: sets, body: `{"exercise":"x","reps":1,"weight_kg":NaN}`, status: 400, code: "malformed"},
		{name: "rir", method: "POST", path: sets, body: edit(set, "rir", 11), status: 422, location: "body.rir"},
		{name: "long note", method: "POST", path: sets, body: edit(set, "note", strings.Repeat("n", 501)), status: 422, location: "body.note"},
		{name: "future", method: "POST", path: sets, body: edit(set, "logged_at", "2026-11-23T12:00:00Z"), status: 422, location: "body.logged_at"},
		{name: "long ago", method: "POST", path: sets, body: edit(set, "logged_at", "2019-01-01T00:00:00Z"), status: 422, location: "body.logged_at"},
		{name: "no offset", method: "POST", path: sets, body: edit(set, "logged_at", "2026-11-23T10:00:00"), status: 422, location: "body.logged_at"},
		{name: "no instant", method: "POST", path: sets, body: edit(set, "logged_at", "10:00"), status: 422, location: "body.logged_at"},
		{name: "other offset", method: "POST", path: sets, body: edit(set, "logged_at", "2026-11-23T16:30:00.123456+05:45"), status: 201, contains: []string{"10:45:00.123456"}},
		{name: "not an id", method: "POST", path: sets, body: edit(set, "id", "7"), status: 422, location: "body.id"},
		{name: "an id of another session's set", method: "POST", path: "/workouts/sessions/" + uuid(50) + "/sets", body: edit(set, "id", uuid(1)), status: 409, code: "id_in_use"},
		{name: "no session", method: "POST", path: "/workouts/sessions/" + uuid(99) + "/sets", body: set, status: 404, code: "not_found"},
		{name: "correct", method: "PATCH", path: one, body: object{"reps": 9}, status: 200, contains: []string{`"reps":9`, `"rir":2`, `"value":185`}},
		{name: "correct the load", method: "PATCH", path: one, body: object{"weight_kg": 80}, status: 200, contains: []string{`"weight_kg":80`, `"unit":"kg"`}},
		{name: "correct to nothing", method: "PATCH", path: one, body: object{"exercise": ""}, status: 422, location: "body.exercise"},
		{name: "correct to blank", method: "PATCH", path: one, body: object{"exercise": " "}, status: 422, location: "body.exercise"},
		{name: "clear the note", method: "PATCH", path: one, body: object{"note": ""}, status: 200},
		{name: "through another session", method: "PATCH", path: "/workouts/sessions/" + uuid(50) + "/sets/" + uuid(1), body: object{"reps": 1}, status: 404},
		{name: "take out", method: "DELETE", path: one, status: 204},
		{name: "take out again", method: "DELETE", path: one, status: 404},
		{name: "correct what is gone", method: "PATCH", path: one, body: object{"reps": 1}, status: 404},
		{name: "complete", method: "POST", path: "/workouts/sessions/" + id + "/complete", status: 200, contains: []string{`"state":"completed"`}},
		{name: "complete again", method: "POST", path: "/workouts/sessions/" + id + "/complete", status: 200, contains: []string{`"state":"completed"`}},
		{name: "a set after the end", method: "POST", path: sets, body: set, status: 201},
		{name: "today knows", method: "GET", path: "/today", status: 200, contains: []string{`"state":"completed"`, `"session_id":"` + id}},
		{name: "another one the same day", method: "POST", path: "/workouts/sessions", status: 201},
		{name: "read", method: "GET", path: "/workouts/sessions/" + id, status: 200, contains: []string{"Opa's Türklinke 💪"}},
		{name: "read what is not", method: "GET", path: "/workouts/sessions/" + uuid(98), status: 404},
	})
}

func TestSetsHonourIfMatch(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	session := p.send(t, "POST", "/workouts/sessions", nil).want(t, 201).text(t, "id")
	set := p.send(t, "POST", "/workouts/sessions/"+session+"/sets", object{"exercise": "squat", "weight_kg": 80, "reps": 5}).want(t, 201)
	patch := func(ifMatch string) answer {
		return p.do(t, call{method: "PATCH", path: "/api/v1/workouts/sessions/" + session + "/sets/" + set.text(t, "id"), body: object{"reps": 6}, headers: map[string]string{"If-Match": ifMatch}})
	}
	tag := set.header.Get("ETag")
	changed := patch(tag).want(t, 200)
	patch(tag).refused(t, 412, "precondition")
	patch(changed.header.Get("ETag")).want(t, 200)
	before := p.get(t, "/workouts/sessions/"+session).header.Get("ETag")
	p.send(t, "POST", "/workouts/sessions/"+session+"/sets", object{"exercise": "squat", "reps": 5}).want(t, 201)
	after := p.get(t, "/workouts/sessions/"+session).header.Get("ETag")
	if after == before {
		t.Errorf("a new set leaves the session's ETag at %s", after)
	}
	end := func(method, path, ifMatch string) answer {
		return p.do(t, call{method: method, path: "/api/v1/workouts/sessions/" + session + path, headers: map[string]string{"If-Match": ifMatch}})
	}
	end("DELETE", "/sets/"+set.text(t, "id"), tag).refused(t, 412, "precondition")
	end("POST", "/complete", before).refused(t, 412, "precondition")
	if done := end("POST", "/complete", after).want(t, 200).header.Get("ETag"); done != p.get(t, "/workouts/sessions/"+session).header.Get("ETag") {
		t.Errorf("completed as %s, which is not what is read", done)
	}
	end("DELETE", "/sets/"+set.text(t, "id"), patch("").want(t, 200).header.Get("ETag")).want(t, 204)
}

func TestLogs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	play(t, p, []scenario{
		{name: "a check-in", method: "POST", path: "/checkins", body: object{"id": uuid(1), "energy": 3, "sleep_hours": 7.5}, status: 201, contains: []string{`"date":"2026-11-23"`, `"time_zone":"Europe/Berlin"`, `"soreness":null`}},
		{name: "again", method: "POST", path: "/checkins", body: object{"id": uuid(1), "energy": 1}, status: 201, contains: []string{`"energy":3`}},
		{name: "by region", method: "POST", path: "/checkins", body: object{"soreness_by_region": object{"knee": 4, "hip": 2}}, status: 201, contains: []string{`"soreness":4`, `"knee":4`}},
		{name: "nothing said", method: "POST", path: "/checkins", body: object{}, status: 422, location: "body.energy"},
		{name: "nothing but an id", method: "POST", path: "/checkins", body: object{"id": uuid(2)}, status: 422, location: "body.energy"},
		{name: "off the scale", method: "POST", path: "/checkins", body: object{"energy": 6}, status: 422, location: "body.energy"},
		{name: "below the scale", method: "POST", path: "/checkins", body: object{"energy": 0}, status: 422, location: "body.energy"},
		{name: "half", method: "POST", path: "/checkins", body: object{"energy": 3.5}, status: 422, location: "body.energy"},
		{name: "a long night", method: "POST", path: "/checkins", body: object{"sleep_hours": 24.5}, status: 422, location: "body.sleep_hours"},
		{name: "no region", method: "POST", path: "/checkins", body: object{"soreness_by_region": object{"toe": 3}}, status: 422, location: "body.soreness_by_region"},
		{name: "sore off the scale", method: "POST", path: "/checkins", body: object{"soreness_by_region": object{"knee": 6}}, status: 422, location: "body.soreness_by_region.knee"},
		{name: "tomorrow", method: "POST", path: "/checkins", body: object{"energy": 3, "at": "2026-11-24T11:00:00Z"}, status: 422, location: "body.at"},

		{name: "a weighing", method: "POST", path: "/weights", body: object{"weight_kg": 70.4}, status: 201, contains: []string{`"weight_kg":70.4`, `"unit":"kg"`}},
		{name: "in pounds", method: "POST", path: "/weights", body: object{"id": uuid(3), "weight_lb": 155}, status: 201, contains: []string{`"weight_kg":70.30681735`, `"value":155`}},
		{name: "again", method: "POST", path: "/weights", body: object{"id": uuid(3), "weight_lb": 156}, status: 201, contains: []string{`"value":155`}},
		{name: "both", method: "POST", path: "/weights", body: object{"weight_kg": 70, "weight_lb": 155}, status: 422, location: "body.weight_kg"},
		{name: "neither", method: "POST", path: "/weights", body: object{}, status: 422, location: "body.weight_kg"},
		{name: "too light", method: "POST", path: "/weights", body: object{"weight_kg": 29.9}, status: 422, location: "body.weight_kg"},
		{name: "at the lightest", method: "POST", path: "/weights", body: object{"weight_lb": 66.2}, status: 201},
		{name: "at the heaviest", method: "POST", path: "/weights", body: object{"weight_lb": 661.4}, status: 201},
		{name: "too heavy", method: "POST", path: "/weights", body: object{"weight_lb": 662}, status: 422, location: "body.weight_lb"},

		{name: "water", method: "POST", path: "/water/logs", body: object{"ml": 250}, status: 201, contains: []string{`"ml":250`}},
		{name: "yesterday, late", method: "POST", path: "/water/logs", body: object{"ml": 500, "at": "2026-11-22T22:59:59Z"}, status: 201, contains: []string{`"date":"2026-11-22"`}},
		{name: "today, early", method: "POST", path: "/water/logs", body: object{"ml": 300, "at": "2026-11-22T23:00:00Z"}, status: 201, contains: []string{`"date":"2026-11-23"`}},
		{name: "today's water", method: "GET", path: "/today", status: 200, contains: []string{`"drunk_ml":550`}},
		{name: "yesterday's", method: "GET", path: "/today?date=2026-11-22", status: 200, contains: []string{`"drunk_ml":500`}},
		{name: "none", method: "POST", path: "/water/logs", body: object{"ml": 0}, status: 422, location: "body.ml"},
		{name: "a bath", method: "POST", path: "/water/logs", body: object{"ml": 3001}, status: 422, location: "body.ml"},
		{name: "no amount", method: "POST", path: "/water/logs", body: object{}, status: 422, location: "body.ml"},

		{name: "a planned meal", method: "POST", path: "/meals/logs", body: object{"meal_id": "monday-lunch", "servings": 0.5}, status: 201, contains: []string{`"meal_id":"monday-lunch"`, `"kcal":`}},
		{name: "today knows", method: "GET", path: "/meals/today", status: 200, contains: []string{`"logged":true`}},
		{name: "another day's", method: "POST", path: "/meals/logs", body: object{"meal_id": "tuesday-lunch"}, status: 422, location: "body.meal_id"},
		{name: "yesterday's, then", method: "POST", path: "/meals/logs", body: object{"meal_id": "sunday-dinner", "at": "2026-11-22T19:00:00Z"}, status: 201, contains: []string{`"date":"2026-11-22"`}},
		{name: "by name", method: "POST", path: "/meals/logs", body: object{"name": "Grandma's soup"}, status: 201, contains: []string{`"nutrition":null`}},
		{name: "blank", method: "POST", path: "/meals/logs", body: object{"name": " "}, status: 422, location: "body.name"},
		{name: "both", method: "POST", path: "/meals/logs", body: object{"name": "x", "meal_id": "monday-lunch"}, status: 422, location: "body.meal_id"},
		{name: "neither", method: "POST", path: "/meals/logs", body: object{}, status: 422, location: "body.meal_id"},
		{name: "too little", method: "POST", path: "/meals/logs", body: object{"name": "x", "servings": 0}, status: 422, location: "body.servings"},

		{name: "one a page", method: "GET", path: "/checkins?limit=1", status: 200, contains: []string{"next_cursor"}},
		{name: "a bad cursor", method: "GET", path: "/weights?cursor=1", status: 422, location: "query.cursor"},
		{name: "the cursor of nothing", method: "GET", path: "/weights?cursor=" + uuid(97), status: 422, location: "query.cursor"},
		{name: "of no check-in", method: "GET", path: "/checkins?cursor=" + uuid(97), status: 422, location: "query.cursor"},
		{name: "of no workout", method: "GET", path: "/workouts/sessions?cursor=" + uuid(97), status: 422, location: "query.cursor"},
		{name: "the last check-in there is", method: "GET", path: "/checkins?cursor=" + uuid(1), status: 200},
		{name: "no date", method: "GET", path: "/today?date=tomorrow", status: 422, location: "query.date", contains: []string{`"message":"must be a date as YYYY-MM-DD`}},
		{name: "no UUID", method: "POST", path: "/checkins", body: object{"id": "1", "energy": 3}, status: 422, location: "body.id", contains: []string{`"message":"must be a UUID"`}},
		{name: "no time", method: "POST", path: "/checkins", body: object{"energy": 3, "at": "yesterday"}, status: 422, location: "body.at", contains: []string{"must be a time with its offset"}},
		{name: "an exercise by name", method: "GET", path: "/exercises/Bench%20Press", status: 200, contains: []string{`"id":"barbell_bench_press"`}},
		{name: "a demonstration", method: "GET", path: "/exercises/Overhead%20Press", status: 200, contains: []string{`"cues":["`, `"faults":["`, `"primary":["shoulders`, `"secondary":["`}},
		{name: "no exercise", method: "GET", path: "/exercises/unobtainium", status: 404},
		{name: "exercises by word", method: "GET", path: "/exercises?search=BENCH&limit=2", status: 200, contains: []string{"next_cursor"}},
		{name: "foods by another name", method: "GET", path: "/foods?search=zucchini", status: 200, contains: []string{"ourgette"}},
		{name: "nothing found", method: "GET", path: "/dishes?search=unobtainium", status: 200, contains: []string{`"items":[]`}},
		{name: "a day that is none", method: "GET", path: "/today?date=2026-02-30", status: 422, location: "query.date"},
		{name: "a week that is none", method: "GET", path: "/week?date=today", status: 422, location: "query.date"},
		{name: "the first week of time", method: "GET", path: "/week?date=1900-01-01", status: 200},
		{name: "the last", method: "GET", path: "/week?date=2199-12-31", status: 200},
	})
}

// TestListsAreNewestFirst logs with the ids and instants of a phone that was offline.
func TestListsAreNewestFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	random := rand.New(rand.NewPCG(1, 2))
	var days, weighings []string
	for i := range 9 {
		day := noon.AddDate(0, 0, -i)
		id := spotter.NewID[any](day.Add(time.Duration(random.IntN(1e9)) * time.Second)).String() // an id that says nothing about the day
		days = append(days, day.Format(time.DateOnly))
		weighings = append(weighings, day.Format(time.RFC3339))
		p.send(t, "POST", "/workouts/sessions", object{"id": id, "date": days[i]}).want(t, 201)
		p.send(t, "POST", "/weights", object{"id": id, "weight_kg": 70, "at": weighings[i]}).want(t, 201)
		p.send(t, "POST", "/checkins", object{"id": id, "energy": 3, "at": weighings[i]}).want(t, 201)
	}
	for path, test := range map[string]struct {
		field string
		want  []string
	}{"/workouts/sessions": {"date", days}, "/weights": {"at", weighings}, "/checkins": {"at", weighings}} {
		var got []string
		for cursor := ""; ; {
			page := p.get(t, path+"?limit=4"+cursor).want(t, 200)
			for i := range page.at(t, "items").([]any) {
				got = append(got, page.text(t, fmt.Sprintf("items.%d.%s", i, test.field)))
			}
			next, more := page.at(t, "next_cursor").(string)
			if !more {
				break
			}
			cursor = "&cursor=" + next
		}
		if strings.Join(got, " ") != strings.Join(test.want, " ") {
			t.Errorf("%s: %v, want %v", path, got, test.want)
		}
	}
}

// TestStrangersSeeNothing does everything that has an address with the ids of somebody else.
func TestStrangersSeeNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner, stranger := w.onboarded(t), w.person(t)
	theirs := edit(answers()["goals"], "target_weight_kg", absent)
	all := answers()
	all["goals"] = theirs
	stranger.onboard(t, all)
	owner.send(t, "PATCH", "/profile", object{"screening": object{"note": "secret"}, "reason": "secret"}).want(t, 200)
	session := owner.send(t, "POST", "/workouts/sessions", object{"id": uuid(1)}).want(t, 201).text(t, "id")
	set := owner.send(t, "POST", "/workouts/sessions/"+session+"/sets", object{"id": uuid(2), "exercise": "secret lift", "reps": 5}).want(t, 201).text(t, "id")
	owner.send(t, "POST", "/workouts/sessions/"+session+"/remarks", object{"id": uuid(5), "kind": "too_heavy"}).want(t, 201)
	owner.send(t, "POST", "/workouts/sessions/"+session+"/substitutions", object{"id": uuid(6)}).want(t, 201)
	owner.send(t, "POST", "/checkins", object{"id": uuid(3), "energy": 1}).want(t, 201)
	owner.send(t, "POST", "/weights", object{"id": uuid(4), "weight_kg": 73.7}).want(t, 201)
	owner.send(t, "POST", "/meals/logs", object{"name": "secret soup"}).want(t, 201)
	proposal := owner.propose(t, "training", object{"changes": object{"days": 3}}).text(t, "id")
	none := func(method, path string, body any) scenario {
		return scenario{name: "a stranger", method: method, path: path, body: body, status: 404, code: "not_found", mustNotContain: secrets}
	}
	play(t, stranger, []scenario{
		none("GET", "/workouts/sessions/"+session, nil),
		none("POST", "/workouts/sessions/"+session+"/sets", object{"exercise": "squat", "reps": 1}),
		none("POST", "/workouts/sessions/"+session+"/complete", nil),
		none("POST", "/workouts/sessions/"+session+"/reopen", nil),
		none("POST", "/workouts/sessions/"+session+"/sets", object{"text": "squat 100 kg x 8"}),
		none("POST", "/workouts/sessions/"+session+"/sets", object{"text": "no, nine"}),
		none("GET", "/workouts/sessions/"+session+"/next", nil),
		none("POST", "/workouts/sessions/"+session+"/say", object{"text": "what's next?"}),
		none("POST", "/workouts/sessions/"+session+"/remarks", object{"kind": "too_heavy", "exercise": "squat"}),
		none("DELETE", "/workouts/sessions/"+session+"/remarks/"+uuid(5), nil),
		none("GET", "/workouts/sessions/"+session+"/substitutions", nil),
		none("POST", "/workouts/sessions/"+session+"/substitutions", object{"exercise": "squat"}),
		none("DELETE", "/workouts/sessions/"+session+"/substitutions/"+uuid(6), nil),
		none("PATCH", "/workouts/sessions/"+session+"/sets/"+set, object{"reps": 1}),
		none("DELETE", "/workouts/sessions/"+session+"/sets/"+set, nil),
		none("GET", "/proposals/"+proposal, nil),
		none("POST", "/proposals/"+proposal+"/accept", nil),
		none("POST", "/proposals/"+proposal+"/decline", nil),
		none("POST", "/proposals/"+proposal+"/undo", nil),
		none("POST", "/profile/versions/2/restore", nil),
		// The same ids are free for the stranger's own things, and show nothing of the owner's.
		{name: "own session", method: "POST", path: "/workouts/sessions", body: object{"id": session}, status: 201, contains: []string{`"sets":[]`}},
		{name: "own set", method: "POST", path: "/workouts/sessions/" + session + "/sets", body: object{"id": set, "exercise": "squat", "reps": 1}, status: 201, mustNotContain: secrets},
		{name: "own check-in", method: "POST", path: "/checkins", body: object{"id": uuid(3), "energy": 5}, status: 201, contains: []string{`"energy":5`}},
		{name: "own weighing", method: "POST", path: "/weights", body: object{"id": uuid(4), "weight_kg": 80}, status: 201, contains: []string{`"weight_kg":80`}},
		{name: "the owner's cursor", method: "GET", path: "/proposals?cursor=" + proposal, status: 200, mustNotContain: []string{proposal}},
	})
	for _, o := range document().operations {
		if o.method != "GET" || o.open {
			continue
		}
		a := stranger.do(t, call{method: "GET", path: o.fill(someID)})
		for _, text := range append([]string{proposal, owner.email}, secrets...) {
			if strings.Contains(string(a.body), text) {
				t.Errorf("GET %s shows %q of somebody else", o.path, text)
			}
		}
	}
	owner.get(t, "/workouts/sessions/"+session).want(t, 200)
	if kept := owner.get(t, "/workouts/sessions/"+session); !strings.Contains(string(kept.body), "secret lift") || kept.at(t, "state") != "active" {
		t.Errorf("the owner's session was changed: %s", kept.body)
	}
}

// TestWritesWhileTheAccountGoes wants a write that began before the deletion to be told so, not to fail.
func TestWritesWhileTheAccountGoes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	id, err := spotter.ParseID[spotter.User](p.get(t, "/me").text(t, "id"))
	if err != nil {
		t.Fatal(err)
	}
	err = w.db.Write(t.Context(), spotter.Caller{User: id, Actor: spotter.ActorPerson}, func(tx *postgres.Tx) error {
		if _, err := tx.GetUser(t.Context(), id); err != nil {
			return err
		}
		p.send(t, "DELETE", "/me", object{"password": "correct horse battery"}).want(t, 204)
		_, err := tx.InsertWater(t.Context(), db.InsertWaterParams{UserID: id, ID: spotter.WaterLogID{1}, At: noon, LocalDate: noon, TimeZone: "UTC", Ml: 100})
		return err
	})
	if spotter.CodeOf(err) != spotter.CodeUnauthorized {
		t.Errorf("a log of somebody who is gone: %v", err)
	}
}
