package media

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter"
)

// store is what both drivers can do.
type store interface {
	signer
	keeper
}

type signer interface {
	PutURL(ctx context.Context, key, contentType string, size int, life time.Duration) (string, map[string]string, error)
	GetURL(ctx context.Context, key, contentType string, life time.Duration) (string, error)
}

type keeper interface {
	Size(ctx context.Context, key string) (int64, error)
	Delete(ctx context.Context, key string) error
	DeleteAll(ctx context.Context, prefix string) error
	Probe(ctx context.Context) error
	Describe() string
}

// clock is a time that a test moves. It begins now, because connections have real deadlines.
type clock struct {
	mu    sync.Mutex
	ahead time.Duration
}

func (c *clock) now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return time.Now().Add(c.ahead) }

func (c *clock) add(d time.Duration) { c.mu.Lock(); defer c.mu.Unlock(); c.ahead += d }

// bench is a store with a client that knows nothing but URLs.
type bench struct {
	*testing.T
	store
	clock  *clock
	client *http.Client
}

// The drivers that the suite below holds alike.
func benches(t *testing.T) map[string]*bench {
	t.Helper()
	files, _ := filesBench(t)
	s3, _ := s3Bench(t)
	return map[string]*bench{"files": files, "s3": s3}
}

func filesBench(t *testing.T) (*bench, *Files) {
	t.Helper()
	server, clock := httptest.NewUnstartedServer(nil), &clock{}
	files, err := NewFiles(t.TempDir()+"/objects", []byte(strings.Repeat("k", 32)), "http://"+server.Listener.Addr().String()+"/app", clock.now)
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = files.Handler(slog.New(slog.DiscardHandler))
	server.Config.ReadTimeout = 5 * time.Second
	server.Start()
	t.Cleanup(server.Close)
	return &bench{t, files, clock, server.Client()}, files
}

// each runs a test on both drivers.
func each(t *testing.T, run func(b *bench)) {
	t.Helper()
	for name, b := range benches(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b.T = t
			run(b)
		})
	}
}

const (
	jpeg  = "image/jpeg"
	ann   = "users/0192-ann/"
	photo = ann + "01-photo"
)

func picture(n int) []byte { return bytes.Repeat([]byte("\xff\xd8\xff picture "), n/12+1)[:n] }

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (b *bench) do(method, address string, body []byte, headers map[string]string) answer {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), method, address, bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	response, err := b.client.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	got, err := io.ReadAll(response.Body)
	if err != nil {
		b.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, got}
}

func (b *bench) putURL(key string, size int, life time.Duration) (string, map[string]string) {
	b.Helper()
	address, headers, err := b.PutURL(b.Context(), key, jpeg, size, life)
	if err != nil {
		b.Fatal(err)
	}
	return address, headers
}

func (b *bench) getURL(key string) string {
	b.Helper()
	address, err := b.GetURL(b.Context(), key, jpeg, time.Minute)
	if err != nil {
		b.Fatal(err)
	}
	return address
}

// keep stores an object as a client does.
func (b *bench) keep(key string, content []byte) {
	b.Helper()
	address, headers := b.putURL(key, len(content), time.Minute)
	if a := b.do("PUT", address, content, headers); a.status != http.StatusOK {
		b.Fatalf("PUT: %d %s", a.status, a.body)
	}
}

// has wants an object to be there with a size, or not at all when it is 0.
func (b *bench) has(key string, want int64) {
	b.Helper()
	size, err := b.Size(b.Context(), key)
	if want == 0 && spotter.CodeOf(err) != spotter.CodeNotFound {
		b.Errorf("%s: %d bytes, %v; want none", key, size, err)
	}
	if want != 0 && (err != nil || size != want) {
		b.Errorf("%s: %d bytes, %v; want %d", key, size, err, want)
	}
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	each(t, func(b *bench) {
		content := picture(100_000)
		b.has(photo, 0)
		b.keep(photo, content)
		b.has(photo, int64(len(content)))
		a := b.do("GET", b.getURL(photo), nil, nil)
		if a.status != http.StatusOK || !bytes.Equal(a.body, content) {
			b.Errorf("GET: %d with %d bytes", a.status, len(a.body))
		}
		if a.header.Get("Content-Type") != jpeg || a.header.Get("Content-Disposition") != `inline; filename="01-photo.jpg"` {
			b.Errorf("headers %v", a.header)
		}
		part := b.do("GET", b.getURL(photo), nil, map[string]string{"Range": "bytes=10-19"})
		if part.status != http.StatusPartialContent || !bytes.Equal(part.body, content[10:20]) {
			b.Errorf("Range: %d %q", part.status, part.body)
		}
		b.keep(photo, picture(20)) // an upload whose answer was lost is sent again
		b.has(photo, 20)
	})
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	each(t, func(b *bench) {
		old := picture(50)
		other := ann + "02-other"
		b.keep(photo, old)
		put, headers := b.putURL(photo, 40, time.Minute)
		get := b.getURL(photo)
		png := map[string]string{"Content-Type": "image/png"}
		for name, refused := range map[string]answer{
			"a signature that was changed, PUT": b.do("PUT", tampered(b, put), picture(40), headers),
			"a signature that was changed, GET": b.do("GET", tampered(b, get), nil, nil),
			"no signature, PUT":                 b.do("PUT", bare(b, put), picture(40), headers),
			"no signature, GET":                 b.do("GET", bare(b, get), nil, nil),
			"another object, PUT":               b.do("PUT", strings.Replace(put, "01-photo", "02-other", 1), picture(40), headers),
			"another object, GET":               b.do("GET", strings.Replace(get, "01-photo", "02-other", 1), nil, nil),
			"a later end":                       b.do("PUT", prolonged(b, put), picture(40), headers),
			"GET where PUT was signed":          b.do("GET", put, nil, nil),
			"PUT where GET was signed":          b.do("PUT", get, picture(40), headers),
			"DELETE where PUT was signed":       b.do("DELETE", put, nil, nil),
			"one byte more":                     b.do("PUT", put, picture(41), headers),
			"one byte less":                     b.do("PUT", put, picture(39), headers),
			"nothing":                           b.do("PUT", put, nil, headers),
			"another type":                      b.do("PUT", put, picture(40), png),
			"no type":                           b.do("PUT", put, picture(40), nil),
		} {
			if refused.status < 400 || refused.status >= 500 || refused.status == http.StatusNotFound {
				b.Errorf("%s: %d", name, refused.status)
			}
			if bytes.Contains(refused.body, old) {
				b.Errorf("%s: shows the object", name)
			}
		}
		b.has(photo, 50)
		b.has(other, 0)
		b.clock.add(30 * time.Second)
		if a := b.do("PUT", put, picture(40), headers); a.status != http.StatusOK {
			b.Errorf("before its end: %d %s", a.status, a.body)
		}
		b.clock.add(time.Minute)
		for method, address := range map[string]string{"PUT": put, "GET": get} {
			if a := b.do(method, address, picture(40), headers); a.status != http.StatusForbidden {
				b.Errorf("expired %s: %d", method, a.status)
			}
		}
	})
}

// changed sets one parameter of a URL.
func changed(b *bench, address string, names []string, change func(string) string) string {
	b.Helper()
	u, err := url.Parse(address)
	if err != nil {
		b.Fatal(err)
	}
	q := u.Query()
	for _, name := range names {
		if old := q.Get(name); old != "" {
			q.Set(name, change(old))
			u.RawQuery = q.Encode()
			return u.String()
		}
	}
	b.Fatalf("none of %v is in %s", names, address)
	return ""
}

func tampered(b *bench, address string) string {
	return changed(b, address, []string{"sig", "X-Amz-Signature"}, func(old string) string {
		if strings.HasPrefix(old, "a") {
			return "b" + old[1:]
		}
		return "a" + old[1:]
	})
}

func bare(b *bench, address string) string {
	return changed(b, address, []string{"sig", "X-Amz-Signature"}, func(string) string { return "" })
}

func prolonged(b *bench, address string) string {
	return changed(b, address, []string{"exp", "X-Amz-Expires"}, func(old string) string { return old + "0" })
}

func TestMissingObject(t *testing.T) {
	t.Parallel()
	each(t, func(b *bench) {
		if a := b.do("GET", b.getURL(photo), nil, nil); a.status != http.StatusNotFound {
			b.Errorf("GET: %d", a.status)
		}
		b.has(photo, 0)
	})
}

func TestDeleteIsIdempotent(t *testing.T) {
	t.Parallel()
	each(t, func(b *bench) {
		for range 2 {
			if err := b.Delete(b.Context(), photo); err != nil {
				b.Error(err)
			}
		}
		b.keep(photo, picture(10))
		for range 2 {
			if err := b.Delete(b.Context(), photo); err != nil {
				b.Error(err)
			}
			b.has(photo, 0)
		}
	})
}

func TestDeleteAllKeepsToItsPrefix(t *testing.T) {
	t.Parallel()
	each(t, func(b *bench) {
		ben := "users/0192-ann-b/03"
		mine := []string{photo, ann + "02", ann + "04"}
		for _, key := range append(mine, ben) {
			b.keep(key, picture(10))
		}
		for range 2 {
			if err := b.DeleteAll(b.Context(), ann); err != nil {
				b.Error(err)
			}
			for _, key := range mine {
				b.has(key, 0)
			}
			b.has(ben, 10)
		}
	})
}

func TestKeysAreHeldToTheirForm(t *testing.T) {
	t.Parallel()
	each(t, func(b *bench) {
		for _, key := range []string{"", "/", "a/", "/a", "a//b", ".", "..", "../a", "a/../b", "a/.b", `a\b`, "A", "a b", "a\x00", "a\n", "ä", "a%2fb", strings.Repeat("a", 201)} {
			if _, _, err := b.PutURL(b.Context(), key, jpeg, 1, time.Minute); err == nil {
				b.Errorf("PUT of %q is signed", key)
			}
			if _, err := b.GetURL(b.Context(), key, jpeg, time.Minute); err == nil {
				b.Errorf("GET of %q is signed", key)
			}
			if _, err := b.Size(b.Context(), key); err == nil || spotter.CodeOf(err) == spotter.CodeNotFound {
				b.Errorf("size of %q: %v", key, err)
			}
			if err := b.Delete(b.Context(), key); err == nil {
				b.Errorf("%q is deleted", key)
			}
		}
		for _, prefix := range []string{"", "/", "users", "users/..//", "../", ".//"} {
			if err := b.DeleteAll(b.Context(), prefix); err == nil {
				b.Errorf("all below %q is deleted", prefix)
			}
		}
		if _, _, err := b.PutURL(b.Context(), photo, "text/html", 1, time.Minute); err == nil {
			b.Error("a page is signed")
		}
	})
}

func TestProbe(t *testing.T) {
	t.Parallel()
	each(t, func(b *bench) {
		if err := b.Probe(b.Context()); err != nil || b.Describe() == "" {
			b.Errorf("%v: %v", b.Describe(), err)
		}
	})
}
