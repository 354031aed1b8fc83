package coach

import (
	"context"
	"slices"
	"strings"

	"spotter"
	"spotter/catalog"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/logbook"
)

// nameKey is the key under which a name from another app is remembered.
func nameKey(name string) string {
	key := spotter.FoldName(name)
	if key == "" { // signs only
		key = name
	}
	if letters := []rune(key); len(letters) > 200 {
		key = string(letters[:200])
	}
	return key
}

// otherNames are the names of exercises in other languages, by id.
func otherNames(all *catalog.Exercises, translations *catalog.Translations) map[string][]string {
	out := map[string][]string{}
	for _, e := range all.All() {
		for _, tongue := range catalog.Tongues[1:] {
			if spoken, _ := translations.In(tongue).Speak(e); spoken.Name != e.Name {
				out[e.ID] = append(out[e.ID], spoken.Name)
			}
		}
	}
	return out
}

// meaning is what a name means: an exercise of the catalogue, or the name itself.
type meaning struct {
	exercise *spotter.Exercise // nil: the name is kept
	decided  string            // as in spotter.ImportedName
}

// id is what a set is stored under.
func (m meaning) id(name string) string {
	if m.exercise != nil {
		return m.exercise.ID
	}
	if letters := []rune(name); len(letters) > 80 {
		return string(letters[:80])
	}
	return name
}

// meanings settles names: the person's word first, then the catalogue.
func (c *Coach) meanings(mapped []db.ListMappingsRow) func(name string) meaning {
	said := make(map[string]*string, len(mapped))
	for _, m := range mapped {
		said[m.NameKey] = m.Exercise
	}
	seen := map[string]meaning{}
	return func(name string) meaning {
		m, ok := seen[name]
		if !ok {
			m = c.meaningOf(name, said)
			seen[name] = m
		}
		return m
	}
}

func (c *Coach) meaningOf(name string, said map[string]*string) meaning {
	if to, ok := said[nameKey(name)]; ok {
		if to == nil {
			return meaning{nil, "mapping"}
		}
		if e, known := c.findExercise(*to); known { // an exercise may have left the catalogue since
			return meaning{&e, "mapping"}
		}
	}
	if e, ok := c.names().Match(name); ok {
		return meaning{&e, "catalogue"}
	}
	if e, ok := c.findExercise(name); ok {
		return meaning{&e, "catalogue"}
	}
	return meaning{nil, "open"}
}

// remember keeps what names of a file mean.
func (c *Coach) remember(ctx context.Context, tx *postgres.Tx, log *logbook.Log, mappings map[string]string) error {
	type row struct {
		NameKey  string  `json:"name_key"`
		Exercise *string `json:"exercise"`
	}
	var rows []row
	forget := []string{}
	names := namesOf(log)
	for _, name := range sortedKeys(mappings) {
		to := mappings[name]
		if _, there := names[name]; !there {
			return spotter.InvalidField("body.mappings."+name, "must be a name that this import has; see exercises")
		}
		switch to {
		case spotter.ForgetName:
			forget = append(forget, nameKey(name))
		case spotter.KeepName:
			rows = append(rows, row{nameKey(name), nil})
		default:
			e, ok := c.findExercise(to)
			if !ok {
				return spotter.InvalidField("body.mappings."+name, "must be an exercise of the catalogue, keep, or an empty text")
			}
			rows = append(rows, row{nameKey(name), &e.ID})
		}
	}
	return c.putMappings(ctx, tx, mustJSON(unique(rows, func(r row) string { return r.NameKey })), forget)
}

// unique keeps the last of those with the same key: one statement must not change a row twice.
func unique[T any](rows []T, key func(T) string) []T {
	at := map[string]int{}
	out := []T{}
	for _, r := range rows {
		if i, there := at[key(r)]; there {
			out[i] = r
			continue
		}
		at[key(r)] = len(out)
		out = append(out, r)
	}
	return out
}

func (c *Coach) putMappings(ctx context.Context, tx *postgres.Tx, rows []byte, forget []string) error {
	user := tx.Caller.User
	if err := tx.DropMappings(ctx, db.DropMappingsParams{UserID: user, Keys: forget}); err != nil {
		return err
	}
	if err := tx.PutMappings(ctx, db.PutMappingsParams{UserID: user, Now: c.now(), Rows: rows}); err != nil {
		return err
	}
	n, err := tx.CountMappings(ctx, user)
	if err == nil && n > spotter.MostMappings {
		err = spotter.Conflict("mappings_full", "There is room for 5,000 names: forget some of them first.")
	}
	return err
}

// namesOf counts the sets of each name in a file.
func namesOf(log *logbook.Log) map[string]int {
	out := map[string]int{}
	for i := range log.Workouts {
		for k := range log.Workouts[i].Sets {
			out[log.Workouts[i].Sets[k].Exercise]++
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

const (
	mostSuggestions = 3
	mostSuggested   = 300 // names for which something is suggested: to compare costs time
)

// importedNames tells each name of a file and what it means, open ones first, then those with more sets.
func (c *Coach) importedNames(log *logbook.Log, means func(string) meaning) (out []spotter.ImportedName, open int) {
	out = []spotter.ImportedName{}
	for name, sets := range namesOf(log) {
		m := means(name)
		n := spotter.ImportedName{Name: name, Rows: sets, Decided: m.decided, Suggestions: []spotter.ExerciseLikeness{}}
		if m.exercise != nil {
			n.Exercise = &m.exercise.ID
		}
		if m.decided == "open" {
			open++
		}
		out = append(out, n)
	}
	slices.SortFunc(out, func(a, b spotter.ImportedName) int {
		if x, y := a.Decided == "open", b.Decided == "open"; x != y {
			if x {
				return -1
			}
			return 1
		}
		if a.Rows != b.Rows {
			return b.Rows - a.Rows
		}
		return strings.Compare(a.Name, b.Name)
	})
	for i := range out[:min(open, mostSuggested)] {
		for _, s := range c.names().Suggest(out[i].Name, mostSuggestions) {
			out[i].Suggestions = append(out[i].Suggestions, spotter.ExerciseLikeness(s))
		}
	}
	return out, open
}
