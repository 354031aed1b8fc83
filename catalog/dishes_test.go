package catalog_test

import (
	"slices"
	"testing"

	"spotter"
	"spotter/catalog"
)

var patterns = []spotter.DietPattern{
	"omnivore", "pescatarian", "vegetarian", "eggetarian", "vegan", "jain", "halal", "kosher", "keto", "paleo", "mediterranean",
}

// none stands for a person without allergies.
var allergens = []spotter.Allergen{
	"none", "gluten", "crustaceans", "eggs", "fish", "peanuts", "soy", "milk", "tree_nuts", "celery", "mustard", "sesame", "sulphites", "lupin", "molluscs",
}

func loadDishes(t *testing.T) (*catalog.Foods, *catalog.Dishes) {
	t.Helper()
	foods := loadFoods(t)
	dishes, err := catalog.LoadDishes(foods)
	if err != nil {
		t.Fatal(err)
	}
	return foods, dishes
}

// eaten tells whether a person of a pattern with an allergy may eat a dish, from its foods alone.
func eaten(dish spotter.Dish, foods *catalog.Foods, pattern spotter.DietPattern, allergy spotter.Allergen) bool {
	flesh, milk := false, false
	for _, in := range dish.Ingredients {
		food, _ := foods.Find(in.Food)
		if slices.Contains(food.Excluded, pattern) || slices.Contains(food.Allergens, allergy) {
			return false
		}
		flesh = flesh || slices.Contains([]string{"meat", "poultry", "pork"}, food.Kind)
		milk = milk || slices.Contains(food.Allergens, "milk")
	}
	return !(pattern == "kosher" && flesh && milk)
}

func TestDishesAreManyOfEveryCuisine(t *testing.T) {
	t.Parallel()
	_, dishes := loadDishes(t)
	if n := len(dishes.All()); n < 300 {
		t.Errorf("%d dishes, want 300 or more", n)
	}
	byCuisine := map[string]int{}
	for _, d := range dishes.All() {
		byCuisine[d.Cuisine]++
		if len(d.Ingredients) < 2 || d.Minutes > 120 || len(d.Steps) > 6 {
			t.Errorf("%s: %d ingredients, %d minutes, %d steps", d.ID, len(d.Ingredients), d.Minutes, len(d.Steps))
		}
	}
	for cuisine, n := range byCuisine {
		if n < 8 {
			t.Errorf("%d dishes are %s, want 8 or more", n, cuisine)
		}
	}
}

// The catalogue is broad enough for every pattern with every single allergy.
func TestEveryPatternAndAllergyLeavesDishes(t *testing.T) {
	t.Parallel()
	foods, dishes := loadDishes(t)
	want := map[string]int{"breakfast": 3, "main": 6, "snack": 3}
	for _, pattern := range patterns {
		for _, allergy := range allergens {
			have := map[string]int{}
			for _, dish := range dishes.All() {
				if eaten(dish, foods, pattern, allergy) {
					for _, meal := range dish.Meals {
						have[meal]++
					}
				}
			}
			for meal, n := range want {
				if have[meal] < n {
					t.Errorf("%s without %s leaves %d dishes for %s, want %d", pattern, allergy, have[meal], meal, n)
				}
			}
		}
	}
}

// Nobody has to cook: five minutes leave something of every kind for every pattern.
func TestFiveMinutesLeaveDishesForEveryPattern(t *testing.T) {
	t.Parallel()
	foods, dishes := loadDishes(t)
	for _, pattern := range patterns {
		have := map[string]int{}
		for _, dish := range dishes.All() {
			if dish.Minutes <= 5 && eaten(dish, foods, pattern, "none") {
				for _, meal := range dish.Meals {
					have[meal]++
				}
			}
		}
		if have["breakfast"] < 2 || have["main"] < 2 || have["snack"] < 3 {
			t.Errorf("%s in five minutes: %v", pattern, have)
		}
	}
}

// What a midwife would strike out is in no dish: liver, raw or predatory fish, alcohol.
func TestDishesAreFitForPregnancy(t *testing.T) {
	t.Parallel()
	foods, dishes := loadDishes(t)
	for _, dish := range dishes.All() {
		for _, in := range dish.Ingredients {
			food, _ := foods.Find(in.Food)
			if food.Kind == "alcohol" || slices.Contains([]string{"tuna_fresh", "venison"}, food.ID) {
				t.Errorf("%s has %s", dish.ID, food.Name)
			}
		}
	}
}

func TestDishesMatchByName(t *testing.T) {
	t.Parallel()
	_, dishes := loadDishes(t)
	for _, name := range []string{"chicken_broccoli_rice", "Chicken with broccoli and rice", "CHICKEN WITH BROCCOLI AND RICE"} {
		if dish, ok := dishes.Match(name); !ok || dish.ID != "chicken_broccoli_rice" {
			t.Errorf("Match(%q) = %q, %v", name, dish.ID, ok)
		}
	}
}
