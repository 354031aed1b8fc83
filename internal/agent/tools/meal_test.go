package tools

import (
	"strings"
	"testing"

	"spotter"
	"spotter/internal/coach/coachtest"
)

func TestADayOfMeals(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	day := good(t, ann.call(t, spotter.ActorDiet, "", "today", `{}`), "Today, Monday 2026-11-23", "Meals:", "kcal", "Water: 0 of 2500 ml")
	t.Log(day.Text)
	t.Log(good(t, ann.call(t, spotter.ActorDiet, "", "next_meal", ``), "Next: snack at Monday 2026-11-23 16:00").Text)
	good(t, ann.call(t, spotter.ActorDiet, "I had breakfast", "log_meal", `{"slot":"breakfast"}`), "Logged:", "Eaten so far:")
	bad(t, ann.call(t, spotter.ActorDiet, "I had brunch", "log_meal", `{"slot":"brunch"}`), "There are: breakfast, lunch, snack, dinner")
	bad(t, ann.call(t, spotter.ActorDiet, "I had rice", "log_meal", `{"foods":[{"food":"white rice","grams":150}]}`), "The amount («white rice») was not said")
	good(t, ann.call(t, spotter.ActorDiet, "I had 150 g of banana", "log_meal", `{"foods":[{"food":"banana","grams":150}]}`), "kcal")
	bad(t, ann.call(t, spotter.ActorDiet, "I had 150 g of banan", "log_meal", `{"foods":[{"food":"bananna","grams":150}]}`), "Did you mean Banana")
	bad(t, ann.call(t, spotter.ActorDiet, "I drank some water", "log_water", `{"ml":300}`), "was not said")
	bad(t, ann.call(t, spotter.ActorDiet, "I did 2 sets", "log_water", `{"ml":2000}`), "was not said")
	for said, ml := range map[string]string{"half a litre": "500", "two glasses of water": "500", "a glass": "250", "300 ml": "300", "1.5l": "1500", "16 oz": "473"} {
		good(t, ann.call(t, spotter.ActorDiet, said, "log_water", `{"ml":`+ml+`}`), "Logged: "+ml+" ml of water")
	}
	ideas := good(t, ann.call(t, spotter.ActorDiet, "", "meal_ideas", `{"slot":"dinner"}`), "kcal")
	if n := strings.Count(ideas.Text, "dinner"); n != 3 {
		t.Errorf("%d ideas for dinner: %s", n, ideas.Text)
	}
	list := good(t, ann.call(t, spotter.ActorDiet, "", "shopping_list", `{}`), "To buy for 2026-11-23 to 2026-11-29", "vegetables")
	if len(list.Text) > mostText {
		t.Errorf("the list has %d bytes", len(list.Text))
	}
	t.Log(list.Text)
}

func TestASwapWaitsForTheYes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers())
	before := good(t, ann.call(t, spotter.ActorDiet, "", "today", `{}`)).Text
	always := good(t, ann.call(t, spotter.ActorDiet, "from now on", "swap_meal", `{"slot":"dinner","scope":"always"}`), "From now on", " g (", "Energy: ")
	if len(always.Proposals) != 1 || always.Proposals[0].Kind != spotter.PlanMeals {
		t.Fatalf("proposals: %+v", always.Proposals)
	}
	if _, err := w.Decline(t.Context(), ann.caller, always.Proposals[0].ID, 0); err != nil {
		t.Fatal(err)
	}
	swap := good(t, ann.call(t, spotter.ActorDiet, "something else for dinner", "swap_meal", `{"slot":"dinner"}`), "On Monday 23 November", "instead of", "it waits for your yes", " g (", "Energy: ", "within 10 %")
	if len(swap.Proposals) != 1 || swap.Proposals[0].Kind != spotter.PlanMeal {
		t.Fatalf("proposals: %+v", swap.Proposals)
	}
	good(t, ann.call(t, spotter.ActorGeneral, "", "show_proposal", `{}`), swap.Proposals[0].Summary)
	after := good(t, ann.call(t, spotter.ActorDiet, "", "today", `{}`)).Text
	if strings.ReplaceAll(after, "\nProposals that wait for your answer: 1.", "") != before {
		t.Errorf("the day has changed:\n%s\n%s", before, after)
	}
	bad(t, ann.call(t, spotter.ActorDiet, "", "swap_meal", `{"slot":"dinner","instead":"unicorn steak"}`), "instead")
	bad(t, ann.call(t, spotter.ActorDiet, "", "swap_meal", `{"meal_id":"monday-feast"}`), "no such meal")
	bad(t, ann.call(t, spotter.ActorDiet, "", "swap_meal", `{}`), "Which meal is it")
}

func TestAnUnsafeRecipeIsRefusedWithTheReason(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.onboarded(t, coachtest.Answers(func(a *spotter.Answers) { a.Diet.Allergies = []spotter.Allergen{"peanuts", "fish"} }))
	free := w.onboarded(t, coachtest.Answers())
	dishes, err := w.Dishes(t.Context(), free.caller, "en", "salmon", "", 1)
	if err != nil || len(dishes.Items) == 0 {
		t.Fatal(err, dishes)
	}
	good(t, free.call(t, spotter.ActorDiet, "", "recipe", `{"dish":"`+dishes.Items[0].ID+`"}`), "1. ")
	bad(t, ann.call(t, spotter.ActorDiet, "", "recipe", `{"dish":"`+dishes.Items[0].ID+`"}`), "contains fish")
	bad(t, ann.call(t, spotter.ActorDiet, "", "recipe", `{"dish":"lentil sop"}`), "Did you mean")
}
