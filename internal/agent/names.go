package agent

import (
	"spotter/catalog"
	"spotter/internal/agent/guard"
	"spotter/internal/agent/route"
)

// newRouter makes the router, which knows the catalogue's names.
func newRouter(c *catalog.Catalogue) *route.Router {
	return route.New(route.CatalogueNames(c.Exercises, c.Foods, c.Dishes, c.Supplements, c.Translations))
}

// newNames are the guard's names, in all languages.
func newNames(c *catalog.Catalogue) *guard.Names {
	return guard.NewNames(c.Supplements, c.Foods, c.Dishes, c.Exercises, c.Translations)
}
