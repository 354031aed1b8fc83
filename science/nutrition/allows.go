package nutrition

import "spotter"

// Allows reports whether a person with this diet may be shown a dish: its pattern, allergies,
// intolerances and dislikes hold. How long it takes to cook is no matter of safety and not asked.
func Allows(diet spotter.Diet, dish spotter.Dish, foods Lookup) bool {
	p, err := newPlate(&dish, foods)
	if err != nil {
		return false // a food that nobody knows cannot be shown to be safe
	}
	diet.CookingMinutes = dish.Minutes
	broken, _ := newRules(Input{Diet: diet}).dish(p)
	return broken == [ruleCount]bool{}
}
