package guard

import (
	"encoding/json"
	"sync"
	"testing"

	"spotter"
	"spotter/catalog"
)

var allNames = sync.OnceValue(func() *Names {
	supplements, err1 := catalog.LoadSupplements()
	foods, err2 := catalog.LoadFoods()
	dishes, err3 := catalog.LoadDishes(foods)
	exercises, err4 := catalog.LoadExercises()
	translations, err5 := catalog.LoadTranslations()
	for _, err := range []error{err1, err2, err3, err4, err5} {
		if err != nil {
			panic(err)
		}
	}
	return NewNames(supplements, foods, dishes, exercises, translations)
})

// briefing is what is known of the person in the tests.
const briefing = `{"profile":{"about":{"birth_date":"1994-05-17","height_cm":178,"weight_kg":80,"time_zone":"Europe/Berlin"},
"goals":{"primary":"muscle_gain","target_weight_kg":84},"constraints":{"session_minutes":60},"diet":{"meals_per_day":4},
"schedule":{"workouts":[{"weekday":"monday","time":"17:30"},{"weekday":"tuesday","time":"17:30"},{"weekday":"thursday","time":"17:30"},{"weekday":"friday","time":"17:30"}]},
"hydration":{"target_ml":2750}},
"training":{"plan":{"name":"Upper/lower","weeks":8,"deload_week":5,"days":[{"weekday":"monday","time":"17:30","name":"Upper A","minutes":58,"exercises":[
{"exercise":"barbell_bench_press","name":"Barbell bench press","sets":4,"reps_min":6,"reps_max":8,"unit":"reps","rir":2,"load_kg":72.5},
{"exercise":"plank","name":"Front plank","sets":3,"reps_min":30,"reps_max":45,"unit":"seconds","rir":2,"load_kg":null}]}]}},
"meals":{"plan":{"targets":{"kcal":2870,"protein_g":150,"carbs_g":360,"fat_g":80,"fibre_g":38},"water_ml":2750,"days":[{"weekday":"monday","meals":[
{"id":"monday-dinner","name":"Salmon with rice","time":"19:30","minutes":25,"kcal":720,"protein_g":42}]}]}},
"recent_sets":[{"exercise":"barbell_bench_press","weight_kg":70,"reps":8,"rir":2,"logged_at":"2026-11-23T16:45:00Z"}],
"recent_weights":[{"date":"2026-11-24","weight_kg":80.4}],"last_check_in":{"energy":3,"sleep_hours":6.5}}`

// A world is what one clause is held against; the zero world knows the briefing and nothing else.
type world struct {
	locale  string
	tools   []string
	data    string
	said    string
	limits  spotter.Limits
	diet    *spotter.Diet
	bare    bool     // without the briefing
	profile string   // beside it or in its place
	did     []string // by tools of this turn
	refused string
	off     Rule
}

func (w world) config() Config {
	facts := NewFacts(allNames())
	if w.profile != "" {
		facts.AddJSON(json.RawMessage(w.profile))
	}
	if !w.bare {
		facts.AddJSON(json.RawMessage(briefing))
	}
	for _, text := range w.tools {
		facts.AddTool("tool", text, nil)
	}
	if w.data != "" {
		facts.AddTool("tool", "", []byte(w.data))
	}
	for _, tool := range w.did {
		facts.Did(tool)
	}
	facts.Refused(w.refused)
	if w.said != "" {
		facts.AddSaid(w.said)
	}
	locale := w.locale
	if locale == "" {
		locale = "en"
	}
	return Config{Limits: w.limits, Diet: w.diet, Locale: locale, Today: spotter.Date{Year: 2026, Month: 11, Day: 25}, Facts: facts, Names: allNames(),
		Prompts: testPrompts()}
}

var testPrompts = sync.OnceValue(func() *Prompts {
	return NewPrompts([]string{"You are the workout coach of Spotter and you never approve a proposal yourself. Figures come from tools only, and what a tool did not say you do not say."}, "fence-q7Zk9")
})

func (w world) check(text string) (string, []Note) {
	f := NewFilter(w.config())
	f.off = w.off
	out, notes := f.Write(text)
	rest, more := f.Close()
	return out + rest, append(notes, more...)
}

// splits passes a text rune by rune.
func (w world) splits(t *testing.T, text string) string {
	t.Helper()
	f := NewFilter(w.config())
	f.off = w.off
	out := ""
	for _, r := range text {
		piece, _ := f.Write(string(r))
		out += piece
	}
	rest, _ := f.Close()
	return out + rest
}
