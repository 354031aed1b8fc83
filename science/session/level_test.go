package session_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/science/session"
)

// did is a session of the bench press some days ago.
type did struct {
	days  int
	text  string
	eased bool
}

const (
	full  = "80 kg x 10 @2, 80 kg x 10 @2, 80 kg x 10 @2" // earns 82.5 kg
	most  = "80 kg x 9 @2, 80 kg x 8 @2, 80 kg x 8 @2"    // stays at 80 kg
	light = "70 kg x 10 @4, 70 kg x 10 @4"
)

// TestWhatWasLightOnPurposeIsNoLevel walks through the sessions after easy weeks, breaks and cuts.
func TestWhatWasLightOnPurposeIsNoLevel(t *testing.T) {
	t.Parallel()
	deload := func(in *session.Input) { in.Guide.Deload = true }
	tired := func(days int) func(*session.Input) { return feels(24*days+2, 1, 3, 1) }
	for name, c := range map[string]struct {
		history []did // newest first
		change  []func(*session.Input)
		want    string
		reason  string
	}{
		"the second of an easy week":              {[]did{{3, light, true}, {7, full, false}}, []func(*session.Input){deload}, "hold 70 kg", "deload week"},
		"the third of an easy week":               {[]did{{2, light, true}, {4, light, true}, {7, full, false}}, []func(*session.Input){deload}, "hold 70 kg", "deload week"},
		"after an easy week":                      {[]did{{4, light, true}, {7, most, false}}, nil, "up 80 kg", "last full session"},
		"after an easy week that had been earned": {[]did{{4, light, true}, {7, light, true}, {11, full, false}}, nil, "up 82.5 kg", "every set"},
		"after an easy week, tired":               {[]did{{4, light, true}, {7, full, false}}, []func(*session.Input){feels(1, 2, 3, 1)}, "hold 70 kg", "energy 2 of 5"},
		"after an easy week, cut":                 {[]did{{4, light, true}, {7, full, false}}, []func(*session.Input){feels(1, 1, 3, 1)}, "hold 70 kg", "energy 1 of 5"},
		"an easy week that nobody kept":           {[]did{{4, "82.5 kg x 8 @2, 82.5 kg x 8 @2", true}, {7, full, false}}, nil, "hold 82.5 kg", "last time"},
		"missed in the easy week":                 {[]did{{4, "70 kg x 4 @0", true}, {7, most, false}}, nil, "down 60 kg", "below the range"},
		"missed in it, and still in it":           {[]did{{2, "70 kg x 4 @0", true}, {7, most, false}}, []func(*session.Input){deload}, "down 60 kg", "below the range"},
		"nothing but an easy week is known":       {[]did{{3, light, true}}, []func(*session.Input){deload}, "hold 70 kg", "this is the deload week"},
		"new in the easy week, and after it":      {[]did{{5, "70 kg x 8 @2, 70 kg x 8 @2", true}}, nil, "hold 70 kg", "last time"},

		"after a cut":             {[]did{{3, light, false}, {7, most, false}}, []func(*session.Input){tired(3)}, "up 80 kg", "last full session"},
		"after a cut, cut again":  {[]did{{3, light, false}, {7, most, false}}, []func(*session.Input){tired(3), feels(1, 1, 3, 1)}, "hold 70 kg", "energy 1 of 5"},
		"after a cut, sore":       {[]did{{3, light, false}, {7, most, false}}, []func(*session.Input){tired(3), feels(1, 4, 4, 4)}, "hold 70 kg", "soreness 4"},
		"lighter, and not by cut": {[]did{{3, light, false}, {7, most, false}}, nil, "up 72.5 kg", "every set"}, // it is what was lifted

		"the second after a break":        {[]did{{3, light, false}, {24, full, false}}, nil, "hold 70 kg", "10 % less"},
		"the second week after a break":   {[]did{{3, light, false}, {8, light, false}, {29, full, false}}, nil, "up 75 kg", "5 % less"}, // 76
		"the third week after a break":    {[]did{{3, "75 kg x 10 @3", false}, {15, light, false}, {36, full, false}}, nil, "up 80 kg", "before the break"},
		"after seven weeks away":          {[]did{{3, "62.5 kg x 10 @4", false}, {52, full, false}}, nil, "hold 62.5 kg", "20 % less"}, // 64
		"seven weeks, the second week":    {[]did{{4, "62.5 kg x 8 @3", false}, {8, "62.5 kg x 8 @3", false}, {57, full, false}}, nil, "up 70 kg", "10 % less"},
		"a break, once back, and a break": {[]did{{20, light, false}, {44, full, false}}, nil, "hold 70 kg", "two weeks"},
		"every other week":                {[]did{{14, light, false}, {28, light, false}, {42, full, false}}, nil, "hold 70 kg", "two weeks"},
		"heavier than before the break":   {[]did{{3, "85 kg x 8 @2, 85 kg x 8 @2", false}, {24, full, false}}, nil, "hold 85 kg", "last time"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := input(t, bench())
			for _, d := range c.history {
				b := ago(d.days, sets(t, press, d.text))
				b.Eased = d.eased
				in.History[press] = append(in.History[press], b)
			}
			for _, change := range c.change {
				change(&in)
			}
			next := session.Next(in)
			if got := fmt.Sprintf("%s %g %s", next.Change, next.Shown.Value, next.Shown.Unit); got != c.want || !strings.Contains(next.Reason, c.reason) {
				t.Errorf("%s because %q, want %s because of %q", got, next.Reason, c.want, c.reason)
			}
		})
	}
}

// TestEasyWeeksAreUndone lifts by the advice through weeks with two sessions each: the load of an easy week
// stays what it was at its start, and the week after goes on where the one before it ended.
func TestEasyWeeksAreUndone(t *testing.T) {
	t.Parallel()
	in := input(t, bench())
	in.History[press] = []session.Bout{ago(3, sets(t, press, full))}
	start := in.Now
	var got []string
	for i := range 8 {
		in.Now = start.Add(time.Duration(i) * 84 * time.Hour)
		in.Guide.Deload = i == 2 || i == 3
		next := session.Next(in)
		got = append(got, fmt.Sprint(next.Shown.Value))
		b := session.Bout{Eased: in.Guide.Deload}
		for j := range next.Of {
			rir := 2
			b.Sets = append(b.Sets, spotter.Set{Exercise: press, Entered: *next.Shown, WeightKG: next.Load.Value, Reps: 10, RIR: &rir, LoggedAt: in.Now.Add(time.Duration(j) * time.Minute)})
		}
		in.History[press] = append([]session.Bout{b}, in.History[press]...)
	}
	if want := "82.5 85 75 75 87.5 90 92.5 95"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
}
