package nutrition_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"spotter"
	"spotter/science/nutrition"
)

// Every pattern with every single allergy has a full week at 1,400 to 3,400 kcal, at the protein that was
// asked for and with all the variety that is promised.
func TestEveryPatternAllergyAndEnergyIsSolved(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	energies := []float64{1400, 1800, 2200, 2600, 3000, 3400}
	if testing.Short() {
		energies = energies[2:3]
	}
	for _, pattern := range patterns {
		t.Run(string(pattern), func(t *testing.T) {
			t.Parallel()
			for _, allergy := range allergens {
				for _, kcal := range energies {
					in := withEnergy(person(), kcal)
					in.Diet.Pattern, in.Diet.Allergies = pattern, []spotter.Allergen{allergy}
					if off := math.Abs(nutrition.Energy(in).Value - kcal); off > 15 {
						t.Fatalf("the person for %v kcal needs %v", kcal, nutrition.Energy(in).Value)
					}
					solved(t, in, dishes, foods)
				}
			}
		})
	}
}

// Two allergies at once are solved at once where people have them most.
func TestPairsOfAllergiesAreSolved(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	pairs := [][]spotter.Allergen{{"soy", "tree_nuts"}, {"soy", "peanuts"}, {"tree_nuts", "peanuts"}, {"gluten", "soy"}, {"gluten", "tree_nuts"}, {"milk", "eggs"}, {"gluten", "milk"}, {"fish", "crustaceans"}, {"soy", "sesame"}, {"eggs", "peanuts"}}
	energies := []float64{1400, 2200, 3400}
	if testing.Short() {
		energies = energies[2:]
	}
	for _, pattern := range []spotter.DietPattern{"omnivore", "vegetarian", "vegan", "jain", "halal", "kosher", "pescatarian"} {
		for _, pair := range pairs {
			for _, kcal := range energies {
				in := withEnergy(person(), kcal)
				in.Diet.Pattern, in.Diet.Allergies = pattern, pair
				solved(t, in, dishes, foods)
			}
		}
	}
}

// solved wants a plan that gives way in nothing.
func solved(t *testing.T, in nutrition.Input, dishes []spotter.Dish, foods nutrition.Lookup) {
	t.Helper()
	name := fmt.Sprintf("%s without %v at %.0f kcal", in.Diet.Pattern, in.Diet.Allergies, nutrition.Energy(in).Value)
	plan, err := nutrition.Propose(in, dishes, foods)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	newOracle(in, dishes, foods).plan(t, plan)
	if asked, _ := nutrition.Targets(in); plan.Targets.ProteinG != asked.ProteinG {
		t.Errorf("%s: protein lowered from %.0f to %.0f g", name, asked.ProteinG, plan.Targets.ProteinG)
	}
	for _, r := range plan.Reasons {
		if r.About == "variety" && !strings.HasPrefix(r.Text, "No dish") {
			t.Errorf("%s: %s", name, r.Text)
		}
	}
}

// people draws answers as people give them: any pattern, up to two allergies, one intolerance and two dislikes.
func people(t *rapid.T) nutrition.Input {
	in := person()
	in.About.Sex = rapid.SampledFrom([]spotter.Sex{spotter.Male, spotter.Female, spotter.SexUnspecified}).Draw(t, "sex")
	in.About.HeightCM = rapid.Float64Range(150, 200).Draw(t, "height")
	in.About.WeightKG = rapid.Float64Range(19, 34).Draw(t, "bmi") * in.About.HeightCM * in.About.HeightCM / 10000
	in.About.BirthDate.Year = rapid.IntRange(1950, 2009).Draw(t, "born")
	in.About.DailyActivity = rapid.SampledFrom([]spotter.DailyActivity{"sedentary", "light", "moderate", "high", "very_high"}).Draw(t, "activity")
	in.Goals.Primary = rapid.SampledFrom([]spotter.Goal{spotter.FatLoss, spotter.MuscleGain, spotter.Strength, spotter.GeneralFitness}).Draw(t, "goal")
	in.Sessions = rapid.IntRange(1, 7).Draw(t, "sessions")
	in.Constraints.SessionMinutes = rapid.IntRange(20, 120).Draw(t, "minutes")
	in.Limits.NoDeficit = rapid.Bool().Draw(t, "no deficit")
	in.Diet.Pattern = rapid.SampledFrom(patterns).Draw(t, "pattern")
	in.Diet.Allergies = rapid.SliceOfNDistinct(rapid.SampledFrom(allergens), 0, 2, rapid.ID).Draw(t, "allergies")
	in.Diet.Intolerances = rapid.SliceOfNDistinct(rapid.SampledFrom([]spotter.Intolerance{"lactose", "fructose", "histamine", "fodmap", "caffeine"}), 0, 1, rapid.ID).Draw(t, "intolerances")
	in.Diet.Dislikes = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"Mushrooms", "olives", "tofu", "broccoli", "tuna", "avocado", "courgette"}), 0, 2, rapid.ID).Draw(t, "dislikes")
	in.Diet.Cuisines = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"Indian", "mediterranean", "East Asian"}), 0, 2, rapid.ID).Draw(t, "cuisines")
	in.Diet.CookingMinutes = rapid.IntRange(5, 90).Draw(t, "cooking")
	in.Schedule.Meals = mealTimes(rapid.IntRange(2, 6).Draw(t, "meals"))
	in.Diet.MealsPerDay = len(in.Schedule.Meals)
	return in
}

func mealTimes(n int) []spotter.MealSlot {
	all := []spotter.MealSlot{{Name: "Breakfast", Time: 420}, {Name: "Dinner", Time: 1140}, {Name: "Lunch", Time: 750}, {Name: "Afternoon", Time: 960}, {Name: "Second breakfast", Time: 600}, {Name: "Late", Time: 1350}}
	return all[:n]
}

// anybody draws a third of the people from all that onboarding lets through, heights and weights that nobody
// has together among them.
func anybody(t *rapid.T) nutrition.Input {
	in := people(t)
	if rapid.IntRange(0, 2).Draw(t, "extreme") == 0 {
		in.About.HeightCM = rapid.Float64Range(100, 250).Draw(t, "any height")
		in.About.WeightKG = rapid.Float64Range(30, 300).Draw(t, "any weight")
		in.About.BirthDate.Year = rapid.IntRange(1927, 2010).Draw(t, "any age")
		in.Constraints.SessionMinutes = rapid.IntRange(20, 180).Draw(t, "any minutes")
	}
	return in
}

// Whatever people answer, a plan keeps every rule, or it is refused by name and never with anything else.
func TestPlansKeepEveryRule(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	rapid.Check(t, func(t *rapid.T) {
		in := anybody(t)
		plan, err := nutrition.Propose(in, dishes, foods)
		if err != nil {
			if !spotter.HasDetail(err, "no_meal_plan") || spotter.CodeOf(err) != spotter.CodeInvalid {
				t.Fatalf("refused with %v", err)
			}
			return
		}
		newOracle(in, dishes, foods).plan(t, plan)
		energy, floor := plan.Targets.Energy.Value, plan.Targets.Floor.Value
		if energy < floor || floor < nutrition.Resting(in.About, today).Value || floor < 1200 {
			t.Errorf("energy %v, floor %v", energy, floor)
		}
		if in.Limits.NoDeficit && energy < nutrition.Expenditure(in.About, in.Sessions, in.Constraints.SessionMinutes, today).Value {
			t.Errorf("a deficit against a limit: %v", energy)
		}
	})
}

func TestTargetsAddUpForEverybody(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := anybody(t)
		got, _ := nutrition.Targets(in)
		sum := 4*got.ProteinG + 4*got.CarbsG + 9*got.FatG
		if off := sum/got.Energy.Value - 1; off > 0.02 || off < -0.02 {
			t.Errorf("4/4/9 gives %.0f of %.0f kcal: %+v", sum, got.Energy.Value, got)
		}
		if in.Diet.Pattern != "keto" && (got.FatG*9 < 0.195*got.Energy.Value || got.FatG*9 > 0.36*got.Energy.Value) {
			t.Errorf("fat is %.2f of energy", got.FatG*9/got.Energy.Value)
		}
		counted := min(in.About.WeightKG, 30*in.About.HeightCM*in.About.HeightCM/10000)
		tenth := 0.1 * got.Energy.Value / 4
		if perKG := got.ProteinG / counted; got.ProteinG < tenth || perKG < 1.4 || perKG > 2.25 && got.ProteinG > tenth+1 {
			t.Errorf("protein is %.0f g, %.2f g/kg, and a tenth of energy is %.0f g", got.ProteinG, perKG, tenth)
		}
	})
}

func TestProposalsAreDeterministicAndLeaveTheirInputAlone(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	untouched, _ := load(t)
	in := person()
	in.Changes = spotter.Changes{Exclude: []string{"mushrooms"}, Swap: []spotter.Swap{{From: "shakshuka"}}}
	before := in
	before.Changes.Exclude = []string{"mushrooms"}
	first, err := nutrition.Propose(in, dishes, foods)
	if err != nil {
		t.Fatal(err)
	}
	second, _ := nutrition.Propose(in, dishes, foods)
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(before, in); diff != "" {
		t.Error("the input changed:", diff)
	}
	if diff := cmp.Diff(untouched, dishes); diff != "" {
		t.Error("the catalogue changed:", diff)
	}
}

func TestAWeekVaries(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	plan, err := nutrition.Propose(person(), dishes, foods)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for d, day := range plan.Days {
		for _, meal := range day.Meals {
			count[meal.Dish]++
			if d > 0 && (meal.Slot == "lunch" || meal.Slot == "dinner") {
				for _, before := range plan.Days[d-1].Meals {
					if before.Dish == meal.Dish {
						t.Errorf("%s on %s and the day before", meal.Dish, day.Weekday)
					}
				}
			}
		}
	}
	for dish, n := range count {
		if n > 3 {
			t.Errorf("%s stands %d times", dish, n)
		}
	}
}

// With few dishes to choose from none stands on successive days or more often than it must.
func TestAWeekVariesWithFewDishes(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	var few []spotter.Dish
	left := map[string]int{"breakfast": 5, "main": 8, "snack": 5}
	for _, d := range dishes {
		if len(d.Meals) == 1 && left[d.Meals[0]] > 0 {
			left[d.Meals[0]]--
			few = append(few, d)
		}
	}
	plan, err := nutrition.Propose(person(), few, foods)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for d, day := range plan.Days {
		for _, meal := range day.Meals {
			count[meal.Dish]++
			if d > 0 && (meal.Slot == "lunch" || meal.Slot == "dinner") && slices.ContainsFunc(plan.Days[d-1].Meals, func(m spotter.PlannedMeal) bool { return m.Dish == meal.Dish }) {
				t.Errorf("%s on %s and the day before", meal.Dish, day.Weekday)
			}
		}
	}
	for dish, n := range count {
		if n > 3 {
			t.Errorf("%s stands %d times", dish, n)
		}
	}
	newOracle(person(), dishes, foods).varies(t, plan)
}

func TestPreferredCuisinesArePreferred(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	in := person()
	in.Diet.Cuisines = []string{"Indian", "East Asian"}
	plan, err := nutrition.Propose(in, dishes, foods)
	if err != nil {
		t.Fatal(err)
	}
	cuisine := map[string]string{}
	for _, d := range dishes {
		cuisine[d.ID] = d.Cuisine
	}
	preferred := 0
	for _, day := range plan.Days {
		for _, meal := range day.Meals {
			if c := cuisine[meal.Dish]; c == "indian" || c == "east_asian" {
				preferred++
			}
		}
	}
	if preferred < 14 {
		t.Errorf("%d of 28 meals are of a preferred cuisine", preferred)
	}
}

func TestNoNumbersWhereALimitHidesThem(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	in := person()
	in.Goals.Primary = spotter.FatLoss
	in.Limits = spotter.Limits{HideNumbers: true, NoDeficit: true}
	plan, err := nutrition.Propose(in, dishes, foods)
	if err != nil {
		t.Fatal(err)
	}
	newOracle(in, dishes, foods).plan(t, plan)
	if plan.Targets != nil || len(plan.Reasons) == 0 {
		t.Error("targets are shown, or no reasons")
	}
	total := 0.0
	for _, day := range plan.Days {
		for _, meal := range day.Meals {
			if meal.Nutrition != nil {
				t.Errorf("%s shows figures", meal.ID)
			}
			sum, _ := nutrition.Of(meal.Portions, foods)
			total += sum.Kcal
		}
		if day.Nutrition != nil {
			t.Errorf("%s shows figures", day.Weekday)
		}
	}
	for _, r := range plan.Reasons {
		if r.Quantity != nil || strings.ContainsAny(r.Text, "0123456789") {
			t.Errorf("a reason has figures: %s", r.Text)
		}
	}
	if need := nutrition.Expenditure(in.About, in.Sessions, in.Constraints.SessionMinutes, today).Value; total/7 < 0.95*need {
		t.Errorf("a hidden deficit: %.0f of %.0f kcal", total/7, need)
	}
}

func TestRefusalsNameWhatBinds(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	slow := person()
	slow.Diet.CookingMinutes = 1
	picky := person()
	picky.Diet.Pattern = "vegan"
	picky.Diet.Dislikes = []string{"chickpeas", "lentils", "beans", "tofu", "rice", "quinoa", "lupins", "seitan", "tempeh", "pasta", "oats", "bread", "buckwheat", "nuts", "seeds", "avocado", "millet", "semolina", "peanuts", "soy", "potato", "aubergine", "cornmeal", "spaghetti", "noodles", "barley", "tahini", "corn", "walnuts"}
	for at, in := range map[string]nutrition.Input{"diet.cooking_minutes": slow, "diet.dislikes": picky} {
		_, err := nutrition.Propose(in, dishes, foods)
		var problem *spotter.Error
		if !errors.As(err, &problem) || problem.Name() != "no_meal_plan" || len(problem.Problems) != 1 || problem.Problems[0].Location != at {
			t.Errorf("%s: %v", at, err)
		}
	}
}

func TestManyShapesOfADay(t *testing.T) {
	t.Parallel()
	dishes, foods := load(t)
	for n := 2; n <= 6; n++ {
		for _, name := range []string{"", "Meal %d"} {
			in := person()
			in.Schedule.Meals = mealTimes(n)
			for i := range in.Schedule.Meals {
				if name != "" {
					in.Schedule.Meals[i].Name = fmt.Sprintf(name, i+1)
				}
			}
			plan, err := nutrition.Propose(in, dishes, foods)
			if err != nil {
				t.Errorf("%d meals %s: %v", n, name, err)
				continue
			}
			newOracle(in, dishes, foods).plan(t, plan)
		}
	}
}

func BenchmarkPropose(b *testing.B) {
	dishes, foods := load(b)
	for _, pattern := range []spotter.DietPattern{"omnivore", "vegan", "keto"} {
		b.Run(string(pattern), func(b *testing.B) {
			in := person()
			in.Diet.Pattern = pattern
			for b.Loop() {
				if _, err := nutrition.Propose(in, dishes, foods); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
