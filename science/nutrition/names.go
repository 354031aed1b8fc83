package nutrition

import (
	"slices"
	"strings"
	"unicode"

	"spotter"
)

// words splits a name into lower-case words in the singular, so that "Tomatoes" finds "Tomato, raw".
func words(name string) []string {
	out := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range out {
		out[i] = singular(w)
	}
	return out
}

func singular(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && (strings.HasSuffix(w, "oes") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "ches")):
		return w[:len(w)-2]
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// holds reports whether name has every word of wanted.
func holds(name string, wanted []string) bool {
	have := words(name)
	for _, w := range wanted {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return len(wanted) > 0
}

// namesFood reports whether a person's word means a food: its id exactly, else all the words in its name
// or an alias, else its kind or a group of kinds. "Milk" means coconut milk too: too much is left out
// rather than too little.
func namesFood(term string, food *spotter.Food) bool {
	if isID(term) || term == food.ID {
		return term == food.ID
	}
	wanted := words(term)
	if slices.Contains(kindsSpoken(folded(term)), food.Kind) {
		return true
	}
	if food.Kind == "fat" && !slices.Contains(wanted, "oil") {
		return false // olives are not olive oil
	}
	if holds(food.Name, wanted) || slices.ContainsFunc(food.Aliases, func(alias string) bool { return holds(alias, wanted) }) || speaks(food.Spoken, term) {
		return true
	}
	return slices.Contains(kindsNamed(strings.Join(wanted, " ")), food.Kind)
}

// kindsNamed are the kinds of food that an everyday word covers.
func kindsNamed(word string) []string {
	switch word {
	case "meat":
		return []string{"meat", "pork", "poultry"}
	case "red meat":
		return []string{"meat", "pork"}
	case "seafood":
		return []string{"fish", "shellfish"}
	case "alcohol", "dairy", "egg", "fish", "poultry", "shellfish", "soy", "nut", "seed":
		return []string{word}
	case "soya":
		return []string{"soy"}
	case "mushroom":
		return []string{"fungus"}
	case "pulse", "legume":
		return []string{"pulse"}
	}
	return nil
}

// namesDish reports whether a person's word means a dish: its id exactly, else all words in its name or an alias.
func namesDish(term string, dish *spotter.Dish) bool {
	if isID(term) || term == dish.ID {
		return term == dish.ID
	}
	wanted := words(term)
	return holds(dish.Name, wanted) || slices.ContainsFunc(dish.Aliases, func(alias string) bool { return holds(alias, wanted) }) || speaks(dish.Spoken, term)
}

// isID reports whether a term is written as an id with more than one word: then it means that entry alone.
func isID(term string) bool { return strings.Contains(term, "_") }
