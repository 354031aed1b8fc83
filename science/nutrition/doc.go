// Package nutrition is the eating half of the science core: energy, macronutrients and water from what a
// person has answered, and a week of meals that keeps to them.
//
// It is pure: the same input gives the same output, byte for byte. The day and the catalogue come in as
// arguments; nothing here reads a clock, draws a random number or keeps state.
//
// Two kinds of rules meet here. Pattern, allergies, intolerances, dislikes, cooking time, exclusions and
// the floor of energy are hard: when no week keeps them all, [Propose] says which one binds and what the
// nearest option is, and never bends one. Energy within 5 % and protein within −5/+10 % of the day's
// target are hard as well; fat, carbohydrate, fibre, variety and favourite cuisines are what the search
// then makes as good as it can. Where restrictions put the protein of the goal out of reach the target
// itself is lowered, never below what a body needs, and a reason in the plan says so.
//
// Figures carry their formula and source. Where a source could only be read second-hand the number is
// a convention that a person may edit, and its confidence says "heuristic".
package nutrition
