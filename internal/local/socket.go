package local

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
)

// socketPort names the socket's file and means nothing else. A unix socket's path has 107 bytes at most.
const (
	socketPort  = "5432"
	socketName  = ".s.PGSQL." + socketPort
	socketLimit = 103 // Linux allows 107, macOS 103
)

// runtimeDirs are directories for the socket of a data directory whose own path is too long for one.
func runtimeDirs(dataDir string) []string {
	name := fmt.Sprintf("spotter-%d-%x", os.Geteuid(), sha256.Sum256([]byte(dataDir)))[:32]
	return []string{filepath.Join(os.TempDir(), name), filepath.Join("/tmp", name)}
}

// makeSocketDir makes a directory that only the server's owner can enter, empty, at the first place that is short enough.
func makeSocketDir(as identity, inside string, outside ...string) (string, error) {
	if fits(inside) {
		if err := os.RemoveAll(inside); err != nil {
			return "", failed("its socket directory cannot be emptied", err)
		}
		return inside, privateDir(as, inside)
	}
	var err error
	for _, dir := range outside {
		if !fits(dir) {
			continue
		}
		if ownedByUs(dir) { // left by a process that was killed
			err = os.RemoveAll(dir)
		}
		if err == nil {
			err = privateDir(as, dir)
		}
		if err == nil {
			return dir, nil
		}
	}
	return "", failed("no directory for its socket has a path that is short enough; set TMPDIR to a short one", err)
}

func fits(dir string) bool { return len(filepath.Join(dir, socketName)) <= socketLimit }

// privateDir makes a new directory; one that somebody else made before is an error.
func privateDir(as identity, dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return failed("its socket directory cannot be made", err)
	}
	return as.own(dir)
}
