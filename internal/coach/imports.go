package coach

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"spotter"
	"spotter/catalog/foreign"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// Imported entries are an operator's: they can be looked up, searched and logged, and no generator ever
// picks one, for nobody reviewed what they load, contain or set off.

// Origin says where an imported entry is from. The catalogue's own entries have none.
type Origin struct {
	Licence     string   `json:"licence"`
	Attribution string   `json:"attribution" doc:"Who is to be named"`
	Reviewed    bool     `json:"reviewed" doc:"Always false: plans are made of reviewed entries only"`
	Unknown     []string `json:"unknown" doc:"Fields that the source does not say; an empty list there means unknown, not none"`
}

// imported is one reading of the imported entries. It is immutable.
type imported struct {
	version   int64
	exercises []spotter.Exercise
	foods     []spotter.Food
	origins   map[string]Origin // by id
	names     map[string]int    // folded exercise name -> index
	foodNames map[string]int
}

// imports keeps the last reading. Nothing is read before somebody asks.
type imports struct {
	now     atomic.Pointer[imported]
	mu      sync.Mutex
	checked time.Time
}

// importsLife is how long a process goes on with what it read before it asks for the version again.
const importsLife = 30 * time.Second

// current is the last reading, empty before the first.
func (i *imports) current() *imported {
	if now := i.now.Load(); now != nil {
		return now
	}
	return &imported{}
}

// freshImports makes sure that the reading is not older than importsLife.
func (c *Coach) freshImports(ctx context.Context) (*imported, error) {
	i := c.imports
	i.mu.Lock()
	defer i.mu.Unlock()
	now := c.now()
	if have := i.now.Load(); have != nil && now.Sub(i.checked) < importsLife && !now.Before(i.checked) {
		return have, nil
	}
	version, err := c.db.Lookup().GetImportedVersion(ctx)
	if err != nil {
		return nil, err
	}
	if have := i.now.Load(); have == nil || have.version != version {
		rows, err := c.db.Lookup().ListImported(ctx)
		if err != nil {
			return nil, err
		}
		i.now.Store(c.readImported(version, rows))
	}
	i.checked = now
	return i.now.Load(), nil
}

// storedEntry is how an entry is kept as JSON.
type storedEntry struct {
	Unknown  []string          `json:"unknown"`
	Exercise *spotter.Exercise `json:"exercise,omitempty"`
	Food     *spotter.Food     `json:"food,omitempty"`
}

func (c *Coach) readImported(version int64, rows []db.ImportedEntry) *imported {
	out := &imported{version: version, origins: map[string]Origin{}, names: map[string]int{}, foodNames: map[string]int{}}
	for _, row := range rows {
		var e storedEntry
		if err := json.Unmarshal(row.Entry, &e); err != nil || (e.Exercise == nil) == (e.Food == nil) {
			c.log.Warn("an imported entry cannot be read; import it again", slog.String("id", row.ID))
			continue
		}
		out.origins[row.ID] = Origin{Licence: row.Licence, Attribution: row.Attribution, Unknown: e.Unknown}
		if e.Exercise != nil {
			out.exercises = append(out.exercises, *e.Exercise)
			enterNames(out.names, len(out.exercises)-1, append([]string{e.Exercise.ID, e.Exercise.Name}, e.Exercise.Aliases...))
		} else {
			out.foods = append(out.foods, *e.Food)
			enterNames(out.foodNames, len(out.foods)-1, []string{e.Food.ID, e.Food.Name})
		}
	}
	return out
}

// enterNames leaves a name to whoever has it already.
func enterNames(index map[string]int, at int, names []string) {
	for _, name := range names {
		key := spotter.FoldName(name)
		if _, taken := index[key]; !taken && key != "" {
			index[key] = at
		}
	}
}

func (i *imported) exercise(name string) (spotter.Exercise, bool) {
	at, ok := i.names[spotter.FoldName(name)]
	if !ok {
		return spotter.Exercise{}, false
	}
	return i.exercises[at], true
}

func (i *imported) food(name string) (spotter.Food, bool) {
	at, ok := i.foodNames[spotter.FoldName(name)]
	if !ok {
		return spotter.Food{}, false
	}
	return i.foods[at], true
}

// origin is nil for an entry of the catalogue's own.
func (i *imported) origin(id string) *Origin {
	if o, ok := i.origins[id]; ok {
		return &o
	}
	return nil
}

// ImportCounts is what an import did, or would do.
type ImportCounts struct{ Added, Changed, Unchanged int }

// errDryRun takes a transaction back that only counted.
type errDryRun struct{}

func (errDryRun) Error() string { return "dry run" }

// Import stores entries in the database of an operator, who owns the tables. It adds what is new, changes
// what differs and leaves the rest: the same file twice changes nothing. A dry run only counts.
func Import(ctx context.Context, database *postgres.DB, entries []foreign.Entry, dryRun bool, now time.Time) (ImportCounts, error) {
	var counts ImportCounts
	rows := importRows(entries)
	err := database.Write(ctx, spotter.Caller{}, func(tx *postgres.Tx) error {
		counts = ImportCounts{}
		touched, err := tx.PutImported(ctx, db.PutImportedParams{Rows: rows, Now: now})
		if err != nil {
			return err
		}
		for _, row := range touched {
			if row.Added {
				counts.Added++
			} else {
				counts.Changed++
			}
		}
		counts.Unchanged = len(entries) - len(touched)
		switch {
		case dryRun:
			return errDryRun{}
		case len(touched) == 0:
			return nil
		}
		return tx.BumpImported(ctx)
	})
	if errors.Is(err, errDryRun{}) {
		err = nil
	}
	return counts, err
}

// importRows is the entries as the query takes them: a list of objects with the table's columns.
func importRows(entries []foreign.Entry) json.RawMessage {
	type row struct {
		ID          string      `json:"id"`
		Kind        string      `json:"kind"`
		Licence     string      `json:"licence"`
		Attribution string      `json:"attribution"`
		Entry       storedEntry `json:"entry"`
	}
	rows := make([]row, len(entries))
	for i, e := range entries {
		kind := "food"
		if e.Exercise != nil {
			kind = "exercise"
		}
		rows[i] = row{e.ID, kind, e.Licence, e.Attribution, storedEntry{slices.Clone(e.Unknown), e.Exercise, e.Food}}
	}
	return mustJSON(rows)
}
