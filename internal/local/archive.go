package local

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// The limits of what is unpacked; the real bundle has 1,029 files and 59 MB.
const (
	unpackFiles = 20_000
	unpackBytes = 1 << 30
)

// unpack unpacks the native part of an npm archive into a new directory. Nothing is written outside of it: paths that
// would leave it, and anything but plain files and directories, are refused.
func unpack(ctx context.Context, archive, dir string) error {
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := extract(ctx, tar.NewReader(io.LimitReader(z, unpackBytes)), root); err != nil {
		return err
	}
	return linkLibraries(root)
}

func extract(ctx context.Context, t *tar.Reader, root *os.Root) error {
	for range unpackFiles {
		if err := ctx.Err(); err != nil {
			return err
		}
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		name, err := entryName(h.Name)
		if err != nil {
			return err
		}
		if name == "" {
			continue
		}
		if err := extractEntry(t, h, root, name); err != nil {
			return err
		}
	}
	return fmt.Errorf("the archive has more than %d files", unpackFiles)
}

// entryName is the path below the package's root, empty for what is not needed.
func entryName(name string) (string, error) {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return "", fmt.Errorf("the archive has a path that leaves it: %q", name)
	}
	name, ok := strings.CutPrefix(path.Clean(name), "package/")
	if !ok || !strings.HasPrefix(name, "native/") {
		return "", nil
	}
	return name, nil
}

func extractEntry(t *tar.Reader, h *tar.Header, root *os.Root, name string) error {
	switch h.Typeflag {
	case tar.TypeDir:
		return root.MkdirAll(name, 0o755)
	case tar.TypeReg:
	default:
		return fmt.Errorf("the archive has an entry of type %q: %q", h.Typeflag, name)
	}
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	mode := os.FileMode(0o644)
	if h.FileInfo().Mode()&0o100 != 0 {
		mode = 0o755
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, t)
	return errors.Join(err, f.Close())
}

// linkLibraries makes the links that npm's install script would make: an npm archive cannot hold any.
func linkLibraries(root *os.Root) error {
	b, err := root.ReadFile("native/pg-symlinks.json")
	if err != nil {
		return err
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(b, &links); err != nil {
		return fmt.Errorf("pg-symlinks.json: %w", err)
	}
	for _, l := range links {
		if err := link(root, path.Clean(l.Source), path.Clean(l.Target)); err != nil {
			return err
		}
	}
	return nil
}

func link(root *os.Root, source, target string) error {
	if !strings.HasPrefix(source, "native/") || !strings.HasPrefix(target, "native/") {
		return fmt.Errorf("the archive has a link that leaves it: %q to %q", target, source)
	}
	to, err := filepath.Rel(path.Dir(target), source)
	if err != nil {
		return err
	}
	return root.Symlink(to, target)
}
