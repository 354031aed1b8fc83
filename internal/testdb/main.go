package testdb

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"

	"spotter/internal/local"
)

const (
	dirPrefix  = "spotter-testdb-"
	stopLimit  = 30 * time.Second
	sweepAfter = time.Minute // a younger one may not hold its lock yet
)

// Main runs the tests, stops the shared cluster, removes its directory, and fails the run when a goroutine is left. It
// returns the exit code. Without it the kernel stops the cluster with the process, and a later run removes the directory.
func Main(m *testing.M, opts ...goleak.Option) int {
	code := m.Run()
	err := stopShared()
	if err == nil && code == 0 {
		err = goleak.Find(opts...)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "testdb:", err)
		return max(code, 1)
	}
	return code
}

func stopShared() error {
	s := shared.server
	if s == nil || shared.err != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), stopLimit)
	defer cancel()
	return s.stop(ctx)
}

// sweep removes the clusters of runs that were killed.
func sweep(temp string) {
	dirs, err := filepath.Glob(filepath.Join(temp, dirPrefix+"*"))
	if err != nil {
		return
	}
	for _, dir := range dirs {
		if fi, err := os.Lstat(dir); err == nil && fi.IsDir() && time.Since(fi.ModTime()) > sweepAfter {
			_ = local.RemovePostgres(dir) // in use, or another user's
		}
	}
}
