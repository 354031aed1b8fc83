package local

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"spotter"
)

// entry is a file of a made-up bundle; link makes it a symbolic link.
type entry struct {
	name, body, link string
	mode             int64
}

const fakeServer = "#!/bin/sh\necho 'postgres (PostgreSQL) 18.4'\n"

func goodBundle() []entry {
	return []entry{
		{name: "package/package.json", body: "{}"},
		{name: "package/native/bin/initdb", body: fakeServer, mode: 0o755},
		{name: "package/native/bin/postgres", body: fakeServer, mode: 0o755},
		{name: "package/native/lib/libpq.so.5.18", body: "library"},
		{name: "package/native/pg-symlinks.json", body: `[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so"}]`},
	}
}

// pack writes a bundle and gives its path and hash.
func pack(t *testing.T, entries []entry) (file, sum string) {
	t.Helper()
	var b strings.Builder
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Mode: max(e.mode, 0o644), Size: int64(len(e.body)), Typeflag: tar.TypeReg}
		if e.link != "" {
			h.Typeflag, h.Linkname = tar.TypeSymlink, e.link
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(e.body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "bundle.tgz")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	h := sha512.Sum512([]byte(b.String()))
	return file, "sha512-" + base64.StdEncoding.EncodeToString(h[:])
}

// bundleOnly is a launcher on a system without PostgreSQL.
func bundleOnly(t *testing.T, archive, sum string) *launcher {
	t.Helper()
	dir := dataDir(t)
	l := newLauncher(PostgresConfig{
		DataDir: dir, CacheDir: filepath.Join(dir, "cache"), Archive: archive, ArchiveSHA512: sum, Log: testLog(t),
	})
	l.path, l.places = "", nil
	return l
}

func TestArchiveIsUnpackedOnce(t *testing.T) {
	t.Parallel()
	file, sum := pack(t, goodBundle())
	l := bundleOnly(t, file, sum)
	b, err := l.binaries(t.Context(), 0)
	if err != nil || b.version != "18.4" || !strings.HasPrefix(b.origin, "unpacked to ") {
		t.Fatalf("got %+v, %v", b, err)
	}
	lib, err := os.ReadFile(filepath.Join(b.dir, "..", "lib", "libpq.so"))
	if err != nil || string(lib) != "library" {
		t.Errorf("the link leads to %q, %v", lib, err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	again, err := l.binaries(t.Context(), 18)
	if err != nil || again.dir != b.dir || !strings.HasPrefix(again.origin, "from the bundle in ") {
		t.Errorf("the second time: %+v, %v", again, err)
	}
	left, err := filepath.Glob(filepath.Join(l.CacheDir, "unpack-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left in the cache: %v, %v", left, err)
	}
}

func TestBrokenBundleIsReplaced(t *testing.T) {
	t.Parallel()
	file, sum := pack(t, goodBundle())
	l := bundleOnly(t, file, sum)
	b, err := l.binaries(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(b.program("initdb"), 0); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(b.program("postgres")); err != nil {
		t.Fatal(err)
	}
	if b, err = l.binaries(t.Context(), 0); err != nil || b.version != "18.4" {
		t.Errorf("got %+v, %v", b, err)
	}
}

func TestArchiveFromAServer(t *testing.T) {
	t.Parallel()
	file, sum := pack(t, goodBundle())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/bundle.tgz" {
			http.NotFound(w, r)
			return
		}
		http.ServeFile(w, r, file)
	}))
	t.Cleanup(server.Close)
	if b, err := bundleOnly(t, server.URL+"/bundle.tgz", sum).binaries(t.Context(), 0); err != nil {
		t.Errorf("got %+v, %v", b, err)
	}
	if b, err := bundleOnly(t, server.URL+"/other.tgz", sum).binaries(t.Context(), 0); err == nil {
		t.Errorf("a 404 gave %+v", b)
	}
}

func TestArchiveIsRefused(t *testing.T) {
	t.Parallel()
	links := func(source, target string) entry {
		return entry{name: "package/native/pg-symlinks.json", body: `[{"source":"` + source + `","target":"` + target + `"}]`}
	}
	for name, c := range map[string]struct {
		entries []entry
		sum     string
		says    string
	}{
		"wrong hash":       {entries: goodBundle(), sum: platformBundle().sum, says: "not the pinned one"},
		"no hash":          {entries: goodBundle(), sum: "sha1-abc", says: "is no sha512"},
		"climbing path":    {entries: []entry{{name: "package/native/../../../escaped", body: "x"}}, says: "leaves it"},
		"absolute path":    {entries: []entry{{name: "/package/native/escaped", body: "x"}}, says: "leaves it"},
		"symbolic link":    {entries: []entry{{name: "package/native/bin", link: "/"}}, says: "entry of type"},
		"link out":         {entries: append(goodBundle()[:4:4], links("native/../../../etc/passwd", "native/lib/x")), says: "leaves it"},
		"link from out":    {entries: append(goodBundle()[:4:4], links("native/lib/libpq.so.5.18", "../escaped")), says: "leaves it"},
		"file twice":       {entries: append(goodBundle(), goodBundle()[1]), says: "exists"},
		"no list of links": {entries: goodBundle()[:4], says: "pg-symlinks.json"},
		"no server":        {entries: goodBundle()[3:], says: "initdb"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, sum := pack(t, c.entries)
			if c.sum != "" {
				sum = c.sum
			}
			l := bundleOnly(t, file, sum)
			b, err := l.binaries(t.Context(), 0)
			if !spotter.HasDetail(err, "postgres_missing") || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("got %+v, %v, want an error that says %q", b, err, c.says)
			}
			if escaped, _ := filepath.Glob(filepath.Join(l.DataDir, "*", "escaped")); len(escaped) > 0 {
				t.Errorf("escaped: %v", escaped)
			}
		})
	}
}

// TestRealBundle fetches 24 MB with the npm client, and runs what it got.
func TestRealBundle(t *testing.T) {
	t.Parallel()
	if testing.Short() && os.Getenv("SPOTTER_TEST_BUNDLE") != "1" {
		t.Skip("short, and SPOTTER_TEST_BUNDLE is not 1")
	}
	if _, err := exec.LookPath("npm"); err != nil {
		t.Skip("there is no npm client")
	}
	l := bundleOnly(t, "", "")
	p := launch(t, l)
	if got := query(t, p, "show server_version"); !strings.HasPrefix(got, "18.") {
		t.Errorf("the server is %s", got)
	}
	stopPostgres(t, p)
	l.npm = "no-such-npm"
	query(t, launch(t, l), "select 'works'")
}
