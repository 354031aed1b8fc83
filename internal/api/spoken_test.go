package api_test

import (
	"strings"
	"testing"
)

// A proposal is told in the language that the request names, else in the person's; its ETag says which one.
func TestProposalsInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	id := p.propose(t, "training", object{"changes": object{"days": 3}}).text(t, "id")
	read := func(accept string) answer {
		return p.do(t, call{method: "GET", path: "/api/v1/proposals/" + id, headers: map[string]string{"Accept-Language": accept}}).want(t, 200)
	}
	english, german := read("en"), read("de-AT, en;q=0.5")
	if s := english.text(t, "summary"); s != "Muscle gain, full body, 3 days: 3 sessions a week, up to 60 minutes" {
		t.Error(s)
	}
	if s := german.text(t, "summary"); s != "Muskelaufbau, Ganzkörper, 3 Tage: 3 Einheiten pro Woche, bis zu 60 Minuten" {
		t.Error(s)
	}
	if s := german.text(t, "evidence.0.text"); !strings.HasPrefix(s, "Ein Block von 6 Wochen") || german.text(t, "evidence.0.say.key") != "training.plan" {
		t.Error(s)
	}
	if strings.Contains(string(german.body), "A block of 6 weeks") {
		t.Error("the plan in the proposal is still told in English")
	}
	if e, g := english.header.Get("ETag"), german.header.Get("ETag"); e == g || german.header.Get("Vary") != "Accept-Language" {
		t.Errorf("ETags %s and %s, Vary %s", e, g, german.header.Get("Vary"))
	}
	p.do(t, call{method: "GET", path: "/api/v1/proposals/" + id, headers: map[string]string{"Accept-Language": "de", "If-None-Match": german.header.Get("ETag")}}).want(t, 304)
	p.do(t, call{method: "GET", path: "/api/v1/proposals/" + id, headers: map[string]string{"Accept-Language": "en", "If-None-Match": german.header.Get("ETag")}}).want(t, 200)
	p.do(t, call{method: "POST", path: "/api/v1/proposals/" + id + "/accept", headers: map[string]string{"If-Match": german.header.Get("ETag")}}).want(t, 200)
	p.send(t, "PATCH", "/profile", object{"about": object{"locale": "es"}}).want(t, 200)
	if s := p.get(t, "/progress").want(t, 200).text(t, "readiness.text"); !strings.HasPrefix(s, "No hay ningún registro") {
		t.Error(s)
	}
}
