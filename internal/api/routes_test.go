package api_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// fill puts a value into every path parameter of an operation.
func (o operation) fill(value string) string {
	var out []string
	for _, part := range o.parts {
		if strings.HasPrefix(part, "{") {
			part = value
		}
		out = append(out, part)
	}
	return strings.Join(out, "/")
}

const someID = "01890a5d-ac96-774b-bcce-b302099a8057"

// emptyBody is what a request of an operation may carry when nothing reads it before the fault in question.
func (o operation) emptyBody() any {
	if o.body {
		return "{}"
	}
	return nil
}

// contentType is the header of a body that is no JSON.
func (o operation) contentType() map[string]string {
	if o.body && o.takes != "application/json" {
		return map[string]string{"Content-Type": o.takes}
	}
	return nil
}

func TestEveryOperationWantsAnIdentity(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	open := 0
	for _, o := range document().operations {
		if o.open {
			open++
			continue
		}
		for name, token := range map[string]string{"none": "", "nonsense": "nonsense", "forged": "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "personal": "spt_nonsense"} {
			a := w.do(t, call{method: o.method, path: o.fill(someID), body: o.emptyBody(), token: token})
			if a.status != http.StatusUnauthorized || a.header.Get("WWW-Authenticate") == "" {
				t.Errorf("%s %s with token %s: %d", o.method, o.path, name, a.status)
			}
		}
	}
	if operations := len(document().operations); operations < 50 || open > 15 {
		t.Errorf("%d operations, %d of them open: is the document being read?", operations, open)
	}
}

func TestEveryOperationRefusesOtherMethods(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	methods := map[string][]string{}
	for _, o := range document().operations {
		methods[o.fill(someID)] = append(methods[o.fill(someID)], o.method)
	}
	for path, allowed := range methods {
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"} {
			if document().find(method, path) != nil {
				continue
			}
			a := w.do(t, call{method: method, path: path}).refused(t, 405, "method_not_allowed")
			for _, m := range allowed {
				if !strings.Contains(a.header.Get("Allow"), m) {
					t.Errorf("%s %s: Allow is %q, and %s is allowed", method, path, a.header.Get("Allow"), m)
				}
			}
		}
	}
}

// TestEveryBodyIsReadStrictly sends what no operation may take.
func TestEveryBodyIsReadStrictly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	big := `{"x":"` + strings.Repeat("x", 1<<20) + `"}`
	tests := map[string]struct {
		body    string
		headers map[string]string
		status  int
		code    string
	}{
		"no content type":     {"{}", map[string]string{"Content-Type": ""}, 415, "unsupported_media_type"},
		"text":                {"{}", map[string]string{"Content-Type": "text/plain"}, 415, "unsupported_media_type"},
		"form":                {"a=b", map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, 415, "unsupported_media_type"},
		"broken content type": {"{}", map[string]string{"Content-Type": "application/json; charset"}, 415, "unsupported_media_type"},
		"oversize":            {big, nil, 413, "too_large"},
		"cut":                 {`{`, nil, 400, "malformed"},
		"trailing":            {`{} {}`, nil, 400, "malformed"},
		"duplicate":           {`{"zz":1,"zz":2}`, nil, 0, ""},
		"unknown":             {`{"zz":1}`, nil, 422, "invalid"},
		"list":                {`[]`, nil, 422, "invalid"},
		"text value":          {`"x"`, nil, 422, "invalid"},
		"null":                {`null`, nil, 422, "invalid"},
		"byte order mark":     {"\ufeff{}", nil, 400, "malformed"},
		"invalid UTF-8":       {"{\"\xff\":1}", nil, 400, "malformed"},
		"lone surrogate":      {`{"\ud800":1}`, nil, 400, "malformed"},
		"deep":                {strings.Repeat("[", 20000), nil, 0, ""},
		"gzip":                {"\x1f\x8b\x08\x00", map[string]string{"Content-Encoding": "gzip"}, 400, "malformed"},
	}
	for _, o := range document().operations {
		if o.takes != "application/json" { // none, or a file
			continue
		}
		for name, test := range tests {
			a := w.do(t, call{method: o.method, path: o.fill(someID), body: test.body, headers: test.headers, token: p.token})
			switch {
			case test.status == 0 && a.status != 400 && a.status != 422:
				t.Errorf("%s %s, %s: %d", o.method, o.path, name, a.status)
			case test.status != 0 && (a.status != test.status || a.at(t, "code") != test.code):
				t.Errorf("%s %s, %s: %d, want %d %s: %.300s", o.method, o.path, name, a.status, test.status, test.code, a.body)
			}
		}
	}
}

func TestEveryOperationRefusesUnknownParameters(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	for _, o := range document().operations {
		for _, query := range []string{"zzz=1", "Limit=3", "%ff=1", "a%00b=1", "limit", "%zz", "a;b"} {
			if o.has("limit") && query == "limit" {
				continue
			}
			a := w.do(t, call{method: o.method, path: o.fill(someID) + "?" + query, body: o.emptyBody(), token: p.token, headers: o.contentType()})
			if a.status != 422 && (a.status != 404 || !strings.Contains(o.path, "{")) {
				t.Errorf("%s %s?%s: %d: %.200s", o.method, o.path, query, a.status, a.body)
			}
		}
	}
}

func (o operation) has(query string) bool {
	return slices.ContainsFunc(o.params, func(p param) bool { return p.In == "query" && p.Name == query })
}

// TestNoParameterBreaksAnything puts nonsense where parameters stand: nobody may answer with a 500, and
// what cannot be read is not taken for something else.
func TestNoParameterBreaksAnything(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	values := []string{"", "x", "-1", "0", "%00", "%ff", "2147483648", "9223372036854775807", "99999999999999999999", someID + "0", "00000000-0000-0000-0000-000000000000",
		strings.Repeat("9", 300), "..%2f..%2fetc", "%F0%9F%92%AA", "1e3", "true", "null", "2026-02-30", "0000-01-01", "9999-12-31", "-001-01-01", "'%20or%20''='"}
	for _, o := range document().operations {
		if strings.HasPrefix(o.path, "/api/v1/me") {
			continue
		}
		for _, value := range values {
			if strings.Contains(o.path, "{") && value != "" {
				a := w.do(t, call{method: o.method, path: o.fill(value), body: o.emptyBody(), token: p.token})
				if a.status < 400 {
					t.Errorf("%s %s: %d", o.method, o.fill(value), a.status)
				}
			}
			for _, q := range o.params {
				if q.In == "query" && o.method == http.MethodGet {
					w.do(t, call{method: o.method, path: o.fill(someID) + "?" + q.Name + "=" + value, token: p.token})
					w.do(t, call{method: o.method, path: o.fill(someID) + "?" + q.Name + "=1&" + q.Name + "=2", token: p.token}).want(t, 422)
				}
			}
		}
	}
}

func TestNoHeaderBreaksAnything(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	headers := map[string][]string{
		"If-Match":        {"x", `"x"`, `"99999999999999"`, `"-1"`, `"0"`, "*", `W/"1"`, `"1", "2"`, "\xff", strings.Repeat("1", 5000)},
		"If-None-Match":   {"x", `"x"`, "*", "\xff", strings.Repeat(`"a",`, 2000)},
		"Idempotency-Key": {"\xff", "\x01", strings.Repeat("k", 255), strings.Repeat("k", 256), strings.Repeat("ä", 200), "'; drop table users; --"},
		"Accept":          {"text/html", strings.Repeat("a/b,", 4000)},
		"X-Request-Id":    {"a b", "\xff\xff\xff\xff\xff\xff\xff\xff", strings.Repeat("x", 500)},
		"User-Agent":      {"\xff\xfe", strings.Repeat("u", 5000)},
		"X-Forwarded-For": {"nonsense", "\xff"},
		"Authorization":   {"Bearer", "Bearer ", "Basic YTpi", "Bearer \xff", "Bearer " + strings.Repeat("x", 20000)},
	}
	for _, o := range document().operations {
		if strings.HasPrefix(o.path, "/api/v1/me") || strings.HasPrefix(o.path, "/api/v1/auth/logout") {
			continue
		}
		for name, values := range headers {
			for _, value := range values {
				w.do(t, call{method: o.method, path: o.fill(someID), body: o.emptyBody(), token: p.token, headers: map[string]string{name: value}})
			}
		}
	}
}

// TestFaultsAreToldInMeasure sends as many faults as fit a body: the answer stays small.
func TestFaultsAreToldInMeasure(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	fill := func(head, item, tail string) string {
		return head + strings.Repeat(item+",", 1_000_000/(len(item)+1)) + item + tail
	}
	for path, body := range map[string]string{
		"PUT /onboarding/steps/fitness":     fill(`{"level":"beginner","experience_months":3,"sessions_per_week_now":2,"recent_lifts":[`, "{}", "]}"),
		"PUT /onboarding/steps/constraints": fill(`{"location":"gym","injuries":[],"session_minutes":60,"equipment":[`, `"x"`, "]}"),
		"PUT /onboarding/steps/supplements": fill(`{"interested":true,"medicines":[],"current":[`, `""`, "]}"),
		"PATCH /profile":                    fill(`{"schedule":{"workouts":[`, "null", "]}}"),
		"POST /plans/training/proposals":    fill(`{"changes":{"swap":[`, "{}", "]}}"),
	} {
		method, path, _ := strings.Cut(path, " ")
		if a := p.send(t, method, path, body); a.status != 422 || len(a.body) > 50_000 {
			t.Errorf("%s: %d, %d bytes", path, a.status, len(a.body))
		}
	}
}

func TestAddressesThatAreNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	for _, path := range []string{"/nothing", "/api", "/api/v1", "/api/v1/", "/api/v1/today/", "/api/v1/Today", "/api/v2/today", "/api/v1/proposals/" + someID + "/", "/api/v1/proposals/a/b/c", "/%00", "/api/v1/%00"} {
		w.do(t, call{method: "GET", path: path, token: p.token}).refused(t, 404, "not_found")
	}
}

func TestHead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	server := httptest.NewServer(w)
	defer server.Close()
	for _, path := range []string{"/api/v1/today", "/api/v1/profile", "/api/v1/proposals", "/healthz", "/readyz", "/openapi.json"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodHead, server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+p.token)
		response, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := response.Body.Close(); err != nil || response.StatusCode != 200 || response.ContentLength == 0 {
			t.Errorf("HEAD %s: %d, %d bytes, %v", path, response.StatusCode, response.ContentLength, err)
		}
	}
}

// TestEveryOperationWantsItsScope calls every operation with tokens of one scope each. What is the person's own yes, or
// takes away for good, wants the scope approve; what stands in no list wants write, or read where nothing changes.
func TestEveryOperationWantsItsScope(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	tokens := map[string]string{}
	for _, scope := range []string{"read", "write", "approve"} {
		tokens[scope] = p.send(t, "POST", "/auth/tokens", object{"name": scope, "scopes": []string{scope}}).want(t, 201).text(t, "token")
	}
	approving := []string{"accept-proposal", "decline-proposal", "undo-proposal", "restore-training-version", "restore-meals-version", "restore-profile",
		"save-consent", "save-screening", "complete-onboarding", "reset-onboarding", "delete-conversation", "forget-memories", "delete-me"}
	found := 0
	for _, o := range document().operations {
		if o.open {
			continue
		}
		want := "write"
		switch {
		case slices.Contains(approving, o.id):
			want, found = "approve", found+1
		case o.method == "GET":
			want = "read"
		}
		for _, scope := range []string{"read", "write", "approve"} {
			if scope == want {
				continue
			}
			w.do(t, call{method: o.method, path: o.fill(someID), body: o.emptyBody(), token: tokens[scope], headers: o.contentType()}).refused(t, 403, "scope_missing")
		}
	}
	if found != len(approving) {
		t.Errorf("%d of %d that approve are there", found, len(approving))
	}
	made := p.send(t, "POST", "/plans/training/proposals", object{"changes": object{"minutes": 45}}).want(t, 201).text(t, "id")
	accept := call{method: "POST", path: "/api/v1/proposals/" + made + "/accept"}
	for _, scope := range []string{"read", "write"} {
		accept.token = tokens[scope]
		w.do(t, accept).refused(t, 403, "scope_missing")
	}
	accept.token = tokens["approve"]
	w.do(t, accept).want(t, 200)
	screening := call{method: "PATCH", path: "/api/v1/profile", body: object{"screening": object{"eating_disorder_history": false}}, token: tokens["write"]}
	w.do(t, screening).refused(t, 403, "scope_missing")
	w.do(t, call{method: "PATCH", path: "/api/v1/profile", body: object{"lifestyle": object{"energy": 3}}, token: tokens["write"]}).want(t, 200)
}
