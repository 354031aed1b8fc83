package api_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestStepRules moves each field of each step just inside and just outside its bounds.
func TestStepRules(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	all := answers()
	p.send(t, "PUT", "/onboarding/steps/consent", all["consent"]).want(t, 200)
	long := func(n int) string { return strings.Repeat("é", n) }
	slots := func(times ...string) []object {
		var out []object
		for i, at := range times {
			out = append(out, object{"name": fmt.Sprint("meal ", i), "time": at})
		}
		return out
	}
	lift := object{"exercise": "squat", "weight_kg": 80, "reps": 5}
	tests := []struct {
		step, field string
		good, bad   []any
		location    string // when it is not the field's own
	}{
		{"consent", "terms_version", []any{"1", long(40)}, []any{"", long(41), nil, 1, "a\x00b"}, ""},
		{"consent", "accepts_guidance_only", []any{true}, []any{false, "true", 1, nil}, ""},
		{"consent", "accepts_data_processing", []any{true}, []any{false, nil}, ""},
		{"about", "birth_date", []any{"2010-11-23", "1925-11-25", "2000-02-29"}, []any{"2010-11-25", "1925-11-22", "2001-02-29", "2000-13-01", "17.05.1996", "", nil, 19960517, "2027-01-01", "1899-12-31", "1996-05-17T00:00:00Z"}, ""},
		{"about", "sex", []any{"female", "unspecified"}, []any{"Male", "", "x", nil}, ""},
		{"about", "height_cm", []any{100, 250, 178.5}, []any{99.9, 250.1, 0, -178, "178", nil}, ""},
		{"about", "weight_kg", []any{30, 300, 70.25}, []any{29.9, 300.1, nil}, ""},
		{"about", "time_zone", []any{"UTC", "America/Argentina/Buenos_Aires", "Australia/Lord_Howe"}, []any{"", "Local", "Mars/Base", "../etc/passwd", "europe/berlin", long(61), "posix/Europe/Berlin", "right/Europe/Berlin", "localtime", "posixrules", "Europe", "zone.tab", nil}, ""},
		{"about", "daily_activity", []any{"very_high"}, []any{"lazy", nil}, ""},
		{"about", "units", []any{"imperial"}, []any{"us", nil}, ""},
		{"about", "locale", []any{"de", "hi-IN", "zh-Hant-TW"}, []any{"e", "en_US", "", "1n", "en-", long(36), nil}, ""},
		{"screening", "heart_condition", []any{true}, []any{nil, "no", 0}, ""},
		{"screening", "note", []any{"", long(500)}, []any{long(501), "a\x00b", 5}, ""},
		{"screening", "cleared_on", []any{"2026-11-23", "1990-01-01", nil}, []any{"2026-11-26", "", "yesterday"}, ""},
		{"fitness", "level", []any{"beginner", "advanced"}, []any{"expert", nil}, ""},
		{"fitness", "experience_months", []any{0, 960}, []any{-1, 961, 1.5, nil, 1e30}, ""},
		{"fitness", "sessions_per_week_now", []any{0, 14}, []any{-1, 15, nil}, ""},
		{"fitness", "recent_lifts", []any{nil, []any{}, []object{lift}, []object{edit(lift, "rir", 10), edit(lift, "weight_kg", 0), edit(lift, "reps", 100)}}, []any{make([]object, 31), "x"}, ""},
		{"fitness", "recent_lifts", nil, []any{[]object{edit(lift, "weight_kg", 600.5)}}, "body.recent_lifts[0].weight_kg"},
		{"fitness", "recent_lifts", nil, []any{[]object{lift, edit(lift, "reps", 0)}, []object{lift, edit(lift, "reps", absent)}}, "body.recent_lifts[1].reps"},
		{"fitness", "recent_lifts", nil, []any{[]object{edit(lift, "rir", 11)}, []object{edit(lift, "rir", -1)}}, "body.recent_lifts[0].rir"},
		{"fitness", "recent_lifts", nil, []any{[]object{edit(lift, "exercise", "")}, []object{edit(lift, "exercise", long(81))}}, "body.recent_lifts[0].exercise"},
		{"goals", "primary", []any{"fat_loss", "strength", "general_fitness"}, []any{"", "bulk", nil}, ""},
		{"goals", "secondary", []any{"strength", nil}, []any{"muscle_gain", "x"}, ""},
		{"goals", "target_weight_kg", []any{30, 300, nil}, []any{29.99, 300.01, "75"}, ""},
		{"goals", "target_date", []any{"2026-11-27", nil}, []any{"2026-11-23", "2020-01-01"}, ""},
		{"goals", "in_own_words", []any{long(500)}, []any{long(501)}, ""},
		{"constraints", "location", []any{"home", "both"}, []any{"beach", nil}, ""},
		{"constraints", "equipment", []any{[]string{}, []string{"bench", "barbell", "cardio_machine"}}, []any{nil, "bench"}, ""},
		{"constraints", "equipment", nil, []any{[]string{"bench", "bench"}, []string{"bench", "sofa"}, []string{"bench", ""}}, "body.equipment[1]"},
		{"constraints", "injuries", []any{[]object{{"region": "knee", "severity": "low"}, {"region": "neck", "severity": "high", "note": "old"}}}, []any{nil}, ""},
		{"constraints", "injuries", nil, []any{[]object{{"region": "knee", "severity": "low"}, {"region": "knee", "severity": "high"}}, []object{{"region": "hip", "severity": "low"}, {"region": "toe", "severity": "low"}}}, "body.injuries[1].region"},
		{"constraints", "session_minutes", []any{20, 180}, []any{19, 181, nil}, ""},
		{"schedule", "workouts", []any{[]object{{"weekday": "sunday", "time": "00:00"}}, []object{{"weekday": "sunday", "time": "23:59"}}}, []any{[]object{}, nil, make([]object, 8)}, ""},
		{"schedule", "workouts", nil, []any{[]object{{"weekday": "monday", "time": "24:00"}}, []object{{"weekday": "monday", "time": "9:00"}}, []object{{"weekday": "monday"}}, []object{{"weekday": "monday", "time": nil}}, []object{{"weekday": "monday", "time": 900}}}, "body.workouts[0].time"},
		{"schedule", "workouts", nil, []any{[]object{{"weekday": "monday", "time": "08:00"}, {"weekday": "monday", "time": "18:00"}}, []object{{"weekday": "monday", "time": "08:00"}, {"weekday": "Tuesday", "time": "18:00"}}}, "body.workouts[1].weekday"},
		{"schedule", "meals", []any{slots("07:00", "09:00"), slots("00:00", "02:00", "22:00"), slots("20:00", "07:00")}, []any{slots("07:00"), slots("01:00", "04:00", "07:00", "10:00", "13:00", "16:00", "19:00"), nil}, ""},
		{"schedule", "meals", nil, []any{slots("07:00", "08:59"), slots("07:00", "07:00"), slots("00:30", "23:00", "12:00")}, ""},
		{"schedule", "quiet_hours", []any{object{"from": "00:00", "to": "00:00"}, object{"from": "13:00", "to": "14:00"}}, []any{nil}, ""},
		{"schedule", "quiet_hours", nil, []any{object{"from": "22:00"}, object{"from": "22:00", "to": nil}}, "body.quiet_hours.to"},
		{"diet", "pattern", []any{"vegan", "jain", "kosher", "keto"}, []any{"carnivore", nil}, ""},
		{"diet", "allergies", []any{[]string{"gluten", "molluscs"}}, []any{nil}, ""},
		{"diet", "allergies", nil, []any{[]string{"nuts"}}, "body.allergies[0]"},
		{"diet", "intolerances", []any{[]string{"lactose", "caffeine"}}, []any{nil}, ""},
		{"diet", "dislikes", []any{[]string{long(60)}}, []any{nil}, ""},
		{"diet", "dislikes", nil, []any{[]string{"kale", " "}, []string{"kale", long(61)}, []string{"kale", ""}}, "body.dislikes[1]"},
		{"diet", "cuisines", []any{[]string{"indian"}}, []any{nil, make([]string, 21)}, ""},
		{"diet", "cooking_minutes", []any{5, 240}, []any{4, 241, nil}, ""},
		{"diet", "meals_per_day", []any{2, 6}, []any{1, 7, nil}, ""},
		{"hydration", "target_ml", []any{500, 10000}, []any{499, 10001, nil}, ""},
		{"hydration", "reminder_minutes", []any{15, 480}, []any{14, 481, nil}, ""},
		{"hydration", "enabled", []any{false}, []any{nil, "yes"}, ""},
		{"lifestyle", "energy", []any{1, 5}, []any{0, 6, nil}, ""},
		{"lifestyle", "stress", []any{1, 5}, []any{0, 6}, ""},
		{"lifestyle", "sleep_quality", []any{1, 5}, []any{0, 6}, ""},
		{"lifestyle", "sleep_hours", []any{3, 14, 7.25}, []any{2.9, 14.1}, ""},
		{"supplements", "interested", []any{true}, []any{nil}, ""},
		{"supplements", "current", []any{[]string{"creatine"}}, []any{nil, make([]string, 41)}, ""},
		{"supplements", "medicines", []any{[]string{"statin", "other"}}, []any{nil}, ""},
		{"supplements", "medicines", nil, []any{[]string{"aspirin"}}, "body.medicines[0]"},
	}
	for _, test := range tests {
		path := "/onboarding/steps/" + test.step
		for _, value := range test.good {
			a := p.send(t, "PUT", path, edit(all[test.step], test.field, value))
			if a.status != 200 {
				t.Errorf("%s.%s = %v: %d %.300s", test.step, test.field, value, a.status, a.body)
			}
		}
		for _, value := range test.bad {
			a := p.send(t, "PUT", path, edit(all[test.step], test.field, value))
			location := test.location
			if location == "" {
				location = "body." + test.field
			}
			if a.status != 422 || !strings.Contains(string(a.body), `"location":"`+location) {
				t.Errorf("%s.%s = %v: %d, want a fault at %s: %.300s", test.step, test.field, value, a.status, location, a.body)
			}
		}
		if required := !strings.Contains(" note cleared_on recent_lifts secondary target_weight_kg target_date in_own_words ", " "+test.field+" "); required {
			p.send(t, "PUT", path, edit(all[test.step], test.field, absent)).refused(t, 422, "invalid", "body."+test.field)
		}
		p.send(t, "PUT", path, edit(all[test.step], strings.ToUpper(test.field), 1)).refused(t, 422, "invalid")
	}
}

func TestOnboardingStates(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	all := answers()
	state := p.get(t, "/onboarding").want(t, 200)
	if state.at(t, "next_step") != "consent" || len(state.at(t, "missing").([]any)) != 13 || state.at(t, "percent") != 0.0 {
		t.Errorf("at the start: %s", state.body)
	}
	for _, step := range steps[1:] {
		p.send(t, "PUT", "/onboarding/steps/"+step, all[step]).refused(t, 409, "consent_required")
	}
	p.send(t, "POST", "/onboarding/complete", nil).refused(t, 409, "onboarding_incomplete", "consent")
	p.send(t, "POST", "/plans/training/proposals", nil).refused(t, 409, "onboarding_incomplete", "about")
	p.send(t, "PUT", "/onboarding/steps/nothing", object{}).refused(t, 404, "not_found")
	for _, path := range []string{"/profile", "/today", "/week", "/context", "/meals/today", "/meals/next", "/schedule", "/reminders"} {
		p.get(t, path).refused(t, 404, "no_profile")
	}
	for _, path := range []string{"/plans/training", "/plans/meals", "/plans/training/why", "/plans/meals/why"} {
		p.get(t, path).refused(t, 404, "no_plan")
	}
	p.send(t, "PUT", "/onboarding/steps/consent", all["consent"]).want(t, 200)
	// Any order from here on; each answer is read back as it was saved.
	for i := len(steps) - 1; i > 0; i-- {
		saved := p.send(t, "PUT", "/onboarding/steps/"+steps[i], all[steps[i]]).want(t, 200)
		if saved.at(t, "steps."+steps[i]+".complete") != true {
			t.Errorf("%s is not complete after it was saved", steps[i])
		}
	}
	read := p.get(t, "/onboarding").want(t, 200)
	if fmt.Sprint(read.at(t, "missing")) != "[training_plan meal_plan]" || read.at(t, "next_step") != nil {
		t.Errorf("after all steps: missing %v, next %v", read.at(t, "missing"), read.at(t, "next_step"))
	}
	for _, field := range []string{"about.height_cm", "about.birth_date", "goals.target_weight_kg", "schedule.workouts.0.time", "diet.meals_per_day"} {
		step, rest, _ := strings.Cut(field, ".")
		if want, got := fmt.Sprint(pick(all[step], rest)), fmt.Sprint(read.at(t, "steps."+step+".answer."+rest)); got != want {
			t.Errorf("%s reads back as %s, not %s", field, got, want)
		}
	}
	p.adopt(t, "training", nil)
	p.send(t, "POST", "/onboarding/complete", nil).refused(t, 409, "onboarding_incomplete", "meal_plan")
	p.adopt(t, "meals", nil)
	p.send(t, "POST", "/onboarding/complete", nil).want(t, 201)
	p.send(t, "POST", "/onboarding/complete", nil).refused(t, 409, "onboarding_complete")
	for _, step := range steps {
		p.send(t, "PUT", "/onboarding/steps/"+step, all[step]).refused(t, 409, "onboarding_complete")
	}
	if done := p.get(t, "/onboarding").want(t, 200); done.at(t, "complete") != true || done.at(t, "percent") != 100.0 {
		t.Errorf("after completion: %.200s", done.body)
	}
}

// pick reads a value of a document by its path.
func pick(document any, path string) any {
	return answer{body: mustEncode(document)}.at(&testing.T{}, path)
}

func TestTwoDevicesSaveSteps(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	all := answers()
	saved := p.send(t, "PUT", "/onboarding/steps/consent", all["consent"]).want(t, 200)
	tag := saved.header.Get("ETag")
	if read := p.get(t, "/onboarding"); read.header.Get("ETag") != tag || tag == "" {
		t.Fatalf("the ETag of a save is %q, that of the read after it %q", tag, read.header.Get("ETag"))
	}
	put := func(step string, ifMatch string) answer {
		return p.do(t, call{method: "PUT", path: "/api/v1/onboarding/steps/" + step, body: all[step], headers: map[string]string{"If-Match": ifMatch}})
	}
	put("about", tag).want(t, 200)
	put("goals", tag).refused(t, 412, "precondition")
	put("goals", `"99999999999"`).refused(t, 412, "precondition")
	put("goals", "nonsense").refused(t, 412, "precondition")
	put("goals", "*").want(t, 200)
	current := p.get(t, "/onboarding").header.Get("ETag")
	if again := put("goals", current).want(t, 200); again.header.Get("ETag") != current {
		t.Errorf("the same answer again made another revision: %s, %s", current, again.header.Get("ETag"))
	}
	p.do(t, call{method: "GET", path: "/api/v1/onboarding", headers: map[string]string{"If-None-Match": current}}).want(t, 304)
	p.do(t, call{method: "GET", path: "/api/v1/onboarding", headers: map[string]string{"If-None-Match": `"x", W/` + current}}).want(t, 304)
	p.do(t, call{method: "GET", path: "/api/v1/onboarding", headers: map[string]string{"If-None-Match": tag}}).want(t, 200)
}

func TestChangedAnswersVoidAcceptance(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	p.answer(t, answers())
	training, meals := p.adopt(t, "training", nil), p.adopt(t, "meals", nil)
	allergic := edit(answers()["diet"], "allergies", []string{"peanuts"})
	if state := p.send(t, "PUT", "/onboarding/steps/diet", allergic).want(t, 200); fmt.Sprint(state.at(t, "missing")) != "[meal_plan]" {
		t.Errorf("a new allergy voids the meal plan only: %v", state.at(t, "missing"))
	}
	if state := p.send(t, "PUT", "/onboarding/steps/about", edit(answers()["about"], "weight_kg", 71)).want(t, 200); fmt.Sprint(state.at(t, "missing")) != "[training_plan meal_plan]" {
		t.Errorf("another weight voids both: %v", state.at(t, "missing"))
	}
	if state := p.send(t, "PUT", "/onboarding/steps/supplements", edit(answers()["supplements"], "interested", true)).want(t, 200); fmt.Sprint(state.at(t, "missing")) != "[training_plan meal_plan]" {
		t.Errorf("supplements void nothing: %v", state.at(t, "missing"))
	}
	p.send(t, "POST", "/onboarding/complete", nil).refused(t, 409, "onboarding_incomplete")
	for _, id := range []string{training, meals} { // accepting what is accepted has no second effect
		p.send(t, "POST", "/proposals/"+id+"/accept", nil).want(t, 200)
	}
	p.send(t, "POST", "/onboarding/complete", nil).refused(t, 409, "onboarding_incomplete")
	pending := p.send(t, "POST", "/plans/training/proposals", nil).want(t, 201).text(t, "id")
	p.send(t, "PUT", "/onboarding/steps/fitness", edit(answers()["fitness"], "level", "beginner")).want(t, 200)
	p.send(t, "POST", "/proposals/"+pending+"/accept", nil).refused(t, 409, "base_changed")
	p.adopt(t, "training", nil)
	p.adopt(t, "meals", nil)
	p.send(t, "POST", "/onboarding/complete", nil).want(t, 201)
}

func TestScheduleAndDietAgree(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	p.answer(t, answers())
	three := edit(answers()["schedule"], "meals", []object{{"name": "a", "time": "07:00"}, {"name": "b", "time": "12:00"}, {"name": "c", "time": "18:00"}})
	p.send(t, "PUT", "/onboarding/steps/schedule", three).refused(t, 422, "invalid", "body.meals")
	state := p.send(t, "PUT", "/onboarding/steps/diet", edit(answers()["diet"], "meals_per_day", 3)).want(t, 200)
	if state.at(t, "next_step") != "schedule" {
		t.Errorf("a schedule with another number of meals is open again: %v", state.at(t, "next_step"))
	}
	p.send(t, "POST", "/plans/meals/proposals", nil).refused(t, 409, "onboarding_incomplete", "schedule")
	p.send(t, "PUT", "/onboarding/steps/schedule", three).want(t, 200)
	p.send(t, "POST", "/plans/meals/proposals", nil).want(t, 201)
}

// TestReset starts over, twice, and finds that logs and history stay and old moves are forgotten.
func TestReset(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	p.send(t, "POST", "/checkins", object{"energy": 3}).want(t, 201)
	p.send(t, "POST", "/schedule/moves", object{"session_date": "2026-11-24", "to": "2026-11-25"}).want(t, 200)
	for range 2 {
		state := p.send(t, "POST", "/onboarding/reset", nil).want(t, 200)
		if state.at(t, "complete") != false || len(state.at(t, "missing").([]any)) != 13 {
			t.Errorf("after a reset: %.300s", state.body)
		}
	}
	p.get(t, "/today").refused(t, 404, "no_profile")
	p.get(t, "/plans/training").refused(t, 404, "no_plan")
	if list := p.get(t, "/checkins").want(t, 200); len(list.at(t, "items").([]any)) != 1 {
		t.Errorf("logs stay: %s", list.body)
	}
	done := p.onboard(t, answers())
	if done.at(t, "profile.version") != 2.0 {
		t.Errorf("history goes on: version %v", done.at(t, "profile.version"))
	}
	if tuesday := p.get(t, "/today?date=2026-11-24").want(t, 200); tuesday.at(t, "rest") != false {
		t.Error("a move of the old plan still holds after starting over")
	}
}
