package catalog

import (
	"bytes"
	_ "embed" // the dish table
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"spotter"
)

//go:embed data/dishes.json
var dishTable []byte

// Dishes is the dish catalogue: immutable, safe for concurrent use. Callers must not write to the slices
// inside the entries. Nutrition, allergens and patterns are not in it: they follow from the ingredients.
type Dishes struct {
	all    []spotter.Dish
	byID   map[string]int
	byName map[string]int
}

// LoadDishes reads the embedded table and holds every ingredient against the food catalogue. An error
// means a broken build, not bad input.
func LoadDishes(foods *Foods) (*Dishes, error) {
	var all []spotter.Dish
	decoder := json.NewDecoder(bytes.NewReader(dishTable))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&all); err != nil {
		return nil, fmt.Errorf("read the dish table: %w", err)
	}
	dishes := &Dishes{all: all, byID: map[string]int{}, byName: map[string]int{}}
	var faults []error
	for i, dish := range all {
		dishes.byID[dish.ID] = i
		faults = append(faults, indexNames(dishes.byName, i, dish.ID, dish.Name, dish.Aliases), checkDish(dish, foods))
	}
	return dishes, errors.Join(faults...)
}

// All lists the dishes in the order of the table.
func (d *Dishes) All() []spotter.Dish { return slices.Clone(d.all) }

// Find is the dish with an id.
func (d *Dishes) Find(id string) (spotter.Dish, bool) {
	i, ok := d.byID[id]
	if !ok {
		return spotter.Dish{}, false
	}
	return d.all[i], true
}

// Match is the dish whose id, name or alias is name, whatever its case and spacing.
func (d *Dishes) Match(name string) (spotter.Dish, bool) {
	i, ok := d.byName[nameKey(name)]
	if !ok {
		return spotter.Dish{}, false
	}
	return d.all[i], true
}

func checkDish(dish spotter.Dish, foods *Foods) error {
	var faults []error
	fault := func(format string, args ...any) {
		faults = append(faults, fmt.Errorf("%s: %s", dish.ID, fmt.Sprintf(format, args...)))
	}
	if !slices.Contains([]string{"indian", "mediterranean", "east_asian", "latin_american", "middle_eastern", "northern_european"}, dish.Cuisine) {
		fault("has the unknown cuisine %q", dish.Cuisine)
	}
	if len(dish.Meals) == 0 || len(dish.Steps) == 0 || dish.Minutes < 1 {
		fault("needs meals, steps and minutes")
	}
	for _, meal := range dish.Meals {
		if !slices.Contains([]string{"breakfast", "main", "snack"}, meal) {
			fault("is for the unknown meal %q", meal)
		}
	}
	seen := map[string]bool{}
	for _, in := range dish.Ingredients {
		if _, ok := foods.Find(in.Food); !ok || seen[in.Food] {
			fault("has the ingredient %q, which is unknown or stands twice", in.Food)
		}
		seen[in.Food] = true
		if in.Grams <= 0 || !slices.Contains([]string{"protein", "carb", "fat", "veg", "fixed"}, in.Role) {
			fault("%s needs grams above 0 and a role", in.Food)
		}
	}
	return errors.Join(faults...)
}
