package nutrition

import (
	"hash/fnv"
	"slices"

	"spotter"
)

// course is a dish weighed out for a slot.
type course struct {
	plate *plate
	grams []float64
}

// week is the search for seven days of courses. Days are made one after another: each starts from the
// dishes that vary most from the days before and improves one slot at a time.
type week struct {
	kitchen  *kitchen
	slots    []slot
	goal     goal
	cuisines []string
	wish     [7][]*plate // dishes to keep where they stand
	pinned   [7][]bool   // of these, the ones that a swap demands
	days     [7][]course
	used     map[*plate]int
}

// How the search weighs what it cannot have all of.
const (
	costMiss      = 1000.0
	costSameDay   = 30.0
	costThird     = 8.0 // from the third time in a week on
	costYesterday = 6.0
	costAgain     = 1.2
	costCuisine   = 2.5
	costProtein   = 0.8 // the same protein food twice on a day
	costChange    = 12.0
	costJitter    = 0.8
	shortlist     = 18
)

// solve fills every day and answers the first day that keeps out of its bands, -1 when all keep them.
func (w *week) solve() (missed int, sum vector) {
	for day := range w.days {
		courses, total := w.day(day)
		if w.goal.miss(total) > 0 {
			return day, total
		}
		w.days[day] = courses
		for _, c := range courses {
			w.used[c.plate]++
		}
	}
	return -1, vector{}
}

// day searches with a short list of dishes a slot, and with all of them when that does not do.
func (w *week) day(day int) (best []course, total vector) {
	plates := w.start(day)
	for _, width := range []int{shortlist, len(w.kitchen.plates)} {
		plates = w.improve(day, plates, width)
		factors, vars := w.fit(plates)
		best, total = w.serve(plates, factors, vars)
		if w.goal.miss(total) == 0 {
			break
		}
	}
	return best, total
}

// start takes for every slot the dish that varies most, or the one that stands there by wish.
func (w *week) start(day int) []*plate {
	plates := make([]*plate, len(w.slots))
	for i := range w.slots {
		if plates[i] = w.wish[day][i]; plates[i] == nil {
			plates[i] = w.candidates(day, i, plates, 1)[0]
		}
	}
	return plates
}

// candidates are the dishes for a slot, those that vary most first.
func (w *week) candidates(day, at int, plates []*plate, most int) []*plate {
	allowed := w.kitchen.allowed[w.slots[at].kind]
	type priced struct {
		plate *plate
		cost  float64
	}
	list := make([]priced, len(allowed))
	for i, p := range allowed {
		list[i] = priced{p, w.variety(day, at, p, plates)}
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
	best := w.cost(day, plates)
	for range 3 {
		before := best
		for at := range plates {
			if w.pinned[day][at] {
				continue
			}
			for _, candidate := range w.candidates(day, at, plates, width) {
				kept := plates[at]
				plates[at] = candidate
				if cost := w.cost(day, plates); cost < best-1e-9 {
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

func (w *week) fit(plates []*plate) ([]float64, []variable) {
	shares := make([]float64, len(plates))
	for i := range plates {
		shares[i] = w.slots[i].share * w.goal.want[kcal]
	}
	vars := variables(plates, shares)
	return leastSquares(vars, w.goal), vars
}

func (w *week) serve(plates []*plate, factors []float64, _ []variable) (courses []course, total vector) {
	at := 0
	for _, p := range plates {
		grams, sum := p.serve(factors[at : at+len(p.roles)])
		courses, total = append(courses, course{p, grams}), total.plus(sum, 1)
		at += len(p.roles)
	}
	return courses, total
}

// cost is what a day of these dishes costs: bands first, then variety, then the soft targets.
func (w *week) cost(day int, plates []*plate) float64 {
	factors, vars := w.fit(plates)
	_, total := w.serve(plates, factors, vars)
	cost := w.goal.strain(total, vars, factors)
	if miss := w.goal.miss(total); miss > 0 {
		cost += costMiss * (0.1 + miss)
	}
	for at, p := range plates {
		cost += w.variety(day, at, p, plates)
	}
	return cost
}

// variety is what one dish in one slot costs beside the week so far and the other slots of the day.
func (w *week) variety(day, at int, p *plate, plates []*plate) float64 {
	cost := costJitter * jitter(p.dish.ID, day, at)
	for i, other := range plates {
		switch {
		case i == at || other == nil:
		case other == p:
			cost += costSameDay
		case other.source == p.source && w.slots[i].kind == w.slots[at].kind:
			cost += costProtein
		}
	}
	if n := w.used[p]; n >= 2 {
		cost += costThird * float64(n-1)
	} else {
		cost += costAgain * float64(n)
	}
	if day > 0 && slices.ContainsFunc(w.days[day-1], func(c course) bool { return c.plate == p }) {
		cost += costYesterday
	}
	if len(w.cuisines) > 0 && !slices.Contains(w.cuisines, p.dish.Cuisine) {
		cost += costCuisine
	}
	if wish := w.wish[day][at]; wish != nil && wish != p {
		cost += costChange
	}
	return cost
}

// jitter is a fixed number from 0 to 1 that spreads equally good dishes over the week.
func jitter(id string, day, at int) float64 {
	h := fnv.New32a()
	h.Write([]byte(id))
	h.Write([]byte{byte(day), byte(at)})
	return float64(h.Sum32()%1000) / 1000
}

// meals turns the courses into the plan's days.
func (w *week) meals() []spotter.MealDay {
	var days []spotter.MealDay
	for d, courses := range w.days {
		day := spotter.MealDay{Weekday: spotter.Weekdays[d]}
		ids := mealIDs(day.Weekday, w.slots)
		for i, c := range courses {
			day.Meals = append(day.Meals, c.plate.meal(ids[i], w.slots[i].MealSlot, c.grams))
		}
		day.Nutrition = sumOf(day.Meals)
		days = append(days, day)
	}
	return days
}

func sumOf(meals []spotter.PlannedMeal) *spotter.Nutrition {
	var sum spotter.Nutrition
	for _, meal := range meals {
		sum = sum.Add(*meal.Nutrition)
	}
	sum = rounded(sum)
	return &sum
}
