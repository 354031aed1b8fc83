package nutrition

import (
	"math"
	"slices"

	"spotter"
)

// course is a dish weighed out for a slot.
type course struct {
	plate *plate
	grams []float64
	room  float64 // how much more than the bounds of its foods it may hold
}

// sum is what a course comes to.
func (c course) sum() (sum vector) {
	for i, food := range c.plate.foods {
		sum = sum.plus(vectorOf(food.Nutrition), c.grams[i]/100)
	}
	return sum
}

// What a meal that takes the place of another keeps of its energy, protein, carbohydrate and fat: a tenth
// up or down, and of the last three at least the grams that a kitchen scale cannot do better than.
const (
	mealBand  = 0.10
	mealGrams = 2.0
)

// mealGoal aims at what another meal comes to.
func mealGoal(want vector) goal {
	g := newGoal(want)
	g.weight = vector{1000, 600, 250, 250, 0}
	for _, n := range []int{kcal, protein, carbs, fat} {
		give := mealBand * want[n]
		if n != kcal {
			give = max(give, mealGrams)
		}
		g.low[n], g.high[n] = max(0, want[n]-give), want[n]+give
	}
	return g
}

// weigh weighs a dish out for a meal's goal, with more freedom beside its recipe than a week's plan takes.
func (g goal) weigh(p *plate) (course, vector) {
	room := roomFor(g.want[kcal])
	vars := variables([]*plate{p}, []float64{g.want[kcal]})
	for i := range vars {
		most := p.limit[i].most(room)
		vars[i].low = min(most, clamp(0.4*vars[i].prefers, max(leastFactor, p.limit[i].low), mostFactor))
		vars[i].high = max(vars[i].low, min(most, clamp(2.5*vars[i].prefers, leastFactor, mostFactor)))
	}
	c := course{p, p.serve(g.fit(vars)), room}
	return c, g.polish([]course{c}, c.sum())
}

// variant is a dish as a planned meal has it: with the foods that a swap has exchanged or added.
func variant(dish *spotter.Dish, portions []spotter.Portion) *spotter.Dish {
	same := len(portions) == len(dish.Ingredients)
	for i := 0; same && i < len(portions); i++ {
		same = portions[i].Food == dish.Ingredients[i].Food
	}
	if same || len(portions) < len(dish.Ingredients) {
		return dish
	}
	out := *dish
	out.Ingredients = slices.Clone(dish.Ingredients)
	for i, p := range portions {
		switch {
		case i >= len(out.Ingredients):
			out.Ingredients = append(out.Ingredients, spotter.Ingredient{Food: p.Food, Grams: p.Grams, Role: "fat"})
		case p.Food != out.Ingredients[i].Food:
			out.Ingredients[i].Food, out.Ingredients[i].Grams = p.Food, p.Grams
		}
	}
	return &out
}

// plateOf is the dish of a planned meal with its exchanged foods; nil when the catalogue has it no more.
func (k *kitchen) plateOf(meal spotter.PlannedMeal, foods Lookup) *plate {
	p := k.byID[meal.Dish]
	if p == nil {
		return nil
	}
	dish := variant(p.dish, meal.Portions)
	if dish == p.dish {
		return p
	}
	out, err := newPlate(dish, foods)
	if err != nil {
		return nil
	}
	out.name = meal.Name
	return out
}

// meal makes the planned meal of a slot.
func (c course) meal(id string, slot spotter.MealSlot) spotter.PlannedMeal {
	p := c.plate
	meal := spotter.PlannedMeal{
		ID: id, Slot: slot.Name, Time: slot.Time, Dish: p.dish.ID, Name: p.title(), Minutes: p.dish.Minutes,
		Allergens: allergensOf(p.foods), Reason: p.reason(slot.Name),
	}
	var sum spotter.Nutrition
	for i, food := range p.foods {
		meal.Portions = append(meal.Portions, spotter.Portion{Food: food.ID, Name: food.Name, Grams: c.grams[i], Measure: Measure(*food, c.grams[i])})
		sum = sum.Add(food.Nutrition.Scale(c.grams[i] / 100))
	}
	sum = rounded(sum)
	meal.Nutrition = &sum
	return meal
}

// off is how far a figure is from what it replaces, in per cent.
func off(got, want float64) float64 { return 100 * (got - want) / math.Max(1, want) }
