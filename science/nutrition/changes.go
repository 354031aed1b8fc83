package nutrition

import (
	"fmt"
	"slices"
	"strings"

	"spotter"
)

// swap is one wish to see a dish replaced: by a given one, or by any other when to is empty.
type swap struct {
	at       int // its place in the list of changes
	from, to string
	explicit bool
}

type swaps []swap

// prepareChanges resolves what the changes name. A dish that is swapped away is left out of the whole
// week; without a plan in force the swap applies to the plan that the answers alone would make.
func prepareChanges(in *Input, dishes []spotter.Dish, foods Lookup) (swaps, error) {
	if in.Changes.IsZero() {
		return nil, nil
	}
	plain := *in
	plain.Changes = spotter.Changes{}
	k, err := newKitchen(plain, dishes, foods)
	if err != nil {
		return nil, err
	}
	problems := unknownExclusions(in.Changes.Exclude, k, foods)
	out, more := k.resolve(in.Changes.Swap)
	if problems = append(problems, more...); len(problems) > 0 {
		return nil, spotter.Invalid(problems)
	}
	if in.Current == nil {
		if before, err := Propose(plain, dishes, foods); err == nil {
			in.Current = &before
		}
	}
	in.Changes.Exclude = slices.Clone(in.Changes.Exclude)
	for _, s := range out {
		in.Changes.Exclude = append(in.Changes.Exclude, s.from)
	}
	return out, nil
}

func unknownExclusions(terms []string, k *kitchen, foods Lookup) []spotter.Problem {
	var out []spotter.Problem
	for i, term := range terms {
		if !k.knows(term, foods) {
			out = append(out, spotter.Problem{Location: fmt.Sprintf("changes.exclude[%d]", i), Message: "is neither a food nor a dish that we know"})
		}
	}
	return out
}

// knows reports whether a term means any food or dish, used in a dish or not.
func (k *kitchen) knows(term string, foods Lookup) bool {
	if _, ok := foods(cuisineID(term)); ok {
		return true
	}
	for _, p := range k.plates {
		if namesDish(term, p.dish) || slices.ContainsFunc(p.foods, func(f *spotter.Food) bool { return namesFood(term, f) }) {
			return true
		}
	}
	return false
}

func (k *kitchen) resolve(list []spotter.Swap) (swaps, []spotter.Problem) {
	var out swaps
	var problems []spotter.Problem
	for i, s := range list {
		from := k.find(s.From)
		if from == nil {
			problems = append(problems, spotter.Problem{Location: fmt.Sprintf("changes.swap[%d].from", i), Message: "is no dish that we know, or more than one"})
			continue
		}
		resolved := swap{at: i, from: from.dish.ID}
		if s.To != "" {
			to := k.find(s.To)
			if to == nil || to == from {
				problems = append(problems, spotter.Problem{Location: fmt.Sprintf("changes.swap[%d].to", i), Message: "must be another dish that we know"})
				continue
			}
			resolved.to, resolved.explicit = to.dish.ID, true
		}
		out = append(out, resolved)
	}
	return out, problems
}

// allowed refuses a swap to a dish that a rule rules out or that no meal of the day takes.
func (s swaps) allowed(k *kitchen, slots []slot) error {
	var problems []spotter.Problem
	for _, one := range s {
		if !one.explicit {
			continue
		}
		to := k.byID[one.to]
		location := fmt.Sprintf("changes.swap[%d].to", one.at)
		if broken, why := k.rules.dish(to); broken != ([ruleCount]bool{}) {
			problems = append(problems, spotter.Problem{Location: location, Message: "is not possible: " + why})
		} else if !slices.ContainsFunc(slots, func(s slot) bool { return slices.Contains(to.dish.Meals, s.kind) }) {
			problems = append(problems, spotter.Problem{Location: location, Message: "is for " + strings.Join(to.dish.Meals, " or ") + ", and the day has no such meal"})
		}
	}
	return spotter.Invalid(problems)
}

// place writes the dishes of the plan in force into the wishes of the week, with the swaps applied where
// the dish that goes stood. A dish that is asked for and has stood nowhere gets one place of its own.
func (s swaps) place(w *week, current *spotter.MealPlan, foods Lookup) {
	placed := map[string]bool{}
	if current != nil {
		for d := range min(len(current.Days), len(w.wish)) {
			for _, meal := range current.Days[d].Meals {
				s.wish(w, d, meal, foods, placed)
			}
		}
	}
	for _, one := range s {
		if one.explicit && !placed[one.to] {
			w.pin(w.kitchen.byID[one.to])
		}
	}
}

func (s swaps) wish(w *week, day int, meal spotter.PlannedMeal, foods Lookup, placed map[string]bool) {
	at := slices.IndexFunc(w.slots, func(slot slot) bool { return slot.Name == meal.Slot })
	if at < 0 {
		return
	}
	p, asked := w.kitchen.plateOf(meal, foods), false
	for _, one := range s {
		if one.from == meal.Dish {
			p = nil
			if one.explicit {
				p, asked = w.kitchen.byID[one.to], true
			}
		}
	}
	if p == nil || !slices.Contains(p.dish.Meals, w.slots[at].kind) {
		return
	}
	if broken, _ := w.kitchen.rules.dish(p); broken != ([ruleCount]bool{}) {
		return
	}
	w.wish[day][at] = p
	if asked {
		w.pinned[day][at], placed[p.dish.ID] = true, true
	}
}

// pin gives a dish the middle of the week, in the first slot of its kind that no other swap holds.
func (w *week) pin(p *plate) {
	for _, day := range []int{2, 4, 1, 5, 3, 6, 0} {
		for at, s := range w.slots {
			if !w.pinned[day][at] && slices.Contains(p.dish.Meals, s.kind) {
				w.wish[day][at], w.pinned[day][at] = p, true
				return
			}
		}
	}
}
