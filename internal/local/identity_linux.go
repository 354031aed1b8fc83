package local

import (
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// nobodyID is nobody's uid and gid where no passwd file says otherwise.
const nobodyID = 65534

// identities lists the ways to run PostgreSQL, best first. It refuses uid 0, and a uid without a passwd entry. A user
// namespace in which our own uid looks like nobody's needs no change of ownership and works below a private home; where
// namespaces are forbidden, root can become nobody.
func identities() []identity {
	uid, gid := os.Geteuid(), os.Getegid()
	direct := identity{uid: uid, gid: gid, attr: toolAttr}
	namespace := identity{uid: uid, gid: gid, attr: namespaceAttr, how: "in a user namespace of its own"}
	switch _, err := user.LookupId(strconv.Itoa(uid)); {
	case uid == 0:
		return []identity{namespace, nobody()}
	case err != nil:
		return []identity{namespace, direct}
	default:
		return []identity{direct}
	}
}

// toolAttr ties a child to the thread that starts it, and takes it out of the terminal's process group: Ctrl-C is for us to
// handle, who stop the database last.
func toolAttr(onDeath syscall.Signal) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: onDeath}
}

func namespaceAttr(onDeath syscall.Signal) *syscall.SysProcAttr {
	uid, gid := nobodyIDs()
	attr := toolAttr(onDeath)
	attr.Cloneflags = syscall.CLONE_NEWUSER
	attr.UidMappings = []syscall.SysProcIDMap{{ContainerID: uid, HostID: os.Geteuid(), Size: 1}}
	attr.GidMappings = []syscall.SysProcIDMap{{ContainerID: gid, HostID: os.Getegid(), Size: 1}}
	return attr
}

func nobody() identity {
	uid, gid := nobodyIDs()
	return identity{uid: uid, gid: gid, how: "as nobody", attr: func(onDeath syscall.Signal) *syscall.SysProcAttr {
		attr := toolAttr(onDeath)
		attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid), Groups: []uint32{}}
		return attr
	}}
}

func nobodyIDs() (uid, gid int) {
	u, err := user.Lookup("nobody")
	if err != nil {
		return nobodyID, nobodyID
	}
	uid, uidErr := strconv.Atoi(u.Uid)
	gid, gidErr := strconv.Atoi(u.Gid)
	if uidErr != nil || gidErr != nil {
		return nobodyID, nobodyID
	}
	return uid, gid
}

// postgresIn lists the PostgreSQL processes whose working directory is dir: every process of a cluster keeps it.
func postgresIn(dir string, _ int) ([]int, error) {
	links, err := filepath.Glob("/proc/[0-9]*/cwd")
	if err != nil {
		return nil, err
	}
	var pids []int
	for _, l := range links {
		if cwd, err := os.Readlink(l); err != nil || cwd != dir {
			continue
		}
		proc := filepath.Dir(l)
		comm, err := os.ReadFile(filepath.Join(proc, "comm"))
		if err != nil || string(comm) != "postgres\n" {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(proc))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", proc, err)
		}
		pids = append(pids, pid)
	}
	return pids, nil
}
