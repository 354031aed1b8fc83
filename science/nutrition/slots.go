package nutrition

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"spotter"
)

// slot is one meal of the day: what kind of dish it takes and its share of the day's energy.
type slot struct {
	spotter.MealSlot
	kind  string
	share float64
}

// The clock times that separate meals whose names say nothing.
const (
	breakfastFrom = spotter.Clock(4 * 60)
	breakfastEnds = spotter.Clock(10*60 + 30)
	lunchStarts   = spotter.Clock(11 * 60)
	lunchEnds     = spotter.Clock(14*60 + 30)
	dinnerStarts  = spotter.Clock(17*60 + 30)
	dinnerEnds    = spotter.Clock(22 * 60)
)

// slotsOf reads the kind of every meal from its name, else from its time of day, and shares the energy
// out: a main weighs 1.3, a breakfast 1, a snack 0.5. Unnamed snacks turn into
// mains where a day of up to four meals would have fewer than two real ones; every day has a main.
func slotsOf(meals []spotter.MealSlot) []slot {
	slots := make([]slot, len(meals))
	seen := map[string]bool{}
	for _, i := range byTime(meals) {
		slots[i] = slot{MealSlot: meals[i], kind: kindOf(meals[i], seen)}
		seen[slots[i].kind] = true
	}
	promote(slots)
	total := 0.0
	for i := range slots {
		slots[i].share = shareOf(slots[i].kind)
		total += slots[i].share
	}
	for i := range slots {
		slots[i].share /= total
	}
	return slots
}

func byTime(meals []spotter.MealSlot) []int {
	order := make([]int, len(meals))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(meals[a].Time - meals[b].Time) })
	return order
}

func kindOf(meal spotter.MealSlot, seen map[string]bool) string {
	if kind := kindByName(meal.Name); kind != "" {
		return kind
	}
	switch {
	case meal.Time >= breakfastFrom && meal.Time < breakfastEnds && !seen[breakfast]:
		return breakfast
	case meal.Time >= lunchStarts && meal.Time <= lunchEnds, meal.Time >= dinnerStarts && meal.Time <= dinnerEnds:
		return mainMeal
	}
	return snack
}

func kindByName(name string) string {
	said := words(name)
	is := func(names ...string) bool {
		return slices.ContainsFunc(said, func(w string) bool { return slices.Contains(names, w) })
	}
	switch {
	case is("snack", "second", "elevenses", "afternoon", "shake", "bedtime", "merienda", "pre", "post"):
		return snack
	case is("breakfast", "brunch", "frühstück", "desayuno"):
		return breakfast
	case is("lunch", "dinner", "supper", "main", "mittagessen", "abendessen", "almuerzo", "cena"):
		return mainMeal
	}
	return ""
}

// promote makes mains of snacks where a day would have too few real meals: unnamed snacks while a short
// day has too many of them, both meals of a day of two whatever they are called, and any snack, else the
// last meal, while there is no main.
func promote(slots []slot) {
	snacks := 0
	for _, s := range slots {
		if s.kind == snack {
			snacks++
		}
	}
	for i := range slots {
		if snacks > max(0, len(slots)-2) && slots[i].kind == snack && (kindByName(slots[i].Name) == "" || len(slots) == 2) {
			slots[i].kind = mainMeal
			snacks--
		}
	}
	isMain := func(s slot) bool { return s.kind == mainMeal }
	if len(slots) == 0 || slices.ContainsFunc(slots, isMain) {
		return
	}
	at := slices.IndexFunc(slots, func(s slot) bool { return s.kind == snack })
	if at < 0 {
		at = len(slots) - 1
	}
	slots[at].kind = mainMeal
}

func shareOf(kind string) float64 {
	switch kind {
	case breakfast:
		return 1
	case mainMeal:
		return 1.3
	}
	return 0.5
}

// mealIDs names the meals of a weekday: the day and the slot's name, with a number where two would clash.
func mealIDs(day spotter.Weekday, slots []slot) []string {
	ids := make([]string, len(slots))
	for i, s := range slots {
		id := string(day) + "-" + slug(s.Name)
		for n := 2; slices.Contains(ids[:i], id); n++ {
			id = fmt.Sprintf("%s-%s-%d", day, slug(s.Name), n)
		}
		ids[i] = id
	}
	return ids
}

func slug(name string) string {
	parts := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	if len(parts) == 0 {
		return "meal"
	}
	return strings.Join(parts, "-")
}
