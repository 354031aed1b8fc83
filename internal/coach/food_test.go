package coach_test

import (
	"math"
	"testing"

	"spotter"
	"spotter/catalog/foreign"
	"spotter/internal/coach"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
)

// TestImportedFoodsAreLogged logs a food of an operator's by id and by name, in grams, next to one of ours.
func TestImportedFoodsAreLogged(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	skyr := spotter.Food{ID: "usda:90011", Name: "Skyr, plain", Nutrition: spotter.Nutrition{Kcal: 63, ProteinG: 11, CarbsG: 4, FatG: 0.2}}
	owner := postgrestest.Connect(t, f.dsn(postgres.RoleOwner))
	if _, err := coach.Import(t.Context(), owner, []foreign.Entry{{ID: skyr.ID, Licence: "CC0", Food: &skyr}}, false, f.clock.now()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"usda:90011", "skyr, PLAIN"} {
		grams, ounces := 200.0, 2.0
		in := spotter.MealInput{Foods: []spotter.EatenFood{{Food: name, Grams: &grams}, {Food: "oats", Amount: &ounces, Unit: "oz"}}}
		log := must[spotter.MealLog](t)(f.Eat(t.Context(), who, in))
		// 2 × 63, and 56.7 g of oats at 379 kcal
		if log.Portions[0].Food != skyr.ID || log.Name != "Skyr, plain, Rolled oats" || math.Abs(log.Nutrition.Kcal-(126+0.567*379)) > 0.1 || math.Abs(log.Nutrition.ProteinG-(22+0.567*13.15)) > 0.1 {
			t.Errorf("%s: %+v of %+v", name, log.Nutrition, log.Portions)
		}
	}
	day := must[spotter.Today](t)(f.Today(t.Context(), who, spotter.Date{}))
	if day.Uncounted != 0 || math.Abs(day.Eaten.Kcal-2*(126+0.567*379)) > 0.2 {
		t.Errorf("eaten %+v, uncounted %d", day.Eaten, day.Uncounted)
	}
}
