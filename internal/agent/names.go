package agent

import (
	"spotter"
	"spotter/catalog"
	"spotter/internal/agent/guard"
	"spotter/internal/agent/route"
)

// newRouter makes the router, which knows the catalogue's names.
func newRouter(c *catalog.Catalogue) *route.Router {
	names := route.Names{}
	for _, e := range c.Exercises.All() {
		names[spotter.ActorWorkout] = append(append(names[spotter.ActorWorkout], e.Name), e.Aliases...)
	}
	for _, f := range c.Foods.All() {
		names[spotter.ActorDiet] = append(append(names[spotter.ActorDiet], f.Name), f.Aliases...)
	}
	for _, d := range c.Dishes.All() {
		names[spotter.ActorDiet] = append(append(names[spotter.ActorDiet], d.Name), d.Aliases...)
	}
	for _, s := range c.Supplements.All() {
		names[spotter.ActorSupplement] = append(append(names[spotter.ActorSupplement], s.Name), s.Aliases...)
	}
	return route.New(names)
}

// newNames are the guard's names, in all languages.
func newNames(c *catalog.Catalogue) *guard.Names {
	return guard.NewNames(c.Supplements, c.Foods, c.Dishes, c.Exercises, c.Translations)
}
