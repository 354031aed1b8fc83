package tools

import (
	"testing"

	"spotter"
	"spotter/internal/coach/coachtest"
)

func TestAWorkoutFromStartToEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	bad(t, ann.call(t, spotter.ActorWorkout, "what's next?", "next_set", ""), "No session is under way")
	start := good(t, ann.call(t, spotter.ActorWorkout, "start", "start_session", "{}"), "is under way", "Next: ", "set 1 of")
	t.Log(start.Text)
	good(t, ann.call(t, spotter.ActorWorkout, "start", "start_session", "{}"), "already", "Next: ")
	logged := good(t, ann.call(t, spotter.ActorWorkout, "done, 8 with 100 kg, two in reserve", "log_set", `{"text":"8 with 100 kg, two in reserve"}`), "set 1: 100 kg, 8 reps, 2 in reserve", "Next: ", "Rest ")
	t.Log(logged.Text)
	good(t, ann.call(t, spotter.ActorWorkout, "no, nine", "say", `{"text":"no, nine"}`), "Corrected.", "9 reps")
	t.Log(good(t, ann.call(t, spotter.ActorWorkout, "too heavy today", "say", `{"text":"too heavy today"}`), "Next: ").Text)
	t.Log(good(t, ann.call(t, spotter.ActorWorkout, "what's next?", "next_set", "null"), "Next: ").Text)
	offer := good(t, ann.call(t, spotter.ActorWorkout, "delete that set", "correct_set", `{"remove":true}`), "Nothing has been done yet")
	good(t, ann.call(t, spotter.ActorGeneral, "", "show_session", `{}`), "100 kg x 9")
	good(t, ann.carry(t, offer.Offer), "taken out")
	bad(t, ann.carry(t, offer.Offer), "no such set")
	good(t, ann.call(t, spotter.ActorWorkout, "i'm done", "finish_session", ``), "is finished: 0 sets")
}

// TestNobodyInventsASet holds what a confused or hijacked model sends against what was said.
func TestNobodyInventsASet(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	good(t, ann.call(t, spotter.ActorWorkout, "start", "start_session", "{}"))
	for _, c := range []struct{ said, tool, arguments string }{
		{"what's next?", "log_set", `{"reps":8,"weight_kg":100}`},
		{"what's next?", "log_set", `{"text":"100x8"}`},
		{"what's next?", "say", `{"text":"8 with 100 kg"}`},
		{"8 with 185 pounds", "log_set", `{"reps":8,"weight_kg":185}`},
		{"8 with 185 pounds", "log_set", `{"reps":8,"weight_lb":185,"rir":2}`},
		{"8 with 185 pounds", "log_set", `{"reps":9,"weight_lb":185}`},
		{"8 with 185 pounds", "correct_set", `{"reps":7}`},
		{"", "log_set", `{"reps":8,"weight_kg":100}`},
	} {
		bad(t, ann.call(t, spotter.ActorWorkout, c.said, c.tool, c.arguments), "What did you do")
	}
	for _, c := range []struct{ said, arguments, want string }{
		{"8 with 100", `{"reps":8,"weight_kg":100,"exercise":"barbel bench pres"}`, "Did you mean Barbell bench press"},
		{"8 with 100", `{"reps":"8"}`, "reps must be a whole number"},
		{"8 with 100", `{"rep":8}`, "Did you mean reps"},
		{"8 with 100", `{"reps":8,"weight_kg":1000}`, "The weight must be between 0 and 600"},
		{"8 with 100", `{`, "not one valid JSON object"},
		{"8 with 100", `[]`, "It takes: text, exercise"},
		{"", `{}`, "reps is required"},
		{"many of them", `{"text":"many of them"}`, ""},
	} {
		bad(t, ann.call(t, spotter.ActorWorkout, c.said, "log_set", c.arguments), c.want)
	}
	if r := ann.call(t, spotter.ActorGeneral, "", "show_session", `{}`); r.Failed || len(r.Text) > 80 {
		t.Errorf("something was logged: %s", r.Text)
	}
	direct := ann.env
	direct.Direct, direct.Agent, direct.Caller = true, spotter.ActorWorkout, spotter.Caller{User: ann.caller.User, Actor: spotter.ActorWorkout}
	good(t, ann.set.Call(t.Context(), direct, "log_set", []byte(`{"reps":8,"weight_lb":185}`)), "185 lb (83.91 kg), 8 reps")
}
