package rules

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"spotter"
	"spotter/internal/llm"
)

// ask is a request of somebody to an agent with these tools.
func ask(text, now string, tools ...string) llm.Request {
	r := llm.Request{Locale: "en", Messages: []llm.Message{{Role: llm.RoleUser, Parts: []llm.Part{{Text: text}}}},
		System: []llm.Block{{Text: "How things stand now.\n<data-0123456789abcdef of=\"now\">\nIt is Monday 2026-11-23 12:00 for the person (Europe/Berlin).\n" + now + "\n</data-0123456789abcdef>\n"}}}
	for _, t := range tools {
		r.Tools = append(r.Tools, llm.Tool{Name: t})
	}
	return r
}

func TestStreams(t *testing.T) {
	t.Parallel()
	p := New()
	var kinds []string
	var text strings.Builder
	for event, err := range p.Stream(t.Context(), ask("tell me a joke", "")) {
		if err != nil {
			t.Fatal(err)
		}
		switch e := event.(type) {
		case llm.Start:
			kinds = append(kinds, "start "+e.Provider+" "+e.Model)
		case llm.TextDelta:
			text.WriteString(e.Text)
		case llm.End:
			kinds = append(kinds, "end "+string(e.Reason))
			if e.Usage != (llm.Usage{}) || e.Message.Parts[0].Text != text.String() {
				t.Errorf("%+v", e)
			}
		}
	}
	if got := strings.Join(kinds, ", "); got != "start rules rules, end end" {
		t.Error(got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range p.Stream(ctx, ask("help", "")) {
		var vendor *llm.Error
		if !errors.As(err, &vendor) || vendor.Kind != llm.KindCanceled {
			t.Errorf("got %v", err)
		}
	}
}

// Steps of the onboarding, as they are typed.
func TestAnswersOfTheOnboarding(t *testing.T) {
	t.Parallel()
	g := newGrammar()
	for _, tt := range []struct {
		step spotter.Step
		said string
		want string
	}{
		{"about", "male, 1990-05-05, 180 cm, 70 kg, Berlin, light", `{"birth_date":"1990-05-05","daily_activity":"light","height_cm":180,"sex":"male","time_zone":"Europe/Berlin","weight_kg":70}`},
		{"about", "weiblich, 17. Mai 1996, 1,68 m, 62 kg, München, sitzend", `{"birth_date":"1996-05-17","daily_activity":"sedentary","height_cm":168,"sex":"female","time_zone":"Europe/Berlin","weight_kg":62}`},
		{"about", "mujer, 3 de marzo de 1988, 165 cm, 60 kg, Madrid, moderado", `{"birth_date":"1988-03-03","daily_activity":"moderate","height_cm":165,"sex":"female","time_zone":"Europe/Madrid","weight_kg":60}`},
		{"about", "पुरुष, 17 मई 1996, 175 cm, 70 kg, दिल्ली, हल्का", `{"birth_date":"1996-05-17","daily_activity":"light","height_cm":175,"sex":"male","time_zone":"Asia/Kolkata","weight_kg":70}`},
		{"about", "female, 05/17/1996, 5 ft 6 in, 140 lb, New York, very active", `{"birth_date":"1996-05-17","daily_activity":"very_high","height_cm":167.6,"sex":"female","time_zone":"America/New_York","units":"imperial","weight_kg":63.5}`},
		{"about", "04/05/1996", `{}`}, // day or month: it is asked again
		{"screening", "no", `{"bone_or_joint_problem":false,"chest_pain":false,"dizziness_or_fainting":false,"eating_disorder_history":false,"heart_condition":false,"heart_or_pressure_medication":false,"other_reason":false,"pregnancy_or_recent_birth":false}`},
		{"screening", "I am pregnant", `{"bone_or_joint_problem":false,"chest_pain":false,"dizziness_or_fainting":false,"eating_disorder_history":false,"heart_condition":false,"heart_or_pressure_medication":false,"note":"I am pregnant","other_reason":false,"pregnancy_or_recent_birth":true}`},
		{"screening", "no heart condition but I faint", `{}`},
		{"screening", "maybe", `{}`},
		{"fitness", "beginner, new to it, 0 times", `{"experience_months":0,"level":"beginner","sessions_per_week_now":0}`},
		{"fitness", "fortgeschritten, 3 Jahre, 4 mal pro Woche", `{"experience_months":36,"level":"advanced","sessions_per_week_now":4}`},
		{"fitness", "intermediate, 24, 3", `{"experience_months":24,"level":"intermediate","sessions_per_week_now":3}`},
		{"goals", "gain muscle from 70 to 75 kg", `{"primary":"muscle_gain","target_weight_kg":75}`},
		{"goals", "perder grasa", `{"primary":"fat_loss"}`},
		{"constraints", "home with dumbbells and a bench, 45 minutes, knee medium", `{"equipment":["dumbbell","bench"],"injuries":[{"region":"knee","severity":"medium"}],"location":"home","session_minutes":45}`},
		{"constraints", "gym, 1 hour, no injuries", `{"injuries":[],"location":"gym","session_minutes":60}`},
		{"constraints", "my knee", `{}`}, // how bad is asked
		{"diet", "vegetarian, allergic to peanuts and milk, 30 minutes, 3 meals", `{"allergies":["peanuts","milk"],"cooking_minutes":30,"meals_per_day":3,"pattern":"vegetarian"}`},
		{"diet", "alles, keine Allergien, 40 Minuten, 4 Mahlzeiten", `{"allergies":[],"cooking_minutes":40,"meals_per_day":4,"pattern":"omnivore"}`},
		{"schedule", "Monday to Wednesday at 6pm; breakfast 8, lunch 12:30, dinner 19:00; no quiet hours", `{"meals":[{"name":"breakfast","time":"08:00"},{"name":"lunch","time":"12:30"},{"name":"dinner","time":"19:00"}],"quiet_hours":{"from":"00:00","to":"00:00"},"workouts":[{"weekday":"monday","time":"18:00"},{"weekday":"tuesday","time":"18:00"},{"weekday":"wednesday","time":"18:00"}]}`},
		{"schedule", "Mo Di 17:30; Frühstück 7:00, Mittagessen 12:00, Abendessen 20:00; Ruhe 22:00 bis 7:00", `{"meals":[{"name":"Frühstück","time":"07:00"},{"name":"Mittagessen","time":"12:00"},{"name":"Abendessen","time":"20:00"}],"quiet_hours":{"from":"22:00","to":"07:00"},"workouts":[{"weekday":"monday","time":"17:30"},{"weekday":"tuesday","time":"17:30"}]}`},
		{"schedule", "lun mié vie 18:00", `{"workouts":[{"weekday":"monday","time":"18:00"},{"weekday":"wednesday","time":"18:00"},{"weekday":"friday","time":"18:00"}]}`},
		{"hydration", "2.5 l, every 2 hours", `{"reminder_minutes":120,"target_ml":2500}`},
		{"hydration", "2000 ml, no reminders", `{"enabled":false,"reminder_minutes":120,"target_ml":2000}`},
		{"lifestyle", "4, 2, 4, 7.5", `{"energy":4,"sleep_hours":7.5,"sleep_quality":4,"stress":2}`},
		{"lifestyle", "energy 3, stress 4, sleep quality 2, 6 hours", `{"energy":3,"sleep_hours":6,"sleep_quality":2,"stress":4}`},
		{"supplements", "yes, creatine, I take blood thinners", `{"current":["creatine"],"interested":true,"medicines":["anticoagulant"]}`},
		{"supplements", "no", `{"current":[],"interested":false,"medicines":[]}`},
	} {
		s := newScene(ask(tt.said, ""), g.block)
		got, err := json.Marshal(g.readStep(s, tt.step, tt.said, fieldsOf(tt.step)))
		if err != nil || string(got) != tt.want {
			t.Errorf("%s %q: got %s (%v), want %s", tt.step, tt.said, got, err, tt.want)
		}
	}
}

// Every field that can be missing can be asked for, and every sentence stands in every language.
func TestNothingIsUnsaid(t *testing.T) {
	t.Parallel()
	for _, step := range spotter.Steps {
		for _, name := range fieldsOf(step) {
			for tongue := range 4 {
				if wanted(name, tongue) == "" && !optional(name) {
					t.Errorf("%s has no question", name)
				}
			}
		}
	}
	for i := range texts {
		for tongue := range texts[i] {
			if strings.TrimSpace(texts[i][tongue]) == "" {
				t.Errorf("sentence %d is missing in language %d", i, tongue)
			}
		}
	}
}

// FuzzAnswers: nothing that anybody writes brings the grammar down, and what it answers can be sent.
func FuzzAnswers(f *testing.F) {
	for _, text := range []string{"swap salmon for chicken tonight", "100x8@9", "5'11", "energy 2, slept 5 hours", "Mon Tue 17:30; breakfast 7:00", "check 5 g creatine", "why", "…", "\u0301", "1.1.1990", "x", "quiet 22 to 7", "the second", "सैल्मन की जगह चिकन", "\xff\xfe"} {
		f.Add(text, uint8(0))
		f.Add(text, uint8(1))
	}
	p := New()
	f.Fuzz(func(t *testing.T, text string, step uint8) {
		guided := ask(text, "Setting up is not complete: 10 percent. Missing: "+string(spotter.Steps[int(step)%len(spotter.Steps)])+".", "onboarding_save", "onboarding_missing", "onboarding_propose")
		training := ask(text, "A workout is under way: Upper A, 1 sets logged.", "say", "substitute", "hand_over")
		for _, r := range []llm.Request{ask(text, "", "hand_over", "swap_meal", "today"), guided, training, {}} {
			m := p.grammar.answer(r)
			for _, part := range m.Parts {
				if part.Call != nil && !json.Valid(part.Call.Arguments) || utf8.ValidString(text) && !utf8.ValidString(part.Text) {
					t.Errorf("%q: %+v", text, part)
				}
			}
		}
	})
}
