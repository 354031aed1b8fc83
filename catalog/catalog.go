package catalog

import "errors"

// Catalogue is everything that is embedded, read once. Immutable and safe for concurrent use.
type Catalogue struct {
	Exercises      *Exercises
	Foods          *Foods
	Dishes         *Dishes
	Supplements    *Supplements
	Micronutrients Micronutrients
	Translations   *Translations
}

// Load reads all of it. An error means a broken build.
func Load() (*Catalogue, error) {
	var c Catalogue
	var faults [6]error
	c.Exercises, faults[0] = LoadExercises()
	if c.Foods, faults[1] = LoadFoods(); faults[1] != nil {
		return nil, errors.Join(faults[:]...)
	}
	c.Dishes, faults[2] = LoadDishes(c.Foods)
	c.Supplements, faults[3] = LoadSupplements()
	c.Micronutrients, faults[4] = LoadMicronutrients()
	c.Translations, faults[5] = LoadTranslations()
	return &c, errors.Join(faults[:]...)
}
