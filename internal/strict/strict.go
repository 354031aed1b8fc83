// Package strict reads JSON that clients send: nothing is guessed and nothing is dropped. Duplicate and
// unknown names, names in another case, trailing data, invalid UTF-8, lone surrogates and NUL are
// refused, required fields must be there and not null, and every fault says where it is.
package strict

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"spotter"
)

// Decode reads data into v, a pointer to a struct, and holds it against the rules in its field tags and
// its own Check. A fault of form is CodeMalformed, a broken rule CodeInvalid; problems are located below
// root, as in "body.workouts[1].time".
func Decode(data []byte, v any, root string) error {
	err := json.Unmarshal(data, v, json.RejectUnknownMembers(true), json.MatchCaseInsensitiveNames(false))
	if err != nil {
		return explain(err, data, root)
	}
	problems := missing(data, reflect.TypeOf(v).Elem())
	if len(problems) == 0 {
		problems = spotter.CheckInput(v)
	}
	for i := range problems {
		problems[i].Location = join(root, problems[i].Location)
	}
	return spotter.Invalid(problems)
}

// missing lists required fields, at any depth, that are absent or null: a zero value must not pass for
// an answer that nobody gave.
func missing(data []byte, t reflect.Type) []spotter.Problem {
	var out []spotter.Problem
	d := jsontext.NewDecoder(bytes.NewBuffer(data), jsontext.AllowDuplicateNames(true)) // Decode has refused them
	if d.PeekKind() == 'n' {
		return []spotter.Problem{{Message: "must be an object"}}
	}
	if err := walk(d, shapeOf(t), "", &out); err != nil {
		return nil // the decoder has read the same data without an error
	}
	return out
}

// shape is what of a type says which fields must be there; the zero value says nothing.
type shape struct {
	kind   reflect.Kind // Struct, Slice or Invalid
	fields []member     // of a struct, in its order
	item   *shape       // of a slice
}

type member struct {
	name     string
	required bool
	of       *shape
}

// shapes is a memo of what types say, which cannot change: to read tags costs more than to walk.
//
//nolint:gochecknoglobals // see above
var shapes sync.Map // reflect.Type -> *shape

func shapeOf(t reflect.Type) *shape {
	if known, ok := shapes.Load(t); ok {
		return known.(*shape) //nolint:forcetypeassert,errcheck // nothing else is stored
	}
	s := readShape(t)
	shapes.Store(t, s)
	return s
}

// readShape reads the tags of t and of what it holds. No input contains itself.
func readShape(t reflect.Type) *shape {
	switch t.Kind() {
	case reflect.Pointer:
		return readShape(t.Elem())
	case reflect.Slice:
		return &shape{kind: reflect.Slice, item: readShape(t.Elem())}
	case reflect.Struct:
		s := &shape{kind: reflect.Struct}
		for i := range t.NumField() {
			name, required := Required(t.Field(i))
			s.fields = append(s.fields, member{name, required, readShape(t.Field(i).Type)})
		}
		return s
	default:
		return &shape{}
	}
}

// walk reads one value of the given shape.
func walk(d *jsontext.Decoder, s *shape, at string, out *[]spotter.Problem) error {
	switch kind := d.PeekKind(); {
	case kind == '{' && s.kind == reflect.Struct:
		return walkObject(d, s.fields, at, out)
	case kind == '[' && s.kind == reflect.Slice:
		return walkList(d, s.item, at, out)
	default:
		return d.SkipValue()
	}
}

func walkObject(d *jsontext.Decoder, fields []member, at string, out *[]spotter.Problem) error {
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	given := make([]bool, len(fields))
	for d.PeekKind() == '"' {
		token, err := d.ReadToken()
		if err != nil {
			return err
		}
		name := token.String()
		i := slices.IndexFunc(fields, func(m member) bool { return m.name == name })
		if i < 0 { // inside a value that reads itself
			if err := d.SkipValue(); err != nil {
				return err
			}
			continue
		}
		given[i] = d.PeekKind() != 'n'
		if err := walk(d, fields[i].of, join(at, name), out); err != nil {
			return err
		}
	}
	for i, m := range fields {
		if m.required && !given[i] {
			*out = append(*out, spotter.Problem{Location: join(at, m.name), Message: "is required"})
		}
	}
	_, err := d.ReadToken()
	return err
}

func walkList(d *jsontext.Decoder, item *shape, at string, out *[]spotter.Problem) error {
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	for i := 0; d.PeekKind() != ']'; i++ {
		if len(*out) >= spotter.MostProblems {
			if err := d.SkipValue(); err != nil {
				return err
			}
			continue
		}
		place := at + "[" + strconv.Itoa(i) + "]"
		if d.PeekKind() == 'n' {
			*out = append(*out, spotter.Problem{Location: place, Message: "must not be null"})
		}
		if err := walk(d, item, place, out); err != nil {
			return err
		}
	}
	_, err := d.ReadToken()
	return err
}

func join(at, name string) string {
	if at == "" || name == "" {
		return at + name
	}
	return at + "." + name
}

// Required is a field's JSON name and whether an input must have it: every field but pointers, those
// that may be omitted, and those tagged required:"false".
func Required(f reflect.StructField) (name string, required bool) {
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	optional := name == "-" || name == "" || strings.Contains(options, "omit") ||
		f.Type.Kind() == reflect.Pointer || f.Tag.Get("required") == "false"
	return name, f.IsExported() && !optional
}

// explain turns a decoder's error into one that a person can act on.
func explain(err error, data []byte, root string) error {
	var semantic *json.SemanticError
	if errors.As(err, &semantic) {
		return spotter.InvalidField(Location(root, string(semantic.JSONPointer)), sentence(semantic))
	}
	malformed := &spotter.Error{Code: spotter.CodeMalformed, Message: "The body is not one valid JSON value.", Cause: err}
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) {
		at := Location(root, string(syntactic.JSONPointer))
		malformed.Problems = []spotter.Problem{{Location: at, Message: syntaxSentence(syntactic, data)}}
	}
	return malformed
}

func syntaxSentence(err *jsontext.SyntacticError, data []byte) string {
	switch {
	case errors.Is(err.Err, jsontext.ErrDuplicateName):
		return "stands in the object twice"
	case int(err.ByteOffset) >= len(data):
		return "ends too early"
	}
	line := 1 + bytes.Count(data[:err.ByteOffset], []byte("\n"))
	return "is not valid JSON at byte " + strconv.FormatInt(err.ByteOffset, 10) + " (line " + strconv.Itoa(line) + ")"
}

func sentence(err *json.SemanticError) string {
	switch {
	case errors.Is(err.Err, json.ErrUnknownName):
		return "is not a field that this request knows"
	case err.GoType == reflect.TypeFor[time.Time]():
		return "must be a time with its offset, such as 2026-11-25T17:30:00+01:00"
	case err.Err != nil && err.GoType != nil && reflect.PointerTo(err.GoType).Implements(textUnmarshaler):
		return err.Err.Error()
	case err.GoType != nil:
		return "must be " + kindName(err.GoType)
	default:
		return "has a value that cannot be read"
	}
}

var textUnmarshaler = reflect.TypeFor[interface{ UnmarshalText([]byte) error }]()

func kindName(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if reflect.PointerTo(t).Implements(textUnmarshaler) {
		return "a string in the right form"
	}
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int64, reflect.Int32:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	case reflect.String:
		return "a string"
	case reflect.Slice, reflect.Array:
		return "a list"
	default:
		return "an object"
	}
}

// longestLocation bounds what an answer quotes of a request.
const longestLocation = 200

// Location turns a JSON pointer (RFC 6901) into the form that clients see: body.workouts[1].time. One that
// is very long is cut.
func Location(root, pointer string) string {
	var b strings.Builder
	b.WriteString(root)
	for _, part := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		part = strings.NewReplacer("~1", "/", "~0", "~").Replace(part)
		if _, err := strconv.Atoi(part); err == nil {
			b.WriteString("[" + part + "]")
		} else if part != "" {
			b.WriteString("." + part)
		}
	}
	if b.Len() > longestLocation {
		return strings.ToValidUTF8(b.String()[:longestLocation], "") + "…"
	}
	return b.String()
}
