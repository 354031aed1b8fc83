package catalog

import (
	"bytes"
	_ "embed" // the food table
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"spotter"
)

//go:embed data/foods.csv
var foodTable []byte

// foodColumns are the columns of data/foods.csv. The five figures are per 100 g and equal those of the
// USDA SR26 row that ndb names; a fibre that the source leaves empty counts as 0. Lists are separated by
// semicolons. "not" holds the patterns that exclude the food beyond those that exclude its kind. The
// three cooked columns are for grains and pulses that are bought dry: the row of the cooked food, how
// much heavier cooking makes it (the dry matter of both rows stays the same), and the grams of a cup of it.
var foodColumns = []string{
	"id", "name", "aliases", "ndb", "kind", "aisle", "allergens", "triggers", "not",
	"measure", "measure_g", "cooked_ndb", "cooked_x", "cooked_cup_g", "kcal", "protein_g", "carbs_g", "fat_g", "fibre_g",
}

// Foods is the food catalogue: immutable, safe for concurrent use. Callers must not write to the slices
// inside the entries.
type Foods struct {
	all    []spotter.Food
	byID   map[string]int
	byName map[string]int
}

// LoadFoods reads the embedded table. An error means a broken build, not bad input.
func LoadFoods() (*Foods, error) {
	rows, err := csv.NewReader(bytes.NewReader(foodTable)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read the food table: %w", err)
	}
	if len(rows) == 0 || !slices.Equal(rows[0], foodColumns) {
		return nil, errors.New("the food table's header is not " + strings.Join(foodColumns, ","))
	}
	foods := &Foods{byID: map[string]int{}, byName: map[string]int{}}
	var faults []error
	for i, row := range rows[1:] {
		if err := foods.add(row); err != nil {
			faults = append(faults, fmt.Errorf("food table line %d: %w", i+2, err))
		}
	}
	return foods, errors.Join(faults...)
}

// All lists the foods in the order of the table.
func (f *Foods) All() []spotter.Food { return slices.Clone(f.all) }

// Find is the food with an id.
func (f *Foods) Find(id string) (spotter.Food, bool) {
	i, ok := f.byID[id]
	if !ok {
		return spotter.Food{}, false
	}
	return f.all[i], true
}

// Match is the food whose id, name or alias is name, whatever its case and spacing.
func (f *Foods) Match(name string) (spotter.Food, bool) {
	i, ok := f.byName[nameKey(name)]
	if !ok {
		return spotter.Food{}, false
	}
	return f.all[i], true
}

func (f *Foods) add(row []string) error {
	food, err := parseFood(row)
	if err != nil {
		return err
	}
	f.all = append(f.all, food)
	f.byID[food.ID] = len(f.all) - 1
	return indexNames(f.byName, len(f.all)-1, food.ID, food.Name, food.Aliases)
}

func parseFood(row []string) (spotter.Food, error) {
	var faults []error
	number := func(column int) float64 {
		if row[column] == "" {
			return 0
		}
		n, err := strconv.ParseFloat(row[column], 64)
		faults = append(faults, err)
		return n
	}
	food := spotter.Food{
		ID: row[0], Name: row[1], Aliases: listOf[string](row[2]), NDB: int(number(3)), Kind: row[4], Aisle: row[5],
		Allergens: listOf[spotter.Allergen](row[6]), Triggers: listOf[spotter.Intolerance](row[7]),
		Measure: row[9], MeasureG: number(10),
		Nutrition: spotter.Nutrition{
			Kcal: number(14), ProteinG: number(15), CarbsG: number(16), FatG: number(17), FibreG: number(18),
		},
	}
	if row[11] != "" {
		food.Cooked = &spotter.Cooked{NDB: int(number(11)), Times: number(12), CupG: number(13)}
	}
	byKind, known := kindExcludedBy(food.Kind)
	if !known {
		faults = append(faults, fmt.Errorf("%s has the unknown kind %q", food.ID, food.Kind))
	}
	food.Excluded = mergePatterns(byKind, listOf[spotter.DietPattern](row[8]))
	return food, errors.Join(faults...)
}

// listOf splits a list column; an empty one is an empty list, never nil, so that JSON shows [].
func listOf[T ~string](column string) []T {
	out := []T{}
	for item := range strings.SplitSeq(column, ";") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, T(item))
		}
	}
	return out
}

// indexNames enters an entry under its id, name and aliases; a name that belongs to another is a fault.
func indexNames(index map[string]int, at int, id, name string, aliases []string) error {
	for _, n := range append([]string{id, name}, aliases...) {
		key := nameKey(n)
		if other, taken := index[key]; taken && other != at {
			return fmt.Errorf("%s: the name %q belongs to another entry", id, n)
		}
		index[key] = at
	}
	return nil
}

// nameKey folds case, spacing and the underscores of ids.
func nameKey(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return r == ' ' || r == '_' || r == '-' || r == '\t'
	}), " ")
}
