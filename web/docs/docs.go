// Package docs is the page that shows the OpenAPI document and tries its operations out. It is Swagger
// UI, shipped with the binary, so it works without a connection to anywhere else.
package docs

import (
	"embed"
	"net/http"

	"spotter/web/static"
)

//go:embed index.html init.js swagger-ui-5.35.0
var files embed.FS

// policy lets the page run our scripts and ask this server, and nothing else. Swagger UI sets styles
// on its elements.
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
	"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Handler serves the page at /docs/ and leads /docs there. It reads the document at /openapi.json.
func Handler() http.Handler {
	page, err := static.Handler(files, static.Config{Prefix: "/docs/", Policy: policy, Immutable: "swagger-ui-"})
	if err != nil {
		panic(err) // an embedded file without a content type: the tests open every one
	}
	mux := http.NewServeMux()
	mux.Handle("/docs/", page)
	mux.Handle("/docs", http.RedirectHandler("/docs/", http.StatusPermanentRedirect))
	return mux
}
