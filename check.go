package spotter

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Checker is an input with rules that its field tags cannot say. Problems are located from the
// input's own root, as in "workouts[1].time".
type Checker interface{ Check() []Problem }

// CheckInput holds an input against the rules in its field tags (enum, minimum, maximum, minLength,
// maxLength, minItems, maxItems: the same tags that the OpenAPI document is made from) and then
// against its own Check. Every door uses it, so that a rule stands in one place. v is a struct or a
// pointer to one; a nil pointer field or an absent optional string is not checked.
func CheckInput(v any) []Problem {
	var problems []Problem
	value := reflect.ValueOf(v)
	rulesOf(value.Type()).check(value, "", &problems)
	if c, ok := v.(Checker); ok && len(problems) == 0 {
		problems = c.Check()
	}
	return problems
}

// CheckField answers what is wrong with a single value by its field's tags, or the empty string.
func CheckField(v reflect.Value, tag reflect.StructTag) string {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	l := readLimits(tag)
	return l.check(v, true)
}

// rules is what a type's tags say, read once.
type rules struct {
	fields []field // of a struct
	item   *rules  // of a pointer or a slice
}

// field is the rules of one field of a struct.
type field struct {
	index    int
	name     string // as JSON calls it; empty for an embedded struct
	optional bool
	limits   limits
	of       *rules
}

// limits are the tags of one field; a nil bound is none.
type limits struct {
	enum                 []string
	minLength, maxLength *bound
	minimum, maximum     *bound
	minItems, maxItems   *bound
}

// bound is a limit as a number and as it stands in the tag.
type bound struct {
	value float64
	text  string
}

// readRules is a memo of what types say, which cannot change: to read tags costs more than to check.
var readRules sync.Map // reflect.Type -> *rules

func rulesOf(t reflect.Type) *rules {
	if known, ok := readRules.Load(t); ok {
		return known.(*rules) //nolint:forcetypeassert,errcheck // nothing else is stored
	}
	r := &rules{}
	r.read(t)
	readRules.Store(t, r)
	return r
}

// read fills r from the tags of t. No input contains itself.
func (r *rules) read(t reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		r.item = &rules{}
		r.item.read(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			if !f.IsExported() || name == "-" {
				continue
			}
			of := &rules{}
			of.read(f.Type)
			r.fields = append(r.fields, field{
				index: i, name: name, of: of, limits: readLimits(f.Tag),
				optional: strings.Contains(options, "omit") || f.Tag.Get("required") == "false",
			})
		}
	}
}

func readLimits(tag reflect.StructTag) limits {
	l := limits{
		minLength: readBound(tag, "minLength"), maxLength: readBound(tag, "maxLength"),
		minimum: readBound(tag, "minimum"), maximum: readBound(tag, "maximum"),
		minItems: readBound(tag, "minItems"), maxItems: readBound(tag, "maxItems"),
	}
	if enum := tag.Get("enum"); enum != "" {
		l.enum = strings.Split(enum, ",")
	}
	return l
}

func readBound(tag reflect.StructTag, name string) *bound {
	text := tag.Get(name)
	if text == "" {
		return nil
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic("spotter: a limit tag is no number: " + text)
	}
	return &bound{n, text}
}

func (r *rules) check(v reflect.Value, at string, out *[]Problem) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			r.item.check(v.Elem(), at, out)
		}
	case reflect.Struct:
		for i := range r.fields {
			r.fields[i].check(v.Field(r.fields[i].index), at, out)
		}
	case reflect.Slice:
		for i := range v.Len() {
			r.item.check(v.Index(i), at+"["+strconv.Itoa(i)+"]", out)
		}
	case reflect.String:
		if strings.IndexByte(v.String(), 0) >= 0 {
			*out = append(*out, Problem{at, "must not contain the NUL character"})
		}
	}
}

func (f *field) check(v reflect.Value, at string, out *[]Problem) {
	name, optional, of := f.name, f.optional, f.of
	if at != "" && name != "" {
		name = at + "." + name
	} else if name == "" {
		name = at
	}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v, optional, of = v.Elem(), false, of.item // what a pointer points to was given
	}
	if problem := f.limits.check(v, optional); problem != "" {
		*out = append(*out, Problem{name, problem})
		return
	}
	if f.limits.enum != nil && v.Kind() == reflect.Slice {
		checkItems(v, f.limits.enum, name, out)
		return
	}
	of.check(v, name, out)
}

// check answers what is wrong with one value, or the empty string.
func (l *limits) check(v reflect.Value, optional bool) string {
	switch v.Kind() {
	case reflect.String:
		return l.checkString(v.String(), optional)
	case reflect.Int, reflect.Int64:
		return between(float64(v.Int()), l.minimum, l.maximum, "must be %s")
	case reflect.Float64:
		return between(v.Float(), l.minimum, l.maximum, "must be %s")
	case reflect.Slice:
		return between(float64(v.Len()), l.minItems, l.maxItems, "must have %s entries")
	}
	return ""
}

func (l *limits) checkString(s string, optional bool) string {
	if s == "" && optional {
		return ""
	}
	if l.enum != nil && !slices.Contains(l.enum, s) {
		return "must be one of " + strings.Join(l.enum, ", ")
	}
	if s != "" && l.minLength != nil && strings.TrimSpace(s) == "" {
		return "must not be blank"
	}
	return between(float64(utf8.RuneCountInString(s)), l.minLength, l.maxLength, "must have %s characters")
}

func between(n float64, low, high *bound, sentence string) string {
	under := low != nil && n < low.value
	over := high != nil && n > high.value
	if !under && !over {
		return ""
	}
	switch {
	case low != nil && high != nil:
		return fmt.Sprintf(sentence, "between "+low.text+" and "+high.text)
	case low != nil:
		return fmt.Sprintf(sentence, "at least "+low.text)
	default:
		return fmt.Sprintf(sentence, "at most "+high.text)
	}
}

func checkItems(v reflect.Value, enum []string, name string, out *[]Problem) {
	if v.Len() > len(enum) { // each may stand there once
		*out = append(*out, Problem{name, fmt.Sprintf("must have at most %d entries", len(enum))})
		return
	}
	seen := make(map[string]bool, v.Len())
	for i := range v.Len() {
		item := v.Index(i).String()
		at := name + "[" + strconv.Itoa(i) + "]"
		switch {
		case !slices.Contains(enum, item):
			*out = append(*out, Problem{at, "must be one of " + strings.Join(enum, ", ")})
		case seen[item]:
			*out = append(*out, Problem{at, "stands in the list twice"})
		}
		seen[item] = true
	}
}
