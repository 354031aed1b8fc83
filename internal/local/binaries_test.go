package local

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spotter"
)

// fakePostgres makes a directory whose postgres says it is a version.
func fakePostgres(t *testing.T, dir, version string) string {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	script := fmt.Sprintf("#!/bin/sh\necho 'postgres (PostgreSQL) %s'\n", version)
	for _, name := range []string{"initdb", "postgres"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestBinariesAreChosen(t *testing.T) {
	t.Parallel()
	root := dataDir(t)
	onPath := fakePostgres(t, filepath.Join(root, "path"), "16.2 (Debian 16.2-1)")
	for _, v := range []string{"14.9", "15.18", "17.1", "9.6.24", "18beta2"} {
		fakePostgres(t, filepath.Join(root, "lib", v, "bin"), v)
	}
	given := fakePostgres(t, filepath.Join(root, "given"), "15.3")
	for name, c := range map[string]struct {
		path, lib, given string
		want             int
		version, origin  string // no version: an error
	}{
		"newest":                   {path: onPath, lib: "*", version: "18beta2", origin: "installed in "},
		"newest, from path":        {path: onPath, lib: "1[45].*", version: "16.2", origin: "installed in " + onPath},
		"the cluster's":            {path: onPath, lib: "*", want: 15, version: "15.18"},
		"given":                    {path: onPath, lib: "*", given: given, version: "15.3", origin: "from SPOTTER_PG_BIN"},
		"given, not the cluster's": {lib: "*", given: given, want: 17},
		"given, not there":         {lib: "*", given: filepath.Join(root, "nowhere")},
		"all too old":              {lib: "[19][4.]*"},
		"none of the cluster's":    {lib: "*", want: 16},
		"none":                     {lib: "none"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLauncher(PostgresConfig{DataDir: root, CacheDir: filepath.Join(root, "cache"), BinDir: c.given})
			l.path, l.places, l.npm = c.path, []string{filepath.Join(root, "lib", c.lib, "bin")}, "no-such-npm"
			b, err := l.binaries(t.Context(), c.want)
			if c.version == "" {
				wantMissing(t, err)
				return
			}
			if err != nil || b.version != c.version || !strings.HasPrefix(b.origin, c.origin) {
				t.Errorf("got %+v, %v, want version %s, %s", b, err, c.version, c.origin)
			}
		})
	}
}

func wantMissing(t *testing.T, err error) {
	t.Helper()
	if !spotter.HasDetail(err, "postgres_missing") {
		t.Fatalf("got %v, want postgres_missing", err)
	}
	for _, way := range []string{"apt-get install", "Node.js", "DATABASE_URL", "SPOTTER_PG_BIN", "SPOTTER_PG_ARCHIVE"} {
		if !strings.Contains(err.Error(), way) {
			t.Errorf("the message does not name %s: %v", way, err)
		}
	}
}

// A link on PATH leads to a directory that another place names too.
func TestLinkedBinariesAreFoundOnce(t *testing.T) {
	t.Parallel()
	root := dataDir(t)
	actual := fakePostgres(t, filepath.Join(root, "real"), "16.2")
	linked := filepath.Join(root, "linked")
	if err := os.Mkdir(linked, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(actual, "postgres"), filepath.Join(linked, "postgres")); err != nil {
		t.Fatal(err)
	}
	l := newLauncher(PostgresConfig{DataDir: root})
	l.path, l.places = linked, []string{actual}
	if all := l.installed(t.Context()); len(all) != 1 || all[0].dir != actual {
		t.Errorf("found %+v, want %s once", all, actual)
	}
}

// Another major version cannot read a cluster: an upgrade of the system must not look like lost data.
func TestClusterOfAnotherVersion(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	if err := os.MkdirAll(filepath.Join(dir, "postgres"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "postgres", "PG_VERSION"), []byte("12\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := StartPostgres(t.Context(), PostgresConfig{DataDir: dir})
	wantMissing(t, err)
	if !strings.Contains(err.Error(), "PostgreSQL 12") {
		t.Errorf("the message does not name the version: %v", err)
	}
}
