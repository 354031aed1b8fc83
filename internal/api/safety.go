package api

import (
	"bytes"
	"errors"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"

	"spotter"
)

// safetyHeader names the kinds of red flags in what was sent, for clients that read no bodies.
const safetyHeader = "Spotter-Safety"

// takesWords reports whether a person's words may stand in an operation's body. All bodies are read for
// them but those of accounts, which hold secrets, and files, which hold what was noted long ago.
func (op operation) takesWords() bool {
	return !op.open && !op.tokens && op.tag != "accounts" && op.file.kind == ""
}

// notice keeps the safe answers for whatever the operation answers with.
func (c *call) notice(w http.ResponseWriter, safe []spotter.SafeAnswer) {
	if len(safe) == 0 {
		return
	}
	c.safe = safe
	kinds := make([]string, len(safe))
	for i, a := range safe {
		kinds[i] = string(a.Kind)
	}
	w.Header()[safetyHeader] = []string{strings.Join(kinds, ", ")}
}

// withSafety adds the safe answers to an answer that is a JSON object.
func withSafety(body []byte, safe []spotter.SafeAnswer) []byte {
	if len(safe) == 0 || !bytes.HasSuffix(body, []byte("}")) {
		return body
	}
	added, err := json.Marshal(safe)
	if err != nil { // they are strings, and written by us
		return body
	}
	out := append([]byte(nil), body[:len(body)-1]...)
	if len(out) > 1 {
		out = append(out, ',')
	}
	out = append(append(out, `"safety":`...), added...)
	return append(out, '}')
}

// refusedSafely is a refusal of a request that had red flags in it.
type refusedSafely struct {
	error
	safe []spotter.SafeAnswer
}

func (e *refusedSafely) Unwrap() error { return e.error }

func (c *call) refused(err error) error {
	if err == nil || len(c.safe) == 0 {
		return err
	}
	return &refusedSafely{err, c.safe}
}

func safetyOf(err error) []spotter.SafeAnswer {
	var refused *refusedSafely
	if errors.As(err, &refused) {
		return refused.safe
	}
	return nil
}

// documentSafety writes down that the answers of operations that take words may carry safe answers.
func documentSafety(doc *huma.OpenAPI, ids []string) {
	registry := doc.Components.Schemas
	list := registry.Schema(reflect.TypeFor[[]spotter.SafeAnswer](), true, "")
	list.Nullable = false
	list.Description = "Fixed answers to red flags in what was sent, to be shown before anything else; absent when there are none"
	for _, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if op == nil || !slices.Contains(ids, op.OperationID) {
				continue
			}
			for _, response := range op.Responses {
				if media := response.Content["application/json"]; media != nil {
					media.Schema = schemaWithSafety(registry, media.Schema, list)
				}
			}
		}
	}
}

// schemaWithSafety is the schema of an answer with a member for safe answers.
func schemaWithSafety(registry huma.Registry, schema, list *huma.Schema) *huma.Schema {
	name := strings.TrimPrefix(schema.Ref, "#/components/schemas/")
	plain := registry.Map()[name]
	if name == schema.Ref || plain == nil {
		return schema
	}
	with := *plain
	with.Properties = map[string]*huma.Schema{"safety": list}
	for property, s := range plain.Properties {
		with.Properties[property] = s
	}
	registry.Map()[name+"WithSafety"] = &with
	return &huma.Schema{Ref: schema.Ref + "WithSafety"}
}
