package tools

import "slices"

// definitions is every tool, in the order in which models are given them.
func definitions() []definition {
	return slices.Concat(dayTools(), workoutTools(), exerciseTools(), mealTools(), proposalTools(),
		progressTools(), scheduleTools(), supplementTools(), memoryTools(), onboardingTools())
}
