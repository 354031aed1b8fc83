package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"spotter/internal/local"
	"spotter/internal/postgres"
)

// The programs that are built before; see the Makefile.
const (
	spotterBin = ".cache/bin/spotter"
	vegetaBin  = ".cache/bin/vegeta"
)

// world is both services over one PostgreSQL and one Redis.
type world struct {
	plan    plan
	dir     string // scratch, absolute
	spotter string
	vegeta  string
	peer    string // where the peer lies
	pg      *local.Postgres
	redis   string // host:port
	secret  string
	ours    string // base URL, with Redis
	plain   string // base URL, without: result caches off
	theirs  string
	rows    rows
	stops   []func()
}

// rows is what both sides have a person.
type rows struct {
	ourSets, ourMessages, ourExercises float64
	peerDays                           int // of six sets each
}

func newWorld(ctx context.Context, dir string, p plan) (w *world, err error) {
	w = &world{plan: p, dir: dir, secret: rand.Text() + rand.Text()}
	defer func() {
		if err != nil {
			w.stop()
		}
	}()
	if err := w.find(); err != nil {
		return w, err
	}
	for _, step := range []func(context.Context) error{w.startPostgres, w.startRedis, w.prepareOurs, w.preparePeer} {
		if err := step(ctx); err != nil {
			return w, err
		}
	}
	return w, nil
}

// find looks for programs and for the peer, and says what to do about one that is missing.
func (w *world) find() error {
	var err error
	if w.spotter, err = filepath.Abs(spotterBin); err != nil {
		return err
	}
	if w.vegeta, err = filepath.Abs(vegetaBin); err != nil {
		return err
	}
	for _, program := range []string{w.spotter, w.vegeta, "wrk", "redis-server", "/usr/bin/python3"} {
		if _, err := exec.LookPath(program); err != nil {
			return fmt.Errorf("%s is missing: run make bench-peer, which brings it", filepath.Base(program))
		}
	}
	if w.peer = os.Getenv("SPOTTER_PEER_DIR"); w.peer == "" {
		w.peer = filepath.Join("..", "shared", "peer")
	}
	if w.peer, err = filepath.Abs(w.peer); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(w.peer, "peer.py")); err != nil {
		return errors.New("the peer is not there: set SPOTTER_PEER_DIR to the directory with peer.py and seed.py")
	}
	scripts, err := filepath.Glob(filepath.Join(w.peer, "*.lua"))
	if err != nil {
		return err
	}
	for _, script := range scripts {
		text, err := os.ReadFile(script)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(w.dir, filepath.Base(script)), text, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) stop() {
	for i := len(w.stops) - 1; i >= 0; i-- {
		w.stops[i]()
	}
	w.stops = nil
}

func (w *world) startPostgres(ctx context.Context) error {
	tell("starting PostgreSQL")
	pg, err := local.StartPostgres(ctx, local.PostgresConfig{DataDir: filepath.Join(w.dir, "data")})
	if err != nil {
		return err
	}
	w.pg = pg
	w.stops = append(w.stops, func() {
		limit, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		_ = pg.Stop(limit)
	})
	return nil
}

func (w *world) startRedis(ctx context.Context) error {
	port := freePort()
	w.redis = "127.0.0.1:" + port
	cmd := exec.CommandContext(ctx, "redis-server", "--bind", "127.0.0.1", "--port", port, "--save", "", "--appendonly", "no", "--dir", w.dir)
	if err := w.start(cmd, "redis.log"); err != nil {
		return err
	}
	return until(ctx, func() bool {
		conn, err := net.Dial("tcp", w.redis)
		if err == nil {
			_ = conn.Close()
		}
		return err == nil
	})
}

// start runs a child until the world stops; what it says goes to a file in the scratch directory.
func (w *world) start(cmd *exec.Cmd, log string) error {
	out, err := os.OpenFile(filepath.Join(w.dir, log), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	cmd.Stdout, cmd.Stderr = out, out
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	if err := cmd.Start(); err != nil {
		return err
	}
	w.stops = append(w.stops, func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
		_ = out.Close()
	})
	return nil
}

// prepareOurs makes the database, seeds it and serves it twice: with Redis and without.
func (w *world) prepareOurs(ctx context.Context) error {
	tell("seeding ours")
	if err := w.makeDatabase(ctx, "spotter"); err != nil {
		return err
	}
	if err := w.seed(ctx, "spotter", w.plan.people, w.plan.people, w.plan.weeks); err != nil {
		return err
	}
	if err := w.count(ctx); err != nil {
		return err
	}
	var err error
	if w.ours, err = w.serve(ctx, "spotter", "serve.log", true); err != nil {
		return err
	}
	w.plain, err = w.serve(ctx, "spotter", "plain.log", false)
	return err
}

func (w *world) makeDatabase(ctx context.Context, name string) error {
	if err := postgres.Bootstrap(ctx, w.pg.DSN("postgres", "postgres"), name); err != nil {
		return err
	}
	m, err := postgres.OpenMigrator(w.pg.DSN(postgres.RoleOwner, name))
	if err != nil {
		return err
	}
	defer func() { _ = m.Close() }()
	_, err = m.Up(ctx)
	return err
}

// environment is that of our commands on a database.
func (w *world) environment(database string) []string {
	return append(os.Environ(), "DATABASE_URL="+w.pg.DSN(postgres.RoleApp, database), "MIGRATION_DATABASE_URL="+w.pg.DSN(postgres.RoleOwner, database),
		"JWT_SECRET="+w.secret, "LOG_FORMAT=json", "LOG_LEVEL=info")
}

// seed adds people to one of our databases and signs fresh tokens, into people.txt and open.txt. Access
// tokens hold for 15 minutes, so it is called again before each part; people that are there stay.
func (w *world) seed(ctx context.Context, database string, people, open, weeks int) error {
	cmd := exec.CommandContext(ctx, w.spotter, "seed", "--people", strconv.Itoa(people), "--open", strconv.Itoa(open), "--weeks", strconv.Itoa(weeks),
		"--tokens", filepath.Join(w.dir, "people.txt"), "--open-tokens", filepath.Join(w.dir, "open.txt"))
	cmd.Env, cmd.Stderr = w.environment(database), os.Stderr
	return cmd.Run()
}

// count says how much a person has, so that the peer gets as much.
func (w *world) count(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, w.pg.DSN("postgres", "spotter"))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	err = conn.QueryRow(ctx, `select (select count(*) from workout_sets) / n, (select count(*) from messages) / n,
		(select sum(json_array_length(d -> 'exercises')) from plans, json_array_elements(document -> 'days') d where kind = 'training') / n
		from (select count(*)::float8 as n from profiles) p`).Scan(&w.rows.ourSets, &w.rows.ourMessages, &w.rows.ourExercises)
	w.rows.peerDays = int(w.rows.ourSets/6 + 0.5)
	return err
}

// serve starts `spotter serve` with everything on, and answers its base URL.
func (w *world) serve(ctx context.Context, database, log string, cached bool) (string, error) {
	addr := "127.0.0.1:" + freePort()
	cmd := exec.CommandContext(ctx, w.spotter, "serve")
	cmd.Env = append(w.environment(database), "SPOTTER_ADDR="+addr, "SPOTTER_METRICS_ADDR=127.0.0.1:"+freePort(), "SPOTTER_PUBLIC_URL=http://"+addr)
	if cached {
		cmd.Env = append(cmd.Env, "REDIS_URL=redis://"+w.redis+"/0")
	}
	cmd.Dir = w.dir
	if err := w.start(cmd, log); err != nil {
		return "", err
	}
	base := "http://" + addr
	return base, until(ctx, func() bool { return answers(base + "/readyz") })
}

func (w *world) preparePeer(ctx context.Context) error {
	tell("seeding the peer")
	conn, err := pgx.Connect(ctx, w.pg.DSN("postgres", "postgres"))
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "create database peer")
	if err := errors.Join(err, conn.Close(ctx)); err != nil {
		return err
	}
	environment := append(os.Environ(), "PEER_DATABASE_URL="+peerURL(w.pg.DSN("postgres", "peer")), "PEER_REDIS_URL=redis://"+w.redis+"/5", "PYTHONDONTWRITEBYTECODE=1")
	seed := exec.CommandContext(ctx, "/usr/bin/python3", filepath.Join(w.peer, "seed.py"), "--users", strconv.Itoa(w.plan.people), "--days", strconv.Itoa(w.rows.peerDays))
	seed.Dir, seed.Env, seed.Stderr = w.dir, environment, os.Stderr // tokens.txt goes to the working directory
	if err := seed.Run(); err != nil {
		return fmt.Errorf("the peer's seed.py: %w", err)
	}
	addr := "127.0.0.1:" + freePort()
	serve := exec.CommandContext(ctx, "/usr/bin/python3", "-m", "gunicorn", "-w", "2", "-k", "uvicorn.workers.UvicornWorker", "--pythonpath", w.peer, "-b", addr, "peer:app")
	serve.Dir, serve.Env = w.dir, environment
	if err := w.start(serve, "peer.log"); err != nil {
		return err
	}
	w.theirs = "http://" + addr
	return until(ctx, func() bool { return answers(w.theirs + "/openapi.json") })
}

// peerURL turns a DSN of a unix socket into one for asyncpg.
func peerURL(dsn string) string {
	u, err := url.Parse(dsn)
	if err != nil {
		return dsn
	}
	q := u.Query()
	return "postgresql+asyncpg://" + u.User.Username() + "@" + u.Path + "?host=" + q.Get("host") + "&port=" + q.Get("port")
}

func freePort() string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "0"
	}
	defer func() { _ = l.Close() }()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

func answers(address string) bool {
	answer, err := http.Get(address)
	if err != nil {
		return false
	}
	_, _ = io.Copy(io.Discard, answer.Body)
	_ = answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}

// until waits for something to be true, half a minute at most.
func until(ctx context.Context, ready func() bool) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for !ready() {
		select {
		case <-ctx.Done():
			return errors.New("a part did not start in time")
		case <-time.After(20 * time.Millisecond):
		}
	}
	return nil
}

func tell(format string, args ...any) {
	fmt.Fprintln(os.Stderr, time.Now().Format("15:04:05"), strings.TrimSpace(fmt.Sprintf(format, args...)))
}
