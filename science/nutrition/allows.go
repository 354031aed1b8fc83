package nutrition

import "spotter"

// Allows reports whether a person with this diet may be shown a dish: its pattern, allergies,
// intolerances and dislikes hold. How long it takes to cook is no matter of safety and not asked.
func Allows(diet spotter.Diet, dish spotter.Dish, foods Lookup) bool {
	return WhyNot(diet, dish, foods) == ""
}

// WhyNot is the gravest reason for which a person with this diet may not be shown a dish, empty when they may.
func WhyNot(diet spotter.Diet, dish spotter.Dish, foods Lookup) string {
	p, err := newPlate(&dish, foods)
	if err != nil {
		return "its ingredients are not all known" // so that it cannot be shown to be safe
	}
	diet.CookingMinutes = dish.Minutes
	_, why := newRules(Input{Diet: diet}).dish(p)
	return why
}
