package local

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"spotter"
)

var errLocked = errors.New("held by another process")

// lockDataDir makes this process the only one that runs the directory's cluster. The kernel releases the lock when the
// process ends, however that happens.
func lockDataDir(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, "postgres.lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, failed("its lock file cannot be opened", err)
	}
	err = tryLock(f)
	if err == nil {
		err = writePid(f)
	}
	if errors.Is(err, errLocked) {
		err = inUse(dir, f)
	}
	if err != nil {
		f.Close()
		return nil, failed("its data directory cannot be locked", err)
	}
	return f, nil
}

func writePid(f *os.File) error {
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.WriteAt(fmt.Appendf(nil, "%d\n", os.Getpid()), 0)
	return err
}

func inUse(dir string, f *os.File) error {
	holder := "another Spotter"
	if b, err := io.ReadAll(io.LimitReader(f, 32)); err == nil && len(b) > 0 {
		holder += " (process " + strings.TrimSpace(string(b)) + ")"
	}
	return spotter.Conflict("data_dir_in_use",
		fmt.Sprintf("The data directory %s is in use by %s; stop that one, or choose another directory with SPOTTER_DATA_DIR.", dir, holder))
}
