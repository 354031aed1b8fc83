//go:build unix && !linux

package local

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// identities has one way here: PostgreSQL refuses root, and there are no user namespaces.
func identities() []identity {
	return []identity{{uid: os.Geteuid(), gid: os.Getegid(), attr: toolAttr}}
}

// toolAttr takes a child out of the terminal's process group: Ctrl-C is for us to handle. This kernel cannot tie a child
// to its parent; what survives a kill is stopped by the next start.
func toolAttr(syscall.Signal) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true}
}

// postgresIn reports the postmaster when it lives and was started on dir.
func postgresIn(dir string, postmaster int) ([]int, error) {
	out, err := exec.Command("ps", "-o", "command=", "-p", strconv.Itoa(postmaster)).Output()
	if err != nil || !strings.Contains(string(out), "postgres") || !strings.Contains(string(out), dir) {
		return nil, nil // ps fails when there is no such process
	}
	return []int{postmaster}, nil
}
