package nutrition

import (
	"fmt"
	"math"
	"slices"
	"strings"

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
	name   string          // where a swap has given it one of its own
	foods  []*spotter.Food // beside dish.Ingredients
	roles  []string        // the scalable roles that occur
	bring  []vector        // beside roles, each with its part of the fixed ingredients
	limit  []bounds        // beside roles, the factors that sensible amounts of its foods allow
	whole  vector          // the dish as it stands in the catalogue
	source *spotter.Food   // the food that brings most of the protein
	staple *spotter.Food   // the food of the role carb that brings most of the energy, nil for none
	flesh  bool            // whether meat, poultry, fish or shellfish is in it
	pulses bool            // whether pulses are a good part of it
}

// newPlate fails for a dish with a food that the catalogue does not have.
func newPlate(dish *spotter.Dish, foods Lookup) (*plate, error) {
	p := &plate{dish: dish}
	var fixed vector
	most, starch := -1.0, 0.0
	for _, in := range dish.Ingredients {
		food, ok := foods(in.Food)
		if !ok {
			return nil, &spotter.Error{Code: spotter.CodeInternal, Message: "The dish catalogue does not fit the food catalogue.",
				Cause: fmt.Errorf("dish %s: no food %s", dish.ID, in.Food)}
		}
		p.foods = append(p.foods, &food)
		amount := vectorOf(food.Nutrition.Scale(in.Grams / 100))
		p.whole = p.whole.plus(amount, 1)
		p.flesh, p.pulses = p.flesh || isFlesh(&food), p.pulses || food.Kind == "pulse" && in.Role != "fixed"
		if amount[protein] > most {
			most, p.source = amount[protein], &food
		}
		if in.Role == "carb" && amount[kcal] > starch {
			starch, p.staple = amount[kcal], &food
		}
		if in.Role == "fixed" || in.Role == "" {
			fixed = fixed.plus(amount, 1)
			continue
		}
		p.add(in.Role, amount, factorsOf(&food, in.Grams))
	}
	if len(p.roles) == 0 {
		p.add("whole", vector{}, bounds{leastFactor, mostFactor, false})
	}
	for i := range p.bring {
		p.bring[i] = p.bring[i].plus(fixed, 1/float64(len(p.bring)))
	}
	return p, nil
}

// factorsOf are the factors that keep an ingredient within its bounds; what the recipe says is always allowed.
func factorsOf(food *spotter.Food, grams float64) bounds {
	b := boundsOf(food)
	return bounds{min(1, b.low/grams), max(1, b.high/grams), b.firm}
}

func (p *plate) add(role string, amount vector, limit bounds) {
	i := slices.Index(p.roles, role)
	if i < 0 {
		i = len(p.roles)
		p.roles, p.bring, p.limit = append(p.roles, role), append(p.bring, vector{}), append(p.limit, limit)
	}
	p.bring[i] = p.bring[i].plus(amount, 1)
	p.limit[i] = bounds{max(p.limit[i].low, limit.low), min(p.limit[i].high, limit.high), p.limit[i].firm || limit.firm}
}

func isFlesh(food *spotter.Food) bool {
	switch food.Kind {
	case "meat", "pork", "poultry", "fish", "shellfish":
		return true
	}
	return false
}

// family groups foods that bring protein, so that a week can vary them.
func family(food *spotter.Food) string {
	switch food.Kind {
	case "meat", "pork":
		return "red meat"
	case "fish", "shellfish":
		return "fish"
	case "poultry", "egg", "dairy", "soy", "pulse":
		return food.Kind
	}
	if food.ID == "wheat_gluten" {
		return "seitan"
	}
	return "plants"
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

// netCarbs is carbohydrate that is not fibre.
func (v vector) netCarbs() float64 { return math.Max(0, v[carbs]-v[fibre]) }

// title is what people call the dish.
func (p *plate) title() string {
	if p.name != "" {
		return p.name
	}
	return p.dish.Name
}

// reason says why a dish stands in a slot, without figures: those answer for themselves.
func (p *plate) reason(slot string) string {
	cuisine := titled(spoken(p.dish.Cuisine))
	return fmt.Sprintf("%s cooking that suits %s and the time you have; most of its protein is from %s.", cuisine, strings.ToLower(slot), plain(p.source))
}

// plain is a food's name without what follows the comma.
func plain(food *spotter.Food) string {
	name, _, _ := strings.Cut(food.Name, ",")
	return strings.ToLower(name)
}
