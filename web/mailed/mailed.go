// Package mailed is the pages behind the links in mails: they confirm an address and set a password.
// The token is in the link's fragment, which no server sees; the script sends it in a body.
package mailed

import (
	"embed"
	"net/http"

	"spotter/web/static"
)

//go:embed verify-email.html reset-password.html mailed.js
var files embed.FS

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Paths are what Handler answers.
var Paths = []string{"/verify-email", "/reset-password", "/mailed.js"}

// Handler serves the pages and their script. The style is the landing page's.
func Handler() http.Handler {
	pages, err := static.Handler(files, static.Config{Prefix: "/", Policy: policy})
	if err != nil {
		panic(err) // an embedded file without a content type: the test opens every one
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/mailed.js" {
			r = r.Clone(r.Context())
			r.URL.Path += ".html"
		}
		pages.ServeHTTP(w, r)
	})
}
