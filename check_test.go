package spotter_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"spotter"
)

func TestCheckInput(t *testing.T) {
	t.Parallel()
	type inner struct {
		Name string `json:"name" minLength:"1" maxLength:"3"`
	}
	type input struct {
		Text    string   `json:"text,omitempty" minLength:"2"`
		Pointer *string  `json:"pointer,omitempty" minLength:"2"`
		Number  *int     `json:"number,omitempty" minimum:"1"`
		Weight  float64  `json:"weight" minimum:"0" maximum:"10"`
		Kind    string   `json:"kind,omitempty" enum:"a,b"`
		Kinds   []string `json:"kinds" enum:"a,b" maxItems:"2"`
		Many    []string `json:"many,omitempty" enum:"a,b"`
		Inner   []inner  `json:"inner,omitempty"`
		Hidden  string   `json:"-" minLength:"5"`
	}
	empty, zero, long := "", 0, "abc"
	for name, test := range map[string]struct {
		in   input
		want []spotter.Problem
	}{
		"nothing given":             {input{}, nil},
		"pointer to empty text":     {input{Pointer: &empty}, []spotter.Problem{{Location: "pointer", Message: "must have at least 2 characters"}}},
		"blank":                     {input{Text: "   "}, []spotter.Problem{{Location: "text", Message: "must not be blank"}}},
		"pointer to text":           {input{Pointer: &long}, nil},
		"pointer to a small number": {input{Number: &zero}, []spotter.Problem{{Location: "number", Message: "must be at least 1"}}},
		"too short":                 {input{Text: "é"}, []spotter.Problem{{Location: "text", Message: "must have at least 2 characters"}}},
		"characters, not bytes":     {input{Inner: []inner{{"日本語"}}}, nil},
		"deep":                      {input{Inner: []inner{{"a"}, {""}, {"abcd"}}}, []spotter.Problem{{Location: "inner[1].name", Message: "must have between 1 and 3 characters"}, {Location: "inner[2].name", Message: "must have between 1 and 3 characters"}}},
		"NUL":                       {input{Text: "a\x00"}, []spotter.Problem{{Location: "text", Message: "must not contain the NUL character"}}},
		"NUL deep":                  {input{Inner: []inner{{"\x00"}}}, []spotter.Problem{{Location: "inner[0].name", Message: "must not contain the NUL character"}}},
		"other kind":                {input{Kind: "c"}, []spotter.Problem{{Location: "kind", Message: "must be one of a, b"}}},
		"kinds":                     {input{Kinds: []string{"a", "a"}}, []spotter.Problem{{Location: "kinds[1]", Message: "stands in the list twice"}}},
		"more than there are":       {input{Many: []string{"x", "x", "x"}}, []spotter.Problem{{Location: "many", Message: "must have at most 2 entries"}}},
		"too many":                  {input{Kinds: []string{"a", "b", "a"}}, []spotter.Problem{{Location: "kinds", Message: "must have at most 2 entries"}}},
		"range":                     {input{Weight: 10.0001}, []spotter.Problem{{Location: "weight", Message: "must be between 0 and 10"}}},
	} {
		if diff := cmp.Diff(test.want, spotter.CheckInput(&test.in)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestQuietHours(t *testing.T) {
	t.Parallel()
	clock := func(s string) spotter.Clock {
		c, err := spotter.ParseClock(s)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	for _, test := range []struct {
		from, to, at string
		want         bool
	}{
		{"22:00", "07:00", "22:00", true}, {"22:00", "07:00", "00:00", true}, {"22:00", "07:00", "06:59", true}, {"22:00", "07:00", "07:00", false},
		{"22:00", "07:00", "21:59", false}, {"13:00", "14:00", "13:30", true}, {"13:00", "14:00", "14:00", false}, {"13:00", "14:00", "00:00", false},
		{"00:00", "00:00", "00:00", false}, {"12:00", "12:00", "12:00", false}, {"00:00", "23:59", "23:59", false}, {"23:59", "00:00", "23:59", true},
	} {
		q := spotter.QuietHours{From: clock(test.from), To: clock(test.to)}
		if got := q.Contains(clock(test.at)); got != test.want {
			t.Errorf("%s in quiet hours from %s to %s: %v", test.at, test.from, test.to, got)
		}
	}
}
