// Package foreign reads other people's tables of exercises and foods into the catalogue's types, each
// entry with its source and licence. Nothing is guessed that a plan would rest on: what a source does not
// say, such as allergens, is listed as unknown. Pictures are never read.
package foreign

import (
	"fmt"
	"regexp"
	"strings"

	"spotter"
)

// Entry is one row of another table, as an exercise or as a food.
type Entry struct {
	ID          string // the source's name, a colon, and the source's own id: never an id of ours
	Licence     string
	Attribution string // who is to be named
	Unknown     []string
	Exercise    *spotter.Exercise
	Food        *spotter.Food
}

// Fault is what is wrong with one row; the row is left out.
type Fault struct {
	Place   string // "line 12", "entry 3"
	Message string
}

func (f Fault) String() string { return f.Place + ": " + f.Message }

// Options are what an operator decides.
type Options struct {
	Texts bool // take instructions over too, whose authors the source may not name
}

// Formats lists what can be read, by kind.
func Formats(kind string) []string {
	switch kind {
	case "foods":
		return []string{"usda-csv"}
	case "exercises":
		return []string{"free-exercise-db", "wger"}
	}
	return nil
}

// Read reads a whole file. The error is for a file that is not of the format at all; what is wrong with
// single rows comes back as faults, and the other rows still count.
func Read(format string, data []byte, o Options) ([]Entry, []Fault, error) {
	switch format {
	case "usda-csv":
		return readUSDA(data)
	case "free-exercise-db":
		return readFreeExerciseDB(data, o)
	case "wger":
		return readWger(data, o)
	}
	return nil, nil, fmt.Errorf("the format %q is not known", format)
}

// sourceID makes an id that cannot be one of ours: those have no colon.
func sourceID(source, id string) (string, error) {
	id = strings.TrimSpace(id)
	if !regexp.MustCompile(`^[A-Za-z0-9_.-]{1,80}$`).MatchString(id) {
		return "", fmt.Errorf("the id %q is empty, too long, or has more than letters, digits, _ . and -", id)
	}
	return source + ":" + id, nil
}

// collector gathers entries and faults, and refuses an id that stands twice.
type collector struct {
	entries []Entry
	faults  []Fault
	seen    map[string]string // id -> where
}

func (c *collector) add(place string, e Entry, err error) {
	if err == nil && c.seen[e.ID] != "" {
		err = fmt.Errorf("the id %s stands in %s already", e.ID, c.seen[e.ID])
	}
	if err != nil {
		c.faults = append(c.faults, Fault{place, err.Error()})
		return
	}
	if c.seen == nil {
		c.seen = map[string]string{}
	}
	c.seen[e.ID] = place
	c.entries = append(c.entries, e)
}
