package api_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestNewLimitsTakeEffectAtOnce says something about health after completion, and looks behind every door.
func TestNewLimitsTakeEffectAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := readBook(t)
	for name, test := range map[string]struct {
		patch   object
		someone someone
	}{
		"an injured shoulder": {object{"constraints": object{"injuries": []object{{"region": "shoulder", "severity": "high"}}}}, someone{gym: true, injuries: map[string]string{"shoulder": "high"}}},
		"a pregnancy":         {object{"screening": object{"pregnancy_or_recent_birth": true}}, someone{gym: true, pregnant: true}},
		"new allergies":       {object{"diet": object{"allergies": []string{"milk", "gluten", "eggs"}}}, someone{gym: true, allergies: []string{"milk", "gluten", "eggs"}}},
		"another pattern":     {object{"diet": object{"pattern": "vegan"}}, someone{gym: true, pattern: "vegan"}},
	} {
		p := w.onboarded(t)
		before := p.everyRead(t)
		p.send(t, "PATCH", "/profile", test.patch).want(t, 200)
		found := false
		for path, a := range before {
			found = found || len(test.someone.forbidden(b, path, a.at(t, ""))) > 0
		}
		if !found {
			t.Errorf("%s: nothing was forbidden before; the test sees nothing", name)
		}
		for path, a := range p.everyRead(t) {
			for _, why := range test.someone.forbidden(b, path, a.at(t, "")) {
				t.Errorf("%s: %s", name, why)
			}
		}
		if p.get(t, "/today").at(t, "pending_proposals") == 0.0 {
			t.Errorf("%s: no replacement is proposed", name)
		}
	}
}

// forbidden lists what of an answer this person must not be given.
func (s *someone) forbidden(b book, path string, v any) []string {
	var out []string
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			out = append(out, s.forbidden(b, path, item)...)
		}
	case map[string]any:
		if id, ok := v["exercise"].(string); ok && v["sets"] != nil {
			if why := s.mustNot(b.exercises[id]); why != "" {
				out = append(out, path+": "+id+" "+why)
			}
		}
		for _, name := range []string{"portions", "ingredients"} {
			items, _ := v[name].([]any)
			for _, item := range items {
				id := fmt.Sprint(item.(object)["food"])
				if why := s.mustNotEat(b.foods[id]); why != "" {
					out = append(out, path+": "+id+" "+why)
				}
			}
		}
		for _, value := range v {
			out = append(out, s.forbidden(b, path, value)...)
		}
	}
	return out
}

func TestASessionOfWhichNothingIsLeftSaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	all := []object{}
	for _, region := range regions {
		all = append(all, object{"region": region, "severity": "high"})
	}
	p.send(t, "PATCH", "/profile", object{"constraints": object{"injuries": all}}).want(t, 200)
	for _, item := range p.get(t, "/plans/training").want(t, 200).at(t, "plan.days").([]any) {
		day := item.(object)
		if empty := len(day["exercises"].([]any)) == 0; empty != strings.Contains(fmt.Sprint(day["reason"]), "withheld") {
			t.Errorf("%v has %d exercises and says %v", day["weekday"], len(day["exercises"].([]any)), day["reason"])
		}
	}
	if today := p.get(t, "/today").want(t, 200); len(today.at(t, "session.exercises").([]any)) > 3 {
		t.Errorf("with every region injured there is %s", today.body)
	}
}

func TestTheProfileSwitchesWaterReminders(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	water := `"kind":"water"`
	play(t, p, []scenario{
		{name: "on", method: "GET", path: "/today", status: 200, contains: []string{water}},
		{name: "off in the profile", method: "PATCH", path: "/profile", body: object{"hydration": object{"enabled": false}}, status: 200},
		{name: "so off", method: "GET", path: "/today", status: 200, mustNotContain: []string{water}, contains: []string{`"kind":"meal"`}},
		{name: "and here", method: "GET", path: "/reminders", status: 200, contains: []string{`"water":false`, `"meal":true`}},
		{name: "on again, here", method: "PUT", path: "/reminders", body: object{"workout": true, "meal": true, "water": true, "weekly_review": true}, status: 200},
		{name: "so on", method: "GET", path: "/today", status: 200, contains: []string{water}},
		{name: "something else changes", method: "PATCH", path: "/profile", body: object{"about": object{"weight_kg": 71}}, status: 200},
		{name: "still on", method: "GET", path: "/today", status: 200, contains: []string{water}},
	})
}

// TestOptionalBodiesMayComeInChunks sends nothing, without saying beforehand that it is nothing.
func TestOptionalBodiesMayComeInChunks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	server := httptest.NewServer(w)
	defer server.Close()
	for body, want := range map[string]int{"": 201, "{}": 415, "x": 415} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/api/v1/plans/training/proposals", io.NopCloser(strings.NewReader(body)))
		if err != nil {
			t.Fatal(err)
		}
		r.ContentLength = -1
		r.Header.Set("Authorization", "Bearer "+p.token)
		a, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := a.Body.Close(); err != nil || a.StatusCode != want {
			t.Errorf("%q in chunks without a type: %d, want %d, %v", body, a.StatusCode, want, err)
		}
	}
}

// TestDifferencesNameOnlyWhatIsShown wants no dish and no exercise in a difference that its plan withholds.
func TestDifferencesNameOnlyWhatIsShown(t *testing.T) {
	t.Parallel()
	p := newWorld(t).onboarded(t)
	p.propose(t, "meals", nil)
	p.propose(t, "training", object{"changes": object{"minutes": 45}})
	p.send(t, "PATCH", "/profile", object{"diet": object{"allergies": []string{"milk", "gluten", "eggs", "fish"}},
		"constraints": object{"injuries": []object{{"region": "shoulder", "severity": "high"}}}}).want(t, 200)
	compared := 0
	for _, item := range p.get(t, "/proposals?limit=100").want(t, 200).at(t, "items").([]any) {
		proposal := item.(object)
		shown := string(mustEncode(proposal["after"]))
		for _, d := range proposal["diff"].([]any) {
			after, _ := d.(object)["after"].(string)
			path, _ := d.(object)["path"].(string)
			if after == "" || strings.HasPrefix(path, "targets.") || !strings.Contains(path, ".") {
				continue
			}
			name, _, _ := strings.Cut(after, " at ")
			name, _, _ = strings.Cut(name, ": ")
			compared++
			if !strings.Contains(shown, string(mustEncode(name))) {
				t.Errorf("the %v proposal that is %v says %s: %s, which its plan does not show", proposal["kind"], proposal["state"], path, after)
			}
		}
	}
	if compared == 0 {
		t.Error("no difference was found; the test sees nothing")
	}
}
