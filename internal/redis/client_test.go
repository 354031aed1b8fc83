package redis

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestOpenRefusesABadURL(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"", "http://localhost", "redis://u:se/cret@host:port/0", "redis://u:secret@host:6379/x", "redis://\x00:secret@h"} {
		c, err := Open(context.Background(), Config{URL: url}, slog.New(slog.DiscardHandler), time.Now)
		if err == nil {
			c.Close()
			t.Errorf("%q was accepted", url)
		} else if strings.Contains(err.Error(), "cret") {
			t.Errorf("the password is in %q", err)
		}
	}
}

func TestUnixSocketAndPassword(t *testing.T) {
	t.Parallel()
	dir, err := os.MkdirTemp("", "r") //nolint:usetesting // t.TempDir is too long for the name of a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	socket := filepath.Join(dir, "s")
	startRedis(t, "--save", "", "--unixsocket", socket, "--user", "spotter", "on", ">secret", "~*", "&*", "+@all")
	c := openReady(t, "unix://spotter:secret@"+socket+"?db=3", newDatabase(0))
	nearReady(t, c)
	if got := c.Describe(); !strings.Contains(got, "with client-side caching") || strings.Contains(got, "secret") {
		t.Error(got)
	}
}

// TestFewRights is a user who may do the least: no subscriptions, no tracking, no INFO.
func TestFewRights(t *testing.T) {
	t.Parallel()
	server := startRedis(t, "--save", "", "--user", "least", "on", ">secret", "~spotter:*", "+@all", "-client", "-info", "-subscribe", "-pubsub")
	db := newDatabase(0)
	c := openReady(t, strings.Replace(server.url(), "redis://", "redis://least:secret@", 1), db)
	tr := newTrial(t, db, c)
	tr.check(3)
	tr.write(0, 0, false)
	tr.check(3)
	if got := c.Describe(); !strings.Contains(got, "without client-side caching") {
		t.Error(got)
	}
}

func TestNothingIsCachedWithoutALedger(t *testing.T) {
	t.Parallel()
	c := open(t, startMini(t), nil)
	eventually(t, "it is there", func() bool { return c.Ping(context.Background()) == nil })
	cache, db := c.Cache("profile:", time.Hour), newDatabase(0)
	for range 3 {
		if _, err := cache.Get(context.Background(), "anna", db.load("anna")); err != nil {
			t.Error(err)
		}
	}
	cache.Block(context.Background(), "anna")(context.Background(), true)
	if n := db.loads.Load(); n != 3 {
		t.Errorf("%d loads, want 3", n)
	}
}

// TestRolledBack: nothing was written, so nothing is waited for and reads are cached again.
func TestRolledBack(t *testing.T) {
	t.Parallel()
	for name, start := range servers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := start(t)
			db := newDatabase(0)
			c := openReady(t, url, db)
			cache := c.Cache("profile:", time.Hour)
			cache.Block(context.Background(), "anna", "ben", "anna")(context.Background(), false)
			for range 3 {
				if _, err := cache.Get(context.Background(), "anna", db.load("anna")); err != nil {
					t.Error(err)
				}
			}
			if n := db.loads.Load(); n != 1 {
				t.Errorf("%d loads, want 1", n)
			}
		})
	}
}
