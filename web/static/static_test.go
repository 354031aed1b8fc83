package static

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"
)

func serve(t *testing.T, method, path string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	if _, err := zip.Write([]byte("let a = 1")); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	h, err := Handler(fstest.MapFS{
		"index.html":   {Data: []byte("<p>hello</p>")},
		"LICENSE":      {Data: []byte("free")},
		"v1/app.js.gz": {Data: packed.Bytes()},
	}, Config{Prefix: "/docs/", Policy: "default-src 'none'", Immutable: "v1/"})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestServe(t *testing.T) {
	t.Parallel()
	const forever = "public, max-age=31536000, immutable"
	tests := []struct {
		name, method, path, accept string

		code                        int
		kind, encoding, cache, body string
	}{
		{"the index", "GET", "/docs/", "gzip", 200, "text/html; charset=utf-8", "", "no-cache", "<p>hello</p>"},
		{"unpacked", "GET", "/docs/v1/app.js", "", 200, "text/javascript; charset=utf-8", "", forever, "let a = 1"},
		{"gzip", "GET", "/docs/v1/app.js", "br, gzip;q=0.5", 200, "text/javascript; charset=utf-8", "gzip", forever, "*"},
		{"gzip refused", "GET", "/docs/v1/app.js", "*, gzip;q=0", 200, "text/javascript; charset=utf-8", "", forever, "let a = 1"},
		{"no extension", "GET", "/docs/LICENSE", "", 200, "text/plain; charset=utf-8", "", "no-cache", "free"},
		{"head", "HEAD", "/docs/", "", 200, "text/html; charset=utf-8", "", "no-cache", ""},
		{"not there", "GET", "/docs/nothing", "", 404, "text/plain; charset=utf-8", "", "", "404 page not found\n"},
		{"the stored name", "GET", "/docs/v1/app.js.gz", "", 404, "text/plain; charset=utf-8", "", "", "404 page not found\n"},
		{"outside", "GET", "/docs/../index.html", "", 404, "text/plain; charset=utf-8", "", "", "404 page not found\n"},
		{"another method", "POST", "/docs/", "", 405, "text/plain; charset=utf-8", "", "", "Only GET and HEAD.\n"},
	}
	for _, tt := range tests {
		w := serve(t, tt.method, tt.path, "Accept-Encoding", tt.accept)
		h := w.Header()
		if w.Code != tt.code || h.Get("Content-Type") != tt.kind || h.Get("Content-Encoding") != tt.encoding || h.Get("Cache-Control") != tt.cache {
			t.Errorf("%s: %d %v", tt.name, w.Code, h)
		}
		if tt.body != "*" && w.Body.String() != tt.body {
			t.Errorf("%s: body %q, want %q", tt.name, w.Body, tt.body)
		}
		if tt.code == 200 && h.Get("Content-Security-Policy") == "" {
			t.Errorf("%s: no policy", tt.name)
		}
	}
}

func TestEntityTag(t *testing.T) {
	t.Parallel()
	plain := serve(t, "GET", "/docs/v1/app.js").Header().Get("ETag")
	packed := serve(t, "GET", "/docs/v1/app.js", "Accept-Encoding", "gzip").Header().Get("ETag")
	if plain == "" || plain == packed {
		t.Errorf("tags %s and %s must differ: the bytes do", plain, packed)
	}
	if w := serve(t, "GET", "/docs/v1/app.js", "If-None-Match", plain); w.Code != http.StatusNotModified {
		t.Errorf("the same tag: %d, want 304", w.Code)
	}
}

func TestUnknownTypeIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := Handler(fstest.MapFS{"a.exe": {}}, Config{}); err == nil {
		t.Error("a file without a content type was taken")
	}
}
