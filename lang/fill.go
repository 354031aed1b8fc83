package lang

import (
	"bytes"
	"encoding/json"
	"reflect"
	"sync"

	"spotter"
)

// Fill puts the sentences in an answer into the speaker's language: wherever a value has a Say beside its Text, the
// text is made anew. v is a pointer to the answer; JSON in it is gone through as well. What has no Say stays as it is.
func (s Speaker) Fill(v any) {
	if s.language != Languages[0] {
		s.fill(reflect.ValueOf(v))
	}
}

// Holds reports whether values of a type can hold sentences.
func Holds(t reflect.Type) bool {
	if known, ok := holding.Load(t); ok {
		return known == true
	}
	held := holds(t, map[reflect.Type]bool{})
	holding.Store(t, held)
	return held
}

// holding is a memo of what types say, which cannot change.
var holding sync.Map //nolint:gochecknoglobals // as above

func holds(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Pointer, reflect.Map:
		return holds(t.Elem(), seen)
	case reflect.Slice, reflect.Array:
		return t == rawType || holds(t.Elem(), seen)
	case reflect.Struct:
		for f := range fields(t) {
			if f.Type == sentenceType || holds(f.Type, seen) {
				return true
			}
		}
	}
	return false
}

var (
	sentenceType = reflect.TypeFor[*spotter.Sentence]()
	rawType      = reflect.TypeFor[json.RawMessage]()
)

func fields(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() && !yield(f) {
				return
			}
		}
	}
}

func (s Speaker) fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			s.fill(v.Elem())
		}
	case reflect.Slice:
		if v.Type() == rawType {
			s.fillRaw(v)
			return
		}
		if Holds(v.Type()) {
			for i := range v.Len() {
				s.fill(v.Index(i))
			}
		}
	case reflect.Struct:
		if Holds(v.Type()) {
			s.fillStruct(v)
		}
	}
}

func (s Speaker) fillStruct(v reflect.Value) {
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.IsExported() && f.Type != sentenceType {
			s.fill(v.Field(i))
		}
	}
	say, text := v.FieldByName("Say"), v.FieldByName("Text")
	if !say.IsValid() || say.Type() != sentenceType || say.IsNil() || !text.CanSet() {
		return
	}
	if m, ok := say.Interface().(*spotter.Sentence); ok {
		text.SetString(s.Say(m))
	}
}

// fillRaw goes through JSON that has sentences in it; what cannot be read stays as it is.
func (s Speaker) fillRaw(v reflect.Value) {
	raw := v.Bytes()
	if !v.CanSet() || !bytes.Contains(raw, []byte(`"say"`)) {
		return
	}
	var document any
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if decoder.Decode(&document) != nil {
		return
	}
	s.fillDocument(document)
	if out, err := json.Marshal(document); err == nil {
		v.SetBytes(out)
	}
}

func (s Speaker) fillDocument(v any) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			s.fillDocument(one)
		}
	case map[string]any:
		for _, one := range v {
			s.fillDocument(one)
		}
		if say, ok := v["say"].(map[string]any); ok {
			var m spotter.Sentence
			if raw, err := json.Marshal(say); err == nil && json.Unmarshal(raw, &m) == nil {
				v["text"] = s.Say(&m)
			}
		}
	}
}
