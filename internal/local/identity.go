package local

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// identity is a way to run PostgreSQL: who owns its files, and how its processes are started.
type identity struct {
	how      string // for people; empty: as whoever we are
	uid, gid int    // of the files, as we see them
	attr     func(onDeath syscall.Signal) *syscall.SysProcAttr
}

// own gives a tree to the identity, unless its top is already its own. The top changes last: one that was interrupted
// is done again.
func (id identity) own(dir string) error {
	if owner, ok := ownerOf(dir); !ok || owner == id.uid {
		return nil
	}
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		return os.Lchown(path, id.uid, id.gid)
	})
	if err != nil {
		return err
	}
	return os.Lchown(dir, id.uid, id.gid)
}

// admit lets the identity pass through the data directory, and fails when it cannot get that far.
func (id identity) admit(dataDir string) error {
	if id.uid == os.Geteuid() {
		return nil
	}
	if err := os.Chmod(dataDir, 0o711); err != nil {
		return err
	}
	for dir := dataDir; ; dir = filepath.Dir(dir) {
		fi, err := os.Stat(dir)
		if err != nil {
			return err
		}
		if fi.Mode()&0o001 == 0 {
			return fmt.Errorf("PostgreSQL must run as nobody here, who cannot enter %s: use a data directory below /var/lib", dir)
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}
