package testdb

import (
	"context"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// migrateLimit bounds a template's migration, the wait for other binaries' included.
const migrateLimit = 3 * time.Minute

// Template is a migrated database that tests copy.
type Template struct {
	server   *Server
	database string
	once     sync.Once
	err      error
}

// Template is the template of a name. The first call makes an empty database and has migrate fill it through a superuser's
// DSN; later calls with that name wait for it and do not migrate again. While it runs, no other test binary migrates on the
// same server: roles belong to the whole server. migrate must close its connections.
func (s *Server) Template(tb testing.TB, name string, migrate func(ctx context.Context, superDSN string) error) *Template {
	tb.Helper()
	s.mu.Lock()
	t := s.templates[name]
	if t == nil {
		t = &Template{server: s, database: s.name("tmpl_" + name)}
		s.templates[name] = t
	}
	s.mu.Unlock()
	t.once.Do(func() { t.err = t.make(migrate) })
	if t.err != nil {
		tb.Fatalf("testdb: template %s: %v", name, t.err)
	}
	return t
}

// Database makes a copy of the template, dropped when the test ends, and returns its DSN for each role. The empty role is the
// superuser.
func (t *Template) Database(tb testing.TB) (dsn func(role string) string) {
	tb.Helper()
	return t.server.create(tb, t.database)
}

// Database is [Template.Database] of the server's only template.
func (s *Server) Database(tb testing.TB) (dsn func(role string) string) {
	tb.Helper()
	s.mu.Lock()
	only := slices.Collect(maps.Values(s.templates))
	s.mu.Unlock()
	if len(only) != 1 {
		tb.Fatalf("testdb: the server has %d templates: call Database on the one that is meant", len(only))
	}
	return only[0].Database(tb)
}

// Empty makes a database with nothing in it, dropped when the test ends, and returns its DSN for each role.
func (s *Server) Empty(tb testing.TB) (dsn func(role string) string) {
	tb.Helper()
	return s.create(tb, "template0")
}

func (s *Server) create(tb testing.TB, template string) func(role string) string {
	tb.Helper()
	name := s.name("test")
	if err := s.exec(tb.Context(), "create database "+quote(name)+" template "+quote(template)+s.strategy()); err != nil {
		tb.Fatalf("testdb: %v", err)
	}
	tb.Cleanup(func() {
		if err := s.exec(context.Background(), "drop database "+quote(name)+" with (force)"); err != nil {
			tb.Errorf("testdb: %v", err)
		}
	})
	return func(role string) string {
		tb.Helper()
		dsn, err := s.dsnFor(tb.Context(), role, name)
		if err != nil {
			tb.Fatalf("testdb: %v", err)
		}
		return dsn
	}
}

// strategy copies files where nothing is written through to a disk: twice as fast there, slower elsewhere.
func (s *Server) strategy() string {
	if s.private == nil {
		return ""
	}
	return " strategy file_copy"
}

// make fills the template, then closes it for connections: a copy needs it unused.
func (t *Template) make(migrate func(ctx context.Context, superDSN string) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), migrateLimit)
	defer cancel()
	db := quote(t.database)
	if err := t.server.exec(ctx, "create database "+db+" template template0"); err != nil {
		return err
	}
	err := t.server.alone(ctx, func(*pgx.Conn) error { return migrate(ctx, t.server.DSN(t.database)) })
	if err != nil {
		return err
	}
	return t.server.exec(ctx, "alter database "+db+" allow_connections false")
}

// drop removes the template; a private cluster's goes with the cluster.
func (t *Template) drop(ctx context.Context) error {
	return t.server.exec(ctx, "drop database if exists "+quote(t.database)+" with (force)")
}
