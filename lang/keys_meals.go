package lang

// What a meal plan and a proposal of one say.
const (
	MealsLineEnergy Key = "meals.line_energy"
	MealsLineMacros Key = "meals.line_macros"
	MealsLineMeal   Key = "meals.line_meal"
)
