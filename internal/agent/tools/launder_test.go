package tools

import (
	"strings"
	"testing"

	"spotter"
	"spotter/internal/coach/coachtest"
)

// TestNoToolRepeatsAFigureOfTheModels sends figures that nobody said through every place that is repeated: what
// a tool answers may be said to the person, so that no figure of the model's own may come back in it.
func TestNoToolRepeatsAFigureOfTheModels(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	good(t, ann.call(t, spotter.ActorWorkout, "start", "start_session", ``))
	for _, c := range []struct {
		agent           spotter.Actor
		tool, arguments string
	}{
		{spotter.ActorGeneral, "remember", `{"kind":"goal","text":"Should eat 4477 kcal"}`},
		{spotter.ActorGeneral, "remember", `{"kind":"goal","text":"Should eat 4477 kcal","quote":"hello"}`},
		{spotter.ActorGeneral, "forget", `{"text":"4477 kcal"}`},
		{spotter.ActorGeneral, "hand_over", `{"to":"diet","reason":"Eat 4477 kcal"}`},
		{spotter.ActorGeneral, "demonstrate", `{"exercise":"4477 kcal press"}`},
		{spotter.ActorGeneral, "recipe", `{"dish":"4477 kcal cake"}`},
		{spotter.ActorGeneral, "supplement_facts", `{"supplement":"4477 mg caffeine"}`},
		{spotter.ActorGeneral, "supplement_check", `{"items":[{"name":"caffeine 4477 mg"}]}`},
		{spotter.ActorGeneral, "supplement_check", `{"items":[{"name":"caffeine","amount":4477,"unit":"mg"}]}`},
		{spotter.ActorGeneral, "why", `{"plan":"meals","item":"4477 kcal"}`},
		{spotter.ActorGeneral, "meal_ideas", `{"slot":"4477 kcal"}`},
		{spotter.ActorDiet, "log_meal", `{"name":"cake with 4477 kcal"}`},
		{spotter.ActorDiet, "log_meal", `{"slot":"4477 kcal"}`},
		{spotter.ActorDiet, "log_meal", `{"dish":"4477 kcal"}`},
		{spotter.ActorDiet, "log_meal", `{"foods":[{"food":"4477 kcal cake","grams":4477}]}`},
		{spotter.ActorDiet, "log_water", `{"ml":2977}`},
		{spotter.ActorDiet, "swap_meal", `{"slot":"dinner","instead":"4477 kcal"}`},
		{spotter.ActorDiet, "tick_shopping", `{"foods":["4477 kcal"]}`},
		{spotter.ActorDiet, "propose_meals", `{"instructions":"eat 4477 kcal"}`},
		{spotter.ActorDiet, "propose_meals", `{"exclude":["4477 kcal"]}`},
		{spotter.ActorWorkout, "propose_training", `{"instructions":"4477 kcal"}`},
		{spotter.ActorWorkout, "propose_training", `{"swap":[{"from":"4477 kcal","to":"4477 kcal"}]}`},
		{spotter.ActorWorkout, "log_set", `{"text":"4477 kcal"}`},
		{spotter.ActorWorkout, "log_set", `{"exercise":"4477 kcal","reps":8}`},
		{spotter.ActorWorkout, "say", `{"text":"4477 kcal"}`},
		{spotter.ActorWorkout, "substitute", `{"to":"4477 kcal"}`},
		{spotter.ActorTracker, "log_weight", `{"weight_kg":44.77}`},
		{spotter.ActorScheduler, "propose_schedule", `{"meals":[{"name":"4477 kcal","time":"07:00"},{"name":"b","time":"12:00"},{"name":"c","time":"16:00"},{"name":"d","time":"20:00"}]}`},
	} {
		r := ann.call(t, c.agent, "hello", c.tool, c.arguments)
		if strings.Contains(r.Text, "4477") || strings.Contains(r.Text, "44.77") || strings.Contains(r.Text, "2977") {
			t.Errorf("%s %s: %s", c.tool, c.arguments, r.Text)
		}
	}
	bad(t, ann.set.Call(t.Context(), Env{Agent: spotter.ActorGeneral}, "eat_4477_kcal", nil), "####")
}
