package tools

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"time"

	"spotter"
	"spotter/internal/strict"
)

// schema is the part of JSON Schema 2020-12 that arguments need, in an order that is read well. It refers
// to nothing outside itself, so that every vendor takes it.
type schema struct {
	Type        string      `json:"type,omitempty"`
	Description string      `json:"description,omitempty"`
	Enum        []string    `json:"enum,omitempty"`
	Format      string      `json:"format,omitempty"`
	Pattern     string      `json:"pattern,omitempty"`
	Minimum     json.Number `json:"minimum,omitempty"`
	Maximum     json.Number `json:"maximum,omitempty"`
	MinLength   json.Number `json:"minLength,omitempty"`
	MaxLength   json.Number `json:"maxLength,omitempty"`
	Items       *schema     `json:"items,omitempty"`
	MinItems    json.Number `json:"minItems,omitempty"`
	MaxItems    json.Number `json:"maxItems,omitempty"`
	Properties  properties  `json:"properties,omitzero"`
	Required    []string    `json:"required,omitempty"`
	Closed      *bool       `json:"additionalProperties,omitempty"`
	AnyOf       []*schema   `json:"anyOf,omitempty"`
}

// properties keep the order of the struct's fields.
type properties []property

type property struct {
	name string
	of   *schema
}

// IsZero leaves the properties out of what is no object; an object without any has an empty list.
func (p properties) IsZero() bool { return p == nil }

// MarshalJSON writes an object in the order of the list.
func (p properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, one := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(one.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(one.of)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// described is an argument type that writes its own schema.
type described interface{ describe() *schema }

// schemaOf is the schema of an argument struct. It cannot fail: a type that it does not know is a fault
// of the program, found by the first test that makes a set.
func schemaOf[In any]() json.RawMessage {
	raw, err := json.Marshal(typeSchema(reflect.TypeFor[In]()))
	if err != nil {
		panic("tools: " + err.Error())
	}
	return raw
}

func typeSchema(t reflect.Type) *schema {
	if d, ok := reflect.Zero(t).Interface().(described); ok && t.Kind() != reflect.Pointer {
		return d.describe()
	}
	switch {
	case t.Kind() == reflect.Pointer:
		return typeSchema(t.Elem())
	case t == reflect.TypeFor[spotter.Date]():
		return &schema{Type: "string", Format: "date"}
	case t == reflect.TypeFor[time.Time]():
		return &schema{Type: "string", Format: "date-time"}
	case t == reflect.TypeFor[spotter.Clock]():
		return &schema{Type: "string", Pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
	case t.PkgPath() == "spotter" && strings.HasPrefix(t.Name(), "ID["):
		return &schema{Type: "string", Format: "uuid"}
	}
	switch t.Kind() {
	case reflect.String:
		return &schema{Type: "string"}
	case reflect.Bool:
		return &schema{Type: "boolean"}
	case reflect.Int, reflect.Int64:
		return &schema{Type: "integer"}
	case reflect.Float64:
		return &schema{Type: "number"}
	case reflect.Slice:
		return &schema{Type: "array", Items: typeSchema(t.Elem())}
	case reflect.Struct:
		return structSchema(t)
	case reflect.Map:
		return mapSchema(t)
	default:
		panic("tools: no schema for " + t.String())
	}
}

func structSchema(t reflect.Type) *schema {
	out := object()
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			inner := structSchema(f.Type)
			out.Properties, out.Required = append(out.Properties, inner.Properties...), append(out.Required, inner.Required...)
			continue
		}
		name, required := strict.Required(f)
		if !f.IsExported() || name == "-" || name == "" {
			continue
		}
		out.Properties = append(out.Properties, property{name, fieldSchema(f)})
		if required {
			out.Required = append(out.Required, name)
		}
	}
	return out
}

// object is one that takes no other properties than its own.
func object() *schema {
	closed := false
	return &schema{Type: "object", Properties: properties{}, Closed: &closed}
}

// mapSchema is a map by region of the body, the only keys that inputs have.
func mapSchema(t reflect.Type) *schema {
	if t.Key() != reflect.TypeFor[spotter.Region]() {
		panic("tools: no schema for " + t.String())
	}
	out := object()
	for _, region := range spotter.Regions {
		out.Properties = append(out.Properties, property{string(region), typeSchema(t.Elem())})
	}
	return out
}

// fieldSchema adds the rules of a field's tags to the schema of its type.
func fieldSchema(f reflect.StructField) *schema {
	s := typeSchema(f.Type)
	s.Description = f.Tag.Get("doc")
	if example := f.Tag.Get("example"); example != "" {
		s.Description = strings.TrimSpace(s.Description + " (such as " + example + ")")
	}
	if enum := f.Tag.Get("enum"); enum != "" {
		of := s
		if s.Type == "array" {
			of = s.Items
		}
		of.Enum = strings.Split(enum, ",")
	}
	for tag, into := range map[string]*json.Number{"minimum": &s.Minimum, "maximum": &s.Maximum, "minLength": &s.MinLength,
		"maxLength": &s.MaxLength, "minItems": &s.MinItems, "maxItems": &s.MaxItems} {
		if text := f.Tag.Get(tag); text != "" {
			if _, err := strconv.ParseFloat(text, 64); err != nil {
				panic("tools: a limit tag is no number: " + text)
			}
			*into = json.Number(text)
		}
	}
	return s
}

// fieldsOf lists the names of an argument struct, with what must be there marked.
func fieldsOf[In any]() []string {
	s := typeSchema(reflect.TypeFor[In]())
	out := make([]string, len(s.Properties))
	for i, p := range s.Properties {
		out[i] = p.name
		for _, r := range s.Required {
			if r == p.name {
				out[i] += " (required)"
			}
		}
	}
	return out
}
