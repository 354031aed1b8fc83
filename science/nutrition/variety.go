package nutrition

import (
	"hash/fnv"
	"math"
	"slices"

	"spotter"
)

// The rule of variety, told in every plan: no dish twice on a day; a main dish at most twice in the seven
// days and never on two days in a row; a breakfast or a snack at most three times. What a swap or an
// earlier plan asks for stands outside of it.
const (
	mostMain  = 2
	mostOther = 3
)

// slack is how far the rule of variety has been loosened, for diets that leave too few dishes: each step
// allows one time more, the second also two days in a row.
type slack int

// fresh reports whether the rule allows a dish in a slot, beside the days so far and the other slots.
func (w *week) fresh(day, at int, p *plate, plates []*plate) bool {
	for i, other := range plates {
		if i != at && other == p {
			return false
		}
	}
	most := mostOther
	if w.slots[at].kind == mainMeal {
		most = mostMain
	}
	if w.used[p] >= most+int(w.slack) {
		return false
	}
	return w.slots[at].kind != mainMeal || w.slack > 1 || !w.on(day-1, p) && !w.on(day+1, p)
}

// on reports whether a dish stands on a day, by choice or by wish.
func (w *week) on(day int, p *plate) bool {
	if day < 0 || day >= len(w.days) {
		return false
	}
	return slices.ContainsFunc(w.days[day], func(c course) bool { return c.plate == p }) || slices.Contains(w.wish[day], p)
}

// How the search weighs what it cannot have all of.
const (
	costMiss      = 1000.0
	costAgain     = 0.6 // a main dish for the second time
	costFamily    = 2.5 // the same family of protein in two mains of a day
	costPulses    = 1.2 // pulses in two mains of a day
	costYesterday = 1.5 // the same breakfast or snack as the day before
	costStaple    = 0.7 // the same staple in two meals of a day
	costOften     = 1.5 // a family over its share of the week, each time
	costSource    = 1.2 // the same food as the source of protein from the third main on, each time
	costWanted    = 1.5 // a family that the week still lacks, as a gain
	costUnusual   = 3.0
	costCuisine   = 2.5
	costBreakfast = 2.0 // a main as a breakfast, or the other way round
	costFlesh     = 2.5 // meat or fish for breakfast
	costSize      = 2.0 // a recipe far from the size that is needed
	costChange    = 12.0
	costJitter    = 1.0
	shortlist     = 18
)

// variety is what one dish in one slot costs beside the week so far and the other slots of the day.
func (w *week) variety(day, at int, p *plate, plates []*plate) float64 {
	cost := costJitter*jitter(p.dish.ID, day, at, w.turn) + costSize*math.Abs(math.Log(w.slots[at].share*w.goal.want[kcal]/p.whole[kcal]))
	for i, other := range plates {
		if i == at || other == nil {
			continue
		}
		if p.staple != nil && other.staple != nil && p.staple.ID == other.staple.ID {
			cost += costStaple
		}
		if w.slots[i].kind == mainMeal && w.slots[at].kind == mainMeal {
			if family(other.source) == family(p.source) {
				cost += costFamily
			}
			if other.pulses && p.pulses {
				cost += costPulses
			}
		}
	}
	if w.slots[at].kind != mainMeal && w.on(day-1, p) {
		cost += costYesterday
	}
	if w.slots[at].kind == mainMeal {
		cost += costAgain*float64(w.used[p]) + w.shares(family(p.source)) + costSource*float64(max(0, w.sources[p.source.ID]-1))
	}
	cost += w.fits(at, p)
	if len(w.cuisines) > 0 && !slices.Contains(w.cuisines, p.dish.Cuisine) {
		cost += costCuisine
	}
	if wish := w.wish[day][at]; wish != nil && wish != p {
		cost += costChange
	}
	return cost
}

// fits is what a dish costs by being unusual in its slot.
func (w *week) fits(at int, p *plate) float64 {
	cost := 0.0
	switch w.slots[at].kind {
	case mainMeal:
		if slices.Contains(p.dish.Meals, breakfast) {
			cost += costBreakfast
		}
	case breakfast:
		if slices.Contains(p.dish.Meals, mainMeal) {
			cost += costBreakfast
		}
		if p.flesh {
			cost += costFlesh
		}
	}
	if p.dish.Seldom || w.eating.unusual(p.source) {
		cost += costUnusual
	}
	return cost
}

// shares is what a family of protein costs or gains by how often it has stood as a main this week.
func (w *week) shares(family string) float64 {
	had, mains := w.families[family], 0
	for _, s := range w.slots {
		if s.kind == mainMeal {
			mains++
		}
	}
	share := w.eating.share(family, 7*mains)
	switch {
	case had >= share.high:
		return costOften * float64(1+had-share.high)
	case had < share.low:
		return -costWanted
	}
	return 0
}

// eating is how somebody of a pattern usually eats (heuristic): a pattern that eats meat and fish lives on
// them more than on tofu.
type eating spotter.DietPattern

func (e eating) flesh() bool {
	switch spotter.DietPattern(e) {
	case "omnivore", "halal", "kosher", "keto", "paleo", "mediterranean", "pescatarian":
		return true
	}
	return false
}

// unusual reports whether a source of protein is one that the pattern has no need of.
func (e eating) unusual(source *spotter.Food) bool {
	return e.flesh() && (source.Kind == "soy" || source.ID == "wheat_gluten" || source.ID == "soy_protein")
}

// often is how many of a week's mains a family should be: at least low, at most high.
type often struct{ low, high int }

// share follows the advice that national guidelines have in common: fish twice a week or more, red meat at
// most three times, pulses often.
func (e eating) share(family string, mains int) often {
	part := func(low, high float64) often {
		return often{int(math.Round(low * float64(mains))), int(math.Max(1, math.Round(high*float64(mains))))}
	}
	pattern := spotter.DietPattern(e)
	switch {
	case !e.flesh():
		return part(0, 0.45)
	case pattern == "mediterranean" || pattern == "pescatarian":
		switch family {
		case "fish":
			return part(0.25, 0.45)
		case "pulse":
			return part(0.15, 0.35)
		}
		return part(0, 0.25)
	}
	switch family {
	case "fish":
		return part(0.15, 0.3)
	case "red meat":
		return part(0.1, 0.21)
	case "poultry":
		return part(0.2, 0.36)
	case "pulse":
		return part(0.1, 0.2)
	}
	return part(0, 0.15)
}

// jitter is a fixed number from 0 to 1 that spreads equally good dishes over the week.
func jitter(id string, day, at, turn int) float64 {
	h := fnv.New32a()
	h.Write([]byte(id))
	h.Write([]byte{byte(day), byte(at), byte(turn)})
	return float64(h.Sum32()%1000) / 1000
}
