package catalog

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"spotter"
)

//go:embed data/exercises.json
var exercisesJSON []byte

// Exercises is the exercise table. It is immutable and safe for concurrent use; the slices inside the
// entries that it hands out are shared and must not be written to.
type Exercises struct {
	all    []spotter.Exercise
	byID   map[string]int
	byName map[string]int
}

// LoadExercises reads the embedded table. An error means that the binary was built from broken data.
func LoadExercises() (*Exercises, error) {
	decoder := json.NewDecoder(bytes.NewReader(exercisesJSON))
	decoder.DisallowUnknownFields()
	var all []spotter.Exercise
	if err := decoder.Decode(&all); err != nil {
		return nil, fmt.Errorf("catalog: exercises: %w", err)
	}
	return indexExercises(all)
}

// indexExercises builds the look-ups and refuses a table in which an id, a name or an alias is taken
// twice or a link leads nowhere: a name must mean one exercise when a person says it.
func indexExercises(all []spotter.Exercise) (*Exercises, error) {
	t := &Exercises{all: all, byID: make(map[string]int, len(all)), byName: make(map[string]int, 4*len(all))}
	for i, e := range all {
		if _, taken := t.byID[e.ID]; taken || e.ID == "" {
			return nil, fmt.Errorf("catalog: exercise id %q is empty or taken", e.ID)
		}
		t.byID[e.ID] = i
		for _, name := range append([]string{e.ID, e.Name}, e.Aliases...) {
			if err := t.name(name, i); err != nil {
				return nil, err
			}
		}
	}
	return t, t.checkLinks()
}

func (t *Exercises) name(name string, i int) error {
	key := spotter.FoldName(name)
	if j, taken := t.byName[key]; key == "" || taken && j != i {
		return fmt.Errorf("catalog: %s: the name %q is empty or taken by %s", t.all[i].ID, name, t.all[j].ID)
	}
	t.byName[key] = i
	return nil
}

func (t *Exercises) checkLinks() error {
	for _, e := range t.all {
		for _, id := range slices.Concat(e.Easier, e.Harder, e.SwapsWith) {
			if _, ok := t.byID[id]; !ok || id == e.ID {
				return fmt.Errorf("catalog: %s links to %q", e.ID, id)
			}
		}
	}
	return nil
}

// All lists every exercise in catalogue order: within a pattern, the staple ones first.
func (t *Exercises) All() []spotter.Exercise { return slices.Clone(t.all) }

// Find looks an exercise up by its id.
func (t *Exercises) Find(id string) (spotter.Exercise, bool) {
	i, ok := t.byID[id]
	if !ok {
		return spotter.Exercise{}, false
	}
	return t.all[i], true
}

// Match looks an exercise up by id, name or alias, whatever the case, punctuation or plural.
func (t *Exercises) Match(name string) (spotter.Exercise, bool) {
	i, ok := t.byName[spotter.FoldName(name)]
	if !ok {
		return spotter.Exercise{}, false
	}
	return t.all[i], true
}
