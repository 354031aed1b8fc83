package nutrition

import "spotter"

// Input is all that a meal plan is made from. Sessions is the number of training days a week, 0 to 7.
// Current, when there is one, is the plan in force: a new one keeps its dishes wherever they still fit, so
// that a person who asks for one change sees one change.
type Input struct {
	About       spotter.About
	Screening   spotter.Screening
	Fitness     spotter.Fitness
	Goals       spotter.Goals
	Constraints spotter.Constraints
	Diet        spotter.Diet
	Schedule    spotter.Schedule
	Hydration   spotter.Hydration
	Limits      spotter.Limits
	Changes     spotter.Changes
	Sessions    int
	Today       spotter.Date
	Current     *spotter.MealPlan

	// BodyFatPercent is body fat in per cent of body mass where it has been measured. Onboarding does not ask.
	BodyFatPercent *float64
}

// Lookup finds a food of the catalogue by id.
type Lookup = func(id string) (spotter.Food, bool)
