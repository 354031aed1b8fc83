package media

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"time"

	"spotter"
)

// Handler serves the signed URLs of f, GET, HEAD and PUT below /media/. It needs no other credential.
func (f *Files) Handler(log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g, refused := f.read(r)
		switch {
		case refused != granted:
		case g.method == http.MethodPut:
			refused = f.take(w, r, g, log)
		default:
			refused = f.give(w, r, g, log)
		}
		if refused != granted {
			refused.write(w, r)
		}
	})
}

// slowest is the connection that is waited for, in bytes a second; patience is on top.
const (
	slowest  = 32 << 10
	patience = 30 * time.Second
)

// allow gives a body the time that it needs, in place of the server's limits for a request of JSON.
func (f *Files) allow(set func(time.Time) error, size int64) {
	_ = set(f.now().Add(patience + time.Duration(size/slowest)*time.Second)) // not every connection has deadlines
}

// take stores the body of a PUT.
func (f *Files) take(w http.ResponseWriter, r *http.Request, g grant, log *slog.Logger) refusal {
	switch {
	case r.ContentLength < 0:
		return noLength
	case r.ContentLength != g.size:
		return wrongSize
	case !strings.EqualFold(r.Header.Get("Content-Type"), g.contentType):
		return wrongType
	}
	control := http.NewResponseController(w)
	f.allow(control.SetReadDeadline, g.size)
	f.allow(control.SetWriteDeadline, g.size)
	body := &incoming{Reader: r.Body}
	if err := f.Put(r.Context(), g.key, body, g.size); err != nil {
		return refusalOf(err, body, r, log)
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusOK)
	return granted
}

// incoming remembers that reading failed, which is the client's fault, as against writing.
type incoming struct {
	io.Reader
	err error
}

func (b *incoming) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		b.err = err
	}
	return n, err
}

func refusalOf(err error, body *incoming, r *http.Request, log *slog.Logger) refusal {
	if body.err != nil || errors.Is(err, errShort) {
		return cutOff
	}
	log.ErrorContext(r.Context(), "an object was not stored", "error", err)
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return diskFull
	}
	return broken
}

// give answers with an object, or the part of it that was asked for.
func (f *Files) give(w http.ResponseWriter, r *http.Request, g grant, log *slog.Logger) refusal {
	file, info, err := f.open(g.key)
	switch {
	case spotter.CodeOf(err) == spotter.CodeNotFound:
		return notHere
	case err != nil:
		log.ErrorContext(r.Context(), "an object was not read", "error", err)
		return broken
	}
	defer func() { _ = file.Close() }()
	f.allow(http.NewResponseController(w).SetWriteDeadline, info.Size())
	h := w.Header()
	h.Set("Content-Type", g.contentType)
	h.Set("Content-Disposition", disposition(g.key, g.contentType))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "private, max-age="+strconv.FormatInt(max(0, g.expires-f.now().Unix()), 10))
	http.ServeContent(w, r, "", info.ModTime(), file)
	return granted
}

// open finds the file of an object.
func (f *Files) open(key string) (io.ReadSeekCloser, fs.FileInfo, error) {
	root, err := f.root(false)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = root.Close() }()
	file, err := root.Open(key)
	if err != nil {
		return nil, nil, orMissing(err)
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("media: %s is no file", key)
	}
	if err != nil {
		_ = file.Close()
		return nil, nil, err
	}
	return file, info, nil
}
