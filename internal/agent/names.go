package agent

import (
	"spotter"
	"spotter/catalog"
	"spotter/internal/agent/guard"
	"spotter/internal/agent/route"
)

// catalogueNames makes what is recognised by the catalogues' names, in all languages: the router and the guard's.
func catalogueNames() (*route.Router, *guard.Names, error) {
	exercises, err := catalog.LoadExercises()
	if err != nil {
		return nil, nil, err
	}
	foods, err := catalog.LoadFoods()
	if err != nil {
		return nil, nil, err
	}
	dishes, err := catalog.LoadDishes(foods)
	if err != nil {
		return nil, nil, err
	}
	supplements, err := catalog.LoadSupplements()
	if err != nil {
		return nil, nil, err
	}
	translations, err := catalog.LoadTranslations()
	if err != nil {
		return nil, nil, err
	}
	names := route.Names{}
	for _, e := range exercises.All() {
		names[spotter.ActorWorkout] = append(append(names[spotter.ActorWorkout], e.Name), e.Aliases...)
	}
	for _, f := range foods.All() {
		names[spotter.ActorDiet] = append(append(names[spotter.ActorDiet], f.Name), f.Aliases...)
	}
	for _, d := range dishes.All() {
		names[spotter.ActorDiet] = append(append(names[spotter.ActorDiet], d.Name), d.Aliases...)
	}
	for _, s := range supplements.All() {
		names[spotter.ActorSupplement] = append(append(names[spotter.ActorSupplement], s.Name), s.Aliases...)
	}
	return route.New(names), guard.NewNames(supplements, foods, dishes, exercises, translations), nil
}
