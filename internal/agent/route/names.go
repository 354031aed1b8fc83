package route

import (
	"spotter"
	"spotter/catalog"
)

// CatalogueNames are the names of everything in the catalogues, in every language.
func CatalogueNames(exercises *catalog.Exercises, foods *catalog.Foods, dishes *catalog.Dishes, supplements *catalog.Supplements, translations *catalog.Translations) Names {
	names := Names{}
	add := func(agent spotter.Actor, list ...string) { names[agent] = append(names[agent], list...) }
	for _, e := range exercises.All() {
		add(spotter.ActorWorkout, terms(e, translations)...)
		add(spotter.ActorWorkout, append(e.Aliases[:len(e.Aliases):len(e.Aliases)], e.Name)...)
		for _, tongue := range catalog.Tongues[1:] {
			spoken, _ := translations.In(tongue).Speak(e)
			add(spotter.ActorWorkout, spoken.Name)
		}
	}
	for _, f := range translations.Foods(foods).All() {
		add(spotter.ActorDiet, append(f.Aliases[:len(f.Aliases):len(f.Aliases)], f.Name)...)
		for _, name := range f.Spoken {
			add(spotter.ActorDiet, name)
		}
	}
	for _, d := range translations.Dishes(dishes).All() {
		add(spotter.ActorDiet, append(d.Aliases[:len(d.Aliases):len(d.Aliases)], d.Name)...)
		for _, name := range d.Spoken {
			add(spotter.ActorDiet, name)
		}
	}
	for _, s := range supplements.All() {
		add(spotter.ActorSupplement, append(s.Aliases[:len(s.Aliases):len(s.Aliases)], s.Name)...)
	}
	return names
}

// terms are the muscles and the equipment of an exercise, in every language.
func terms(e spotter.Exercise, translations *catalog.Translations) []string {
	var out []string
	for _, tongue := range catalog.Tongues {
		in := translations.In(tongue)
		for _, muscle := range e.Primary {
			out = append(out, in.Term(muscle))
		}
		for _, piece := range e.Equipment {
			out = append(out, in.Term(string(piece)))
		}
	}
	return out
}
