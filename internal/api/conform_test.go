package api_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"spotter/internal/api"
)

// contract is the OpenAPI document as a client reads it.
type contract struct {
	operations []operation
	compiler   *jsonschema.Compiler
	mu         sync.Mutex
	schemas    map[string]*jsonschema.Schema
}

// operation is one operation of the document.
type operation struct {
	method, path, id string
	open             bool // needs no identity
	parts            []string
	params           []param
	body             bool
	takes            string // media type of the body
	statuses         []string
	empty            []string // statuses whose answers have no body
	media            string   // type of a successful answer that is not JSON
	streams          bool     // may answer with events
}

func (o operation) silent(status string) bool { return slices.Contains(o.empty, status) }

type param struct {
	Name, In string
	Required bool
}

// document reads what the handler itself serves.
var document = sync.OnceValue(func() *contract {
	a, err := api.New(api.Config{Version: "test", Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		panic(err)
	}
	rec := httptest.NewRecorder()
	a.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/openapi.json", nil))
	c, err := readContract(rec.Body.Bytes())
	if err != nil {
		panic(err)
	}
	return c
})

func readContract(raw []byte) (*contract, error) {
	var doc struct {
		Paths map[string]map[string]struct {
			OperationID string
			Security    *[]any
			Parameters  []param
			RequestBody *struct{ Content map[string]any }
			Responses   map[string]struct{ Content map[string]any }
		}
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		return nil, err
	}
	whole, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	c := &contract{compiler: jsonschema.NewCompiler(), schemas: map[string]*jsonschema.Schema{}}
	c.compiler.AssertFormat()
	if err := c.compiler.AddResource("https://spotter.test/openapi.json", whole); err != nil {
		return nil, err
	}
	for path, item := range doc.Paths {
		for method, op := range item {
			o := operation{method: strings.ToUpper(method), path: path, id: op.OperationID, open: op.Security != nil && len(*op.Security) == 0,
				parts: strings.Split(path, "/"), params: op.Parameters, body: op.RequestBody != nil}
			if op.RequestBody != nil {
				o.takes = slices.Collect(maps.Keys(op.RequestBody.Content))[0]
			}
			for status, response := range op.Responses {
				o.statuses = append(o.statuses, status)
				if response.Content == nil {
					o.empty = append(o.empty, status)
				}
				for media := range response.Content {
					switch {
					case media == "text/event-stream":
						o.streams = true
					case status != "default" && media != "application/json":
						o.media = media
					}
				}
			}
			c.operations = append(c.operations, o)
		}
	}
	slices.SortFunc(c.operations, func(a, b operation) int { return strings.Compare(a.path+a.method, b.path+b.method) })
	return c, nil
}

// find is the operation that a request meant, nil when it meant none.
func (c *contract) find(method, path string) *operation {
	if method == http.MethodHead {
		method = http.MethodGet
	}
	parts := strings.Split(path, "/")
	var found *operation
	for i, o := range c.operations {
		if o.method != method || len(o.parts) != len(parts) {
			continue
		}
		fits := true
		for k, part := range o.parts {
			fits = fits && (strings.HasPrefix(part, "{") || part == parts[k])
		}
		if fits && (found == nil || strings.Count(o.path, "{") < strings.Count(found.path, "{")) {
			found = &c.operations[i]
		}
	}
	return found
}

// schema compiles the schema at a JSON pointer of the document.
func (c *contract) schema(pointer ...string) (*jsonschema.Schema, error) {
	escaped := make([]string, len(pointer))
	for i, part := range pointer {
		escaped[i] = url.PathEscape(strings.NewReplacer("~", "~0", "/", "~1").Replace(part))
	}
	at := "https://spotter.test/openapi.json#/" + strings.Join(escaped, "/")
	c.mu.Lock()
	defer c.mu.Unlock()
	if known := c.schemas[at]; known != nil {
		return known, nil
	}
	compiled, err := c.compiler.Compile(at)
	c.schemas[at] = compiled
	return compiled, err
}

// conform holds an answer against the document: its status, its headers, its body, and the body of a
// request that was taken.
func conform(t testing.TB, a answer) {
	t.Helper()
	target, _, _ := strings.Cut(a.call.path, "?")
	if a.status >= 500 {
		t.Errorf("%s %s: status %d: %.400s", a.call.method, a.call.path, a.status, a.body)
	}
	conformHeaders(t, a)
	op := document().find(a.call.method, target)
	if a.status >= 400 {
		conformProblem(t, a)
		return
	}
	if op == nil {
		return
	}
	status := strconv.Itoa(a.status)
	if !slices.Contains(op.statuses, status) {
		t.Errorf("%s %s: status %s is not in the document (%v)", op.method, op.path, status, op.statuses)
		return
	}
	if a.status == http.StatusNoContent || a.status == http.StatusNotModified || a.call.method == http.MethodHead {
		if len(a.body) > 0 && a.call.method != http.MethodHead {
			t.Errorf("%s %s: %s with a body", op.method, op.path, status)
		}
		return
	}
	if op.media != "" {
		if got := a.header.Get("Content-Type"); got != op.media {
			t.Errorf("%s %s: answers as %s, and the document says %s", op.method, op.path, got, op.media)
		}
		return
	}
	method := strings.ToLower(op.method)
	if len(a.body) == 0 && op.silent(status) {
		return
	}
	if op.streams && a.header.Get("Content-Type") == "text/event-stream" {
		for _, e := range readEvents(t, bytes.NewReader(a.body)) {
			matches(t, op, e.asJSON(), "paths", op.path, method, "responses", status, "content", "text/event-stream", "schema")
		}
		return
	}
	matches(t, op, a.body, "paths", op.path, method, "responses", status, "content", "application/json", "schema")
	if op.takes == "application/json" && a.call.body != nil {
		if r := a.call.request(t); r.ContentLength > 0 {
			sent, err := io.ReadAll(r.Body)
			if err != nil {
				t.Fatal(err)
			}
			matches(t, op, withoutNull(sent), "paths", op.path, method, "requestBody", "content", "application/json", "schema")
		}
	}
}

// withoutNull takes out of a request that was taken what stands for nothing given.
func withoutNull(body []byte) []byte {
	var members map[string]any
	if json.Unmarshal(body, &members) != nil {
		return body
	}
	maps.DeleteFunc(members, func(_ string, v any) bool { return v == nil })
	return mustEncode(members)
}

func matches(t testing.TB, op *operation, body []byte, pointer ...string) {
	t.Helper()
	schema, err := document().schema(pointer...)
	if err != nil {
		t.Fatalf("%s %s: %v", op.method, op.path, err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		t.Fatalf("%s %s: %v: %.200s", op.method, op.path, err, body)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("%s %s is not what the document says: %v\n%.300s", op.method, op.path, err, body)
	}
}

func conformProblem(t testing.TB, a answer) {
	t.Helper()
	if a.call.method == http.MethodHead {
		return
	}
	if got := a.header.Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("%s %s: %d as %s: %.200s", a.call.method, a.call.path, a.status, got, a.body)
		return
	}
	schema, err := document().schema("components", "schemas", "ProblemDocument")
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(a.body))
	if err == nil {
		err = schema.Validate(value)
	}
	var problem api.ProblemDocument
	if err != nil || json.Unmarshal(a.body, &problem) != nil {
		t.Errorf("%s %s: no problem document: %v: %.200s", a.call.method, a.call.path, err, a.body)
		return
	}
	if problem.Status != a.status || problem.RequestID == "" || problem.RequestID != a.header.Get("X-Request-Id") || problem.Detail == "" {
		t.Errorf("%s %s: %d: a problem that does not say what it is: %.300s", a.call.method, a.call.path, a.status, a.body)
	}
	for _, e := range problem.Errors {
		if e.Location == "" || e.Message == "" {
			t.Errorf("%s %s: a fault without a place or a sentence: %+v", a.call.method, a.call.path, e)
		}
	}
	for _, leak := range []string{"SQLSTATE", "pgx", "pq:", "goroutine", ".go:", "violates", "select "} {
		if strings.Contains(problem.Detail, leak) {
			t.Errorf("%s %s: the inside shows: %s", a.call.method, a.call.path, problem.Detail)
		}
	}
}

func conformHeaders(t testing.TB, a answer) {
	t.Helper()
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
		"Cross-Origin-Resource-Policy": "same-origin"} {
		if got := a.header.Get(name); got != want {
			t.Errorf("%s %s: %s is %q", a.call.method, a.call.path, name, got)
		}
	}
	if a.header.Get("X-Request-Id") == "" || a.header.Get("Content-Security-Policy") == "" {
		t.Errorf("%s %s: headers are missing: %v", a.call.method, a.call.path, a.header)
	}
	for name := range a.header {
		if strings.HasPrefix(name, "Access-Control-") {
			t.Errorf("%s %s: %s though CORS is off", a.call.method, a.call.path, name)
		}
	}
}
