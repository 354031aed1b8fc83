package testdb

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter/internal/local"
)

// startLimit bounds the cluster's start: a loaded machine may take seconds, fetching PostgreSQL more.
const startLimit = 5 * time.Minute

// Server is the PostgreSQL server of this test binary.
type Server struct {
	dsn     url.URL         // a superuser's, without a database
	private *local.Postgres // nil: somebody else's server
	dir     string          // of the private cluster
	run     string          // sets this process's databases apart

	mu        sync.Mutex
	templates map[string]*Template
}

// shared is the binary's one server. It is the package's only state: a cluster for each test would cost half a second.
var shared struct {
	once   sync.Once
	server *Server
	err    error
}

// Cluster is the server that all tests of this binary share, started at the first call.
func Cluster(tb testing.TB) *Server {
	tb.Helper()
	shared.once.Do(func() { shared.server, shared.err = start() })
	if shared.err != nil {
		tb.Fatalf("testdb: %v", shared.err)
	}
	return shared.server
}

func start() (*Server, error) {
	ctx, cancel := context.WithTimeout(context.Background(), startLimit)
	defer cancel()
	s := &Server{run: strings.ToLower(rand.Text()[:8]), templates: map[string]*Template{}}
	if dsn := os.Getenv("SPOTTER_TEST_DATABASE_URL"); dsn != "" {
		return s, s.use(dsn)
	}
	return s, s.startPrivate(ctx)
}

func (s *Server) use(dsn string) error {
	u, err := url.Parse(dsn)
	if err != nil || !strings.HasPrefix(u.Scheme, "postgres") || u.User.Username() == "" {
		return fmt.Errorf("SPOTTER_TEST_DATABASE_URL is no postgres://user@... URL")
	}
	s.dsn = *u
	return nil
}

func (s *Server) startPrivate(ctx context.Context) error {
	temp := tempDir()
	sweep(temp)
	dir, err := os.MkdirTemp(temp, dirPrefix)
	if err != nil {
		dir, err = os.MkdirTemp("", dirPrefix) // the first may be closed to us
	}
	if err != nil {
		return err
	}
	s.dir = dir
	s.private, err = local.StartPostgres(ctx, local.PostgresConfig{
		DataDir:  dir,
		CacheDir: cacheDir(),
		BinDir:   os.Getenv("SPOTTER_PG_BIN"),
		Archive:  os.Getenv("SPOTTER_PG_ARCHIVE"),
		Test:     true,
	})
	if err != nil {
		os.RemoveAll(dir)
		return err
	}
	return s.use(s.private.DSN("postgres", ""))
}

// cacheDir is shared by all test binaries; empty, a cache of the cluster's own, when the user has none.
func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "spotter")
}

// stop ends the private cluster and removes its directory; on somebody else's server it removes the templates.
func (s *Server) stop(ctx context.Context) error {
	var errs []error
	if s.private != nil {
		return errors.Join(s.private.Stop(ctx), os.RemoveAll(s.dir))
	}
	for _, t := range s.templates {
		errs = append(errs, t.drop(ctx))
	}
	return errors.Join(errs...)
}

// DSN is a superuser's DSN for a database that exists on the server.
func (s *Server) DSN(database string) string {
	u := s.dsn
	u.Path = "/" + database
	return u.String()
}

// Describe says in one line which server it is.
func (s *Server) Describe() string {
	if s.private != nil {
		return s.private.Describe()
	}
	return "the server of SPOTTER_TEST_DATABASE_URL"
}
