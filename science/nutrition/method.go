package nutrition

import (
	"slices"
	"strings"

	"spotter"
)

// Method parts the amounts of a dish among its steps: each stands with the step that calls for its food
// first, by name, else as one of a group ("the spices"), else by "everything" and "the rest". portions are
// in the order of the ingredients; one that took an ingredient's place goes with that ingredient's step. What
// no step calls for is in none. steps are the texts to show, one for each of the dish's.
func Method(dish spotter.Dish, steps []string, portions []spotter.Portion, foods Lookup) []spotter.RecipeStep {
	out := make([]spotter.RecipeStep, len(steps))
	for i, at := range stepsOf(dish, portions, foods) {
		if at >= 0 && at < len(out) {
			out[at].Amounts = append(out[at].Amounts, portions[i])
		}
	}
	for i := range out {
		out[i].Text = steps[i]
		if out[i].Amounts == nil {
			out[i].Amounts = []spotter.Portion{}
		}
	}
	return out
}

// stepsOf answers for each portion which step calls for it first, -1 for none.
func stepsOf(dish spotter.Dish, portions []spotter.Portion, foods Lookup) []int {
	called := make([]*spotter.Food, len(portions))
	for i, p := range portions {
		id := p.Food
		if i < len(dish.Ingredients) {
			id = dish.Ingredients[i].Food
		}
		if food, ok := foods(id); ok {
			called[i] = &food
		}
	}
	at := make([]int, len(portions))
	for i := range at {
		at[i] = -1
	}
	for _, calls := range []func([]string, []*spotter.Food) []bool{callByName, callByGroup, callForAll} {
		for s, text := range dish.Steps {
			for i, yes := range calls(words(text), called) {
				if yes && at[i] < 0 {
					at[i] = s
				}
			}
		}
	}
	if slices.Max(append([]int{-1}, at...)) < 0 { // "Mix and eat."
		clear(at)
	}
	return at
}

// callByName finds the foods that a step names. A word that several foods share means the one that more
// words of the step fit: "coconut milk" is no milk.
func callByName(step []string, foods []*spotter.Food) []bool {
	out := make([]bool, len(foods))
	for _, word := range step {
		var best []int
		most, share := 0, 0.0
		for i, food := range foods {
			n, of := fits(step, word, food)
			if n == 0 || n < most || n == most && of < share {
				continue
			}
			if n > most || of > share {
				best, most, share = nil, n, of
			}
			best = append(best, i)
		}
		for _, i := range best {
			out[i] = true
		}
	}
	return out
}

// fits is how many words of a step are in that name of a food which has the word in question and fits best,
// and their share of the name; 0 for a food that the word does not mean.
func fits(step []string, word string, food *spotter.Food) (n int, share float64) {
	if food == nil {
		return 0, 0
	}
	for _, name := range slices.Concat([]string{food.Name, strings.ReplaceAll(food.ID, "_", " ")}, food.Aliases, kindWords(food.Kind)) {
		name, _, _ = strings.Cut(name, " in ")
		telling := slices.DeleteFunc(words(name), says)
		if !slices.Contains(telling, word) {
			continue
		}
		have := 0
		for _, w := range telling {
			if slices.Contains(step, w) {
				have++
			}
		}
		if of := float64(have) / float64(len(telling)); have > n || have == n && of > share {
			n, share = have, of
		}
	}
	return n, share
}

// kindWords are the names of a kind that a recipe uses for the one food of the kind that it has.
func kindWords(kind string) []string {
	switch kind {
	case "fish", "egg", "nut", "seed":
		return []string{kind}
	case "fungus":
		return []string{"mushroom"}
	case "fat":
		return []string{"oil"}
	}
	return nil
}

// says reports whether a word of a name says how a food is and not what it is.
func says(word string) bool {
	switch word {
	case "dry", "raw", "plain", "whole", "fresh", "of", "in", "with", "and", "or", "low", "fat", "free", "style", "cooked", "the", "a", "for", "tinned", "canned",
		"drained", "large", "small", "ground", "red", "green", "white", "brown", "black", "yellow", "sweet", "hot", "baby", "spring", "light", "dark", "water",
		"mixed", "lean", "smoked", "roasted", "frozen", "soft", "hard", "firm", "unsweetened", "extra", "part", "skin", "without", "no", "per", "cent":
		return true
	}
	return false
}

// callByGroup finds the foods that a step calls by what they are.
func callByGroup(step []string, foods []*spotter.Food) []bool {
	out := make([]bool, len(foods))
	for i, food := range foods {
		out[i] = food != nil && slices.ContainsFunc(groupsOf(food), func(g string) bool { return slices.Contains(step, g) })
	}
	return out
}

// groupsOf are the words by which a recipe calls several foods at once, in the singular.
func groupsOf(food *spotter.Food) []string {
	switch food.Kind {
	case "spice":
		return []string{"spice", "spiced", "season", "seasoning", "spicing"}
	case "herb":
		return []string{"herb", "season"}
	case "nut", "seed":
		return []string{"nut", "seed", "topping"}
	case "fruit":
		if food.Nutrition.CarbsG < 3 || work(food) != "fruit" {
			return []string{"salad"} // tomatoes, olives, avocado
		}
		return []string{"fruit", "berry", "topping", "dress", "dressing", "squeeze"}
	case "fish", "shellfish":
		return []string{"fish", "seafood"}
	case "meat", "pork", "poultry":
		return []string{"meat", "mince", "strip", "cube"}
	case "fat":
		return []string{"dress", "dressing", "oiled"}
	case "condiment":
		return []string{"dress", "dressing", "sauce", "season"}
	}
	if food.Aisle == "vegetables" {
		return []string{"vegetable", "veg", "salad", "green", "root"}
	}
	return nil
}

// callForAll is whether a step takes whatever is left.
func callForAll(step []string, foods []*spotter.Food) []bool {
	all := false
	for i, w := range step {
		switch w {
		case "everything", "else", "remaining", "both", "ingredient":
			all = true
		case "rest": // dough rests, too
			all = all || i > 0 && step[i-1] == "the"
		}
	}
	out := make([]bool, len(foods))
	for i := range out {
		out[i] = all
	}
	return out
}
