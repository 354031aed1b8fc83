// Package static serves a small tree of embedded files: with an entity tag, compressed where the client takes
// Brotli or gzip, and with the headers that keep a page from loading what is not ours.
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

	Permissions string // Permissions-Policy; empty: none is sent
}

// types are the content types of what is served here; the system's own table differs between machines.
var types = map[string]string{
	".css":   "text/css; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".ico":   "image/x-icon",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".mp3":   "audio/mpeg",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".webp":  "image/webp",
	".woff2": "font/woff2",

	".webmanifest": "application/manifest+json",

	"": "text/plain; charset=utf-8", // LICENSE, NOTICE
}

// file is one name of the tree. A file stored as name.gz, and as name.br beside it, is served as name.
type file struct {
	contentType string
	tag         string // of the stored bytes
	cache       string
	plain       func() []byte // unpacked at first use when only gzip is stored
	gzipped     []byte        // nil: not stored
	brotli      []byte        // nil: not stored
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
		served, coding := name, path.Ext(name)
		if coding == ".gz" || coding == ".br" {
			served = strings.TrimSuffix(name, coding)
		}
		kind, ok := types[path.Ext(served)]
		if !ok && strings.ToUpper(path.Base(served)) != path.Base(served) {
			return fmt.Errorf("static: %s has no content type", name)
		}
		if tree[served] == nil {
			tree[served] = &file{contentType: kind}
		}
		tree[served].store(content, coding)
		tree[served].cache = "no-cache"
		if cfg.Immutable != "" && strings.HasPrefix(served, cfg.Immutable) {
			tree[served].cache = "public, max-age=31536000, immutable"
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for name, f := range tree {
		if f.plain == nil {
			return nil, fmt.Errorf("static: %s is stored as Brotli only, which not everybody takes", name)
		}
	}
	return &handler{tree: tree, cfg: cfg}, nil
}

// store adds one stored form of the file.
func (f *file) store(content []byte, coding string) {
	switch coding {
	case ".br":
		f.brotli = content
		return
	case ".gz":
		f.gzipped = content
		if f.plain == nil {
			f.plain = sync.OnceValue(func() []byte { return unpack(content) })
		}
	default:
		f.plain = func() []byte { return content }
	}
	sum := sha256.Sum256(content)
	f.tag = hex.EncodeToString(sum[:8])
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
	if h.cfg.Permissions != "" {
		header.Set("Permissions-Policy", h.cfg.Permissions)
	}
	header.Set("Content-Type", f.contentType)
	header.Set("Cache-Control", f.cache)
	f.serve(w, r)
}

// serve picks the encoding; each has an entity tag of its own, since their bytes differ.
func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	accept := r.Header.Get("Accept-Encoding")
	if f.gzipped != nil || f.brotli != nil {
		w.Header().Add("Vary", "Accept-Encoding")
	}
	var content []byte
	tag := f.tag
	switch {
	case f.brotli != nil && takes(accept, "br"):
		content, tag = f.brotli, tag+"-br"
		w.Header().Set("Content-Encoding", "br")
	case f.gzipped != nil && takes(accept, "gzip"):
		content, tag = f.gzipped, tag+"-gzip"
		w.Header().Set("Content-Encoding", "gzip")
	default:
		content = f.plain()
	}
	w.Header().Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// takes reads an Accept-Encoding header: a coding or *, with a weight above zero; the coding's own counts.
func takes(accept, wanted string) bool {
	rest := false
	for part := range strings.SplitSeq(accept, ",") {
		coding, params, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part)), ";")
		weight := 1.0
		if q, ok := strings.CutPrefix(strings.TrimSpace(params), "q="); ok {
			weight, _ = strconv.ParseFloat(q, 64)
		}
		switch strings.TrimSpace(coding) {
		case wanted:
			return weight > 0
		case "*":
			rest = weight > 0
		}
	}
	return rest
}
