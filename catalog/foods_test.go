package catalog_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"spotter"
	"spotter/catalog"
)

func loadFoods(t *testing.T) *catalog.Foods {
	t.Helper()
	foods, err := catalog.LoadFoods()
	if err != nil {
		t.Fatal(err)
	}
	return foods
}

func TestFoodsAreManyAndWhole(t *testing.T) {
	t.Parallel()
	foods := loadFoods(t)
	if n := len(foods.All()); n < 350 {
		t.Errorf("%d foods, want 350 or more", n)
	}
	ids, rows := map[string]bool{}, map[int]string{}
	for _, f := range foods.All() {
		if ids[f.ID] {
			t.Errorf("%s stands twice", f.ID)
		}
		if other := rows[f.NDB]; other != "" {
			t.Errorf("%s and %s share NDB %d", f.ID, other, f.NDB)
		}
		ids[f.ID], rows[f.NDB] = true, f.ID
		if f.Name == "" || f.Kind == "" || f.Aisle == "" || f.NDB == 0 || (f.Measure == "") != (f.MeasureG == 0) {
			t.Errorf("%s is incomplete: %+v", f.ID, f)
		}
	}
}

// energyOutliers are foods whose energy USDA computes with factors of their own (organic acids, tannins,
// much fibre) or whose figures are so small that rounding rules.
var energyOutliers = []string{"lemon_juice", "lime_juice", "cider_vinegar", "wine_vinegar", "balsamic_vinegar", "cocoa", "coriander_seed", "nori", "wakame"}

func TestFoodFiguresAreInRange(t *testing.T) {
	t.Parallel()
	for _, f := range loadFoods(t).All() {
		n := f.Nutrition
		for name, x := range map[string]float64{"protein": n.ProteinG, "carbs": n.CarbsG, "fat": n.FatG, "fibre": n.FibreG} {
			if x < 0 || x > 100 {
				t.Errorf("%s: %s is %v g per 100 g", f.ID, name, x)
			}
		}
		if n.Kcal < 0 || n.Kcal > 902 || n.ProteinG+n.CarbsG+n.FatG > 101.5 || n.FibreG > n.CarbsG+0.5 {
			t.Errorf("%s: figures do not add up: %+v", f.ID, n)
		}
		alcohol := 0.0
		if f.Kind == "alcohol" {
			alcohol = 7 * 10.3
		}
		byFactors := 4*n.ProteinG + 4*(n.CarbsG-n.FibreG) + 2*n.FibreG + 9*n.FatG + alcohol
		if off := math.Abs(byFactors - n.Kcal); off > math.Max(8, 0.15*n.Kcal) && !slices.Contains(energyOutliers, f.ID) {
			t.Errorf("%s: %.0f kcal by 4/4/9, %.0f in the table", f.ID, byFactors, n.Kcal)
		}
	}
}

func TestFoodTagsAreKnown(t *testing.T) {
	t.Parallel()
	known := func(list string) []string { return strings.Split(list, ",") }
	allergens := known("gluten,crustaceans,eggs,fish,peanuts,soy,milk,tree_nuts,celery,mustard,sesame,sulphites,lupin,molluscs")
	triggers := known("lactose,fructose,histamine,fodmap,caffeine")
	aisles := known("meat,fish,dairy_eggs,plant_based,tins_and_pulses,grains,bakery,fruit,vegetables,frozen,nuts_seeds,oils_condiments,herbs_spices")
	seen := map[spotter.Allergen]bool{}
	for _, f := range loadFoods(t).All() {
		for _, a := range f.Allergens {
			seen[a] = true
			if !slices.Contains(allergens, string(a)) {
				t.Errorf("%s: unknown allergen %s", f.ID, a)
			}
		}
		for _, trigger := range f.Triggers {
			if !slices.Contains(triggers, string(trigger)) {
				t.Errorf("%s: unknown trigger %s", f.ID, trigger)
			}
		}
		for _, p := range f.Excluded {
			if !slices.Contains(patterns, p) {
				t.Errorf("%s: unknown pattern %s", f.ID, p)
			}
		}
		if !slices.Contains(aisles, f.Aisle) {
			t.Errorf("%s: unknown aisle %s", f.ID, f.Aisle)
		}
	}
	for _, a := range allergens {
		if !seen[spotter.Allergen(a)] {
			t.Errorf("no food has the allergen %s", a)
		}
	}
}

// Where an animal allergen is, the patterns that avoid the animal are.
func TestAllergensImplyExclusions(t *testing.T) {
	t.Parallel()
	excluded := map[spotter.Allergen][]spotter.DietPattern{
		"eggs": {"vegan", "vegetarian", "jain"}, "milk": {"vegan", "paleo"}, "fish": {"vegan", "vegetarian", "eggetarian", "jain"},
		"crustaceans": {"vegan", "vegetarian", "eggetarian", "jain", "kosher"}, "molluscs": {"vegan", "vegetarian", "eggetarian", "jain", "kosher"},
		"gluten": {"paleo"}, "soy": {"paleo"}, "peanuts": {"paleo"}, "lupin": {"paleo"},
	}
	for _, f := range loadFoods(t).All() {
		for _, a := range f.Allergens {
			for _, p := range excluded[a] {
				if !slices.Contains(f.Excluded, p) {
					t.Errorf("%s has %s and is not excluded from %s", f.ID, a, p)
				}
			}
		}
	}
}

// Words in a food's own name that settle an allergen or an exclusion, whatever the table says.
func TestFoodNamesAgreeWithTheirTags(t *testing.T) {
	t.Parallel()
	allergens := map[string]spotter.Allergen{
		"egg": "eggs", "salmon": "fish", "tuna": "fish", "cod": "fish", "prawns": "crustaceans", "crab": "crustaceans",
		"mussels": "molluscs", "squid": "molluscs", "tofu": "soy", "tempeh": "soy", "soy": "soy", "peanut": "peanuts",
		"almond": "tree_nuts", "cashews": "tree_nuts", "walnuts": "tree_nuts", "wheat": "gluten", "rye": "gluten",
		"barley": "gluten", "spelt": "gluten", "oats": "gluten", "bulgur": "gluten", "couscous": "gluten", "yogurt": "milk",
		"cheese": "milk", "cream": "milk", "ghee": "milk", "whey": "milk", "celery": "celery", "mustard": "mustard",
		"sesame": "sesame", "tahini": "sesame", "lupin": "lupin", "wine": "sulphites", "mayonnaise": "eggs",
	}
	excluded := map[string][]spotter.DietPattern{
		"chicken": {"vegan", "jain", "vegetarian", "eggetarian", "pescatarian"}, "beef": {"vegan", "jain", "vegetarian", "eggetarian", "pescatarian"},
		"lamb": {"vegan", "pescatarian"}, "pork": {"halal", "kosher", "vegan", "pescatarian"}, "prawns": {"kosher", "vegan"}, "mussels": {"kosher"},
		"onion": {"jain"}, "garlic": {"jain"}, "potato": {"jain", "keto"}, "carrot": {"jain"}, "ginger": {"jain"}, "mushrooms": {"jain"},
		"honey": {"vegan", "jain"}, "egg": {"vegan", "jain", "vegetarian"}, "rice": {"keto", "paleo"}, "lentils": {"keto", "paleo"},
		"butter, unsalted": {"vegan", "paleo"}, "yogurt": {"vegan", "paleo"}, "sugar": {"keto", "paleo"}, "tofu": {"paleo"},
	}
	ginger := "Ginger, ground" // dried ginger is eaten by Jains, fresh roots are not
	for _, f := range loadFoods(t).All() {
		for word := range strings.FieldsFuncSeq(strings.ToLower(f.Name), func(r rune) bool { return r == ' ' || r == ',' || r == '\'' }) {
			if word == "yogurt" && f.Kind == "soy" {
				continue
			}
			if a, ok := allergens[word]; ok && !slices.Contains(f.Allergens, a) && !(word == "egg" && f.Kind == "grain") && f.ID != "buckwheat" {
				if !(word == "cream" && f.Kind != "dairy") {
					t.Errorf("%s lacks the allergen %s", f.ID, a)
				}
			}
			for _, p := range excluded[word] {
				if !slices.Contains(f.Excluded, p) && f.Name != ginger {
					t.Errorf("%s is not excluded from %s", f.ID, p)
				}
			}
		}
	}
}

func TestFoodsMatchByNameAndAlias(t *testing.T) {
	t.Parallel()
	foods := loadFoods(t)
	for name, id := range map[string]string{
		"white_rice": "white_rice", "WHITE RICE, DRY": "white_rice", "basmati": "white_rice", "Garbanzo Beans": "chickpeas",
		"zucchini": "courgette", "paneer": "fresh_cheese", "shrimp": "prawns",
	} {
		if food, ok := foods.Match(name); !ok || food.ID != id {
			t.Errorf("Match(%q) = %q, %v; want %q", name, food.ID, ok, id)
		}
	}
	if _, ok := foods.Match("unobtainium"); ok {
		t.Error("matched what does not exist")
	}
	if _, ok := foods.Find("zucchini"); ok {
		t.Error("Find takes ids only")
	}
}
