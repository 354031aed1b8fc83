//go:build noweb

package web

import (
	"net/http"

	"spotter/web/landing"
)

// Pages is the page that says what runs here: this binary was built without the client.
func Pages(string) map[string]http.Handler {
	return map[string]http.Handler{"/{$}": landing.Handler()}
}
