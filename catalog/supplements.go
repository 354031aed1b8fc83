package catalog

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"spotter"
)

//go:embed data/supplements.json
var supplementsJSON []byte

//go:embed data/limits.json
var limitsJSON []byte

// Supplements is the supplement catalogue with the upper limits of nutrients: immutable, safe for
// concurrent use. Callers must not write to the slices inside the entries.
type Supplements struct {
	all    []spotter.Supplement
	limits []spotter.UpperLimit
	byID   map[string]int
	byName map[string]int
}

// LoadSupplements reads the embedded tables. An error means a broken build, not bad input.
func LoadSupplements() (*Supplements, error) {
	s := &Supplements{byID: map[string]int{}, byName: map[string]int{}}
	for table, into := range map[*[]byte]any{&supplementsJSON: &s.all, &limitsJSON: &s.limits} {
		decoder := json.NewDecoder(bytes.NewReader(*table))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(into); err != nil {
			return nil, fmt.Errorf("catalog: supplements: %w", err)
		}
	}
	for i, e := range s.all {
		if _, taken := s.byID[e.ID]; taken || e.ID == "" {
			return nil, fmt.Errorf("catalog: supplement id %q is empty or taken", e.ID)
		}
		s.byID[e.ID] = i
		for _, name := range append([]string{e.ID, e.Name}, e.Aliases...) {
			key := spotter.FoldName(name)
			if j, taken := s.byName[key]; key == "" || taken && j != i {
				return nil, fmt.Errorf("catalog: %s: the name %q is empty or taken by %s", e.ID, name, s.all[j].ID)
			}
			s.byName[key] = i
		}
	}
	return s, nil
}

// All lists the supplements in the order of the table.
func (s *Supplements) All() []spotter.Supplement { return slices.Clone(s.all) }

// Limits lists the upper limits of nutrients.
func (s *Supplements) Limits() []spotter.UpperLimit { return slices.Clone(s.limits) }

// Find is the supplement with an id.
func (s *Supplements) Find(id string) (spotter.Supplement, bool) {
	i, ok := s.byID[id]
	if !ok {
		return spotter.Supplement{}, false
	}
	return s.all[i], true
}

// Match is the supplement whose id, name or alias is name, whatever the case, punctuation or plural.
func (s *Supplements) Match(name string) (spotter.Supplement, bool) {
	i, ok := s.byName[spotter.FoldName(name)]
	if !ok {
		return spotter.Supplement{}, false
	}
	return s.all[i], true
}
