package nutrition

import (
	"fmt"
	"strings"
	"unicode"

	"spotter"
)

// otherReasons explain what is no energy target: water, the pattern, and what was left out.
func otherReasons(in Input, k *kitchen) []spotter.Reason {
	water := Water(in.About)
	text := fmt.Sprintf("%d ml of water a day: %s.", int(water.Value), water.Method)
	if own := in.Hydration.TargetML; own > 0 && own != int(water.Value) {
		text = fmt.Sprintf("%d ml of water a day, as you set it; the default would be %d ml.", own, int(water.Value))
		water.Value, water.Method, water.Source, water.Confidence = float64(own), "your own target", "your answers", "high"
	}
	fits := 0
	for _, broken := range k.broken {
		if broken == ([ruleCount]bool{}) {
			fits++
		}
	}
	return []spotter.Reason{
		{About: "water", Text: text, Quantity: &water},
		{About: "pattern", Text: patternText(in), Quantity: &spotter.Quantity{
			Value: float64(fits), Unit: "dishes", Method: "dishes of the catalogue that keep every rule of yours",
			Inputs: map[string]float64{"catalogue": float64(len(k.plates))}, Source: "your answers and the ingredients of every dish", Confidence: "high",
		}},
	}
}

// unknownDislikes says which dislikes mean nothing in the catalogue: the plan does not keep what it cannot.
func unknownDislikes(in Input, k *kitchen) []spotter.Reason {
	var out []spotter.Reason
	for _, term := range in.Diet.Dislikes {
		if !k.knows(term, k.foods) {
			out = append(out, spotter.Reason{About: "dislikes", Text: fmt.Sprintf("No dish that we know has %q in it, so nothing was left out for it.", term)})
		}
	}
	return out
}

// varietyReason tells the rule of variety, or by how much it had to give way.
func (w *week) varietyReason() spotter.Reason {
	most, often := "", 0
	for _, p := range w.kitchen.plates {
		if w.used[p] > often {
			most, often = p.dish.Name, w.used[p]
		}
	}
	text := "No dish comes twice on a day; a main dish at most twice a week and never on two days in a row, a breakfast or a snack at most three times."
	if w.slack > 0 {
		text = fmt.Sprintf("Your rules leave few dishes, so some come more often than twice a week, %s %d times. More cooking time or fewer dislikes would bring more variety.", most, often)
	}
	return spotter.Reason{About: "variety", Text: text, Quantity: &spotter.Quantity{
		Value: float64(len(w.used)), Unit: "dishes", Method: "different dishes in the week", Inputs: map[string]float64{"most_often": float64(often)},
		Source: "convention: the planner's rule of variety", Confidence: "heuristic",
	}}
}

// patternText says what the dishes were held against.
func patternText(in Input) string {
	var rules []string
	if len(in.Diet.Allergies) > 0 {
		rules = append(rules, "without "+listed(in.Diet.Allergies))
	}
	if len(in.Diet.Intolerances) > 0 {
		rules = append(rules, "spared of "+listed(in.Diet.Intolerances))
	}
	if len(in.Diet.Dislikes) > 0 {
		rules = append(rules, "without "+strings.Join(in.Diet.Dislikes, ", "))
	}
	text := "Every dish is checked by its ingredients to be " + string(in.Diet.Pattern)
	if len(rules) > 0 {
		text += ", " + strings.Join(rules, ", ")
	}
	return text + "."
}

// wordsOnly are the reasons of a plan without figures.
func wordsOnly(in Input) []spotter.Reason {
	return []spotter.Reason{
		{About: "energy", Text: "The meals are made to give your body all the energy it uses, and no less."},
		{About: "protein", Text: "Every meal has a good source of protein."},
		{About: "water", Text: "Drink through the day, more when it is warm or when you train."},
		{About: "pattern", Text: patternText(in)},
	}
}

// floorProtein is the least that a plan may aim at where restrictions put the band out of reach: 1.2 g/kg
// or 14 % of energy, whichever is less, and at least the reference intake of 0.83 g/kg (EFSA 2012).
func floorProtein(in Input, t spotter.Targets) float64 {
	kg := referenceKG(in.About)
	return spotter.RoundTo(max(0.83*kg, leastProteinShare*t.Energy.Value/4, min(1.2*kg, 0.14*t.Energy.Value/4)), 1)
}

func shortfall(in Input, asked, got float64) spotter.Reason {
	return spotter.Reason{
		About: "protein",
		Text: fmt.Sprintf("Your restrictions leave no week with %.0f g of protein a day in this energy; the plan aims at %.0f g instead, which still covers what a body needs. Allowing another source of protein would lift it.",
			asked, got),
		Quantity: &spotter.Quantity{
			Value: got, Unit: "g/day", Method: "lowered from the target: 1.2 g/kg or 14 % of energy, never below 0.83 g/kg and 10 % of energy",
			Inputs: map[string]float64{"asked_g": asked, "reference_kg": spotter.RoundTo(referenceKG(in.About), 0.1)},
			Source: "EFSA 2012 reference intake; ISSN position stand 2017", Confidence: "heuristic",
		},
	}
}

func listed[T ~string](items []T) string {
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = spoken(string(item))
	}
	return strings.Join(out, ", ")
}

func titled(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// cuisineID is a cuisine's name as the catalogue writes it.
func cuisineID(name string) string { return strings.ReplaceAll(slug(name), "-", "_") }
