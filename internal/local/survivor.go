package local

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// pidFile is what postmaster.pid says. The server writes it early and adds "ready" when it takes connections.
type pidFile struct {
	pid   int
	ready bool
}

func (c cluster) pidPath() string { return filepath.Join(c.dir, "postmaster.pid") }

func (c cluster) pidFile() (pidFile, error) {
	b, err := os.ReadFile(c.pidPath())
	if err != nil {
		return pidFile{}, err
	}
	line := strings.Split(string(b), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(line[0]))
	if err != nil || pid <= 1 {
		return pidFile{}, fmt.Errorf("%s names no process", c.pidPath())
	}
	return pidFile{pid: pid, ready: len(line) > 7 && strings.TrimSpace(line[7]) == "ready"}, nil
}

// stopSurvivors stops what still runs on the cluster. Call it with the data directory locked: then it belongs to no
// living Spotter. The server's own check of postmaster.pid is not enough: a pid may have been given to another
// process since, and a killed server leaves children for a moment.
func (c cluster) stopSurvivors(ctx context.Context) error {
	f, err := c.pidFile()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGKILL} {
		gone, stopErr := c.signalAndWait(ctx, f.pid, sig)
		if stopErr != nil {
			return failed("an old server on the same data could not be stopped", stopErr)
		}
		if gone {
			return c.dropPidFile()
		}
	}
	return failed("an old server on the same data does not end", nil)
}

// dropPidFile removes the file that a dead server left: a new one would take a recycled pid in it for a living server.
func (c cluster) dropPidFile() error {
	if err := os.Remove(c.pidPath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return failed("postmaster.pid cannot be removed", err)
	}
	return nil
}

// signalAndWait reports whether no process of the cluster is left after a while. Of a living server only the postmaster is
// signalled (it ends its children); orphaned children end by themselves or at SIGKILL.
func (c cluster) signalAndWait(ctx context.Context, postmaster int, sig syscall.Signal) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, graceLimit)
	defer cancel()
	tick := time.NewTicker(readyPoll)
	defer tick.Stop()
	for signalled := false; ; {
		pids, err := postgresIn(c.dir, postmaster)
		if err != nil || len(pids) == 0 {
			return err == nil, err
		}
		if !signalled {
			c.log.InfoContext(ctx, "stopping an old PostgreSQL on the same data", "pids", pids, "signal", sig)
			sendSignal(pids, postmaster, sig)
			signalled = true
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return false, nil
		}
	}
}

func sendSignal(pids []int, postmaster int, sig syscall.Signal) {
	if slices.Contains(pids, postmaster) && sig != syscall.SIGKILL {
		pids = []int{postmaster}
	} else if sig != syscall.SIGKILL {
		return
	}
	for _, pid := range pids {
		if p, err := os.FindProcess(pid); err == nil {
			_ = p.Signal(sig) // it may have ended meanwhile
		}
	}
}
