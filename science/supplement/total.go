package supplement

import (
	"fmt"
	"slices"

	"spotter"
)

// Eaten is an amount of a food with what it holds per 100 g. A nutrient without a figure is absent.
type Eaten struct {
	Grams  float64
	Holds  map[spotter.Nutrient]float64
	Animal bool // whether its vitamin A is retinol
}

// IsAnimal reports whether food of a kind comes of an animal.
func IsAnimal(kind string) bool {
	switch kind {
	case "meat", "pork", "poultry", "fish", "shellfish", "egg", "dairy":
		return true
	}
	return false
}

// counted are the nutrients that a report sums, in its order, with the units of the food table.
var counted = []struct {
	nutrient   spotter.Nutrient
	name, unit string
}{
	{"caffeine", "Caffeine", "mg"}, {"vitamin_d", "Vitamin D", "µg"}, {"vitamin_a", "Vitamin A, retinol", "µg"},
	{"vitamin_c", "Vitamin C", "mg"}, {"vitamin_e", "Vitamin E", "mg"}, {"vitamin_b6", "Vitamin B6", "mg"},
	{"vitamin_b12", "Vitamin B12", "µg"}, {"niacin", "Niacin", "mg"}, {"folic_acid", "Folic acid", "µg"}, {"iron", "Iron", "mg"},
	{"zinc", "Zinc", "mg"}, {"magnesium", "Magnesium", "mg"}, {"calcium", "Calcium", "mg"}, {"selenium", "Selenium", "µg"},
	{"iodine", "Iodine", "µg"}, {"epa_dha", "EPA and DHA", "mg"},
}

// Report says what products come to in a day, food among it where it counts, and what forbids them or
// goes badly together. match finds what a product's rules speak of.
func Report(p Person, products []Product, foods []Eaten, limits []spotter.UpperLimit, match func(string) (spotter.Supplement, bool)) spotter.SupplementReport {
	out := spotter.SupplementReport{Items: []spotter.ReportedItem{}, Totals: []spotter.NutrientTotal{}, Warnings: []spotter.SupplementNote{},
		FoodFrom: "none", Certification: Certification, Notice: Notice}
	for _, product := range products {
		out.Items = append(out.Items, item(p, product))
	}
	for _, c := range counted {
		total := spotter.NutrientTotal{Nutrient: c.nutrient, Name: c.name, Unit: c.unit, Limit: LimitFor(p, limits, c.nutrient)}
		taken := sum(&total, products, foods, isRetinol(limits, c.nutrient))
		total.Over = total.Limit != nil && total.Counted > total.Limit.Amount+1e-9
		if taken || total.Over {
			out.Totals = append(out.Totals, total)
		}
		if total.Over {
			out.Warnings = append(out.Warnings, over(total))
		}
	}
	out.Warnings = append(out.Warnings, together(products, match)...)
	slices.SortStableFunc(out.Warnings, func(a, b spotter.SupplementNote) int { return gravity(b.Urgency) - gravity(a.Urgency) })
	out.Unverified = unverifiedIn(out)
	return out
}

func item(p Person, product Product) spotter.ReportedItem {
	out := spotter.ReportedItem{Given: product.Given, Verdict: spotter.Uncertain, Why: []spotter.SupplementNote{}}
	if product.Supplement == nil {
		return out
	}
	out.Supplement = product.Supplement.ID
	out.Verdict, out.Why = judge(p, *product.Supplement)
	if product.Amount != nil {
		perDay := *product.Amount * product.TimesPerDay
		out.PerDay, out.Unit = &perDay, product.Unit
	}
	return out
}

// sum fills a total and reports whether any product brings of it.
func sum(total *spotter.NutrientTotal, products []Product, foods []Eaten, retinol bool) (taken bool) {
	for _, p := range products {
		if p.Supplement == nil || p.Supplement.Nutrient != total.Nutrient {
			continue
		}
		taken = true
		if amount, ok := p.PerDay(total.Unit); ok {
			total.Supplements += amount
		}
	}
	known, food := false, 0.0
	for _, f := range foods {
		per100, has := f.Holds[total.Nutrient]
		if !has {
			total.FoodsAbsent++
			continue
		}
		known = true
		if !retinol || f.Animal {
			food += per100 * f.Grams / 100
		}
	}
	total.Supplements = round(total.Supplements)
	total.Counted = total.Supplements
	if known {
		food = round(food)
		total.Food = &food
		if total.Limit == nil || total.Limit.Counts == "everything" {
			total.Counted = round(total.Supplements + food)
		}
	}
	return taken
}

// round keeps a thousandth: less is noise of binary fractions.
func round(x float64) float64 { return spotter.RoundTo(x, 0.001) }

func isRetinol(limits []spotter.UpperLimit, n spotter.Nutrient) bool {
	return slices.ContainsFunc(limits, func(l spotter.UpperLimit) bool { return l.Nutrient == n && l.Retinol })
}

func over(t spotter.NutrientTotal) spotter.SupplementNote {
	what := "from products"
	if t.Limit.Counts == "everything" && t.Food != nil {
		what = "from products and food"
	}
	return spotter.SupplementNote{About: string(t.Nutrient), Urgency: spotter.Avoid, Cited: t.Limit.Cited,
		Text: fmt.Sprintf("%s: %s %s a day %s, and the limit for you is %s %s. Take less of what brings it, or ask a doctor or pharmacist.",
			t.Name, trim(t.Counted), t.Unit, what, trim(t.Limit.Amount), t.Limit.Unit)}
}

// together are the warnings of products with each other: two of the same, two stimulants, and the rules
// that name another product.
func together(products []Product, match func(string) (spotter.Supplement, bool)) []spotter.SupplementNote {
	var out []spotter.SupplementNote
	own := spotter.Cited{Source: "Spotter safety rules", SourceDate: "2026-11", Verified: true}
	taken := map[string]*spotter.Supplement{}
	stimulants := []string{}
	for _, product := range products {
		s := product.Supplement
		if s == nil {
			continue
		}
		if taken[s.ID] != nil {
			out = append(out, spotter.SupplementNote{About: s.ID, Urgency: spotter.Caution, Text: s.Name + " stands in the list twice: count both.", Cited: own})
			continue
		}
		taken[s.ID] = s
		if s.Stimulant {
			stimulants = append(stimulants, s.Name)
		}
	}
	if len(stimulants) > 1 {
		out = append(out, spotter.SupplementNote{About: "stimulants", Urgency: spotter.Avoid, Cited: own,
			Text: fmt.Sprintf("%s and %s are both stimulants: their effects on the circulation add up.", stimulants[0], stimulants[1])})
	}
	said := map[string]bool{}
	for _, product := range products {
		if product.Supplement == nil || said[product.Supplement.ID] {
			continue
		}
		said[product.Supplement.ID] = true
		out = append(out, rulesWith(*product.Supplement, taken, match)...)
	}
	return out
}

func rulesWith(s spotter.Supplement, taken map[string]*spotter.Supplement, match func(string) (spotter.Supplement, bool)) []spotter.SupplementNote {
	var out []spotter.SupplementNote
	for _, rule := range s.Together {
		other, ok := match(rule.With)
		if !ok || other.ID == s.ID || taken[other.ID] == nil {
			continue
		}
		out = append(out, spotter.SupplementNote{About: s.ID + "+" + other.ID, Urgency: spotter.Caution, Text: s.Name + " and " + other.Name + ": " + rule.Text, Cited: rule.Cited})
	}
	return out
}

func unverifiedIn(r spotter.SupplementReport) int {
	n := 0
	for _, w := range r.Warnings {
		n += unread(w.Cited)
	}
	for _, i := range r.Items {
		for _, w := range i.Why {
			n += unread(w.Cited)
		}
	}
	for _, t := range r.Totals {
		if t.Limit != nil {
			n += unread(t.Limit.Cited)
		}
	}
	return n
}
