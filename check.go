package spotter

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
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
	checkValue(reflect.ValueOf(v), "", &problems)
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
	return checkLimits(v, tag, true)
}

func checkValue(v reflect.Value, at string, out *[]Problem) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			checkValue(v.Elem(), at, out)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				checkField(v.Field(i), f, at, out)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			checkValue(v.Index(i), at+"["+strconv.Itoa(i)+"]", out)
		}
	case reflect.String:
		if strings.ContainsRune(v.String(), 0) {
			*out = append(*out, Problem{at, "must not contain the NUL character"})
		}
	}
}

func checkField(v reflect.Value, f reflect.StructField, at string, out *[]Problem) {
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "-" {
		return
	}
	if f.Anonymous && name == "" {
		checkValue(v, at, out)
		return
	}
	if at != "" {
		name = at + "." + name
	}
	optional := strings.Contains(options, "omit") || f.Tag.Get("required") == "false"
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v, optional = v.Elem(), false // what a pointer points to was given
	}
	if problem := checkLimits(v, f.Tag, optional); problem != "" {
		*out = append(*out, Problem{name, problem})
		return
	}
	if enum := f.Tag.Get("enum"); enum != "" && v.Kind() == reflect.Slice {
		checkItems(v, strings.Split(enum, ","), name, out)
		return
	}
	checkValue(v, name, out)
}

// checkLimits answers what is wrong with one value, or the empty string.
func checkLimits(v reflect.Value, tag reflect.StructTag, optional bool) string {
	switch v.Kind() {
	case reflect.String:
		return checkString(v.String(), tag, optional)
	case reflect.Int, reflect.Int64:
		return checkNumber(float64(v.Int()), tag)
	case reflect.Float64:
		return checkNumber(v.Float(), tag)
	case reflect.Slice:
		return checkRange(float64(v.Len()), tag.Get("minItems"), tag.Get("maxItems"), "must have %s entries")
	}
	return ""
}

func checkString(s string, tag reflect.StructTag, optional bool) string {
	if s == "" && optional {
		return ""
	}
	if enum := tag.Get("enum"); enum != "" && !slices.Contains(strings.Split(enum, ","), s) {
		return "must be one of " + strings.ReplaceAll(enum, ",", ", ")
	}
	if s != "" && tag.Get("minLength") != "" && strings.TrimSpace(s) == "" {
		return "must not be blank"
	}
	return checkRange(float64(utf8.RuneCountInString(s)), tag.Get("minLength"), tag.Get("maxLength"), "must have %s characters")
}

func checkNumber(n float64, tag reflect.StructTag) string {
	return checkRange(n, tag.Get("minimum"), tag.Get("maximum"), "must be %s")
}

func checkRange(n float64, low, high, sentence string) string {
	under := low != "" && n < mustFloat(low)
	over := high != "" && n > mustFloat(high)
	if !under && !over {
		return ""
	}
	switch {
	case low != "" && high != "":
		return fmt.Sprintf(sentence, "between "+low+" and "+high)
	case low != "":
		return fmt.Sprintf(sentence, "at least "+low)
	default:
		return fmt.Sprintf(sentence, "at most "+high)
	}
}

func mustFloat(tag string) float64 {
	n, err := strconv.ParseFloat(tag, 64)
	if err != nil {
		panic("spotter: a limit tag is no number: " + tag)
	}
	return n
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
