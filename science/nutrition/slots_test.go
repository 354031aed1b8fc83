package nutrition

import (
	"math"
	"strings"
	"testing"

	"spotter"
)

func TestSlotKinds(t *testing.T) {
	t.Parallel()
	at := func(name, clock string) spotter.MealSlot {
		c, err := spotter.ParseClock(clock)
		if err != nil {
			t.Fatal(err)
		}
		return spotter.MealSlot{Name: name, Time: c}
	}
	for want, meals := range map[string][]spotter.MealSlot{
		"breakfast main snack main":             {at("Breakfast", "07:00"), at("Lunch", "12:30"), at("Snack", "16:00"), at("Dinner", "19:30")},
		"breakfast main main":                   {at("Meal 1", "08:00"), at("Meal 2", "13:00"), at("Meal 3", "19:00")},
		"main main":                             {at("First", "15:00"), at("Last", "23:00")},
		"main breakfast":                        {at("Dinner", "18:00"), at("Breakfast", "06:00")},
		"breakfast snack main snack main snack": {at("1", "06:30"), at("2", "09:30"), at("3", "12:30"), at("4", "15:30"), at("5", "18:30"), at("6", "22:30")},
		"main snack main":                       {at("Night meal", "23:00"), at("Shift meal", "03:00"), at("Lunch", "13:00")},
		"breakfast main":                        {at("Brunch", "11:00"), at("Afternoon snack", "16:00")},
	} {
		var kinds []string
		total := 0.0
		for _, s := range slotsOf(meals) {
			kinds = append(kinds, s.kind)
			total += s.share
		}
		if got := strings.Join(kinds, " "); got != want || math.Abs(total-1) > 1e-9 {
			t.Errorf("%v: %s, want %s; shares sum to %v", meals, got, want, total)
		}
	}
}

func TestMealIDsAreDistinct(t *testing.T) {
	t.Parallel()
	slots := slotsOf([]spotter.MealSlot{{Name: "Meal!", Time: 420}, {Name: "meal", Time: 720}, {Name: "शाम का खाना", Time: 1140}, {Name: "??", Time: 1300}})
	want := []string{"monday-meal", "monday-meal-2", "monday-शाम-का-खाना", "monday-meal-3"}
	for i, id := range mealIDs(spotter.Monday, slots) {
		if id != want[i] {
			t.Errorf("%d: %s, want %s", i, id, want[i])
		}
	}
}

func TestWordsFindFoods(t *testing.T) {
	t.Parallel()
	tomato := &spotter.Food{ID: "tomato", Name: "Tomato", Aliases: []string{"cherry tomatoes"}, Kind: "vegetable", Spoken: map[string]string{"de": "Tomate"}}
	salmon := &spotter.Food{ID: "salmon_tinned", Name: "Pink salmon, tinned", Kind: "fish", Spoken: map[string]string{"de": "Rosa Lachs aus der Dose", "es": "Salmón rosado en lata", "hi": "डिब्बाबंद गुलाबी सैल्मन"}}
	chicken := &spotter.Food{ID: "chicken_breast", Name: "Chicken breast", Kind: "poultry", Spoken: map[string]string{"de": "Hähnchenbrust", "es": "Pechuga de pollo"}}
	coconut := &spotter.Food{ID: "coconut_milk", Name: "Coconut milk, tinned", Kind: "plant_milk", Spoken: map[string]string{"de": "Kokosmilch aus der Dose", "es": "Leche de coco en lata"}}
	rice := &spotter.Food{ID: "white_rice", Name: "White rice, dry", Kind: "grain", Spoken: map[string]string{"de": "Weißer Reis, trocken"}}
	oil := &spotter.Food{ID: "olive_oil", Name: "Olive oil", Kind: "fat"}
	olives := &spotter.Food{ID: "olives", Name: "Black olives", Kind: "fruit", Spoken: map[string]string{"es": "Aceituna negra"}}
	prawns := &spotter.Food{ID: "prawns", Name: "Prawns, raw", Aliases: []string{"shrimp"}, Kind: "shellfish"}
	for _, c := range []struct {
		term string
		food *spotter.Food
		want bool
	}{
		{"Tomatoes", tomato, true}, {"cherry tomato", tomato, true}, {"potato", tomato, false},
		{"olives", olives, true}, {"olives", oil, false}, {"olive oil", oil, true}, {"olive_oil", oil, true}, {"olive_oil", olives, false},
		{"seafood", prawns, true}, {"Shrimps", prawns, true}, {"fish", prawns, false}, {"", prawns, false},
		{"Lachs", salmon, true}, {"lachs", prawns, false}, {"salmón", salmon, true}, {"Salmon", salmon, true}, {"सैल्मन", salmon, true}, {"Fisch", salmon, true}, {"pescado", salmon, true},
		{"Hähnchen", chicken, true}, {"Ha\u0308hnchen", chicken, true}, {"HÄHNCHENBRUST", chicken, true}, {"Brust", chicken, true}, {"Pollo", chicken, true}, {"Fleisch", chicken, true}, {"Fleisch", salmon, false},
		{"Milch", coconut, true}, {"leche", coconut, true}, {"Kokos", coconut, true}, {"Tomate", tomato, true}, {"Tomaten", tomato, true}, {"Kirschtomaten", tomato, false},
		{"Ei", chicken, false}, {"Reis", rice, true}, {"tuna", olives, false}, {"Pilze", tomato, false}, {"zzz", salmon, false}, {"💥", salmon, false},
	} {
		if got := namesFood(c.term, c.food); got != c.want {
			t.Errorf("%q means %s: %v, want %v", c.term, c.food.ID, got, c.want)
		}
	}
}
