package api

import (
	"encoding"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"unicode/utf8"

	"spotter"
)

// A param struct names what a request takes from its path and query: each field has a path or query
// tag, limits as an input has, and default for a query parameter that may be left out. Fields without
// a default may be left out too and are then zero; path parameters are always there.

// param is one field of a param struct, resolved once when its route is registered.
type param struct {
	field reflect.StructField
	in    string // "path" or "query"
	name  string
}

func paramsOf(t reflect.Type) []param {
	var out []param
	for i := range t.NumField() {
		f := t.Field(i)
		for _, in := range []string{"path", "query"} {
			if name := f.Tag.Get(in); name != "" {
				out = append(out, param{f, in, name})
			}
		}
	}
	return out
}

// read fills v, an addressable param struct. A path value that cannot be read means that there is no
// such thing; a query value that cannot be read, or that nobody knows, is the client's fault.
func read(r *http.Request, params []param, v reflect.Value) error {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return spotter.InvalidField("query", "is not a valid query string")
	}
	var problems []spotter.Problem
	for _, p := range params {
		raw, given := r.PathValue(p.name), true
		if p.in == "query" {
			raw, given = queryValue(query, p)
		}
		if !given {
			continue
		}
		if problem := set(v.FieldByIndex(p.field.Index), raw); problem != "" {
			if p.in == "path" {
				return spotter.NotFound("thing at this address")
			}
			problems = append(problems, spotter.Problem{Location: "query." + p.name, Message: problem})
		}
	}
	problems = append(problems, unknown(query)...)
	if len(problems) == 0 {
		problems = limits(params, v)
	}
	return spotter.Invalid(problems)
}

// queryValue takes a value out of the query, so that what is left over is unknown.
func queryValue(query url.Values, p param) (string, bool) {
	values, given := query[p.name]
	delete(query, p.name)
	if given && len(values) == 1 {
		return values[0], true
	}
	if given {
		return "\x00", true // twice: refused by every type
	}
	def := p.field.Tag.Get("default")
	return def, def != ""
}

func unknown(query url.Values) []spotter.Problem {
	var out []spotter.Problem
	for name := range query {
		out = append(out, spotter.Problem{Location: "query." + name, Message: "is not a parameter that this request knows"})
	}
	return out
}

func limits(params []param, v reflect.Value) []spotter.Problem {
	var out []spotter.Problem
	for _, p := range params {
		if p.in != "query" {
			continue
		}
		if problem := spotter.CheckField(v.FieldByIndex(p.field.Index), p.field.Tag); problem != "" {
			out = append(out, spotter.Problem{Location: "query." + p.name, Message: problem})
		}
	}
	return out
}

// mostParameter is how long any parameter may be; most of them are held shorter by their own rules.
const mostParameter = 400

// set parses one value; the answer is what is wrong with it, or empty.
func set(v reflect.Value, raw string) string {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if err := u.UnmarshalText([]byte(raw)); err != nil {
			return err.Error()
		}
		return ""
	}
	switch v.Kind() {
	case reflect.Int:
		n, err := strconv.ParseInt(raw, 10, 32) // as wide as the database's
		if err != nil {
			return "must be a whole number"
		}
		v.SetInt(n)
	case reflect.Bool:
		b, err := strconv.ParseBool(raw)
		if err != nil {
			return "must be true or false"
		}
		v.SetBool(b)
	case reflect.String:
		if utf8.RuneCountInString(raw) > mostParameter || containsNUL(raw) {
			return fmt.Sprintf("must be given once, with at most %d characters, and without NUL", mostParameter)
		}
		v.SetString(raw)
	default:
		panic("api: a parameter has a type that nobody reads: " + v.Type().String())
	}
	return ""
}

func containsNUL(s string) bool {
	for i := range len(s) {
		if s[i] == 0 {
			return true
		}
	}
	return false
}
