package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"log/slog"

	"spotter/internal/api"
)

// A walk calls every operation of the document as one person and looks at every answer. What it does not
// know how to call it calls with what the document's own schemas allow; an operation that it can call in
// neither way, and that is not exempt with a reason, fails the test: a new route must be walked.
type walk struct {
	p      *person
	all    map[string]any // the answers to the onboarding
	look   func(t *testing.T, a answer)
	called map[string]bool // by method and path of the document
}

// exempt are operations that the walk leaves out, by the beginning of method and path, with the reason.
var exempt = map[string]string{
	"GET /api/v1/auth/":       "sessions, tokens and passkeys hold nothing of plans",
	"POST /api/v1/auth/":      "they answer with tokens",
	"DELETE /api/v1/auth/":    "they answer with nothing",
	"DELETE /api/v1/me":       "it answers with nothing, and nobody is left to walk on",
	"POST /api/v1/uploads/":   "it answers with a photo's address and date",
	"DELETE /api/v1/photos/":  "it answers with nothing",
	"GET /api/v1/photos/{id}": "it answers with a photo's address and date",
}

func isExempt(o operation) bool {
	for begin := range exempt {
		if strings.HasPrefix(o.method+" "+o.path, begin) {
			return true
		}
	}
	return false
}

func (w *walk) do(t *testing.T, method, path string, body any) answer {
	t.Helper()
	return w.saw(t, w.p.send(t, method, path, body))
}

// saw looks at an answer and notes that its operation was called.
func (w *walk) saw(t *testing.T, a answer) answer {
	t.Helper()
	if w.look != nil {
		w.look(t, a)
		target, _, _ := strings.Cut(a.call.path, "?")
		if op := document().find(a.call.method, target); op != nil && a.status < 300 {
			w.called[op.method+" "+op.path] = true
		}
	}
	return a
}

// onboard walks from the first answer to completion. Where no meal plan can be made it says so and stops.
func (w *walk) onboard(t *testing.T) {
	t.Helper()
	for _, step := range steps {
		w.do(t, "PUT", "/onboarding/steps/"+step, w.all[step])
		w.do(t, "GET", "/onboarding", nil)
	}
	for _, kind := range []string{"training", "meals"} {
		w.do(t, "POST", "/plans/"+kind+"/proposals", object{})
		w.reads(t)
		id := w.do(t, "POST", "/plans/"+kind+"/proposals", nil).want(t, 201).text(t, "id")
		w.do(t, "POST", "/proposals/"+id+"/accept", nil).want(t, 200)
	}
	w.reads(t)
	w.do(t, "POST", "/onboarding/complete", nil).want(t, 201)
}

// live writes whatever can be written after completion, and reads all.
func (w *walk) live(t *testing.T) {
	t.Helper()
	w.reads(t)
	w.plans(t)
	session := w.do(t, "POST", "/workouts/sessions", object{})
	if session.status < 300 {
		at := "/workouts/sessions/" + session.text(t, "id")
		set := w.do(t, "POST", at+"/sets", object{"exercise": "squat", "weight_kg": 80, "reps": 5}).want(t, 201).text(t, "id")
		w.do(t, "PATCH", at+"/sets/"+set, object{"reps": 6})
		w.do(t, "DELETE", at+"/sets/"+set, nil)
		w.do(t, "POST", at+"/sets", object{"exercise": "squat", "weight_kg": 80, "reps": 5})
		w.coached(t, at)
		w.rest(t)
		w.do(t, "POST", at+"/complete", nil)
	}
	w.do(t, "POST", "/checkins", object{"energy": 2, "sleep_quality": 2})
	w.do(t, "POST", "/weights", object{"weight_kg": 71})
	w.do(t, "POST", "/water/logs", object{"ml": 300})
	w.do(t, "POST", "/meals/logs", object{"name": "soup"})
	w.eats(t)
	if meals, _ := w.do(t, "GET", "/meals/today", nil).want(t, 200).at(t, "").(object)["items"].([]any); len(meals) > 0 {
		w.do(t, "POST", "/meals/logs", object{"id": uuid(9), "meal_id": meals[0].(object)["id"]}) // sent again in a second life
	}
	w.do(t, "POST", "/supplements/check", object{"items": []object{{"name": "caffeine 300 mg"}, {"name": "whey"}, {"name": "vitamin d 5000 IU"}}})
	w.do(t, "POST", "/uploads", object{"kind": "progress", "content_type": "image/jpeg", "size": 1000})
	w.do(t, "PATCH", "/me", object{"full_name": "Somebody Else"})
	w.profile(t)
	w.talks(t)
	w.do(t, "POST", "/voice/sessions", object{"purpose": "workout"})
	w.history(t)
	w.reads(t)
	w.rest(t)
	w.reads(t)
}

// talks says something, in both forms, and has something remembered.
func (w *walk) talks(t *testing.T) {
	t.Helper()
	w.do(t, "POST", "/chat/messages", object{"text": "What is for dinner?"})
	w.saw(t, w.p.do(t, call{method: "POST", path: "/api/v1/chat/messages", body: object{"text": "And tomorrow?", "agent": "diet"}, headers: map[string]string{"Accept": "text/event-stream"}}))
	w.reads(t)
	if a := w.do(t, "POST", "/memory", object{"kind": "dislike", "text": "No coriander"}); a.status == 201 {
		w.do(t, "PATCH", "/memory/"+a.text(t, "id"), object{"text": "No coriander, please"})
		w.reads(t)
		w.do(t, "DELETE", "/memory/"+a.text(t, "id"), nil)
	}
	w.do(t, "DELETE", "/chat/messages", nil)
}

// history brings workouts in from another app, and takes them back.
func (w *walk) history(t *testing.T) {
	t.Helper()
	at := "/imports/" + w.saw(t, w.p.upload(t, twoDays)).want(t, 201).text(t, "id")
	w.do(t, "PUT", at+"/mappings", object{"mappings": object{"Wall thing": "push_up"}})
	w.do(t, "POST", at+"/commit", nil)
	w.reads(t)
	w.do(t, "DELETE", at, nil)
}

// coached asks for advice in a session, in each way.
func (w *walk) coached(t *testing.T, at string) {
	t.Helper()
	for _, text := range []string{"squat 80 kg x 5, 2 left", "no, six", "too heavy", "what's next?", "my knee hurts"} {
		w.do(t, "POST", at+"/say", object{"text": text})
		w.do(t, "GET", at+"/next", nil)
	}
	if a := w.do(t, "POST", at+"/substitutions", object{}); a.status == 201 {
		w.do(t, "GET", at+"/substitutions", nil)
		w.do(t, "DELETE", at+"/substitutions/"+a.text(t, "id"), nil)
	}
	remark := w.do(t, "POST", at+"/remarks", object{"kind": "pain", "region": "wrist"}).want(t, 201).text(t, "id")
	w.do(t, "DELETE", at+"/remarks/"+remark, nil)
}

func (w *walk) profile(t *testing.T) {
	t.Helper()
	version := fmt.Sprint(w.p.get(t, "/profile").want(t, 200).at(t, "version"))
	w.do(t, "PATCH", "/profile", object{"about": object{"weight_kg": 71}})
	w.do(t, "POST", "/profile/versions/"+version+"/restore", nil)
	schedule := w.p.get(t, "/schedule").want(t, 200).at(t, "").(object)
	w.do(t, "PUT", "/schedule", edit(schedule, "quiet_hours", object{"from": "21:30", "to": "06:30"}))
	w.do(t, "POST", "/schedule/moves", object{"session_date": "2026-11-24", "to": "2026-11-25"})
	w.do(t, "PUT", "/reminders", object{"workout": true, "meal": true, "water": true, "weekly_review": true})
}

// plans proposes, accepts, undoes, declines and restores.
func (w *walk) plans(t *testing.T) {
	t.Helper()
	for kind, changed := range map[string]object{"training": {"changes": object{"minutes": 45}}, "meals": {"instructions": "no oats"}} {
		if a := w.do(t, "POST", "/plans/"+kind+"/proposals", changed); a.status == 201 {
			w.do(t, "POST", "/proposals/"+a.text(t, "id")+"/accept", nil)
			w.reads(t)
			w.do(t, "POST", "/proposals/"+a.text(t, "id")+"/undo", nil)
		}
		if a := w.do(t, "POST", "/plans/"+kind+"/proposals", object{}); a.status == 201 {
			w.do(t, "POST", "/proposals/"+a.text(t, "id")+"/decline", nil)
		}
		if a := w.do(t, "POST", "/plans/"+kind+"/versions/1/restore", nil); a.status == 201 {
			w.do(t, "POST", "/proposals/"+a.text(t, "id")+"/accept", nil)
		}
	}
}

// reads answers each GET operation of the document.
func (w *walk) reads(t *testing.T) {
	t.Helper()
	if w.look == nil {
		return
	}
	for _, a := range w.p.everyRead(t) {
		w.look(t, a)
		target, _, _ := strings.Cut(a.call.path, "?")
		if op := document().find("GET", target); op != nil && a.status < 300 {
			w.called["GET "+op.path] = true
		}
	}
}

// rest calls the operations that nobody has called yet, with what their schemas allow.
func (w *walk) rest(t *testing.T) {
	t.Helper()
	for _, o := range document().operations {
		if w.called[o.method+" "+o.path] || isExempt(o) || o.open || strings.HasPrefix(o.path, "/api/v1/onboarding") {
			continue
		}
		var body any
		if o.body {
			body = exampleOf(o)
		}
		for _, id := range w.idsFor(t, o) {
			w.do(t, o.method, strings.TrimPrefix(o.fill(id), "/api/v1"), body)
		}
	}
}

// idsFor are values for the first path parameter: those of the list above it.
func (w *walk) idsFor(t *testing.T, o operation) []string {
	t.Helper()
	head, _, has := strings.Cut(o.path, "/{")
	if !has {
		return []string{""}
	}
	if strings.Contains(o.path, "/{version}") {
		return []string{"1"}
	}
	if document().find("GET", head) == nil {
		return nil
	}
	a := w.p.do(t, call{method: "GET", path: head})
	items, _ := a.at(t, "").(object)["items"].([]any)
	var ids []string
	for _, item := range items {
		if id, ok := item.(object)["id"].(string); ok && len(ids) < 2 {
			ids = append(ids, id)
		}
	}
	return ids
}

// covered wants every operation to have been called with success and looked at.
func covered(t *testing.T, called map[string]bool) {
	t.Helper()
	for _, o := range document().operations {
		if !o.open && !isExempt(o) && !called[o.method+" "+o.path] {
			t.Errorf("%s %s was never called with success: give it a call in walk_test.go", o.method, o.path)
		}
	}
}

// rawDocument is the document as plain values.
var rawDocument = sync.OnceValue(func() object {
	a, err := api.New(api.Config{Version: "test", Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		panic(err)
	}
	rec := httptest.NewRecorder()
	a.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/openapi.json", nil))
	var out object
	if err := json.Unmarshal(rec.Body.Bytes(), &out); err != nil {
		panic(err)
	}
	return out
})

// exampleOf makes a body of the required members of an operation's schema.
func exampleOf(o operation) any {
	at := func(v any, names ...string) any {
		for _, name := range names {
			m, _ := v.(object)
			v = m[name]
		}
		return v
	}
	schema, _ := at(rawDocument(), "paths", o.path, strings.ToLower(o.method), "requestBody", "content", "application/json", "schema").(object)
	return example(schema)
}

func example(schema object) any {
	if ref, ok := schema["$ref"].(string); ok {
		named := rawDocument()["components"].(object)["schemas"].(object)[strings.TrimPrefix(ref, "#/components/schemas/")]
		return example(named.(object))
	}
	if examples, ok := schema["examples"].([]any); ok && len(examples) > 0 {
		return examples[0]
	}
	if values, ok := schema["enum"].([]any); ok {
		return values[0]
	}
	kind, _ := schema["type"].(string)
	if kinds, ok := schema["type"].([]any); ok {
		kind, _ = kinds[0].(string)
	}
	switch kind {
	case "object":
		return exampleObject(schema)
	case "array":
		items, _ := schema["items"].(object)
		least, _ := schema["minItems"].(float64)
		out := []any{}
		for range int(least) {
			out = append(out, example(items))
		}
		return out
	case "integer", "number":
		least, _ := schema["minimum"].(float64)
		return least
	case "boolean":
		return true
	}
	switch schema["format"] {
	case "date":
		return noon.Format(time.DateOnly)
	case "date-time":
		return noon.Format(time.RFC3339)
	}
	return "squat"
}

func exampleObject(schema object) any {
	out := object{}
	properties, _ := schema["properties"].(object)
	required, _ := schema["required"].([]any)
	for name, property := range properties {
		if slices.Contains(required, any(name)) {
			out[name] = example(property.(object))
		}
	}
	return out
}

// eats swaps a meal, logs a dish and foods, and ticks off what was bought.
func (w *walk) eats(t *testing.T) {
	t.Helper()
	w.do(t, "POST", "/meals/logs", object{"dish": "chicken_broccoli_rice"})
	w.do(t, "POST", "/meals/logs", object{"foods": []object{{"food": "egg", "measures": 2}}})
	for _, scope := range []string{"once", "always"} {
		w.do(t, "POST", "/meals/swaps", object{"meal_id": "monday-dinner", "scope": scope})
	}
	if list := w.do(t, "GET", "/shopping-list", nil); list.status == 200 {
		food := list.text(t, "aisles.0.items.0.food")
		w.do(t, "PUT", "/shopping-list/ticks", object{"weeks": 1, "ticks": []object{{"food": food, "ticked": true}}})
	}
}
