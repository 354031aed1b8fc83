package strict_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"spotter"
	"spotter/internal/strict"
)

// forms are inputs of every shape there is: nested lists, pointers, own text types, instants, maps.
var forms = []func() any{
	func() any { return new(spotter.Schedule) }, func() any { return new(spotter.Fitness) }, func() any { return new(spotter.SetInput) },
	func() any { return new(spotter.CheckInInput) }, func() any { return new(spotter.Screening) }, func() any { return new(spotter.Goals) },
	func() any { return new(spotter.ProfileDocument) },
}

// nasty is JSON and almost JSON of the kinds that parsers have disagreed about.
var nasty = []string{
	``, ` `, `null`, `true`, `0`, `-0`, `""`, `[]`, `{}`, `{}{}`, `{},`, `{"a":1}//`, `{"a":1,}`, `{,}`, `{"a"}`, `{"a":}`, `{a:1}`, `{'a':1}`, "\ufeff{}",
	`{"reps":1e400}`, `{"reps":1E1}`, `{"reps":01}`, `{"reps":+1}`, `{"reps":.5}`, `{"reps":1.}`, `{"reps":0x1}`, `{"reps":NaN}`, `{"reps":Infinity}`, `{"reps":-Infinity}`, `{"reps":1_000}`,
	`{"reps":9223372036854775808}`, `{"reps":-9223372036854775809}`, `{"reps":1.0}`, `{"reps":"1"}`, `{"reps":true}`, `{"reps":[1]}`, `{"reps":{"reps":1}}`,
	`{"exercise":"\u0000"}`, "{\"exercise\":\"\x00\"}", "{\"exercise\":\"\n\"}", `{"exercise":"\ud800"}`, `{"exercise":"\udc00\ud800"}`, `{"exercise":"\uD83D\uDCAA"}`, "{\"exercise\":\"\xed\xa0\x80\"}", "{\"exercise\":\"\xc0\xaf\"}", "{\"exercise\":\"\xff\"}", `{"exercise":"\x41"}`, `{"exercise":"\u12"}`,
	`{"exercise":"a","exercise":"b","reps":1}`, `{"exercise":"a","\u0065xercise":"b","reps":1}`, `{"Exercise":"a","reps":1}`, `{"EXERCISE":"a","reps":1}`, `{"exerciſe":"a","reps":1}`,
	`{"exercise":"squat","reps":5,"weight_kg":80,"logged_at":"2026-11-23T11:00:00Z"}`, `{"exercise":"squat","reps":5,"logged_at":"2026-11-23 11:00:00"}`, `{"exercise":"squat","reps":5,"logged_at":"2026-11-23T11:00:00,5Z"}`, `{"exercise":"squat","reps":5,"logged_at":"2026-11-23T24:00:00Z"}`, `{"exercise":"squat","reps":5,"logged_at":"9999-12-31T23:59:59-14:00"}`,
	`{"level":"beginner","experience_months":3,"sessions_per_week_now":2,"recent_lifts":[{"exercise":"squat","weight_kg":80,"reps":5,"rir":2}]}`,
	`{"workouts":[{"weekday":"monday","time":"17:30"}],"meals":[{"name":"a","time":"07:00"},{"name":"b","time":"12:00"}],"quiet_hours":{"from":"22:00","to":"07:00"}}`,
	`{"soreness_by_region":{"knee":3,"\u0000":1}}`, `{"soreness_by_region":{"knee":3,"knee":4}}`, `{"soreness_by_region":null}`, `{"energy":3,"id":"01890a5d-ac96-774b-bcce-b302099a8057"}`, `{"energy":3,"id":{}}`, `{"energy":3,"id":[1,2]}`,
}

// huge is what a parser may be slow at.
var huge = []string{strings.Repeat("[", 1<<20), strings.Repeat(`{"a":`, 200000), `{"exercise":"` + strings.Repeat("a", 1<<20) + `"}`,
	`{"recent_lifts":[` + strings.Repeat("null,", 200000) + `null]}`, `{"recent_lifts":[` + strings.Repeat("{},", 300000) + `{}]}`, `{"soreness_by_region":{` + strings.Repeat(`"knee":1,`, 100000) + `"knee":1}}`}

func TestDecodeSurvivesNastyInput(t *testing.T) {
	t.Parallel()
	for _, body := range slices.Concat(nasty, huge) {
		holdDecode(t, []byte(body))
	}
}

// FuzzDecode looks for input that panics, or that is taken though the standard library's strictest
// reading refuses it, or that reads as something else a second time.
func FuzzDecode(f *testing.F) {
	for _, body := range nasty {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) { holdDecode(t, body) })
}

func holdDecode(t *testing.T, body []byte) {
	t.Helper()
	for _, form := range forms {
		got := form()
		if err := strict.Decode(body, got, "body"); err != nil {
			holdRefusal(t, body, err)
			continue
		}
		want := form()
		d := json.NewDecoder(bytes.NewReader(body))
		d.DisallowUnknownFields()
		if err := d.Decode(want); err != nil || d.More() {
			t.Errorf("%T takes %.200q, which encoding/json refuses: %v", got, body, err)
		}
		if !reflect.DeepEqual(got, want) || !utf8.Valid(body) || bytes.ContainsRune(body, 0) {
			t.Errorf("%.200q is read as\n%+v\nand by encoding/json as\n%+v", body, got, want)
		}
		again, encoded := form(), must(json.Marshal(got))
		if err := strict.Decode(encoded, again, "body"); err != nil {
			t.Errorf("%.200q is taken, and what it was written back as is not: %s: %v", body, encoded, err)
		}
	}
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}

// holdRefusal wants a code, and for each fault a place and a sentence.
func holdRefusal(t *testing.T, body []byte, err error) {
	t.Helper()
	var e *spotter.Error
	if !errors.As(err, &e) || len(e.Problems) > spotter.MostProblems || e.Code != spotter.CodeInvalid && e.Code != spotter.CodeMalformed || len(e.Problems) == 0 {
		t.Errorf("%.200q is refused with %v", body, err)
		return
	}
	for _, p := range e.Problems {
		if !strings.HasPrefix(p.Location, "body") || p.Message == "" {
			t.Errorf("%.200q is refused at %q: %q", body, p.Location, p.Message)
		}
	}
}
