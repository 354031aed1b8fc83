package catalog_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"testing"

	"spotter/catalog"
)

const micronutrientFile = "data/micronutrients.csv"

// TestMicronutrientsEqualTheReference holds every figure against USDA SR26 where that is there. After a
// change of the food table, run it with -update.
func TestMicronutrientsEqualTheReference(t *testing.T) {
	reference := map[string]map[string]string{}
	for _, row := range readTable(t, referencePath(t)) {
		reference[row["ndb_no"]] = row
	}
	header := []string{"ndb", "calcium_mg", "iron_mg", "magnesium_mg", "zinc_mg", "selenium_ug", "vitamin_a_rae_ug", "vitamin_b6_mg", "vitamin_b12_ug", "vitamin_c_mg", "vitamin_d_ug", "caffeine_mg"}
	rows := [][]string{}
	for _, food := range readTable(t, foodFile) {
		row := []string{food["ndb"]}
		for _, column := range header[1:] {
			row = append(row, reference[food["ndb"]][column])
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b []string) int {
		x, _ := strconv.Atoi(a[0])
		y, _ := strconv.Atoi(b[0])
		return x - y
	})
	var want bytes.Buffer
	w := csv.NewWriter(&want)
	if err := w.WriteAll(append([][]string{header}, rows...)); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(micronutrientFile, want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(micronutrientFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want.Bytes()) {
		t.Errorf("%s is not what the food table and USDA SR26 give; run: go test ./catalog -run Micronutrients -update", micronutrientFile)
	}
}

func TestEveryFoodHasMicronutrients(t *testing.T) {
	t.Parallel()
	known, err := catalog.LoadMicronutrients()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range loadFoods(t).All() {
		if n := known[f.NDB]; n == nil {
			t.Errorf("%s (NDB %d) has no micronutrients; run: go test ./catalog -run Micronutrients -update", f.ID, f.NDB)
		}
	}
}
