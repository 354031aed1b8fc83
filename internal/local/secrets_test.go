package local

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func loadSecrets(t *testing.T, dir string) Secrets {
	t.Helper()
	s, err := LoadSecrets(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSecretsStay(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	first := loadSecrets(t, dir)
	if len(first.JWT) != 32 || len(first.Media) != 32 || bytes.Equal(first.JWT, first.Media) {
		t.Errorf("keys of %d and %d bytes", len(first.JWT), len(first.Media))
	}
	if diff := cmp.Diff(first, loadSecrets(t, dir)); diff != "" {
		t.Errorf("changed at the second load: %s", diff)
	}
	other := loadSecrets(t, t.TempDir())
	if bytes.Equal(first.JWT, other.JWT) || first.LiveKitSecret == other.LiveKitSecret {
		t.Error("two installations have the same secrets")
	}
}

func TestSecretsAreOurs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	loadSecrets(t, dir)
	name := filepath.Join(dir, "secrets.json")
	for _, mode := range []os.FileMode{0o600, 0o644} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
		loadSecrets(t, dir)
		if fi, err := os.Stat(name); err != nil || fi.Mode().Perm() != 0o600 {
			t.Errorf("mode %v, %v", fi.Mode(), err)
		}
	}
}

func TestFirstStartsAtTheSameMomentAgree(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	got := make([]Secrets, 16)
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() {
			var err error
			if got[i], err = LoadSecrets(dir); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, s := range got {
		if diff := cmp.Diff(got[0], s); diff != "" {
			t.Fatalf("they differ: %s", diff)
		}
	}
	left, err := filepath.Glob(filepath.Join(dir, ".secrets-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
}

// An older version's file has fewer secrets; what it has must stay.
func TestMissingSecretsAreAdded(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	key := bytes.Repeat([]byte{7}, 32)
	old, err := json.Marshal(map[string]any{"jwt": key})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "secrets.json"), old, 0o600); err != nil {
		t.Fatal(err)
	}
	s := loadSecrets(t, dir)
	if !bytes.Equal(s.JWT, key) || len(s.Media) != 32 || s.LiveKitSecret == "" {
		t.Errorf("the key is kept: %t; media %d bytes", bytes.Equal(s.JWT, key), len(s.Media))
	}
}

func TestDamagedSecretsAreAnError(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"empty": "", "cut": `{"jwt":"AAA`, "short key": `{"jwt":"AAAA"}`, "newer": `{"jwt2":"x"}`,
	} {
		dir := t.TempDir()
		file := filepath.Join(dir, "secrets.json")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := LoadSecrets(dir); err == nil {
			t.Errorf("%s: accepted", name)
		}
		if b, err := os.ReadFile(file); err != nil || string(b) != content {
			t.Errorf("%s: the file was changed to %q, %v", name, b, err)
		}
	}
}

func TestSecretsMaskThemselves(t *testing.T) {
	t.Parallel()
	s := loadSecrets(t, t.TempDir())
	var out bytes.Buffer
	slog.New(slog.NewJSONHandler(&out, nil)).Info("start", "secrets", s)
	slog.New(slog.NewTextHandler(&out, nil)).Info("start", "secrets", &s)
	fmt.Fprintf(&out, "%v %+v %#v %s %v", s, s, s, s, &s)
	for _, secret := range []string{s.LiveKitSecret, base64.StdEncoding.EncodeToString(s.JWT), fmt.Sprint(s.JWT)} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("shown: %s", out.String())
		}
	}
}

func TestVAPIDKeys(t *testing.T) {
	t.Parallel()
	s := loadSecrets(t, t.TempDir())
	public, private, err := s.VAPIDKeys()
	if err != nil || len(public) != 87 || len(private) != 43 {
		t.Errorf("lengths %d and %d, %v, want 87 and 43", len(public), len(private), err)
	}
}
