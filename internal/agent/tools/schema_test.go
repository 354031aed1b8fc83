package tools

import (
	"encoding/json"
	"log/slog"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"spotter"
)

func newSet(t testing.TB) *Set {
	t.Helper()
	s, err := New(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// compile makes a validator of a schema, after checking that it is valid draft 2020-12 itself.
func compile(t *testing.T, name string, raw json.RawMessage) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource(name, document); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name)
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, raw)
	}
	return s
}

// TestSchemasSuitTheVendors holds every schema against draft 2020-12 and what Anthropic and OpenAI ask for:
// an object at the root, nothing of a combination there, no reference, names of 1 to 64 characters.
func TestSchemasSuitTheVendors(t *testing.T) {
	t.Parallel()
	for _, tool := range newSet(t).All() {
		compile(t, tool.Name+".json", tool.Schema)
		var root map[string]json.RawMessage
		if err := json.Unmarshal(tool.Schema, &root); err != nil {
			t.Fatal(err)
		}
		if string(root["type"]) != `"object"` || root["properties"] == nil || string(root["additionalProperties"]) != "false" || root["anyOf"] != nil {
			t.Errorf("%s: the root is not a closed object: %s", tool.Name, tool.Schema)
		}
		if strings.Contains(string(tool.Schema), "$ref") || strings.Contains(string(tool.Schema), "user_id") {
			t.Errorf("%s: refers to something, or takes a user: %s", tool.Name, tool.Schema)
		}
		if len(tool.Name) > 64 || strings.Trim(tool.Name, "abcdefghijklmnopqrstuvwxyz_") != "" {
			t.Errorf("%s is no name that every vendor takes", tool.Name)
		}
		if n := len(tool.Description); n < 40 || n > 600 {
			t.Errorf("%s: a description of %d bytes", tool.Name, n)
		}
	}
}

func TestSchemaSaysTheTags(t *testing.T) {
	t.Parallel()
	type inner struct {
		Name string         `json:"name" minLength:"1" maxLength:"3"`
		At   *spotter.Clock `json:"at,omitempty"`
	}
	type input struct {
		Count  int                    `json:"count" minimum:"1" maximum:"7" doc:"How many" example:"3"`
		Kinds  []string               `json:"kinds,omitempty" enum:"a,b" maxItems:"2"`
		Inner  []inner                `json:"inner"`
		Sore   map[spotter.Region]int `json:"sore,omitempty"`
		ID     *spotter.SetID         `json:"id,omitempty"`
		Hidden string                 `json:"-"`
	}
	raw := schemaOf[input]()
	s := compile(t, "input.json", raw)
	for document, want := range map[string]bool{
		`{"count":3,"inner":[]}`: true,
		`{"count":3,"inner":[{"name":"abc","at":"07:30"}],"kinds":["a"],"sore":{"knee":3}}`: true,
		`{"inner":[]}`:                                   false,
		`{"count":8,"inner":[]}`:                         false,
		`{"count":1.5,"inner":[]}`:                       false,
		`{"count":3,"inner":[{"name":"abcd"}]}`:          false,
		`{"count":3,"inner":[{"name":"a","at":"7:30"}]}`: false,
		`{"count":3,"inner":[],"kinds":["c"]}`:           false,
		`{"count":3,"inner":[],"sore":{"nose":3}}`:       false,
		`{"count":3,"inner":[],"id":"x"}`:                false,
		`{"count":3,"inner":[],"Hidden":"x"}`:            false,
	} {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(value); (err == nil) != want {
			t.Errorf("%s: %v, want valid %v", document, err, want)
		}
	}
	if !strings.Contains(string(raw), `"description":"How many (such as 3)"`) || strings.Index(string(raw), `"count"`) > strings.Index(string(raw), `"kinds"`) {
		t.Errorf("no description, or not in order: %s", raw)
	}
}
