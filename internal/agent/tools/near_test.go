package tools

import (
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach/coachtest"
)

// What can be cooked now is for the meal that is near: at a quarter to one it is lunch though breakfast was not logged.
func TestIdeasAreForTheMealThatIsNear(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	clock := monday.Add(-4 * time.Hour) // 08:00 in Berlin; the meals are at 7, 12, 16 and 20 o'clock
	for _, c := range []struct {
		after time.Duration
		slot  string
	}{{0, "breakfast"}, {2 * time.Hour, "lunch"}, {4*time.Hour + 45*time.Minute, "lunch"}, {7 * time.Hour, "snack"}, {14*time.Hour + 30*time.Minute, "dinner"}} {
		w.clock.mu.Lock()
		w.clock.t = clock.Add(c.after)
		w.clock.mu.Unlock()
		r := good(t, ann.call(t, spotter.ActorDiet, "", "meal_ideas", `{"count":1}`))
		if !strings.Contains(r.Text, " "+c.slot) {
			t.Errorf("after %v: no %s in %s", c.after, c.slot, r.Text)
		}
	}
}

// Water of today is told though its day is not over.
func TestWaterOfToday(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	good(t, ann.call(t, spotter.ActorTracker, "", "progress", `{}`), "Water: nothing logged.")
	good(t, ann.call(t, spotter.ActorDiet, "500 ml of water", "log_water", `{"ml":500}`))
	r := good(t, ann.call(t, spotter.ActorTracker, "", "progress", `{}`), "Water today so far: 500 of 2500 ml.")
	if strings.Contains(r.Text, "nothing logged") {
		t.Error(r.Text)
	}
}
