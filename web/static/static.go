// Package static serves a small tree of embedded files: with an entity tag, compressed where the
// client takes gzip, and with the headers that keep a page from loading what is not ours.
package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Config says how a tree is served.
type Config struct {
	Prefix    string // the path that the tree is mounted at, such as "/docs/"
	Policy    string // Content-Security-Policy
	Immutable string // names that start so never change their content, as they contain a version; empty: none
}

// types are the content types of what is served here; the system's own table differs between machines.
var types = map[string]string{
	".css":   "text/css; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".ico":   "image/x-icon",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".woff2": "font/woff2",
	"":       "text/plain; charset=utf-8", // LICENSE, NOTICE
}

// file is one name of the tree. A file stored as name.gz is served as name.
type file struct {
	contentType string
	tag         string // of the stored bytes
	cache       string
	plain       func() []byte // unpacked at first use when only gzip is stored
	gzipped     []byte        // nil: not stored
}

// Handler serves files. The tree is read at once, so a file that cannot be read is an error here.
// A directory answers with its index.html; a name that is not there answers 404.
func Handler(files fs.FS, cfg Config) (http.Handler, error) {
	tree := map[string]*file{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		served := strings.TrimSuffix(name, ".gz")
		kind, ok := types[path.Ext(served)]
		if !ok && strings.ToUpper(path.Base(served)) != path.Base(served) {
			return fmt.Errorf("static: %s has no content type", name)
		}
		tree[served] = newFile(content, kind, served != name)
		tree[served].cache = "no-cache"
		if cfg.Immutable != "" && strings.HasPrefix(served, cfg.Immutable) {
			tree[served].cache = "public, max-age=31536000, immutable"
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return &handler{tree: tree, cfg: cfg}, nil
}

func newFile(content []byte, kind string, compressed bool) *file {
	sum := sha256.Sum256(content)
	f := &file{contentType: kind, tag: hex.EncodeToString(sum[:8])}
	if !compressed {
		f.plain = func() []byte { return content }
		return f
	}
	f.gzipped = content
	f.plain = sync.OnceValue(func() []byte { return unpack(content) })
	return f
}

// unpack is for the few clients that take no gzip. The bytes are embedded: they are whole.
func unpack(compressed []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		return nil
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return nil
	}
	return plain
}

type handler struct {
	tree map[string]*file
	cfg  Config
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Only GET and HEAD.", http.StatusMethodNotAllowed)
		return
	}
	name, ok := strings.CutPrefix(r.URL.Path, h.cfg.Prefix)
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	f := h.tree[name]
	if !ok || f == nil {
		http.NotFound(w, r)
		return
	}
	header := w.Header()
	header.Set("Content-Security-Policy", h.cfg.Policy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Content-Type", f.contentType)
	header.Set("Cache-Control", f.cache)
	f.serve(w, r)
}

// serve picks the encoding; each has an entity tag of its own, since their bytes differ.
func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	content, tag := f.gzipped, f.tag+"-gzip"
	if f.gzipped != nil {
		w.Header().Add("Vary", "Accept-Encoding")
	}
	if f.gzipped != nil && takesGzip(r.Header.Get("Accept-Encoding")) {
		w.Header().Set("Content-Encoding", "gzip")
	} else {
		content, tag = f.plain(), f.tag
	}
	w.Header().Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// takesGzip reads an Accept-Encoding header: gzip or *, with a weight above zero; gzip's own counts.
func takesGzip(accept string) bool {
	any := false
	for part := range strings.SplitSeq(accept, ",") {
		coding, params, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part)), ";")
		weight := 1.0
		if q, ok := strings.CutPrefix(strings.TrimSpace(params), "q="); ok {
			weight, _ = strconv.ParseFloat(q, 64)
		}
		switch strings.TrimSpace(coding) {
		case "gzip":
			return weight > 0
		case "*":
			any = weight > 0
		}
	}
	return any
}
