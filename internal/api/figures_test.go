package api_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// figure finds energy and macronutrients in sentences.
var figure = regexp.MustCompile(`(?i)\d[\d.,]*\s*(kcal|calori|kilocal|kJ\b|g of (protein|fat|carbo|fibre)|g protein|% of energy)`)

// figuresIn lists the places of a document where energy, macronutrients or a weight target stand.
func figuresIn(v any, at string) []string {
	var out []string
	switch v := v.(type) {
	case map[string]any:
		for name, value := range v {
			here := at + "." + name
			switch name {
			case "kcal", "protein_g", "carbs_g", "fat_g", "fibre_g", "target_weight_kg", "targets", "nutrition", "energy_kcal", "trend_kg", "measured_expenditure":
				if value != nil {
					out = append(out, here)
				}
				continue
			}
			out = append(out, figuresIn(value, here)...)
		}
	case []any:
		for i, value := range v {
			out = append(out, figuresIn(value, fmt.Sprintf("%s[%d]", at, i))...)
		}
	case string:
		if figure.MatchString(v) || strings.Contains(v, "73.7") {
			out = append(out, at+": "+v)
		}
	case float64:
		if v == 73.7 {
			out = append(out, at)
		}
	}
	return out
}

// everyRead answers each GET operation of the document, with ids of things that are there.
func (p *person) everyRead(t *testing.T) map[string]answer {
	t.Helper()
	sessions := p.idsOf(t, "/workouts/sessions")
	ids := map[string][]string{
		"/api/v1/proposals/{id}":         p.idsOf(t, "/proposals?limit=100"),
		"/api/v1/workouts/sessions/{id}": sessions, "/api/v1/workouts/sessions/{id}/next": sessions, "/api/v1/workouts/sessions/{id}/substitutions": sessions,
		"/api/v1/exercises/{id}": {"barbell_bench_press"}, "/api/v1/supplements/{id}": {"caffeine", "creatine", "green_tea_extract"}, "/api/v1/foods/{id}": {"courgette"},
		"/api/v1/dishes/{id}": p.idsOf(t, "/dishes?limit=1"), "/api/v1/imports/{id}": p.idsOf(t, "/imports"), "/api/v1/voice/sessions/{id}": p.idsOf(t, "/voice/sessions"),
	}
	out := map[string]answer{}
	for _, o := range document().operations {
		if o.method != "GET" || o.open || strings.HasPrefix(o.path, "/api/v1/auth") {
			continue
		}
		if !strings.Contains(o.path, "{") {
			path := o.path
			if o.has("limit") {
				path += "?limit=100"
			}
			out[path] = p.do(t, call{method: "GET", path: path})
			continue
		}
		if ids[o.path] == nil {
			t.Errorf("GET %s: no id is known here to read it with; give it one", o.path)
		}
		for _, id := range ids[o.path] {
			out[o.path+" "+id] = p.do(t, call{method: "GET", path: o.fill(id)})
		}
	}
	return out
}

func (p *person) idsOf(t *testing.T, path string) []string {
	t.Helper()
	items, _ := p.get(t, path).want(t, 200).at(t, "items").([]any)
	out := []string{}
	for _, item := range items {
		id, _ := item.(object)["id"].(string)
		out = append(out, id)
	}
	return out
}

func noFigures(t *testing.T, when string, reads map[string]answer) {
	t.Helper()
	for path, a := range reads {
		var document any
		if err := json.Unmarshal(a.body, &document); err != nil {
			t.Errorf("%s: %s: %v", when, path, err)
			continue
		}
		if found := figuresIn(document, ""); len(found) > 0 {
			t.Errorf("%s: GET %s shows figures (%d): %.300q", when, path, len(found), found)
		}
	}
}

// TestEatingDisorderHidesFigures sets the flag at each point at which figures may stand somewhere already.
func TestEatingDisorderHidesFigures(t *testing.T) {
	t.Parallel()
	flagged := edit(answers()["screening"], "eating_disorder_history", true)
	with := answers()
	with["screening"] = flagged

	t.Run("from the start", func(t *testing.T) {
		t.Parallel()
		p := newWorld(t).person(t)
		done := p.onboard(t, with)
		noFigures(t, "the answer of completion", map[string]answer{"/onboarding/complete": done})
		p.livedIn(t)
		noFigures(t, "flagged from the start", p.everyRead(t))
	})
	t.Run("during onboarding", func(t *testing.T) {
		t.Parallel()
		p := newWorld(t).person(t)
		p.answer(t, answers())
		p.adopt(t, "meals", nil)
		p.propose(t, "meals", object{"instructions": "no oats"})
		if reads := p.everyRead(t); len(figuresIn(reads["/api/v1/proposals?limit=100"].at(t, ""), "")) == 0 {
			t.Error("there are no figures before the flag; the test sees nothing")
		}
		p.send(t, "PUT", "/onboarding/steps/screening", flagged).want(t, 200)
		noFigures(t, "flagged during onboarding", p.everyRead(t))
		p.adopt(t, "training", nil)
		p.adopt(t, "meals", nil)
		p.send(t, "POST", "/onboarding/complete", nil).want(t, 201)
		noFigures(t, "and completed", p.everyRead(t))
	})
	t.Run("after a year of figures", func(t *testing.T) {
		t.Parallel()
		p := newWorld(t).onboarded(t)
		p.livedIn(t)
		p.adopt(t, "meals", object{"instructions": "no oats"})
		undone := p.adopt(t, "meals", object{"instructions": "without tofu"})
		p.send(t, "POST", "/proposals/"+undone+"/undo", nil).want(t, 200)
		declined := p.propose(t, "meals", nil).text(t, "id")
		p.send(t, "POST", "/proposals/"+declined+"/decline", nil).want(t, 200)
		p.propose(t, "meals", object{"instructions": "no salmon"})
		p.send(t, "PATCH", "/profile", object{"about": object{"weight_kg": 71}}).want(t, 200)
		p.send(t, "PATCH", "/profile", object{"screening": object{"eating_disorder_history": true}}).want(t, 200)
		noFigures(t, "flagged late", p.everyRead(t))
		log := p.send(t, "POST", "/meals/logs", object{"id": uuid(9), "meal_id": "monday-lunch"}).want(t, 201)
		noFigures(t, "a log of before, sent again", map[string]answer{"/meals/logs": log})
		back := p.send(t, "POST", "/plans/meals/versions/1/restore", nil).want(t, 201)
		p.send(t, "POST", "/proposals/"+back.text(t, "id")+"/accept", nil).want(t, 200)
		noFigures(t, "with a plan of before back in force", p.everyRead(t))
		p.send(t, "POST", "/onboarding/reset", nil).want(t, 200)
		reads := p.everyRead(t)
		delete(reads, "/api/v1/foods?limit=100") // the catalogue alone, of whom nothing is known any more
		delete(reads, "/api/v1/foods/{id} courgette")
		noFigures(t, "after starting over", reads)
	})
}

// livedIn leaves a day's logs.
func (p *person) livedIn(t *testing.T) {
	t.Helper()
	session := p.send(t, "POST", "/workouts/sessions", nil).want(t, 201).text(t, "id")
	p.send(t, "POST", "/workouts/sessions/"+session+"/sets", object{"exercise": "squat", "weight_kg": 80, "reps": 5}).want(t, 201)
	p.send(t, "POST", "/weights", object{"weight_kg": 70}).want(t, 201)
	p.send(t, "POST", "/meals/logs", object{"id": uuid(9), "meal_id": "monday-lunch"}).want(t, 201)
	p.send(t, "POST", "/checkins", object{"energy": 3}).want(t, 201)
	p.send(t, "POST", "/meals/logs", object{"foods": []object{{"food": "egg", "measures": 2}}}).want(t, 201)
	p.send(t, "POST", "/meals/logs", object{"dish": "chicken_broccoli_rice"}).want(t, 201)
	once := p.send(t, "POST", "/meals/swaps", object{"meal_id": "monday-dinner", "scope": "once"}).want(t, 201)
	p.send(t, "POST", "/proposals/"+once.text(t, "id")+"/accept", nil).want(t, 200)
	p.send(t, "POST", "/meals/swaps", object{"meal_id": "tuesday-dinner", "scope": "once"}).want(t, 201)
	p.send(t, "POST", "/meals/swaps", object{"meal_id": "tuesday-dinner", "scope": "always"}).want(t, 201)
}

// TestRepeatsShowNoFiguresOfBefore sends each write that answers with figures again, under its key, after
// the flag: the effect stays one, and what was stored before is not shown.
func TestRepeatsShowNoFiguresOfBefore(t *testing.T) {
	t.Parallel()
	p := newWorld(t).person(t)
	all := answers()
	keyed := map[string]call{}
	send := func(method, path string, body any) answer {
		t.Helper()
		key := fmt.Sprint(len(keyed))
		c := call{method: method, path: "/api/v1" + path, body: body, headers: map[string]string{"Idempotency-Key": key}}
		a := p.do(t, c)
		if a.status >= 300 {
			t.Fatalf("%s %s: %d %s", method, path, a.status, a.body)
		}
		if len(figuresIn(a.at(t, ""), "")) == 0 {
			t.Errorf("%s %s shows no figures before the flag; the test sees nothing", method, path)
		}
		keyed[key] = c
		return a
	}
	p.answer(t, all)
	send("PUT", "/onboarding/steps/goals", all["goals"])
	first := p.propose(t, "meals", nil).text(t, "id")
	p.send(t, "POST", "/proposals/"+first+"/decline", nil).want(t, 200)
	id := send("POST", "/plans/meals/proposals", object{}).text(t, "id")
	send("POST", "/proposals/"+id+"/accept", nil)
	p.adopt(t, "training", nil)
	send("POST", "/onboarding/complete", nil)
	send("PATCH", "/profile", object{"about": object{"weight_kg": 71}})
	send("POST", "/profile/versions/1/restore", nil)
	send("POST", "/schedule/moves", object{"session_date": "2026-11-24", "to": "2026-11-25"})
	send("POST", "/meals/logs", object{"meal_id": "monday-lunch"})
	id = send("POST", "/plans/meals/versions/1/restore", nil).text(t, "id")
	send("POST", "/proposals/"+id+"/decline", nil)

	repeat := func(when string) {
		t.Helper()
		for _, c := range keyed {
			a := p.do(t, c)
			if a.status >= 300 && a.status != 409 {
				t.Errorf("%s: %s %s repeated: %d %.300s", when, c.method, c.path, a.status, a.body)
			}
			if found := figuresIn(a.at(t, ""), ""); len(found) > 0 {
				t.Errorf("%s: %s %s repeated shows figures (%d): %.300q", when, c.method, c.path, len(found), found)
			}
		}
	}
	p.send(t, "PATCH", "/profile", object{"screening": object{"eating_disorder_history": true}}).want(t, 200)
	versions := len(p.get(t, "/profile/versions").at(t, "items").([]any))
	repeat("flagged")
	p.send(t, "POST", "/onboarding/reset", nil).want(t, 200)
	repeat("started over")
	if now := len(p.get(t, "/profile/versions").at(t, "items").([]any)); now != versions {
		t.Errorf("repeats made %d versions of the profile", now-versions)
	}
}
