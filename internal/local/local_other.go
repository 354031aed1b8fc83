//go:build !unix

package local

import (
	"os"
	"syscall"
)

// This system has no lock that the standard library could take, and no way to run a private cluster: binaries finds none and says
// what to do instead. Secrets work, without the guard against two first starts at the same moment.

func tryLock(*os.File) error { return nil }

func lock(*os.File) error { return nil }

func ownerOf(string) (int, bool) { return 0, false }

func ownedByUs(string) bool { return false }

func identities() []identity {
	return []identity{{uid: os.Geteuid(), gid: os.Getegid(), attr: toolAttr}}
}

func toolAttr(syscall.Signal) *syscall.SysProcAttr { return nil }

func postgresIn(string, int) ([]int, error) { return nil, nil }
