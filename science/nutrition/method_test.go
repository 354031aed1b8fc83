package nutrition_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spotter"
	"spotter/science/nutrition"
)

// catalogued are the portions of one serving.
func catalogued(d spotter.Dish) []spotter.Portion {
	out := make([]spotter.Portion, len(d.Ingredients))
	for i, in := range d.Ingredients {
		out[i] = spotter.Portion{Food: in.Food, Grams: in.Grams}
	}
	return out
}

func TestStepsCallForTheirAmounts(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	for id, want := range map[string][][]string{
		"chicken_broccoli_rice":    {{"broccoli", "white_rice"}, {"chicken_breast", "olive_oil"}, {"lemon_juice"}},
		"overnight_oats_berries":   {{"oats", "soy_milk", "chia"}, nil, {"blueberries"}},                                       // top
		"tofu_tikka_millet":        {{"tofu", "paprika", "cumin", "rapeseed_oil"}, {"green_pepper", "tomato"}, {"millet"}},     // the spices
		"lupin_quinoa_salad":       {{"quinoa"}, {"cucumber", "tomato"}, {"lupins", "parsley", "lemon_juice", "olive_oil"}},    // the vegetables
		"tuna_bulgur_salad":        {{"bulgur"}, {"tuna_tinned", "tomato", "cucumber", "parsley", "lemon_juice", "olive_oil"}}, // everything else
		"puffed_rice_coconut":      {{"coconut_milk"}, {"puffed_rice", "blueberries", "pumpkin_seeds"}},                        // water is no food
		"omelette_gruyere_spinach": {{"spinach", "olive_oil"}, {"egg", "gruyere"}},                                             // the rest of the oil
		"prunes_almonds":           {{"prunes", "almonds"}},                                                                    // mix and eat
		"paneer_roti":              {{"wholemeal_flour"}, nil, {"fresh_cheese", "tomato", "turmeric"}},                         // a dough that rests takes no oil
	} {
		i := slices.IndexFunc(dishes, func(d spotter.Dish) bool { return d.ID == id })
		var got [][]string
		for _, step := range nutrition.Method(dishes[i], dishes[i].Steps, catalogued(dishes[i]), foods) {
			var names []string
			for _, a := range step.Amounts {
				names = append(names, a.Food)
			}
			got = append(got, names)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", id, diff)
		}
	}
}

// mostUncalled is how many of the 1,792 ingredients of the catalogue no step calls for in words that are understood.
const mostUncalled = 20

func TestNearlyEveryAmountHasAStep(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	uncalled := 0
	for _, d := range dishes {
		portions := catalogued(d)
		seen := map[string]int{}
		for i, step := range nutrition.Method(d, d.Steps, portions, foods) {
			if step.Text != d.Steps[i] {
				t.Errorf("%s: step %d is %q", d.ID, i, step.Text)
			}
			for _, a := range step.Amounts {
				seen[a.Food]++
			}
		}
		for _, p := range portions {
			switch seen[p.Food] {
			case 0:
				uncalled++
				t.Logf("%s: no step calls for %s", d.ID, p.Food)
			case 1:
			default:
				t.Errorf("%s: %d steps call for %s", d.ID, seen[p.Food], p.Food)
			}
		}
	}
	if uncalled > mostUncalled {
		t.Errorf("%d amounts without a step", uncalled)
	}
}

// A food that stands instead of another is weighed out where the other is called for.
func TestAReplacementGoesWhereTheOtherWas(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	i := slices.IndexFunc(dishes, func(d spotter.Dish) bool { return d.ID == "chicken_broccoli_rice" })
	portions := catalogued(dishes[i])
	portions[0] = spotter.Portion{Food: "tofu", Grams: 220}
	steps := nutrition.Method(dishes[i], []string{"eins", "zwei", "drei"}, portions, foods)
	if steps[1].Text != "zwei" || len(steps[1].Amounts) != 2 || steps[1].Amounts[0] != portions[0] {
		t.Errorf("%+v", steps)
	}
}
