package catalog_test

import (
	"encoding/csv"
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the reference figures into data/foods.csv")

const foodFile = "data/foods.csv"

// figureColumns are our columns beside those of the reference.
var figureColumns = [][2]string{
	{"kcal", "kcal"}, {"protein_g", "protein_g"}, {"carbs_g", "carbohydrate_g"}, {"fat_g", "fat_g"}, {"fibre_g", "fibre_g"},
}

// referencePath finds USDA SR26 by the environment or beside the checkout; the file is not part of the
// project. To add a food, write its line with the NDB number and empty figures and run this test with -update.
func referencePath(t *testing.T) string {
	t.Helper()
	paths := []string{os.Getenv("SPOTTER_USDA_CSV"), "../../shared/data/usda-sr26.csv", "../../../shared/data/usda-sr26.csv"}
	for _, path := range paths {
		if _, err := os.Stat(path); path != "" && err == nil {
			return path
		}
	}
	if paths[0] != "" {
		t.Fatalf("SPOTTER_USDA_CSV names no file: %s", paths[0])
	}
	t.Skip("USDA SR26 is not here; set SPOTTER_USDA_CSV")
	return ""
}

func TestFoodFiguresEqualTheReference(t *testing.T) {
	t.Parallel()
	reference := map[string]map[string]string{}
	for _, row := range readTable(t, referencePath(t)) {
		reference[row["ndb_no"]] = row
	}
	rows := readTable(t, foodFile)
	for _, row := range rows {
		source, ok := reference[row["ndb"]]
		if !ok {
			t.Errorf("%s: the reference has no NDB %s", row["id"], row["ndb"])
			continue
		}
		for _, column := range figureColumns {
			if *update {
				row[column[0]] = source[column[1]]
			} else if row[column[0]] != source[column[1]] {
				t.Errorf("%s: %s is %q, NDB %s has %q", row["id"], column[0], row[column[0]], row["ndb"], source[column[1]])
			}
		}
	}
	if *update {
		writeTable(t, rows)
	}
}

func TestFoodMeasuresEqualTheReference(t *testing.T) {
	t.Parallel()
	path := filepath.Join(filepath.Dir(referencePath(t)), "usda-sr26-measures.csv")
	if _, err := os.Stat(path); err != nil {
		t.Skip("the household measures of USDA SR26 are not here")
	}
	grams := map[string][]string{}
	for _, row := range readTable(t, path) {
		grams[row["ndb_no"]] = append(grams[row["ndb_no"]], perOne(t, row["grams"], row["amount"]))
	}
	for _, row := range readTable(t, foodFile) {
		if row["measure_g"] != "" && !strings.Contains(strings.Join(grams[row["ndb"]], " ")+" ", row["measure_g"]+" ") {
			t.Errorf("%s: no measure of NDB %s has %s g: %v", row["id"], row["ndb"], row["measure_g"], grams[row["ndb"]])
		}
	}
}

// A dry food and its cooked row hold the same dry matter: that says how much heavier cooking makes it.
func TestCookedFoodsFollowFromTheReference(t *testing.T) {
	t.Parallel()
	reference, cups := map[string]map[string]string{}, map[string][]string{}
	for _, row := range readTable(t, referencePath(t)) {
		reference[row["ndb_no"]] = row
	}
	for _, row := range readTable(t, filepath.Join(filepath.Dir(referencePath(t)), "usda-sr26-measures.csv")) {
		if strings.HasPrefix(row["measure"], "cup") {
			cups[row["ndb_no"]] = append(cups[row["ndb_no"]], perOne(t, row["grams"], row["amount"]))
		}
	}
	for _, row := range readTable(t, foodFile) {
		cooked := row["cooked_ndb"]
		if cooked == "" {
			continue
		}
		times := dryMatter(t, reference[row["ndb"]]) / dryMatter(t, reference[cooked])
		if want := strconv.FormatFloat(times, 'f', 2, 64); row["cooked_x"] != want {
			t.Errorf("%s: cooked_x is %s, the dry matter of NDB %s and %s gives %s", row["id"], row["cooked_x"], row["ndb"], cooked, want)
		}
		if !slices.Contains(cups[cooked], row["cooked_cup_g"]) {
			t.Errorf("%s: no cup of NDB %s has %s g: %v", row["id"], cooked, row["cooked_cup_g"], cups[cooked])
		}
	}
}

func dryMatter(t *testing.T, row map[string]string) float64 {
	t.Helper()
	water, err := strconv.ParseFloat(row["water_g"], 64)
	if err != nil {
		t.Fatalf("NDB %s: %v", row["ndb_no"], err)
	}
	return 100 - water
}

func readTable(t *testing.T, path string) []map[string]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		line := map[string]string{}
		for i, name := range rows[0] {
			line[name] = row[i]
		}
		out = append(out, line)
	}
	return out
}

func perOne(t *testing.T, grams, amount string) string {
	t.Helper()
	g, err := strconv.ParseFloat(grams, 64)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.ParseFloat(amount, 64)
	if err != nil {
		t.Fatal(err)
	}
	return strconv.FormatFloat(math.Round(g/n*100)/100, 'g', 6, 64)
}

// writeTable keeps the header and the order of the lines.
func writeTable(t *testing.T, rows []map[string]string) {
	t.Helper()
	old, err := os.ReadFile(foodFile)
	if err != nil {
		t.Fatal(err)
	}
	line, _, _ := strings.Cut(string(old), "\n")
	header := strings.Split(line, ",")
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Write(header)
	for _, row := range rows {
		record := make([]string, len(header))
		for i, name := range header {
			record[i] = row[name]
		}
		w.Write(record)
	}
	w.Flush()
	if err := os.WriteFile(foodFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
