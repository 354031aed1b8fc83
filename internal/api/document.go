package api

import (
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"spotter"
)

// newDocument is the OpenAPI document before any operation.
func newDocument(version string) *huma.OpenAPI {
	registry := huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)
	return &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info: &huma.Info{
			Title: "Spotter", Version: version,
			Description: "A personal coach: onboarding, plans by proposal, today, logging. Masses in kg, lengths in cm, energy in kcal, volumes in ml, times RFC 3339 with offset.",
			License:     &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"},
		},
		Servers: []*huma.Server{{URL: "/"}},
		Paths:   map[string]*huma.PathItem{},
		Components: &huma.Components{
			Schemas: registry,
			SecuritySchemes: map[string]*huma.SecurityScheme{
				"bearer": {Type: "http", Scheme: "bearer", BearerFormat: "JWT", Description: "An access token (15 minutes) or a personal token"},
			},
		},
		Security: []map[string][]string{{"bearer": {}}},
	}
}

// document writes one operation down.
func document[P, B, R any](doc *huma.OpenAPI, op operation, params []param) {
	registry := doc.Components.Schemas
	o := &huma.Operation{
		OperationID: op.id, Method: op.method, Path: "/api/v1" + op.path, Tags: []string{op.tag},
		Summary: op.summary, Description: op.detail, Responses: map[string]*huma.Response{},
	}
	if op.approves {
		o.Description = strings.TrimSpace(o.Description + " A personal token needs the scope approve.")
	}
	if op.open {
		o.Security = []map[string][]string{}
	}
	for _, p := range params {
		o.Parameters = append(o.Parameters, documentParam(registry, p))
	}
	o.Parameters = append(o.Parameters, documentHeaders(op)...)
	if op.file.kind != "" {
		o.RequestBody = &huma.RequestBody{Required: true, Description: op.file.what, Content: map[string]*huma.MediaType{op.file.kind: {Schema: &huma.Schema{Type: "string"}}}}
	} else if body := reflect.TypeFor[B](); body != reflect.TypeFor[none]() {
		o.RequestBody = &huma.RequestBody{Required: !op.mayBeEmpty, Content: map[string]*huma.MediaType{
			"application/json": {Schema: registry.Schema(body, true, op.id+"Request")}}}
	}
	answer := reflect.TypeFor[R]()
	success := &huma.Response{Description: "Success"}
	status := orElse(op.status, http.StatusOK)
	if answer == reflect.TypeFor[none]() {
		status = orElse(op.status, http.StatusNoContent)
	} else if op.media != "" {
		success.Content = map[string]*huma.MediaType{op.media: {Schema: &huma.Schema{Type: "string"}}}
	} else {
		success.Content = map[string]*huma.MediaType{"application/json": {Schema: answerSchema(registry, op, answer)}}
	}
	if op.events {
		success.Content = documentEvents(registry, op, success.Content)
	}
	if (op.single || op.match) && success.Content != nil {
		success.Headers = map[string]*huma.Param{"ETag": {Schema: &huma.Schema{Type: "string"}, Description: "For If-None-Match and If-Match"}}
	}
	o.Responses[strconv.Itoa(status)] = success
	if op.single && op.method == http.MethodGet {
		o.Responses["304"] = &huma.Response{Description: "Not modified since the ETag given in If-None-Match"}
	}
	o.Responses["default"] = &huma.Response{Description: "A problem document (RFC 9457)", Content: map[string]*huma.MediaType{
		"application/problem+json": {Schema: registry.Schema(reflect.TypeFor[ProblemDocument](), true, "")}}}
	doc.AddOperation(o)
}

func answerSchema(registry huma.Registry, op operation, answer reflect.Type) *huma.Schema {
	if typed, ok := rawAnswers[op.id]; ok {
		answer = typed
	}
	return registry.Schema(answer, true, op.id+"Response")
}

// rawAnswers names the types of the answers that are kept as JSON and sent as they are.
var rawAnswers = map[string]reflect.Type{
	"get-profile": reflect.TypeFor[spotter.Profile](),
	"get-context": reflect.TypeFor[spotter.Context](),

	"send-message": reflect.TypeFor[ChatAnswer](),
}

// eventTypes are what the data of each event is.
var eventTypes = []struct {
	name spotter.EventType
	data reflect.Type
	doc  string
}{
	{spotter.EventMessage, reflect.TypeFor[spotter.Message](), "A whole message: the person's own first, the coach's at its end"},
	{spotter.EventDelta, reflect.TypeFor[spotter.Delta](), "More of a message's text"},
	{spotter.EventTool, reflect.TypeFor[spotter.ToolEvent](), "A tool is at work, or what it came to"},
	{spotter.EventProposal, reflect.TypeFor[spotter.ProposalEvent](), "A proposal was made, read back, accepted or declined"},
	{spotter.EventHandoff, reflect.TypeFor[spotter.HandoffEvent](), "Another agent goes on"},
	{spotter.EventDone, reflect.TypeFor[spotter.DoneEvent](), "The turn has ended"},
	{spotter.EventError, reflect.TypeFor[ProblemDocument](), "What went wrong"},
}

// documentEvents adds the form of server-sent events to an answer: each has an id, an event and data, which is JSON.
func documentEvents(registry huma.Registry, op operation, content map[string]*huma.MediaType) map[string]*huma.MediaType {
	var all []*huma.Schema
	for _, e := range eventTypes {
		all = append(all, &huma.Schema{Type: "object", Description: e.doc, Required: []string{"event", "data"}, Properties: map[string]*huma.Schema{
			"id":    {Type: "string", Description: "The turn and how far into it, such as 12-340; absent on an error that is not kept"},
			"event": {Type: "string", Enum: []any{string(e.name)}},
			"data":  registry.Schema(e.data, true, ""),
		}})
	}
	events := &huma.MediaType{Schema: &huma.Schema{OneOf: all, Description: "Server-sent events; a comment every 15 seconds keeps the connection"}}
	if op.onlyEvents {
		return map[string]*huma.MediaType{eventsForm: events}
	}
	content[eventsForm] = events
	return content
}

func documentParam(registry huma.Registry, p param) *huma.Param {
	schema := huma.SchemaFromField(registry, p.field, "")
	schema.Nullable = false
	if f := formatOf(p.field.Type); f != "" {
		schema.Format = f
	}
	return &huma.Param{Name: p.name, In: p.in, Required: p.in == "path", Schema: schema, Description: p.field.Tag.Get("doc")}
}

func documentHeaders(op operation) []*huma.Param {
	var out []*huma.Param
	text := func(name, description string, most int) {
		schema := &huma.Schema{Type: "string"}
		if most > 0 {
			schema.MaxLength = &most
		}
		out = append(out, &huma.Param{Name: name, In: "header", Description: description, Schema: schema})
	}
	if !op.open && !op.tokens && op.method != http.MethodGet {
		text("Idempotency-Key", "A repeat with the same key within 24 hours has no further effect and answers as the first did, without what may not be shown any more", 255)
	}
	if op.session {
		text(clientHeader, "web: the refresh token is kept in an HttpOnly cookie instead of in bodies. Only pages of the same origin can send this", 0)
	}
	if op.tongues {
		text("Accept-Language", "en, de, es or hi; the profile's locale where it names none of them", 0)
	}
	if op.resumes {
		text("Last-Event-ID", "The id of the last event that was seen, such as 12-340: only what comes behind it is sent", 40)
	}
	if op.match {
		text("If-Match", "The ETag that was read; another one is 412", 0)
	}
	if op.single && op.method == http.MethodGet {
		text("If-None-Match", "An ETag that is at hand; the same one is 304", 0)
	}
	return out
}

// refine gives the fields of our own text types their formats, once all operations are known.
func refine(doc *huma.OpenAPI) {
	registry := doc.Components.Schemas
	for name, schema := range registry.Map() {
		neverNullLists(schema)
		if t := registry.TypeFromRef("#/components/schemas/" + name); t != nil {
			refineFields(schema, t)
		}
	}
}

// neverNullLists says that our lists are never null. The library's own switch is a global variable, which
// two documents made side by side would race for.
func neverNullLists(s *huma.Schema) {
	if s == nil {
		return
	}
	if s.Type == huma.TypeArray {
		s.Nullable = false
	}
	neverNullLists(s.Items)
	for _, property := range s.Properties {
		neverNullLists(property)
	}
	if values, ok := s.AdditionalProperties.(*huma.Schema); ok {
		neverNullLists(values)
	}
}

func refineFields(schema *huma.Schema, t reflect.Type) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			refineFields(schema, f.Type)
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		property := schema.Properties[name]
		if property == nil {
			continue
		}
		if format := formatOf(f.Type); format != "" {
			property.Format = format
		}
		if f.Type.Kind() == reflect.Pointer && !strings.Contains(options, "omit") {
			schema.Properties[name] = orNull(property)
		}
	}
}

// orNull is a schema that null fits too.
func orNull(s *huma.Schema) *huma.Schema {
	if s.Ref != "" {
		return &huma.Schema{AnyOf: []*huma.Schema{{Ref: s.Ref}, {Type: "null"}}, Description: s.Description}
	}
	s.Nullable = true
	return s
}

func formatOf(t reflect.Type) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == reflect.TypeFor[spotter.Date]():
		return "date"
	case t.PkgPath() == "spotter" && strings.HasPrefix(t.Name(), "ID["):
		return "uuid"
	}
	return ""
}
