package logbook

import (
	"strings"
)

// The apps whose exports are read.
const (
	Strong = "strong"
	Hevy   = "hevy"
)

// column is what a column of a file holds.
type column int

const (
	colStart column = iota
	colEnd
	colTitle
	colWorkoutNote
	colExercise
	colOrder // Strong: the number of the set, or what kind of row it is
	colKind  // Hevy: what kind of set it is
	colSuperset
	colWeight
	colWeightUnit
	colReps
	colRPE
	colDistance
	colDistanceUnit
	colSeconds
	colNote
	colDuration // of the workout
	colIgnored
	columns
)

// layout is where a file has its columns, and what its header says of units.
type layout struct {
	source       string
	separator    rune
	at           [columns]int // -1 where there is none
	width        int
	weightUnit   string // "kg" or "lb"; empty: the header does not say
	distanceUnit string // "m", "km" or "mi"; empty as above
	unread       []string
}

// heading is what a name in a header means.
type heading struct {
	of   column
	unit string
}

// headings are the names in headers, folded as fold does.
func headings(source string) map[string]heading {
	if source == Hevy {
		return map[string]heading{
			"title": {of: colTitle}, "start_time": {of: colStart}, "end_time": {of: colEnd}, "description": {of: colWorkoutNote},
			"exercise_title": {of: colExercise}, "superset_id": {of: colSuperset}, "supersets_id": {of: colSuperset}, "exercise_notes": {of: colNote},
			"set_index": {of: colIgnored}, "set_type": {of: colKind},
			"weight_kg": {colWeight, "kg"}, "weight_lbs": {colWeight, "lb"}, "weight_lb": {colWeight, "lb"}, "reps": {of: colReps},
			"distance_km": {colDistance, "km"}, "distance_miles": {colDistance, "mi"}, "distance_meters": {colDistance, "m"},
			"duration_seconds": {of: colSeconds}, "rpe": {of: colRPE},
		}
	}
	return map[string]heading{
		"workout #": {of: colIgnored}, "date": {of: colStart}, "workout name": {of: colTitle}, "duration": {of: colDuration},
		"workout duration": {of: colDuration}, "duration (sec)": {of: colDuration}, "exercise name": {of: colExercise}, "set order": {of: colOrder},
		"weight": {of: colWeight}, "weight (kg)": {colWeight, "kg"}, "weight (kgs)": {colWeight, "kg"}, "weight (lb)": {colWeight, "lb"}, "weight (lbs)": {colWeight, "lb"},
		"weight unit": {of: colWeightUnit}, "reps": {of: colReps}, "rpe": {of: colRPE},
		"distance": {of: colDistance}, "distance (meters)": {colDistance, "m"}, "distance (m)": {colDistance, "m"}, "distance (km)": {colDistance, "km"},
		"distance (mi)": {colDistance, "mi"}, "distance (miles)": {colDistance, "mi"}, "distance unit": {of: colDistanceUnit},
		"seconds": {of: colSeconds}, "notes": {of: colNote}, "workout notes": {of: colWorkoutNote},
	}
}

func fold(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// detect finds the layout by the header. A file may begin with an empty line or with the line "sep=;" that
// spreadsheets leave.
func detect(text string) (*layout, error) {
	header, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	for _, separator := range ",;\t" {
		record, err := newReader(header, separator).Read()
		if err != nil {
			continue
		}
		for _, source := range []string{Strong, Hevy} {
			if l := match(source, separator, record); l != nil {
				return l, nil
			}
		}
	}
	return nil, refusal("unknown_format", "The first line is not the header of an export of Strong or Hevy. Export from the app again and send the file as it is.")
}

// match is the layout of a header when it is one of source's, else nil.
func match(source string, separator rune, record []string) *layout {
	l := &layout{source: source, separator: separator, width: len(record)}
	for i := range l.at {
		l.at[i] = -1
	}
	known := headings(source)
	for i, name := range record {
		h, ok := known[fold(name)]
		switch {
		case !ok:
			l.unread = append(l.unread, strings.TrimSpace(name))
		case h.of != colIgnored && l.at[h.of] < 0:
			l.at[h.of] = i
		}
		if h.of == colWeight && ok {
			l.weightUnit = h.unit
		}
		if h.of == colDistance && ok {
			l.distanceUnit = h.unit
		}
	}
	if l.at[colStart] < 0 || l.at[colExercise] < 0 || l.at[colTitle] < 0 || (l.at[colWeight] < 0 && l.at[colReps] < 0) {
		return nil
	}
	return l
}

// row is one record of a file.
type row struct {
	*layout
	line   int
	fields []string
}

// get is the value of a column without the space around it, empty where there is none.
func (r row) get(c column) string {
	if i := r.at[c]; i >= 0 && i < len(r.fields) {
		return strings.TrimSpace(r.fields[i])
	}
	return ""
}
