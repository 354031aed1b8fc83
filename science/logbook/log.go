package logbook

import (
	"time"

	"spotter"
)

// The most that a file may have: rows after its header, and different names of exercises.
const (
	MostRows  = 100_000
	MostNames = 2000
)

// Options are what a file does not say.
type Options struct {
	Zone *time.Location // of times without an offset
	Unit string         // "kg" or "lb": of loads where neither header nor row names a unit
	Now  time.Time      // what lies after it is refused
}

// Log is what a file holds.
type Log struct {
	Source    string
	Encoding  string
	Separator string
	Rows      int // after the header
	Workouts  []Workout
	Skipped   map[string]int // rows that are no sets, by reason
	Faults    []Fault
	Notices   []string // what was assumed or shortened, in sentences
}

// The reasons for which a row is no set. Rows of notes are kept as the workout's note.
const (
	RestTimer = "rest_timer" // how long a rest was
	Empty     = "empty"      // planned and not done: no repetitions, no time and no distance
	NoteRow   = "note"       // a remark; its text is in the workout's note
)

// Workout is one workout of a file.
type Workout struct {
	Key   string // the same for the same workout in every export, whatever the zone
	Name  string
	Start time.Time
	End   *time.Time // nil: the file does not say
	Note  string
	Sets  []Set
}

// Set is one set of a file.
type Set struct {
	Key       string // within its workout: the same in every export
	Line      int
	Exercise  string // as the file has it
	WeightKG  float64
	Entered   spotter.Amount
	Reps      int
	Seconds   *int
	DistanceM *float64
	RPE       *float64 // as the file has it
	RIR       *int
	Warmup    bool
	Effort    string // "", "drop" or "failure"
	Superset  *int
	Note      string
}

// Fault is a row, or a part of one, that cannot be kept.
type Fault struct {
	Line    int    `json:"line"`
	Column  string `json:"column,omitempty"`
	Message string `json:"message"`
}

// Sets is how many sets a log has.
func (l *Log) Sets() int {
	n := 0
	for i := range l.Workouts {
		n += len(l.Workouts[i].Sets)
	}
	return n
}
