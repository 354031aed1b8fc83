package foreign

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"spotter"
)

// usdaLicence: works of the United States government are in the public domain.
const usdaLicence = "Public domain (USDA)"

// usdaColumns are read by their names; others may be there. A figure that is empty is 0, but energy and
// description must be there.
var usdaColumns = []string{"description", "food_group", "kcal", "protein_g", "carbohydrate_g", "fat_g", "fibre_g"}

// readUSDA reads a table of one food a line, per 100 g. Its number is in ndb_no or fdc_id.
func readUSDA(data []byte) ([]Entry, []Fault, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.FieldsPerRecord, r.ReuseRecord = -1, true
	header, err := r.Read()
	if err != nil {
		return nil, nil, fmt.Errorf("read the header: %w", err)
	}
	columns, err := usdaHeader(header)
	if err != nil {
		return nil, nil, err
	}
	width := len(header)
	var c collector
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return c.entries, c.faults, nil
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			c.add("line "+strconv.Itoa(broken.StartLine), Entry{}, broken.Err)
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		line, _ := r.FieldPos(0)
		place := "line " + strconv.Itoa(line)
		switch {
		case len(row) != width:
			c.add(place, Entry{}, fmt.Errorf("has %d fields, and the header %d", len(row), width))
		default:
			e, err := usdaFood(row, columns)
			c.add(place, e, err)
		}
	}
}

func usdaHeader(header []string) (map[string]int, error) {
	columns := map[string]int{}
	for i, name := range header {
		columns[strings.TrimSpace(name)] = i
	}
	for _, name := range usdaColumns {
		if _, ok := columns[name]; !ok {
			return nil, fmt.Errorf("the header has no column %s", name)
		}
	}
	for _, name := range []string{"ndb_no", "fdc_id"} {
		if i, ok := columns[name]; ok {
			columns["id"] = i
			return columns, nil
		}
	}
	return nil, errors.New("the header has neither ndb_no nor fdc_id")
}

func usdaFood(row []string, columns map[string]int) (Entry, error) {
	id, err := sourceID("usda", row[columns["id"]])
	if err != nil {
		return Entry{}, err
	}
	var faults []error
	figure := func(name string, most float64, must bool) float64 {
		text := strings.TrimSpace(row[columns[name]])
		if text == "" && !must {
			return 0
		}
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(v) || v < 0 || v > most {
			faults = append(faults, fmt.Errorf("%s is %q, and must be a number from 0 to %g", name, text, most))
		}
		return v
	}
	food := &spotter.Food{
		ID: id, Name: strings.TrimSpace(row[columns["description"]]), Aliases: []string{}, Kind: "unknown", Aisle: usdaAisle(row[columns["food_group"]]),
		Allergens: []spotter.Allergen{}, Triggers: []spotter.Intolerance{}, Excluded: []spotter.DietPattern{},
		Nutrition: spotter.Nutrition{Kcal: figure("kcal", 902, true), ProteinG: figure("protein_g", 100, false), CarbsG: figure("carbohydrate_g", 100, false),
			FatG: figure("fat_g", 100, false), FibreG: figure("fibre_g", 100, false)},
	}
	if food.NDB, err = strconv.Atoi(strings.TrimSpace(row[columns["id"]])); err != nil {
		faults = append(faults, errors.New("the number of the food is no number"))
	}
	if n := len(food.Name); n == 0 || n > 200 {
		faults = append(faults, errors.New("the description is empty or longer than 200 bytes"))
	}
	return Entry{ID: id, Licence: usdaLicence, Attribution: "USDA National Nutrient Database", Food: food,
		Unknown: []string{"kind", "allergens", "triggers", "excluded"}}, errors.Join(faults...)
}

// usdaAisle is where a food group is found in a shop, as far as the group tells.
func usdaAisle(group string) string {
	for part, aisle := range map[string]string{
		"Dairy": "dairy_eggs", "Spices": "herbs_spices", "Fats": "oils_condiments", "Poultry": "meat", "Sausages": "meat", "Fruits": "fruit",
		"Pork": "meat", "Vegetables": "vegetables", "Nut and Seed": "nuts_seeds", "Beef": "meat", "Finfish": "fish", "Legumes": "tins_and_pulses",
		"Lamb": "meat", "Baked": "bakery", "Cereal": "grains", "Breakfast Cereals": "grains",
	} {
		if strings.HasPrefix(group, part) {
			return aisle
		}
	}
	return "other"
}
