package strict_test

import (
	"errors"
	"strings"
	"testing"

	"spotter"
	"spotter/internal/strict"
)

func TestDecodeLocatesEveryFault(t *testing.T) {
	t.Parallel()
	const good = `{"level":"beginner","experience_months":3,"sessions_per_week_now":2}`
	tests := map[string]struct {
		body     string
		code     spotter.Code
		location string
		sentence string
	}{
		"good":           {body: good},
		"optional list":  {body: strings.Replace(good, "}", `,"recent_lifts":[{"exercise":"squat","weight_kg":80,"reps":5,"rir":2}]}`, 1)},
		"missing":        {`{"level":"beginner","experience_months":3}`, spotter.CodeInvalid, "body.sessions_per_week_now", "is required"},
		"null":           {`{"level":"beginner","experience_months":null,"sessions_per_week_now":2}`, spotter.CodeInvalid, "body.experience_months", "is required"},
		"unknown":        {strings.Replace(good, "}", `,"x":1}`, 1), spotter.CodeInvalid, "body.x", "not a field"},
		"wrong case":     {strings.Replace(good, "level", "Level", 1), spotter.CodeInvalid, "body.Level", "not a field"},
		"duplicate":      {strings.Replace(good, "}", `,"level":"advanced"}`, 1), spotter.CodeMalformed, "body.level", "twice"},
		"trailing":       {good + "{}", spotter.CodeMalformed, "body", "not valid JSON"},
		"cut":            {good[:20], spotter.CodeMalformed, "body", "too early"},
		"wrong type":     {strings.Replace(good, "3", `"3"`, 1), spotter.CodeInvalid, "body.experience_months", "a whole number"},
		"fraction":       {strings.Replace(good, "3", `3.5`, 1), spotter.CodeInvalid, "body.experience_months", "a whole number"},
		"enum":           {strings.Replace(good, "beginner", "expert", 1), spotter.CodeInvalid, "body.level", "one of beginner"},
		"range":          {strings.Replace(good, "3", "-1", 1), spotter.CodeInvalid, "body.experience_months", "between 0 and 960"},
		"nested":         {strings.Replace(good, "}", `,"recent_lifts":[{"exercise":"squat","weight_kg":80,"reps":0}]}`, 1), spotter.CodeInvalid, "body.recent_lifts[0].reps", "between 1 and 100"},
		"NUL":            {strings.Replace(good, "}", `,"recent_lifts":[{"exercise":"a\u0000b","weight_kg":80,"reps":1}]}`, 1), spotter.CodeInvalid, "body.recent_lifts[0].exercise", "NUL"},
		"lone surrogate": {strings.Replace(good, "}", `,"recent_lifts":[{"exercise":"\ud800","weight_kg":80,"reps":1}]}`, 1), spotter.CodeMalformed, "body", ""},
		"invalid UTF-8":  {strings.Replace(good, "beginner", "\xff", 1), spotter.CodeMalformed, "body", ""},
		"not an object":  {`[]`, spotter.CodeInvalid, "body", "an object"},
		"null body":      {`null`, spotter.CodeInvalid, "body", "an object"},
		"missing deeper": {strings.Replace(good, "}", `,"recent_lifts":[{"exercise":"squat","reps":5}]}`, 1), spotter.CodeInvalid, "body.recent_lifts[0].weight_kg", "is required"},
		"null deeper":    {strings.Replace(good, "}", `,"recent_lifts":[{"exercise":"squat","weight_kg":null,"reps":5}]}`, 1), spotter.CodeInvalid, "body.recent_lifts[0].weight_kg", "is required"},
		"null item":      {strings.Replace(good, "}", `,"recent_lifts":[null]}`, 1), spotter.CodeInvalid, "body.recent_lifts[0]", "must not be null"},
		"null list":      {body: strings.Replace(good, "}", `,"recent_lifts":null}`, 1)},
		"null pointer":   {body: strings.Replace(good, "}", `,"recent_lifts":[{"exercise":"squat","weight_kg":80,"reps":5,"rir":null}]}`, 1)},
		"too large":      {strings.Replace(good, "}", `,"recent_lifts":[{"exercise":"squat","weight_kg":1e400,"reps":5}]}`, 1), spotter.CodeInvalid, "body.recent_lifts[0].weight_kg", "a number"},
		"not a number":   {strings.Replace(good, "3", `NaN`, 1), spotter.CodeMalformed, "body", ""},
		"huge integer":   {strings.Replace(good, "3", `99999999999999999999`, 1), spotter.CodeInvalid, "body.experience_months", "a whole number"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := strict.Decode([]byte(test.body), new(spotter.Fitness), "body")
			if test.code == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			var e *spotter.Error
			if !errors.As(err, &e) || e.Code != test.code || len(e.Problems) == 0 {
				t.Fatalf("got %v, want code %s with a problem", err, test.code)
			}
			if p := e.Problems[0]; !strings.HasPrefix(p.Location, test.location) || !strings.Contains(p.Message, test.sentence) {
				t.Errorf("got %q at %q, want %q at %q", p.Message, p.Location, test.sentence, test.location)
			}
		})
	}
}

func TestDecodeMissesWhatAScheduleLeavesOut(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"workouts":[{"weekday":"monday"}],"meals":[{"name":"a","time":"07:00"},{"name":"b","time":"12:00"}],"quiet_hours":{"from":"22:00","to":"07:00"}}`:             "body.workouts[0].time",
		`{"workouts":[{"weekday":"monday","time":"08:00"}],"meals":[{"name":"a"},{"name":"b","time":"12:00"}],"quiet_hours":{"from":"22:00","to":"07:00"}}`:             "body.meals[0].time",
		`{"workouts":[{"weekday":"monday","time":"08:00"}],"meals":[{"name":"a","time":"07:00"},{"name":"b","time":"12:00"}],"quiet_hours":{}}`:                         "body.quiet_hours.from",
		`{"workouts":[{"weekday":"monday","time":"08:00"}],"meals":[{"name":"a","time":"07:00"},{"name":"b","time":"12:00"}],"quiet_hours":{"from":"22:00","to":null}}`: "body.quiet_hours.to",
		`{"workouts":[{"weekday":"monday","time":"08:00"}],"meals":[null,{"name":"b","time":"12:00"}],"quiet_hours":{"from":"22:00","to":"07:00"}}`:                     "body.meals[0]",
		`{"workouts":[{"weekday":"monday","time":"08:00"}],"meals":[{"name":"a","time":null},{"name":"b","time":"12:00"}],"quiet_hours":{"from":"22:00","to":"07:00"}}`: "body.meals[0].time",
	} {
		err := strict.Decode([]byte(body), new(spotter.Schedule), "body")
		var e *spotter.Error
		if !errors.As(err, &e) || len(e.Problems) == 0 || e.Problems[0].Location != want {
			t.Errorf("%s: got %v, want a problem at %s", body, err, want)
		}
	}
}

func TestDecodeReadsOwnTypes(t *testing.T) {
	t.Parallel()
	body := `{"workouts":[{"weekday":"monday","time":"25:00"}],"meals":[{"name":"a","time":"07:00"},{"name":"b","time":"12:00"}],"quiet_hours":{"from":"22:00","to":"07:00"}}`
	err := strict.Decode([]byte(body), new(spotter.Schedule), "body")
	var e *spotter.Error
	if !errors.As(err, &e) || e.Problems[0].Location != "body.workouts[0].time" || !strings.Contains(e.Problems[0].Message, "HH:MM") {
		t.Fatalf("got %v", err)
	}
}

func TestLocationsAreBounded(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"` + strings.Repeat("ä", 100_000) + `":1}`, `{"recent_lifts":` + strings.Repeat("[", 100_000)} {
		var e *spotter.Error
		err := strict.Decode([]byte(body), new(spotter.Fitness), "body")
		if !errors.As(err, &e) || len(e.Problems) != 1 || len(e.Problems[0].Location) > 300 {
			t.Errorf("%.200v", err)
		}
	}
}
