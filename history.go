package spotter

import (
	"strconv"
	"strings"
	"time"
)

// StagedImportLife is how long an import waits to be committed.
const StagedImportLife = 7 * 24 * time.Hour

// Import is a training history from another app. It is staged first: what is in it is shown and names can be
// mapped. Committed, its sessions and sets are the person's own; it is undone as a whole. What is not
// committed within seven days is forgotten.
type Import struct {
	ImportSummary
	ImportDetails
}

// ImportSummary counts what an import holds and does.
type ImportSummary struct {
	ID          ImportID    `json:"id"`
	State       string      `json:"state" enum:"staged,committed,undone"`
	Source      string      `json:"source" enum:"strong,hevy" doc:"The app, by the header of its file"`
	TimeZone    string      `json:"time_zone" doc:"The zone that the file's local times were read in"`
	WeightUnit  string      `json:"weight_unit" enum:"kg,lb" doc:"Taken for loads whose unit the file does not say"`
	Rows        int         `json:"rows" doc:"Lines of the table below the header"`
	Workouts    int         `json:"workouts"`
	Sets        int         `json:"sets" doc:"Rows that are sets; rows = sets + skipped + errors"`
	From        *Date       `json:"from" doc:"Local date of the first workout"`
	To          *Date       `json:"to"`
	NewWorkouts int         `json:"new_workouts" doc:"Sessions that the commit adds, or has added"`
	NewSets     int         `json:"new_sets" doc:"sets = new_sets + duplicates"`
	Duplicates  Duplicates  `json:"duplicates"`
	SkippedRows int         `json:"skipped_rows"`
	ErrorRows   int         `json:"error_rows"`
	OpenNames   int         `json:"open_names" doc:"Exercise names that nobody knows yet; left open they are kept as they are"`
	CreatedAt   time.Time   `json:"created_at"`
	ExpiresAt   *time.Time  `json:"expires_at,omitempty" doc:"While staged: when it is forgotten"`
	CommittedAt *time.Time  `json:"committed_at,omitempty"`
	UndoneAt    *time.Time  `json:"undone_at,omitempty"`
	Undone      *ImportUndo `json:"undone,omitempty"`
}

// Duplicates are sets of a file that are there already.
type Duplicates struct {
	Imported int `json:"imported" doc:"By an earlier import"`
	Logged   int `json:"logged" doc:"Logged by hand: the same exercise, load and repetitions during the same workout"`
}

// ImportDetails are the lists of an import.
type ImportDetails struct {
	Exercises []ImportedName  `json:"exercises" doc:"Each name of the file, open ones first, then by sets"`
	Skipped   []SkippedReason `json:"skipped"`
	Errors    []RowError      `json:"errors" doc:"By line, at most 500 of them; error_rows counts all"`
	Notices   []string        `json:"notices" doc:"What was assumed or shortened"`
}

// ImportedName is what a name in a file means.
type ImportedName struct {
	Name        string             `json:"name" doc:"As the file has it"`
	Rows        int                `json:"rows" doc:"How many sets have it"`
	Exercise    *string            `json:"exercise" doc:"Catalogue id; null: the name is kept"`
	Decided     string             `json:"decided" enum:"catalogue,mapping,open" doc:"By the catalogue's names, by the person, or not yet"`
	Suggestions []ExerciseLikeness `json:"suggestions" doc:"For open names: what they may mean, most similar first"`
}

// ExerciseLikeness is an exercise whose name is like another.
type ExerciseLikeness struct {
	Exercise string  `json:"exercise" doc:"Catalogue id"`
	Name     string  `json:"name"`
	Score    float64 `json:"score" doc:"Similarity of the names, above 0 and up to 1"`
}

// SkippedReason counts rows that are no sets.
type SkippedReason struct {
	Reason  string `json:"reason" enum:"rest_timer,empty,note"`
	Rows    int    `json:"rows"`
	Message string `json:"message"`
}

// RowError is a row that could not be read.
type RowError struct {
	Line    int    `json:"line" doc:"In the file; the header is line 1"`
	Column  string `json:"column,omitempty"`
	Message string `json:"message"`
}

// ImportUndo says what taking an import back did. What was changed since it was brought stays.
type ImportUndo struct {
	RemovedWorkouts int `json:"removed_workouts"`
	RemovedSets     int `json:"removed_sets"`
	KeptWorkouts    int `json:"kept_workouts" doc:"They hold sets that were changed or added since"`
	KeptSets        int `json:"kept_sets" doc:"Changed since they were brought"`
}

// KeepName is the mapping of a name that stays as it is; ForgetName takes a mapping back.
const (
	KeepName   = "keep"
	ForgetName = ""
)

// MostMappings is how many names a person may map.
const MostMappings = 5000

// MappingsInput says what names of an import mean. It is remembered for the person's next imports.
type MappingsInput struct {
	Mappings map[string]string `json:"mappings" doc:"By name as the file has it: an exercise (catalogue id or name), keep to leave the name as it is, or an empty text to forget what was said"`
}

// Check wants 1 to 1,000 names of sensible length.
func (in *MappingsInput) Check() []Problem {
	if len(in.Mappings) == 0 || len(in.Mappings) > 1000 {
		return []Problem{{"mappings", "must map between 1 and 1000 names, and maps " + strconv.Itoa(len(in.Mappings))}}
	}
	for name, to := range in.Mappings {
		if len(name) > 800 || len(to) > 200 || strings.IndexByte(name+to, 0) >= 0 {
			return []Problem{{"mappings", "must have names of at most 200 characters, without the NUL character"}}
		}
	}
	return nil
}
