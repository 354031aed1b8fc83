// Package landing is the page at /: what runs here, and the first steps. It has no script.
package landing

import (
	"embed"
	"net/http"

	"spotter/web/static"
)

//go:embed index.html style.css
var files embed.FS

const policy = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Handler serves the page at / and its style at /landing/. Any other path is not found.
func Handler() http.Handler {
	page, err := static.Handler(files, static.Config{Prefix: "/landing/", Policy: policy})
	if err != nil {
		panic(err) // an embedded file without a content type: the tests open every one
	}
	mux := http.NewServeMux()
	mux.Handle("/landing/", page)
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) {
		r.URL.Path = "/landing/"
		page.ServeHTTP(w, r)
	})
	return mux
}
