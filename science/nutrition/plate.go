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
	most   []float64       // beside roles, the factor that sensible amounts of its foods allow
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
		p.add(in.Role, amount, sensibleGrams(&food)/in.Grams)
	}
	if len(p.roles) == 0 {
		p.add("whole", vector{}, mostFactor)
	}
	for i := range p.bring {
		p.bring[i] = p.bring[i].plus(fixed, 1/float64(len(p.bring)))
	}
	return p, nil
}

func (p *plate) add(role string, amount vector, most float64) {
	i := slices.Index(p.roles, role)
	if i < 0 {
		i = len(p.roles)
		p.roles, p.bring, p.most = append(p.roles, role), append(p.bring, vector{}), append(p.most, most)
	}
	p.bring[i] = p.bring[i].plus(amount, 1)
	p.most[i] = min(p.most[i], most)
}

// sensibleGrams is the most of a food that a meal of [sensibleKcal] should hold (heuristic): nobody eats
// ten spoons of oil or eight eggs because the numbers come out.
func sensibleGrams(food *spotter.Food) float64 {
	switch food.Kind {
	case "fat":
		return 40
	case "nut", "seed":
		return 60
	case "egg":
		return 225
	case "spice", "herb", "sugar", "honey":
		return 40
	case "grain", "plant_milk":
		return 250
	case "meat", "pork", "poultry", "fish", "shellfish":
		return 320
	}
	if food.Kind == "dairy" && food.Nutrition.Kcal > 150 {
		return 140
	}
	return 450
}

// sensibleKcal is the meal that the amounts of sensibleGrams are for; larger meals may hold more, up to two and a half times.
const sensibleKcal = 800

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
func (p *plate) serve(factors []float64) []float64 {
	grams := make([]float64, len(p.foods))
	for i := range grams {
		grams[i] = p.weigh(i, factors)
	}
	return grams
}

func (p *plate) weigh(i int, factors []float64) float64 {
	in := &p.dish.Ingredients[i]
	return kitchenGrams(p.foods[i], in.Grams*p.factor(in.Role, factors))
}

// sum is what the dish comes to when it is weighed out.
func (p *plate) sum(factors []float64) (sum vector) {
	for i, food := range p.foods {
		sum = sum.plus(vectorOf(food.Nutrition), p.weigh(i, factors)/100)
	}
	return sum
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
