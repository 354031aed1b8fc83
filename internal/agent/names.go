package agent

import (
	"sync"

	"spotter/catalog"
	"spotter/internal/agent/guard"
	"spotter/internal/agent/route"
)

// catalogueNames makes what is recognised by the catalogues' names, in all languages: the router, which is made at the
// first message, and the guard's.
func catalogueNames() (func() *route.Router, *guard.Names, error) {
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
	router := sync.OnceValue(func() *route.Router {
		return route.New(route.CatalogueNames(exercises, foods, dishes, supplements, translations))
	})
	return router, guard.NewNames(supplements, foods, dishes, exercises, translations), nil
}
