package guard

import "spotter/catalog"

// Names are the words that a filter looks for, in every language: figures, units, supplements, foods and
// exercises. Immutable and safe for concurrent use; make them once.
type Names struct{}

// NewNames reads the catalogue's names with their translations.
func NewNames(supplements *catalog.Supplements, foods *catalog.Foods, dishes *catalog.Dishes, exercises *catalog.Exercises, translations *catalog.Translations) *Names {
	return &Names{}
}
