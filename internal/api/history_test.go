package api_test

import (
	"bytes"
	"strings"
	"testing"
)

const twoDays = "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_lbs,reps,distance_miles,duration_seconds,rpe\n" +
	"Push,\"2 Nov 2026, 18:04\",\"2 Nov 2026, 19:02\",,Bench Press (Barbell),,secret note,0,warmup,95,10,,,\n" +
	"Push,\"2 Nov 2026, 18:04\",\"2 Nov 2026, 19:02\",,Bench Press (Barbell),,secret note,1,normal,185,8,,,8\n" +
	"Push,\"2 Nov 2026, 18:04\",\"2 Nov 2026, 19:02\",,Wall thing,,,0,normal,25,12,,,\n" +
	"Push,\"2 Nov 2026, 18:04\",\"2 Nov 2026, 19:02\",,Wall thing,,,1,normal,25,many,,,\n" +
	"Run,\"4 Nov 2026, 07:04\",\"4 Nov 2026, 07:40\",,Running,,,0,normal,,,3.1,1500,\n"

var asCSV = map[string]string{"Content-Type": "text/csv; charset=utf-8"}

func (p *person) upload(t *testing.T, file any) answer {
	t.Helper()
	return p.do(t, call{method: "POST", path: "/api/v1/imports/workouts", body: file, headers: asCSV})
}

// TestBringMyHistory is journey J16.
func TestBringMyHistory(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann, ben := w.onboarded(t), w.onboarded(t)
	id := ann.upload(t, twoDays).want(t, 201).text(t, "id")
	at := "/imports/" + id
	play(t, ann, []scenario{
		{name: "preview", method: "GET", path: at, status: 200,
			contains: []string{`"state":"staged"`, `"rows":5`, `"workouts":2`, `"sets":4`, `"new_sets":4`, `"error_rows":1`, `"line":5`, "many", `"open_names":2`, `"name":"Wall thing"`}},
		{name: "nothing yet", method: "GET", path: "/workouts/sessions", status: 200, mustNotContain: []string{"Push"}},
		{name: "a name that is not there", method: "PUT", path: at + "/mappings", body: object{"mappings": object{"Nobody": "push_up"}}, status: 422, code: "invalid", location: "body.mappings.Nobody"},
		{name: "an exercise that is not there", method: "PUT", path: at + "/mappings", body: object{"mappings": object{"Wall thing": "flying"}}, status: 422, code: "invalid", location: "body.mappings.Wall thing"},
		{name: "no names", method: "PUT", path: at + "/mappings", body: object{"mappings": object{}}, status: 422, code: "invalid", location: "body.mappings"},
		{name: "mapping", method: "PUT", path: at + "/mappings", body: object{"mappings": object{"Wall thing": "push_up"}}, status: 200, contains: []string{`"open_names":1`, `"decided":"mapping"`}},
		{name: "commit", method: "POST", path: at + "/commit", status: 200, contains: []string{`"state":"committed"`, `"new_workouts":2`, `"new_sets":4`}},
		{name: "commit again", method: "POST", path: at + "/commit", status: 200, contains: []string{`"new_sets":4`}},
		{name: "sessions", method: "GET", path: "/workouts/sessions", status: 200,
			contains: []string{"Push", "83.91458845", `"value":185`, `"unit":"lb"`, `"rpe":8`, `"rir":2`, `"warmup":true`, "secret note", `"exercise":"push_up"`, `"distance_m":4988.9664`, id}},
		{name: "records", method: "GET", path: "/progress", status: 200, contains: []string{`"load_kg":83.91458845,"reps":8`, `"e1rm":`}, mustNotContain: []string{"43.09"}}, // the warm-up
		{name: "settled", method: "PUT", path: at + "/mappings", body: object{"mappings": object{"Wall thing": "keep"}}, status: 409, code: "import_settled"},
		{name: "list", method: "GET", path: "/imports", status: 200, contains: []string{id, `"source":"hevy"`}, mustNotContain: []string{`"exercises"`}},
	})
	again := ann.upload(t, twoDays).want(t, 201)
	if again.at(t, "new_sets") != 0.0 || again.at(t, "duplicates.imported") != 4.0 {
		t.Errorf("the same file again: %s", again.body)
	}
	for _, s := range []scenario{{method: "GET", path: at}, {method: "PUT", path: at + "/mappings", body: object{"mappings": object{"a": "keep"}}},
		{method: "POST", path: at + "/commit"}, {method: "DELETE", path: at}} {
		s.name, s.status, s.code, s.mustNotContain = "stranger", 404, "not_found", secrets
		play(t, ben, []scenario{s})
	}
	play(t, ben, []scenario{{name: "stranger's list", method: "GET", path: "/imports", status: 200, mustNotContain: []string{id}},
		{name: "stranger's sessions", method: "GET", path: "/workouts/sessions", status: 200, mustNotContain: secrets}})
	play(t, ann, []scenario{
		{name: "undo", method: "DELETE", path: at, status: 200, contains: []string{`"removed_sets":4`, `"removed_workouts":2`, `"kept_sets":0`}},
		{name: "commit after undo", method: "POST", path: at + "/commit", status: 409, code: "import_undone"},
		{name: "gone", method: "GET", path: "/workouts/sessions", status: 200, mustNotContain: []string{"Push"}},
	})
}

func TestFilesThatAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	for name, test := range map[string]struct {
		body    any
		headers map[string]string
		status  int
		code    string
	}{
		"JSON":        {twoDays, map[string]string{"Content-Type": "application/json"}, 415, "unsupported_media_type"},
		"no type":     {twoDays, map[string]string{"Content-Type": ""}, 415, "unsupported_media_type"},
		"nothing":     {"", asCSV, 400, "malformed"},
		"no text":     {"PK\x03\x04\x00\x00", asCSV, 422, "not_text"},
		"other table": {"a,b\n1,2\n", asCSV, 422, "unknown_format"},
		"header only": {twoDays[:strings.IndexByte(twoDays, '\n')+1], asCSV, 422, "no_rows"},
		"too many":    {twoDays[:strings.IndexByte(twoDays, '\n')+1] + strings.Repeat(",,,,,,,,,,,,,\n", 100_001), asCSV, 422, "too_many_rows"},
		"too large":   {bytes.Repeat([]byte("x"), 16<<20+1), asCSV, 413, "too_large"},
	} {
		if a := p.do(t, call{method: "POST", path: "/api/v1/imports/workouts", body: test.body, headers: test.headers}); a.status != test.status || a.at(t, "code") != test.code {
			t.Errorf("%s: %d %.300s", name, a.status, a.body)
		}
	}
	p.do(t, call{method: "POST", path: "/api/v1/imports/workouts?unit=stone", body: twoDays, headers: asCSV}).refused(t, 422, "invalid", "query.unit")
}

// TestStagingIsIdempotentByKey answers a repeat as the first, and refuses the key for another file.
func TestStagingIsIdempotentByKey(t *testing.T) {
	t.Parallel()
	p := newWorld(t).person(t)
	headers := map[string]string{"Content-Type": "text/csv", "Idempotency-Key": "one"}
	send := func(file string) answer {
		return p.do(t, call{method: "POST", path: "/api/v1/imports/workouts", body: file, headers: headers})
	}
	first := send(twoDays).want(t, 201)
	if second := send(twoDays).want(t, 201); !bytes.Equal(first.body, second.body) {
		t.Errorf("%s, then %s", first.body, second.body)
	}
	send(twoDays+"\n").refused(t, 409, "idempotency_key_reused")
}
