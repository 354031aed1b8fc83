//go:build !noweb

package web

import (
	"embed"
	"io/fs"
	"net/http"
	"strings"

	"spotter/web/static"
)

//go:embed all:dist
var dist embed.FS

// Pages are the handlers of the client by path, in the form of net/http's mux. Each path of a page answers with
// the client, which looks at the path itself; no other path does. rooms is the address of LiveKit, if there is one.
func Pages(rooms string) map[string]http.Handler {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the directory is embedded
	}
	all, err := static.Handler(files, static.Config{Prefix: "/", Policy: policy(rooms), Permissions: permissions, Immutable: "assets/"})
	if err != nil {
		panic(err) // an embedded file without a content type: the tests open every one
	}
	out := map[string]http.Handler{"/assets/": all, "/icon.svg": all}
	for _, path := range paths(files) {
		if path == "/" {
			path = "/{$}"
		}
		out[path] = index(all)
	}
	return out
}

// permissions are what the client may ask the browser for.
const permissions = "microphone=(self), camera=(self), geolocation=(), payment=(), usb=()"

// paths are those of the client's pages, which the build wrote down.
func paths(files fs.FS) []string {
	list, err := fs.ReadFile(files, "paths.txt")
	if err != nil {
		panic(err) // the build makes it
	}
	return strings.Fields(string(list))
}

// index answers with the client, whatever the path is.
func index(all http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.Clone(r.Context())
		r.URL.Path = "/"
		all.ServeHTTP(w, r)
	})
}
