package coach

import (
	"spotter"
	"spotter/catalog"
)

// Names says what entries of the catalogue are called in one language. What was imported, or is not known,
// keeps the name that is given.
type Names struct {
	c *Coach
	t *catalog.Translation
}

// Names are the catalogue's in the language of a locale, English where it has none.
func (c *Coach) Names(locale string) Names {
	return Names{c, c.translations.In(catalog.Choose("", locale))}
}

// Language is the one that the names are in: en, de, es or hi.
func (n Names) Language() string { return n.t.Language }

// Exercise is an exercise's name, by id.
func (n Names) Exercise(id, otherwise string) string {
	if e, ok := n.c.exercises.Find(id); ok {
		e, _ = n.t.Speak(e)
		return e.Name
	}
	return otherwise
}

// Dish is a dish's name, by id.
func (n Names) Dish(id, otherwise string) string {
	if d, ok := n.c.dishes.Find(id); ok {
		d, _ = n.t.SpeakDish(d)
		return d.Name
	}
	return otherwise
}

// Food is a food's name, by id.
func (n Names) Food(id, otherwise string) string {
	if f, ok := n.c.foods.Find(id); ok {
		f, _ = n.t.SpeakFood(f)
		return f.Name
	}
	return otherwise
}

// Term is an enumeration's value as a person reads it.
func (n Names) Term(value string) string { return n.t.Term(value) }

// Unit is what repetitions of an exercise are counted in, reps for one that is not known.
func (n Names) Unit(exercise string) string {
	if e, ok := n.c.exercises.Find(exercise); ok && e.Unit != "" {
		return e.Unit
	}
	return "reps"
}

// FindExercise is an exercise by id.
func (n Names) FindExercise(id string) (spotter.Exercise, bool) { return n.c.exercises.Find(id) }

// KnowsFood reports whether an id, or a name in English, is that of a food.
func (n Names) KnowsFood(name string) bool {
	_, ok := n.c.foods.Match(name)
	return ok
}

// KnowsExercise reports whether an id, or a name in any language, is that of an exercise, also an imported one.
func (n Names) KnowsExercise(name string) bool {
	_, ok := n.c.findExercise(name)
	return ok
}

// ExerciseNames are the names of all exercises in English and in the language, for telling what somebody
// who wrote a wrong one may have meant.
func (n Names) ExerciseNames() []string {
	return bothNames(n.c.exercises.All(), func(e spotter.Exercise) (string, string) {
		translated, _ := n.t.Speak(e)
		return e.Name, translated.Name
	})
}

// FoodNames are those of the foods.
func (n Names) FoodNames() []string {
	return bothNames(n.c.foods.All(), func(f spotter.Food) (string, string) {
		translated, _ := n.t.SpeakFood(f)
		return f.Name, translated.Name
	})
}

// SupplementNames are those of the supplements, which the catalogue has in English only.
func (n Names) SupplementNames() []string {
	return bothNames(n.c.supplements.All(), func(s spotter.Supplement) (string, string) { return s.Name, s.Name })
}

func bothNames[T any](all []T, names func(T) (english, translated string)) []string {
	out := make([]string, 0, 2*len(all))
	for _, one := range all {
		english, translated := names(one)
		if out = append(out, english); translated != english {
			out = append(out, translated)
		}
	}
	return out
}
