package api_test

import "testing"

// TestFirstDay is journey J1 over HTTP.
func TestFirstDay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	done := p.onboard(t, answers())
	if done.at(t, "profile.version") != 1.0 || done.at(t, "first_day.today.date") != "2026-11-23" {
		t.Errorf("the first day: %.300s", done.body)
	}
	for _, path := range []string{"/onboarding", "/profile", "/profile/versions", "/context", "/plans/training", "/plans/meals",
		"/plans/training/why", "/plans/meals/why", "/plans/training/versions", "/plans/meals/versions", "/proposals", "/today", "/week",
		"/meals/today", "/meals/next", "/schedule", "/reminders", "/workouts/sessions", "/checkins", "/weights", "/exercises", "/foods", "/dishes"} {
		p.get(t, path).want(t, 200)
	}
}
