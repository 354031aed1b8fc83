package nutrition

import (
	"fmt"
	"slices"
	"strings"

	"spotter"
)

// rule names a hard rule in the order in which a person can most easily give way.
type rule int

const (
	ruleMinutes rule = iota
	ruleExclude
	ruleDislike
	ruleIntolerance
	rulePattern
	ruleAllergy
	ruleCount
	ruleNone rule = -1
)

// rules holds a dish against everything that must never be offered.
type rules struct {
	diet         spotter.Diet
	exclude      []string // foods or dishes that a change leaves out, by id or name
	noStimulants bool
	banned       map[string]string // food id to why it is out; "" when it is not
	bannedBy     map[string]rule
}

func newRules(in Input) *rules {
	return &rules{
		diet: in.Diet, exclude: in.Changes.Exclude, noStimulants: in.Limits.NoStimulants,
		banned: map[string]string{}, bannedBy: map[string]rule{},
	}
}

// food answers which rule a food breaks, ruleNone for none, and why in words.
func (r *rules) food(food *spotter.Food) (rule, string) {
	if why, known := r.banned[food.ID]; known {
		return r.bannedBy[food.ID], why
	}
	by, why := r.judge(food)
	r.banned[food.ID], r.bannedBy[food.ID] = why, by
	return by, why
}

func (r *rules) judge(food *spotter.Food) (rule, string) {
	for _, a := range r.diet.Allergies {
		if slices.Contains(food.Allergens, a) {
			return ruleAllergy, fmt.Sprintf("%s contains %s", food.Name, spoken(string(a)))
		}
	}
	if slices.Contains(food.Excluded, r.diet.Pattern) {
		return rulePattern, fmt.Sprintf("%s is not %s", food.Name, r.diet.Pattern)
	}
	for _, t := range food.Triggers {
		if slices.Contains(r.diet.Intolerances, t) || (r.noStimulants && t == "caffeine") {
			return ruleIntolerance, fmt.Sprintf("%s contains %s", food.Name, t)
		}
	}
	for _, term := range r.diet.Dislikes {
		if namesFood(term, food) {
			return ruleDislike, fmt.Sprintf("%s is disliked", food.Name)
		}
	}
	for _, term := range r.exclude {
		if namesFood(term, food) {
			return ruleExclude, fmt.Sprintf("%s is left out", food.Name)
		}
	}
	return ruleNone, ""
}

// dish answers the rules that a dish breaks, as a set, and the gravest in words.
func (r *rules) dish(p *plate) (broken [ruleCount]bool, why string) {
	gravest := ruleNone
	note := func(by rule, text string) {
		if by == ruleNone {
			return
		}
		broken[by] = true
		if by > gravest {
			gravest, why = by, text
		}
	}
	for _, food := range p.foods {
		note(r.food(food))
	}
	if r.diet.Pattern == "kosher" && mixesMeatAndMilk(p.foods) {
		note(rulePattern, p.dish.Name+" mixes meat and milk, which is not kosher")
	}
	if p.dish.Minutes > r.diet.CookingMinutes {
		note(ruleMinutes, fmt.Sprintf("%s takes %d minutes", p.dish.Name, p.dish.Minutes))
	}
	if slices.ContainsFunc(r.diet.Dislikes, func(t string) bool { return namesDish(t, p.dish) }) {
		note(ruleDislike, p.dish.Name+" is disliked")
	}
	if slices.ContainsFunc(r.exclude, func(t string) bool { return namesDish(t, p.dish) }) {
		note(ruleExclude, p.dish.Name+" is left out")
	}
	return broken, why
}

// mixesMeatAndMilk is the one kosher rule that single foods cannot show.
func mixesMeatAndMilk(foods []*spotter.Food) bool {
	meat, milk := false, false
	for _, food := range foods {
		meat = meat || food.Kind == "meat" || food.Kind == "poultry" || food.Kind == "pork"
		milk = milk || food.Kind == "dairy" || slices.Contains(food.Allergens, "milk")
	}
	return meat && milk
}

func spoken(name string) string { return strings.ReplaceAll(name, "_", " ") }

// kitchen is the catalogue with the rules applied.
type kitchen struct {
	foods   Lookup
	rules   *rules
	plates  []*plate
	byID    map[string]*plate
	allowed map[string][]*plate // by kind of meal
	broken  map[*plate][ruleCount]bool
}

func newKitchen(in Input, dishes []spotter.Dish, foods Lookup) (*kitchen, error) {
	k := &kitchen{foods: foods}
	for i := range dishes {
		p, err := newPlate(&dishes[i], foods)
		if err != nil {
			return nil, err
		}
		k.plates = append(k.plates, p)
	}
	return k.under(in), nil
}

// under is the same catalogue with the rules of other answers applied.
func (k *kitchen) under(in Input) *kitchen {
	out := &kitchen{foods: k.foods, rules: newRules(in), plates: k.plates, byID: map[string]*plate{}, allowed: map[string][]*plate{}, broken: map[*plate][ruleCount]bool{}}
	for _, p := range k.plates {
		out.byID[p.dish.ID] = p
		broken, _ := out.rules.dish(p)
		out.broken[p] = broken
		if broken == ([ruleCount]bool{}) {
			for _, meal := range p.dish.Meals {
				out.allowed[meal] = append(out.allowed[meal], p)
			}
		}
	}
	return out
}

// find is the dish that a person's word means: its id or name, else the only one with these words.
func (k *kitchen) find(term string) *plate {
	if p := k.byID[term]; p != nil {
		return p
	}
	var found []*plate
	for _, p := range k.plates {
		if strings.EqualFold(term, p.dish.Name) {
			return p
		}
		if namesDish(term, p.dish) {
			found = append(found, p)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return nil
}
