package rules

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"spotter"
	"spotter/catalog"
	"spotter/internal/agent/guard"
	"spotter/internal/llm"
	"spotter/internal/strict"
)

func coach(text string) llm.Message {
	return llm.Message{Role: llm.RoleAssistant, Parts: []llm.Part{{Text: text}}}
}

func called(id, name string) llm.Message {
	return llm.Message{Role: llm.RoleAssistant, Parts: []llm.Part{{Call: &llm.ToolCall{ID: id, Name: name, Arguments: []byte("{}")}}}}
}

func returned(id, content string) llm.Message {
	return llm.Message{Role: llm.RoleUser, Parts: []llm.Part{{Result: &llm.ToolResult{CallID: id, Content: content}}}}
}

func wantCall(t *testing.T, end llm.End, name, arguments string) {
	t.Helper()
	if len(end.Message.Parts) == 0 || end.Message.Parts[0].Call == nil || end.Reason != llm.StopTools {
		t.Fatalf("%+v, want a call of %s", end, name)
	}
	if call := end.Message.Parts[0].Call; call.Name != name || !sameJSON(t, call.Arguments, arguments) {
		t.Fatalf("%s %s, want %s %s", call.Name, call.Arguments, name, arguments)
	}
}

func wantText(t *testing.T, end llm.End, want string) {
	t.Helper()
	if end.Reason != llm.StopEnd || textOf(end.Message) != want {
		t.Fatalf("%s: %q, want %q", end.Reason, textOf(end.Message), want)
	}
}

func TestToldIsWhatTheToolsReturned(t *testing.T) {
	t.Parallel()
	offered, _ := allTools(t)
	end := ask(t, request(offered, person("today"), called("a", "today"), returned("a", "Today: Upper A.\nWater: 0 of 2750 ml.\n{\"date\":\"2026-11-25\"}")))
	wantText(t, end, "Today: Upper A.\nWater: 0 of 2750 ml.")
}

func TestAnotherAgentsToolIsHandedOver(t *testing.T) {
	t.Parallel()
	_, set := allTools(t)
	words := person("log 500 ml of water")
	first := ask(t, request(toolsOf(set, spotter.ActorWorkout), words))
	wantCall(t, first, "hand_over", `{"to":"diet","reason":"log 500 ml of water"}`)
	passed := []llm.Message{words, called("a", "hand_over"), returned("a", "Handed over.")}
	wantCall(t, ask(t, request(toolsOf(set, spotter.ActorDiet), passed...)), "log_water", `{"ml":500}`)
	wantText(t, ask(t, request(toolsOf(set, spotter.ActorWorkout), passed...)), say("not_here", english))
	done := append(passed, called("b", "log_water"), returned("b", "Logged: 500 ml of water."))
	wantText(t, ask(t, request(toolsOf(set, spotter.ActorDiet), done...)), "Logged: 500 ml of water.")
}

func TestTheMealOfAFoodIsLookedUp(t *testing.T) {
	t.Parallel()
	offered, _ := allTools(t)
	words := person("swap salmon for chicken today")
	today := "Today, 25 November: Rest day.\nMeals:\n- 12:30 lunch: Lentil soup, 600 kcal\n- 19:30 evening meal: Salmon with rice, 720 kcal\n{\"date\":\"2026-11-25\"}"
	wantCall(t, ask(t, request(offered, words, called("a", "today"), returned("a", today))), "swap_meal",
		`{"instead":"chicken","replace":"salmon","scope":"once","slot":"evening meal"}`)
	wantText(t, ask(t, request(offered, words, called("a", "today"), returned("a", "Rest day."))), say("slot", english))
}

func TestAnAnswerToAQuestionIsReadWithIt(t *testing.T) {
	t.Parallel()
	offered, _ := allTools(t)
	for _, c := range []struct{ first, asked, second, tool, arguments string }{
		{"log water", "water", "300 ml", "log_water", `{"ml":300}`},
		{"log my weight", "weight", "80.2 kg", "log_weight", `{"weight_kg":80.2}`},
		{"swap salmon for chicken at dinner", "scope", "from now on", "swap_meal", `{"instead":"chicken","replace":"salmon","scope":"always","slot":"dinner"}`},
		{"turn off reminders", "which", "water", "set_reminders", `{"water":false}`},
		{"Training verschieben: kann nicht am Donnerstag trainieren", "move", "auf Freitag", "reschedule", `{"session_date":"2026-11-26","to":"2026-11-27"}`},
		{"log water", "water", "today", "today", `{}`},
	} {
		tongue := english
		if strings.HasPrefix(c.first, "Training") {
			tongue = german
		}
		end := ask(t, request(offered, person(c.first), coach(say(c.asked, tongue)), person(c.second)))
		wantCall(t, end, c.tool, c.arguments)
	}
}

func TestUnknownWordsGetExamplesOfTheAgent(t *testing.T) {
	t.Parallel()
	_, set := allTools(t)
	for _, agent := range []spotter.Actor{spotter.ActorWorkout, spotter.ActorDiet, spotter.ActorTracker, spotter.ActorScheduler} {
		got := textOf(ask(t, request(toolsOf(set, agent), person("xyzzy plugh"))).Message)
		if !strings.HasPrefix(got, say("unknown", english)) || !strings.Contains(got, examples[agent][english]) {
			t.Errorf("%s: %q", agent, got)
		}
	}
}

func TestWorkoutWordsWhileOneIsUnderWay(t *testing.T) {
	t.Parallel()
	offered, _ := allTools(t)
	for text, want := range map[string]string{"8": "log_set", "8 with 60": "log_set", "same again": "log_set", "60 kg, 8 reps": "log_set", "swap squats for lunges": "substitute"} {
		r := request(offered, person(text))
		r.System = append(r.System, llm.Block{Text: "A workout is under way: Upper A, 2 sets logged."})
		if call := ask(t, r).Message.Parts[0].Call; call == nil || call.Name != want {
			t.Errorf("%q: %+v, want %s", text, call, want)
		}
	}
}

func TestCanceledBeforeAnything(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range New().Stream(ctx, request(nil, person("today"))) {
		var e *llm.Error
		if !errors.As(err, &e) || e.Kind != llm.KindCanceled {
			t.Errorf("%v", err)
		}
	}
}

// steps is a whole onboarding: a step, what the person says, and the answer that is to be saved.
var onboardingSteps = []struct{ step, said, answer string }{
	{"consent", "yes, I accept", `{"accepts_guidance_only":true,"accepts_data_processing":true}`},
	{"about", "born 17 May 1994, male, 178 cm, 70 kg, Europe/Berlin, moderate", `{"birth_date":"1994-05-17","sex":"male","height_cm":178,"weight_kg":70,"time_zone":"Europe/Berlin","daily_activity":"moderate","units":"metric","locale":"en"}`},
	{"about", "ich bin am 17.05.1994 geboren, weiblich, 1,68 m, 62 kg, wohne in Berlin, sitzend", `{"birth_date":"1994-05-17","sex":"female","height_cm":168,"weight_kg":62,"time_zone":"Europe/Berlin","daily_activity":"sedentary","units":"metric","locale":"de"}`},
	{"screening", "no, none of them", `{"heart_condition":false,"chest_pain":false,"dizziness_or_fainting":false,"bone_or_joint_problem":false,"heart_or_pressure_medication":false,"pregnancy_or_recent_birth":false,"eating_disorder_history":false,"other_reason":false}`},
	{"screening", "no heart condition, but I was dizzy", `{"heart_condition":false,"chest_pain":false,"dizziness_or_fainting":true,"bone_or_joint_problem":false,"heart_or_pressure_medication":false,"pregnancy_or_recent_birth":false,"eating_disorder_history":false,"other_reason":false}`},
	{"fitness", "intermediate, 18 months, 3 sessions a week", `{"level":"intermediate","experience_months":18,"sessions_per_week_now":3}`},
	{"fitness", "Anfänger, 6 Monate, 2 Einheiten", `{"level":"beginner","experience_months":6,"sessions_per_week_now":2}`},
	{"goals", "gain muscle, 75 kg", `{"primary":"muscle_gain","target_weight_kg":75}`},
	{"goals", "perder grasa", `{"primary":"fat_loss"}`},
	{"constraints", "gym, 60 minutes, slight pain in the knee", `{"location":"gym","session_minutes":60,"equipment":["bench","barbell","dumbbell","cable","machine","pull_up_bar"],"injuries":[{"region":"knee","severity":"low"}]}`},
	{"constraints", "at home with dumbbells, 30 minutes", `{"location":"home","session_minutes":30,"equipment":["dumbbell"],"injuries":[]}`},
	{"diet", "I eat everything. Allergic to peanuts. I don't like liver, tripe. 30 minutes, 4 meals", `{"pattern":"omnivore","allergies":["peanuts"],"intolerances":[],"dislikes":["liver","tripe"],"cuisines":[],"cooking_minutes":30,"meals_per_day":4}`},
	{"schedule", "Monday, Tuesday, Thursday and Friday at 17:30; breakfast 07:00, lunch 12:00, snack 16:00, dinner 20:00", `{"workouts":[{"weekday":"monday","time":"17:30"},{"weekday":"tuesday","time":"17:30"},{"weekday":"thursday","time":"17:30"},{"weekday":"friday","time":"17:30"}],"meals":[{"name":"breakfast","time":"07:00"},{"name":"lunch","time":"12:00"},{"name":"snack","time":"16:00"},{"name":"dinner","time":"20:00"}],"quiet_hours":{"from":"22:00","to":"07:00"}}`},
	{"hydration", "2.5 l, every 90 minutes", `{"target_ml":2500,"reminder_minutes":90,"enabled":true}`},
	{"lifestyle", "energy 3, stress 2, sleep quality 4, 7 hours", `{"energy":3,"stress":2,"sleep_quality":4,"sleep_hours":7}`},
	{"supplements", "no, and no medicine", `{"interested":false,"current":[],"medicines":[]}`},
	{"supplements", "yes, creatine, and metformin", `{"interested":true,"current":["creatine"],"medicines":["diabetes"]}`},
}

func TestOnboardingIsAskedStepByStep(t *testing.T) {
	t.Parallel()
	_, set := allTools(t)
	offered := toolsOf(set, spotter.ActorOnboarding)
	save, _ := set.Find("onboarding_save")
	for _, c := range onboardingSteps {
		words := person(c.said)
		wantCall(t, ask(t, request(offered, words)), "onboarding_missing", `{}`)
		state := "Onboarding: 9 % done.\nThe question?\n{\"next_step\":\"" + c.step + "\",\"missing\":[\"" + c.step + "\"]}"
		end := ask(t, request(offered, words, called("a", "onboarding_missing"), returned("a", state)))
		wantCall(t, end, "onboarding_save", `{"step":"`+c.step+`","answer":`+c.answer+`}`)
		if fault := fits(save.Schema, end.Message.Parts[0].Call.Arguments); fault != "" {
			t.Errorf("%q: %s", c.said, fault)
		}
		checkAnswer(t, c.step, c.answer)
		saved := ask(t, request(offered, words, called("a", "onboarding_missing"), returned("a", state), called("b", "onboarding_save"), returned("b", "Saved.\nThe next question?\n{\"next_step\":\"goals\"}")))
		wantText(t, saved, "Saved.\nThe next question?")
	}
}

// checkAnswer reads an answer as the use case does.
func checkAnswer(t *testing.T, step, raw string) {
	t.Helper()
	answers := map[string]any{"consent": nil, "about": &spotter.About{}, "screening": &spotter.Screening{}, "fitness": &spotter.Fitness{}, "goals": &spotter.Goals{}, "constraints": &spotter.Constraints{},
		"diet": &spotter.Diet{}, "schedule": &spotter.Schedule{}, "hydration": &spotter.Hydration{}, "lifestyle": &spotter.Lifestyle{}, "supplements": &spotter.Supplements{}}
	answer := answers[step]
	if answer == nil {
		return
	}
	if err := strict.Decode([]byte(raw), answer, ""); err != nil {
		t.Errorf("%s: %s: %v", step, raw, err)
	}
	if problems := spotter.CheckAnswer(answer, spotter.Date{Year: 2026, Month: 11, Day: 25}); len(problems) > 0 {
		t.Errorf("%s: %s: %v", step, raw, problems)
	}
}

func TestHalfAnAnswerIsAskedFor(t *testing.T) {
	t.Parallel()
	_, set := allTools(t)
	offered := toolsOf(set, spotter.ActorOnboarding)
	state := "Onboarding: 9 % done.\nThe question?\n{\"next_step\":\"fitness\",\"missing\":[\"fitness\"]}"
	first := []llm.Message{person("intermediate"), called("a", "onboarding_missing"), returned("a", state)}
	half := ask(t, request(offered, first...))
	wantText(t, half, "I did not get all of it. Still missing: experience months, sessions per week now.\nThe question?")
	rest := append(first, coach(textOf(half.Message)), person("18 months, 3 sessions"), called("b", "onboarding_missing"), returned("b", state))
	wantCall(t, ask(t, request(offered, rest...)), "onboarding_save", `{"step":"fitness","answer":{"level":"intermediate","experience_months":18,"sessions_per_week_now":3}}`)
	hello := ask(t, request(offered, person("hello"), called("a", "onboarding_missing"), returned("a", state)))
	wantText(t, hello, "Onboarding: 9 % done.\nThe question?")
	plans := ask(t, request(offered, person("make my training plan")))
	wantCall(t, plans, "onboarding_propose", `{"plan":"training"}`)
}

func FuzzProvider(f *testing.F) {
	for row := range strings.SplitSeq(strings.TrimSpace(utterances), "\n") {
		f.Add(strings.Split(row, " | ")[0])
	}
	provider := New()
	f.Fuzz(func(t *testing.T, text string) {
		offered := []llm.Tool{{Name: "today"}, {Name: "log_water"}, {Name: "swap_meal"}, {Name: "reschedule"}, {Name: "hand_over"}}
		for event, err := range provider.Stream(t.Context(), request(offered, person(strings.ToValidUTF8(text, "")))) {
			end, ended := event.(llm.End)
			if err != nil || ended && len(end.Message.Parts) == 0 {
				t.Fatalf("%q: %v", text, err)
			}
			if ended && end.Message.Parts[0].Call != nil && !json.Valid(end.Message.Parts[0].Call.Arguments) {
				t.Fatalf("%q: %s", text, end.Message.Parts[0].Call.Arguments)
			}
		}
	})
}

func BenchmarkStream(b *testing.B) {
	provider := New()
	r := request([]llm.Tool{{Name: "today"}}, person("the weather is nice and I wonder what the sea is like in spring"))
	for b.Loop() {
		for range provider.Stream(b.Context(), r) {
		}
	}
}

// TestItsOwnSentencesPassTheGuard wants no figure, food or exercise in them that the guard would hold back from
// somebody of whom nothing is known but limits.
func TestItsOwnSentencesPassTheGuard(t *testing.T) {
	t.Parallel()
	supplements, err1 := catalog.LoadSupplements()
	foods, err2 := catalog.LoadFoods()
	dishes, err3 := catalog.LoadDishes(foods)
	exercises, err4 := catalog.LoadExercises()
	translations, err5 := catalog.LoadTranslations()
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		t.Fatal(err)
	}
	names := guard.NewNames(supplements, foods, dishes, exercises, translations)
	all := map[string]line{}
	for key, l := range lines {
		all[key] = l
	}
	for agent, l := range examples {
		all[string(agent)] = l
	}
	for key, l := range all {
		for tongue, text := range l {
			c := guard.Config{Locale: []string{"en", "de", "es", "hi"}[tongue], Facts: guard.NewFacts(names), Names: names, Diet: &spotter.Diet{Pattern: "vegan", Allergies: []spotter.Allergen{"gluten"}},
				Limits: spotter.Limits{HideNumbers: true, NoSupplements: true, Regions: map[spotter.Region]spotter.Severity{"shoulder": "high", "knee": "high"}}}
			if out, notes := guard.Check(c, text); out != text {
				t.Errorf("%s: %q became %q %v", key, text, out, notes)
			}
		}
	}
}
