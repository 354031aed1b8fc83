//go:build unix

package local

import (
	"syscall"
	"testing"
)

// A file is open in a forked child until it executes its program: that must not keep the lock.
func TestLockEndsWithItsRelease(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	first, err := lockDataDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	child, err := syscall.Dup(int(first.file.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Close(child) })
	first.release()
	second, err := lockDataDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	second.release()
}
