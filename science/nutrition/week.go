package nutrition

import (
	"math"
	"slices"

	"spotter"
)

// week is the search for seven days of courses. Days are made one after another: each starts from the
// dishes that vary most from the days before and improves one slot at a time.
type week struct {
	kitchen  *kitchen
	slots    []slot
	goal     goal
	eating   eating
	cuisines []string
	wish     [7][]*plate // dishes to keep where they stand
	pinned   [7][]bool   // of these, the ones that a swap demands
	days     [7][]course
	used     map[*plate]int
	families map[string]int // how often a family of protein has stood as a main
	sources  map[string]int // the same of single foods
	slack    slack
	turn     int // changes which of equally good dishes come first
}

func newWeek(k *kitchen, slots []slot, g goal, cuisines []string) *week {
	w := &week{kitchen: k, slots: slots, goal: g, cuisines: cuisines, eating: eating(k.rules.diet.Pattern),
		used: map[*plate]int{}, families: map[string]int{}, sources: map[string]int{}}
	for day := range w.wish {
		w.wish[day], w.pinned[day] = make([]*plate, len(slots)), make([]bool, len(slots))
	}
	return w
}

// forgetWishes keeps of the plan in force only what a swap demands.
func (w *week) forgetWishes() {
	for day := range w.wish {
		for at := range w.wish[day] {
			if !w.pinned[day][at] {
				w.wish[day][at] = nil
			}
		}
	}
}

// solve fills every day and answers the first day that keeps out of its bands, -1 when all keep them.
func (w *week) solve() (missed int, sum vector) {
	for day := range w.days {
		courses, total := w.day(day)
		if courses == nil || w.goal.miss(total) > 0 {
			return day, total
		}
		w.days[day] = courses
		for at, c := range courses {
			w.used[c.plate]++
			if w.slots[at].kind == mainMeal {
				w.families[family(c.plate.source)]++
				w.sources[c.plate.source.ID]++
			}
		}
	}
	return -1, vector{}
}

// day searches with a short list of dishes a slot, and with all of them when that does not do. It answers
// nil when the rule of variety leaves a slot without a dish.
func (w *week) day(day int) (best []course, total vector) {
	plates := w.start(day)
	if slices.Contains(plates, nil) {
		return nil, vector{}
	}
	for _, width := range []int{shortlist, len(w.kitchen.plates)} {
		plates = w.improve(day, plates, width)
		best, total = w.serve(plates, w.goal.fit(w.variables(plates)))
		if total = w.goal.polish(best, total); w.goal.miss(total) == 0 {
			break
		}
	}
	return best, total
}

// start takes for every slot the dish that varies most, or the one that stands there by wish; nil where
// there is none.
func (w *week) start(day int) []*plate {
	plates := slices.Clone(w.wish[day])
	for i := range w.slots {
		if plates[i] == nil {
			if first := w.candidates(day, i, plates, 1); len(first) > 0 {
				plates[i] = first[0]
			}
		}
	}
	return plates
}

// candidates are the dishes for a slot that the rule of variety allows, those that vary most first.
func (w *week) candidates(day, at int, plates []*plate, most int) []*plate {
	allowed := w.kitchen.allowed[w.slots[at].kind]
	type priced struct {
		plate *plate
		cost  float64
	}
	list := make([]priced, 0, len(allowed))
	for _, p := range allowed {
		if w.fresh(day, at, p, plates) {
			list = append(list, priced{p, w.variety(day, at, p, plates)})
		}
	}
	slices.SortStableFunc(list, func(a, b priced) int { return sign(a.cost - b.cost) })
	out := make([]*plate, 0, most)
	for _, p := range list[:min(most, len(list))] {
		out = append(out, p.plate)
	}
	return out
}

func sign(x float64) int {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

// improve exchanges one dish at a time for the one that makes the day best, until nothing helps.
func (w *week) improve(day int, plates []*plate, width int) []*plate {
	best := w.cost(day, plates, math.Inf(1))
	for range 3 {
		before := best
		for at := range plates {
			if w.pinned[day][at] {
				continue
			}
			for _, candidate := range w.candidates(day, at, plates, width) {
				kept := plates[at]
				plates[at] = candidate
				if cost := w.cost(day, plates, best); cost < best-1e-9 {
					best = cost
				} else {
					plates[at] = kept
				}
			}
		}
		if best >= before-1e-9 {
			break
		}
	}
	return plates
}

func (w *week) variables(plates []*plate) []variable {
	shares := make([]float64, len(plates))
	for i := range plates {
		shares[i] = w.slots[i].share * w.goal.want[kcal]
	}
	return variables(plates, shares)
}

// serve weighs the day out.
func (w *week) serve(plates []*plate, factors []float64) (courses []course, total vector) {
	for at, p := range plates {
		own := factors[:len(p.roles)]
		factors = factors[len(p.roles):]
		courses, total = append(courses, course{p, p.serve(own), roomFor(w.slots[at].share * w.goal.want[kcal])}), total.plus(p.sum(own), 1)
	}
	return courses, total
}

// total is what the day comes to when it is weighed out.
func total(plates []*plate, factors []float64) (sum vector) {
	for _, p := range plates {
		sum, factors = sum.plus(p.sum(factors[:len(p.roles)]), 1), factors[len(p.roles):]
	}
	return sum
}

// cost is what a day of these dishes costs: bands first, then variety, then the soft targets. Where variety
// alone costs as much as a better day, which nothing makes up for, nothing else is worked out.
func (w *week) cost(day int, plates []*plate, better float64) float64 {
	cost := 0.0
	for at, p := range plates {
		cost += w.variety(day, at, p, plates)
	}
	if cost >= better {
		return cost
	}
	vars := w.variables(plates)
	factors := w.goal.fit(vars)
	sum := total(plates, factors)
	cost += w.goal.strain(sum, vars, factors)
	if miss := w.goal.miss(sum); miss > 0 {
		cost += costMiss * (0.02 + miss)
	}
	for at, p := range plates {
		own := factors[:len(p.roles)]
		factors = factors[len(p.roles):]
		cost += w.uneven(at, p.sum(own))
	}
	return cost
}

// uneven is what a meal costs that is much larger or smaller than its share of the day, or a main or a
// breakfast that has little of the day's protein.
func (w *week) uneven(at int, got vector) float64 {
	share := w.slots[at].share
	cost := 8 * max(0, math.Abs(math.Log(got[kcal]/(share*w.goal.want[kcal])))-0.2)
	if w.slots[at].kind != snack {
		cost += 5 * max(0, 0.65-got[protein]/(share*w.goal.want[protein]))
	}
	return cost
}

// meals turns the courses into the plan's days.
func (w *week) meals() []spotter.MealDay {
	var days []spotter.MealDay
	for d, courses := range w.days {
		day := spotter.MealDay{Weekday: spotter.Weekdays[d]}
		ids := mealIDs(day.Weekday, w.slots)
		for i, c := range courses {
			day.Meals = append(day.Meals, c.meal(ids[i], w.slots[i].MealSlot))
		}
		day.Nutrition = nutritionOf(day.Meals)
		days = append(days, day)
	}
	return days
}

func nutritionOf(meals []spotter.PlannedMeal) *spotter.Nutrition {
	var sum spotter.Nutrition
	for _, meal := range meals {
		sum = sum.Add(*meal.Nutrition)
	}
	sum = rounded(sum)
	return &sum
}
