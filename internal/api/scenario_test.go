package api_test

import (
	"strings"
	"testing"
)

// scenario is one request of a table, and what must and must not come back.
type scenario struct {
	name, method, path string
	body               any
	headers            map[string]string
	status             int
	code, location     string // of a refusal
	contains           []string
	mustNotContain     []string
}

// play sends the scenarios of a table one after the other, as one person.
func play(t *testing.T, p *person, table []scenario) {
	t.Helper()
	for _, s := range table {
		a := p.do(t, call{method: s.method, path: "/api/v1" + s.path, body: s.body, headers: s.headers})
		if a.status != s.status {
			t.Errorf("%s: %s %s: %d, want %d: %.400s", s.name, s.method, s.path, a.status, s.status, a.body)
			continue
		}
		if s.code != "" && a.at(t, "code") != s.code {
			t.Errorf("%s: code %v, want %s", s.name, a.at(t, "code"), s.code)
		}
		if s.location != "" && !strings.Contains(string(a.body), `"location":"`+s.location+`"`) {
			t.Errorf("%s: no fault at %s: %.400s", s.name, s.location, a.body)
		}
		for _, text := range s.contains {
			if !strings.Contains(string(a.body), text) {
				t.Errorf("%s: %q is not in %.400s", s.name, text, a.body)
			}
		}
		for _, text := range s.mustNotContain {
			if strings.Contains(string(a.body), text) {
				t.Errorf("%s: %q is in %.400s", s.name, text, a.body)
			}
		}
	}
}

// stranger's data must not be seen; these texts stand in what the first person of a test has said.
var secrets = []string{"73.7", "secret"}
