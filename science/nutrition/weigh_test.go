package nutrition_test

import (
	"math"
	"strings"
	"testing"

	"spotter/science/nutrition"
)

func TestAmountsAreWeighed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		food   string
		amount float64
		unit   string
		grams  float64
		says   string
	}{
		{"greek_yogurt", 200, "g", 200, ""},
		{"potato", 1.2, "kg", 1200, ""},
		{"chicken_breast", 4, "oz", 113.4, ""},
		{"chicken_breast", 0.5, "lb", 226.8, ""},
		{"egg", 2, "measure", 100, ""},
		{"olive_oil", 1, "tbsp", 13.5, ""},
		{"olive_oil", 1, "tsp", 4.5, ""},          // a third of a tablespoon
		{"oats", 0.5, "cup", 40.5, ""},            // 81 g a cup
		{"oats", 1, "tbsp", 5.06, ""},             // a sixteenth of a cup
		{"milk", 250, "ml", 257.8, ""},            // 244 g a cup of 236.588 ml
		{"milk", 0.5, "l", 515.7, ""},             //
		{"white_rice", 1, "cup", 185, ""},         // dry, as bought
		{"white_rice", 280, "cooked_g", 100, ""},  // 2.8 times as heavy
		{"white_rice", 1, "cooked_cup", 56.4, ""}, // 158 g
		{"egg", 1, "cup", 0, "or its measure (large, 50 g)"},
		{"beef_flank", 1, "measure", 0, "no household measure; give grams"},
		{"beef_flank", 1, "ml", 0, "a ml of"},
		{"egg", 100, "cooked_g", 0, "as it is eaten"},
	} {
		got, says := nutrition.Weigh(food(t, c.food), c.amount, c.unit)
		if math.Abs(got-c.grams) > 0.005*c.grams || (says == "") != (c.says == "") || !strings.Contains(says, c.says) {
			t.Errorf("%v %s of %s: %v g, %q; want %v g, %q", c.amount, c.unit, c.food, got, says, c.grams, c.says)
		}
	}
}
