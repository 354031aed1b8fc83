package catalog

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"spotter"
)

//go:embed data/micronutrients.csv
var micronutrientTable []byte

// micronutrientColumns are the columns of data/micronutrients.csv and the nutrients that they hold, per
// 100 g, as the USDA SR26 row that ndb names has them; empty where the source has none.
var micronutrientColumns = [][2]string{
	{"calcium_mg", "calcium"}, {"iron_mg", "iron"}, {"magnesium_mg", "magnesium"}, {"zinc_mg", "zinc"}, {"selenium_ug", "selenium"},
	{"vitamin_a_rae_ug", "vitamin_a"}, {"vitamin_b6_mg", "vitamin_b6"}, {"vitamin_b12_ug", "vitamin_b12"},
	{"vitamin_c_mg", "vitamin_c"}, {"vitamin_d_ug", "vitamin_d"}, {"caffeine_mg", "caffeine"},
}

// Micronutrients are the vitamins, minerals and caffeine of foods per 100 g, by their NDB number. A
// nutrient that the source has no figure for is absent, which is not nought.
type Micronutrients map[int]map[spotter.Nutrient]float64

// LoadMicronutrients reads the embedded table. An error means a broken build, not bad input.
func LoadMicronutrients() (Micronutrients, error) {
	rows, err := csv.NewReader(bytes.NewReader(micronutrientTable)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read the micronutrients: %w", err)
	}
	header := []string{"ndb"}
	for _, c := range micronutrientColumns {
		header = append(header, c[0])
	}
	if len(rows) == 0 || !slices.Equal(rows[0], header) {
		return nil, errors.New("the micronutrients' header is not " + strings.Join(header, ","))
	}
	out := Micronutrients{}
	for i, row := range rows[1:] {
		ndb, err := strconv.Atoi(row[0])
		if err != nil || out[ndb] != nil {
			return nil, fmt.Errorf("micronutrients line %d: %q is no number or stands twice", i+2, row[0])
		}
		out[ndb] = map[spotter.Nutrient]float64{}
		for k, c := range micronutrientColumns {
			if row[k+1] == "" {
				continue
			}
			if out[ndb][spotter.Nutrient(c[1])], err = strconv.ParseFloat(row[k+1], 64); err != nil {
				return nil, fmt.Errorf("micronutrients line %d: %w", i+2, err)
			}
		}
	}
	return out, nil
}
