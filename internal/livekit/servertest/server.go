// Package servertest runs a real LiveKit server for a test. Only tests import it.
package servertest

import (
	"bufio"
	"context"
	"crypto/rand"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"spotter/internal/local"
)

// Server is a LiveKit server on loopback, ended with the test.
type Server struct {
	*local.LiveKit

	Key, Secret string
}

// Binary is the server's program. Without it the test is skipped, and fails where CI is set.
func Binary(tb testing.TB) string {
	tb.Helper()
	bin, err := find()
	if err != nil {
		if os.Getenv("CI") != "" {
			tb.Fatal(err)
		}
		tb.Skip(err)
	}
	return bin
}

// Start starts a server whose events go to webhook, which may be empty.
func Start(tb testing.TB, webhook string) *Server {
	tb.Helper()
	bin := Binary(tb)
	s := &Server{Key: "test", Secret: rand.Text() + rand.Text()}
	var err error
	s.LiveKit, err = local.StartLiveKit(tb.Context(), local.LiveKitConfig{Bin: bin, Key: s.Key, Secret: s.Secret, Webhook: webhook, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Stop(context.Background()); err != nil {
			tb.Error(err)
		}
	})
	return s
}

// Kill ends the server as a crash would; it is started again by itself, on the same ports.
func (s *Server) Kill(tb testing.TB) {
	tb.Helper()
	if err := syscall.Kill(s.Pid(), syscall.SIGKILL); err != nil {
		tb.Fatal(err)
	}
}

// find looks in the checkout, then where everybody looks.
func find() (string, error) {
	if given := os.Getenv("SPOTTER_LIVEKIT_BIN"); given != "" {
		return local.FindLiveKit(given)
	}
	for dir, err := os.Getwd(); err == nil && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if !isOurs(filepath.Join(dir, "go.mod")) {
			continue
		}
		if built := filepath.Join(dir, ".cache", "bin", "livekit-server-"+local.LiveKitVersion); isFile(built) {
			return built, nil
		}
	}
	return local.FindLiveKit("")
}

func isOurs(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	return lines.Scan() && strings.TrimSpace(lines.Text()) == "module spotter"
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
