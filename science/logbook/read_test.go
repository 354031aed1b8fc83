package logbook_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"spotter"
	"spotter/science/logbook"
)

var update = flag.Bool("update", false, "write the golden files again")

func berlin(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func options(t testing.TB) logbook.Options {
	t.Helper()
	return logbook.Options{Zone: berlin(t), Unit: "kg", Now: time.Date(2026, 11, 23, 11, 0, 0, 0, time.UTC)}
}

// TestGolden reads each export in testdata and holds what is found against what a reader has checked.
func TestGolden(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.csv")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		log, err := logbook.Read(data, options(t))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, err := json.MarshalIndent(log, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		golden := strings.TrimSuffix(name, ".csv") + ".json"
		if *update {
			if err := os.WriteFile(golden, append(got, '\n'), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.TrimSpace(string(want)), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if balance := log.Sets() + len(log.Faults) + total(log.Skipped); balance != log.Rows {
			t.Errorf("%s: %d rows, and %d are accounted for", name, log.Rows, balance)
		}
	}
}

func total(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

const strongHeader = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"

func TestOneRow(t *testing.T) {
	t.Parallel()
	hevy := "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_lbs,reps,distance_miles,duration_seconds,rpe\n"
	for name, test := range map[string]struct {
		file  string
		fault string // part of the sentence; empty: a set
		check func(logbook.Workout, logbook.Set) bool
	}{
		"local time": {strongHeader + "2024-07-01 18:30:00,A,1h 5m,Squat,1,100,5,0,0,,,8\n", "", func(w logbook.Workout, s logbook.Set) bool {
			return w.Start.UTC().Hour() == 16 && w.End.Sub(w.Start) == 65*time.Minute && *s.RIR == 2
		}},
		"half of the day": {strongHeader + "2024-01-01 6:30:00\u202fPM,A,,Squat,1,100,5,,,,,\n", "", func(w logbook.Workout, _ logbook.Set) bool { return w.Start.UTC().Hour() == 17 }},
		"midnight":        {strongHeader + "2024-01-02 12:30:00 AM,A,,Squat,1,100,5,,,,,\n", "", func(w logbook.Workout, _ logbook.Set) bool { return w.Start.UTC().Hour() == 23 }},
		"offset":          {strongHeader + "2024-01-01T18:30:00-05:00,A,,Squat,1,100,5,,,,,\n", "", func(w logbook.Workout, _ logbook.Set) bool { return w.Start.UTC().Hour() == 23 }},
		"reps as decimal": {strongHeader + "2024-01-01 18:30:00,A,,Squat,1,100.0,5.0,,,,,\n", "", func(_ logbook.Workout, s logbook.Set) bool { return s.Reps == 5 && s.WeightKG == 100 }},
		"rpe between":     {strongHeader + "2024-01-01 18:30:00,A,,Squat,1,100,5,,,,,9.5\n", "", func(_ logbook.Workout, s logbook.Set) bool { return *s.RIR == 0 && *s.RPE == 9.5 }},
		"rpe below six":   {strongHeader + "2024-01-01 18:30:00,A,,Squat,1,100,5,,,,,5\n", "", func(_ logbook.Workout, s logbook.Set) bool { return s.RIR == nil && *s.RPE == 5 }},
		"rpe of nought":   {strongHeader + "2024-01-01 18:30:00,A,,Squat,1,100,5,,,,,0\n", "", func(_ logbook.Workout, s logbook.Set) bool { return s.RIR == nil && s.RPE == nil }},
		"warm-up":         {strongHeader + "2024-01-01 18:30:00,A,,Squat,W,60,5,,,,,\n", "", func(_ logbook.Workout, s logbook.Set) bool { return s.Warmup }},
		"failure":         {strongHeader + "2024-01-01 18:30:00,A,,Squat,F,60,5,,,,,\n", "", func(_ logbook.Workout, s logbook.Set) bool { return s.Effort == "failure" && *s.RIR == 0 }},
		"distance":        {strongHeader + "2024-01-01 18:30:00,A,,Running,1,,,5.2,1800,,,\n", "", func(_ logbook.Workout, s logbook.Set) bool { return *s.DistanceM == 5200 && *s.Seconds == 1800 }},
		"pounds and miles": {hevy + "A,\"21 Oct 2025, 18:04\",\"21 Oct 2025, 19:02\",,Squat,0,,0,normal,225,5,1.5,,\n", "", func(w logbook.Workout, s logbook.Set) bool {
			return s.WeightKG == 102.05828325 && s.Entered == (spotter.Amount{Value: 225, Unit: "lb"}) && *s.DistanceM == 2414.016 && *s.Superset == 0 && w.End.Sub(w.Start) == 58*time.Minute
		}},
		"drop set": {hevy + "A,\"18 sept. 2025, 18:04\",,,Squat,,,0,dropset,225,5,,,\n", "", func(w logbook.Workout, s logbook.Set) bool {
			return s.Effort == "drop" && w.Start.Month() == 9 && w.End == nil
		}},
		"American date": {hevy + "A,\"Mar 3, 2025, 6:04 PM\",,,Squat,,,0,normal,225,5,,,\n", "", func(w logbook.Workout, _ logbook.Set) bool { return w.Start.UTC().Hour() == 17 }},
		"German date":   {hevy + "A,\"3. März 2025, 18:04\",,,Squat,,,0,normal,225,5,,,\n", "", func(w logbook.Workout, _ logbook.Set) bool { return w.Start.Month() == 3 }},
		"no such date":  {hevy + "A,\"31 Feb 2025, 18:04\",,,Squat,,,0,normal,225,5,,,\n", "is not a date", nil},
		"future":        {strongHeader + "2027-01-01 18:30:00,A,,Squat,1,100,5,,,,,\n", "future", nil},
		"no date":       {strongHeader + "yesterday,A,,Squat,1,100,5,,,,,\n", "is not a date", nil},
		"no name":       {strongHeader + "2024-01-01 18:30:00,A,,,1,100,5,,,,,\n", "has no name", nil},
		"half a rep":    {strongHeader + "2024-01-01 18:30:00,A,,Squat,1,100,5.5,,,,,\n", "whole number", nil},
		"assistance": {strongHeader + "2024-01-01 18:30:00,A,,Pull Up,1,-20,5,,,knees bent,,\n", "", func(_ logbook.Workout, s logbook.Set) bool {
			return s.WeightKG == 0 && s.Entered == (spotter.Amount{Value: 0, Unit: "kg"}) && s.Reps == 5 && s.Note == "With 20 kg of assistance.\nknees bent"
		}},
		"assistance in pounds": {hevy + "A,\"21 Oct 2025, 18:04\",,,Pull Up,,,0,normal,-45,5,,,\n", "", func(_ logbook.Workout, s logbook.Set) bool {
			return s.WeightKG == 0 && s.Note == "With 45 lb of assistance."
		}},
		"assistance past belief": {strongHeader + "2024-01-01 18:30:00,A,,Pull Up,1,-700,5,,,,,\n", "more than", nil},
		"too heavy":              {strongHeader + "2024-01-01 18:30:00,A,,Squat,1,700,5,,,,,\n", "more than", nil},
		"no number":              {strongHeader + "2024-01-01 18:30:00,A,,Squat,1,heavy,5,,,,,\n", "not a number", nil},
		"exponent":               {strongHeader + "2024-01-01 18:30:00,A,,Squat,1,1e2,5,,,,,\n", "not a number", nil},
		"rating":                 {strongHeader + "2024-01-01 18:30:00,A,,Squat,1,100,5,,,,,11\n", "rating", nil},
		"unknown kind":           {hevy + "A,\"21 Oct 2025, 18:04\",,,Squat,,,0,mystery,225,5,,,\n", "kind of set", nil},
		"unknown order":          {strongHeader + "2024-01-01 18:30:00,A,,Squat,X,100,5,,,,,\n", "number of a set", nil},
		"values missing":         {strongHeader + "2024-01-01 18:30:00,A,,Squat\n", "4 values", nil},
		"comma in a value":       {strongHeader + "2024-01-01 18:30:00,A,,Squat,1,62,5,5,,,,,\n", "13 values", nil},
		"stray quote":            {strongHeader + "2024-01-01 18:30:00,A,,Sq\"uat,1,62,5,5,,,,\n", "quotation mark", nil},
		"open quote":             {strongHeader + "2024-01-01 18:30:00,\"A,,Squat,1,62,5,5,,,,\n1\n2\n", "up to 4", nil},
	} {
		log, err := logbook.Read([]byte(test.file), options(t))
		switch {
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case test.fault != "":
			if len(log.Faults) != 1 || log.Faults[0].Line != 2 || !strings.Contains(log.Faults[0].Message, test.fault) || log.Sets() != 0 {
				t.Errorf("%s: %+v and %d sets, want a fault in line 2 that says %q", name, log.Faults, log.Sets(), test.fault)
			}
		case len(log.Faults) > 0 || log.Sets() != 1:
			t.Errorf("%s: %+v, %d sets", name, log.Faults, log.Sets())
		case !test.check(log.Workouts[0], log.Workouts[0].Sets[0]):
			t.Errorf("%s: %+v", name, log.Workouts[0])
		}
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	var names strings.Builder
	for i := range logbook.MostNames + 1 {
		fmt.Fprintf(&names, "2024-01-01 18:30:00,A,,Move %d,1,100,5,,,,,\n", i)
	}
	for code, file := range map[string]string{
		"too_many_names": strongHeader + names.String(),
		"not_text":       "PK\x03\x04\x00\x00binary",
		"unknown_format": "name,age\nx,1\n",
		"no_rows":        strongHeader,
		"too_many_rows":  strongHeader + strings.Repeat("2024-01-01 18:30:00,A,,Squat,1,100,5,,,,,\n", logbook.MostRows+1),
	} {
		if log, err := logbook.Read([]byte(file), options(t)); !spotter.HasDetail(err, code) {
			t.Errorf("want %s: %v, %v", code, log, err)
		}
	}
	for _, file := range []string{"", "\n\n", "\ufeff", "Date", "\xff\xfe"} {
		if log, err := logbook.Read([]byte(file), options(t)); !spotter.HasDetail(err, "unknown_format") {
			t.Errorf("%q: %v, %v", file, log, err)
		}
	}
}

// TestKeysDoNotMove holds that a workout has the same key in each dialect, zone and order of rows, so that
// what was brought once is known again.
func TestKeysDoNotMove(t *testing.T) {
	t.Parallel()
	row := "2024-03-05 18:30:00,Push,1h,Squat,1,100,5,0,0,,,\n"
	other := "2024-03-04 07:00:00,Legs,1h,Squat,1,90,5,0,0,,,\n"
	key := func(file string, zone *time.Location) string {
		o := options(t)
		o.Zone = zone
		log, err := logbook.Read([]byte(file), o)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range log.Workouts {
			if w.Name != "Legs" {
				return w.Key + "|" + w.Sets[0].Key
			}
		}
		return ""
	}
	want := key(strongHeader+row+other, time.UTC)
	for name, got := range map[string]string{
		"order":   key(strongHeader+other+row, time.UTC),
		"zone":    key(strongHeader+row, berlin(t)),
		"renamed": key(strongHeader+strings.ReplaceAll(row, "Push", "Upper"), time.UTC),
		"Hevy": key("title,start_time,end_time,exercise_title,set_index,set_type,weight_kg,reps\n"+
			"Push,\"5 Mar 2024, 18:30\",\"5 Mar 2024, 19:30\",Squat,0,normal,100,5\n", time.UTC),
	} {
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	twice := strongHeader + "2024-03-05,Push,,Squat,1,100,5,0,0,,,\n2024-03-05,Pull,,Squat,1,90,5,0,0,,,\n"
	log, err := logbook.Read([]byte(twice), options(t))
	if err != nil || len(log.Workouts) != 2 || log.Workouts[0].Key == log.Workouts[1].Key {
		t.Errorf("two workouts of a day without a time: %+v, %v", log, err)
	}
}

func BenchmarkRead(b *testing.B) {
	row := "2024-01-01 18:30:00,A,1h 5m,Bench Press (Barbell),1,102.5,5,0,0,\"felt good, mostly\",,8\n"
	file := []byte(strongHeader + strings.Repeat(row, 50_000))
	o := options(b)
	for b.Loop() {
		if _, err := logbook.Read(file, o); err != nil {
			b.Fatal(err)
		}
	}
}
