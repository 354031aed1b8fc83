package nutrition

import (
	"fmt"
	"math"
	"slices"

	"spotter"
)

// The kinds of meals that dishes are for.
const (
	breakfast = "breakfast"
	mainMeal  = "main"
	snack     = "snack"
)

// vector is energy, protein, carbohydrate, fat and fibre, for arithmetic.
type vector [5]float64

const (
	kcal = iota
	protein
	carbs
	fat
	fibre
)

func vectorOf(n spotter.Nutrition) vector {
	return vector{n.Kcal, n.ProteinG, n.CarbsG, n.FatG, n.FibreG}
}

func (v vector) plus(w vector, times float64) vector {
	for i := range v {
		v[i] += times * w[i]
	}
	return v
}

// plate is a dish made ready for scaling: what one whole role of it (all its protein foods, say) brings
// when its factor is 1. Fixed ingredients follow the mean of the dish's factors.
type plate struct {
	dish   *spotter.Dish
	foods  []*spotter.Food // beside dish.Ingredients
	roles  []string        // the scalable roles that occur
	bring  []vector        // beside roles, each with its part of the fixed ingredients
	whole  vector          // the dish as it stands in the catalogue
	source string          // the food that brings most of the protein
}

// newPlate fails for a dish with a food that the catalogue does not have.
func newPlate(dish *spotter.Dish, foods Lookup) (*plate, error) {
	p := &plate{dish: dish}
	var fixed vector
	most := 0.0
	for _, in := range dish.Ingredients {
		food, ok := foods(in.Food)
		if !ok {
			return nil, &spotter.Error{Code: spotter.CodeInternal, Message: "The dish catalogue does not fit the food catalogue.",
				Cause: fmt.Errorf("dish %s: no food %s", dish.ID, in.Food)}
		}
		p.foods = append(p.foods, &food)
		amount := vectorOf(food.Nutrition.Scale(in.Grams / 100))
		p.whole = p.whole.plus(amount, 1)
		if amount[protein] > most {
			most, p.source = amount[protein], food.ID
		}
		if in.Role == "fixed" || in.Role == "" {
			fixed = fixed.plus(amount, 1)
			continue
		}
		p.add(in.Role, amount)
	}
	if len(p.roles) == 0 {
		p.add("whole", vector{})
	}
	for i := range p.bring {
		p.bring[i] = p.bring[i].plus(fixed, 1/float64(len(p.bring)))
	}
	return p, nil
}

func (p *plate) add(role string, amount vector) {
	i := slices.Index(p.roles, role)
	if i < 0 {
		p.roles, p.bring, i = append(p.roles, role), append(p.bring, vector{}), len(p.roles)
	}
	p.bring[i] = p.bring[i].plus(amount, 1)
}

// factor is what an ingredient's grams are multiplied with, given the factors of the roles.
func (p *plate) factor(role string, factors []float64) float64 {
	if i := slices.Index(p.roles, role); i >= 0 {
		return factors[i]
	}
	sum := 0.0
	for _, f := range factors {
		sum += f
	}
	return sum / float64(len(factors))
}

// serve weighs the dish out in kitchen amounts.
func (p *plate) serve(factors []float64) (grams []float64, sum vector) {
	grams = make([]float64, len(p.foods))
	for i, in := range p.dish.Ingredients {
		grams[i] = kitchenGrams(p.foods[i], in.Grams*p.factor(in.Role, factors))
		sum = sum.plus(vectorOf(p.foods[i].Nutrition), grams[i]/100)
	}
	return grams, sum
}

// meal makes the planned meal of a slot.
func (p *plate) meal(id string, slot spotter.MealSlot, grams []float64) spotter.PlannedMeal {
	meal := spotter.PlannedMeal{
		ID: id, Slot: slot.Name, Time: slot.Time, Dish: p.dish.ID, Name: p.dish.Name, Minutes: p.dish.Minutes,
		Allergens: allergensOf(p.foods),
	}
	var sum spotter.Nutrition
	for i, food := range p.foods {
		meal.Portions = append(meal.Portions, spotter.Portion{Food: food.ID, Name: food.Name, Grams: grams[i]})
		sum = sum.Add(food.Nutrition.Scale(grams[i] / 100))
	}
	sum = rounded(sum)
	meal.Nutrition = &sum
	return meal
}

// netCarbs is carbohydrate that is not fibre.
func (v vector) netCarbs() float64 { return math.Max(0, v[carbs]-v[fibre]) }
