// Package postgres keeps everything that must last: the pool, the user-scoped transaction under
// row-level security, the queries and the migrations.
//
// There are exactly four ways to the data of people, and all set who asks, transaction-locally, before
// the first statement runs: [DB.As] for one statement in one round trip, [DB.Read] for the same with the
// round trip shared among callers, [DB.Save] with the commit shared too, and [DB.Write] for several statements in
// a transaction. With no user set the policies show no rows. What has to work before there is a user
// (looking up an e-mail address, a refresh token) goes through [DB.Lookup] to definer functions only.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"

	"spotter"
	"spotter/internal/postgres/db"
)

// The roles; roles.sql says what each may do.
const (
	RoleOwner  = "spotter_owner"
	RoleApp    = "spotter_app"
	RoleWorker = "spotter_worker"
)

// DB is a pool of connections as the app role.
type DB struct {
	pool  *pgxpool.Pool
	reads *lanes
	saves *lanes
	jobs  *river.Client[pgx.Tx] // inserts only
}

// Options tune a pool; zero values take the defaults.
type Options struct {
	MaxConns int32 // 0: pool_max_conns of the URL, else eight a processor, 32 at most
	Isolated bool  // no connection is made as a role that CheckRole refuses, however late the server comes
	Log      *slog.Logger
}

// Open prepares a pool for url and returns without waiting for the server, so that a start does not
// depend on it. It fails only when the URL cannot be read.
func Open(ctx context.Context, url string, o Options) (*DB, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read the database URL: %w", err)
	}
	switch {
	case o.MaxConns > 0:
		config.MaxConns = o.MaxConns
	case !strings.Contains(url, "pool_max_conns="):
		// Reads keep about one connection a processor busy; more of them let commits share a sync: with eight
		// instead of four a processor, saves on a slow disk come a quarter to a half faster.
		config.MaxConns = int32(min(8*runtime.GOMAXPROCS(0), 32))
	}
	config.AfterConnect = keepRawJSON
	if o.Isolated {
		config.AfterConnect = keepRawJSONIsolated
	}
	config.MaxConnIdleTime = 5 * time.Minute
	config.ConnConfig.ConnectTimeout = 5 * time.Second
	config.ConnConfig.RuntimeParams["application_name"] = "spotter"
	jobs, err := newEnqueuer(o.Log)
	if err != nil {
		return nil, fmt.Errorf("prepare to enqueue jobs: %w", err)
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open the database pool: %w", err)
	}
	most := max(1, min(runtime.GOMAXPROCS(0), int(config.MaxConns)/2))
	reads := &lanes{pool: pool, answer: answerEach, most: most}
	saves := &lanes{pool: pool, answer: commitTogether, most: most, pile: laneBatch - 1} // less for each would be more commits
	return &DB{pool, reads, saves, jobs}, nil
}

// Close waits for borrowed connections and closes the pool.
func (d *DB) Close() {
	d.pool.Close()
	d.reads.ended.Wait()
	d.saves.ended.Wait()
}

// Pool is the pool itself, for telemetry.
func (d *DB) Pool() *pgxpool.Pool { return d.pool }

// Ping reports whether the server answers.
func (d *DB) Ping(ctx context.Context) error { return d.pool.Ping(ctx) }

// CheckRole refuses a role for which row-level security does not hold: a superuser, one with
// BYPASSRLS, or one that owns a table.
func (d *DB) CheckRole(ctx context.Context) error {
	fault, err := faultOfRole(ctx, d.pool)
	return errors.Join(fault, err)
}

// CodeUnsafeRole tells, in [spotter.Error.Detail], that a connection was refused for its role; the cause says
// more.
const CodeUnsafeRole = "unsafe_role"

func keepRawJSONIsolated(ctx context.Context, conn *pgx.Conn) error {
	fault, err := faultOfRole(ctx, conn)
	if err != nil {
		return err
	}
	if fault != nil {
		return &spotter.Error{Code: spotter.CodeUnavailable, Detail: CodeUnsafeRole, Cause: fault,
			Message: "This server is not set up safely and answers nobody; its operator finds the reason in the log."}
	}
	return keepRawJSON(ctx, conn)
}

// faultOfRole says why row-level security would not hold for a connection; err, that it could not be found out.
func faultOfRole(ctx context.Context, q interface {
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}) (fault, err error) {
	var name string
	var super, bypass, owns bool
	err = q.QueryRow(ctx, `select rolname, rolsuper, rolbypassrls,
		exists (select from pg_class where relowner = r.oid and relkind in ('r', 'p'))
		from pg_roles r where rolname = current_user`).Scan(&name, &super, &bypass, &owns)
	switch {
	case err != nil:
		return nil, wrap(err)
	case super:
		return fmt.Errorf("DATABASE_URL connects as %s, a superuser: row-level security would not hold; use %s", name, RoleApp), nil
	case bypass:
		return fmt.Errorf("DATABASE_URL connects as %s, which has BYPASSRLS: row-level security would not hold; use %s", name, RoleApp), nil
	case owns:
		return fmt.Errorf("DATABASE_URL connects as %s, which owns tables; use %s", name, RoleApp), nil
	}
	return nil, nil
}

// Lookup gives the queries that run without a user: calls of definer functions. Any other query sees
// no rows through it.
func (d *DB) Lookup() *db.Queries { return db.New(scoped{d.pool, spotter.Caller{}}) }

// As gives the queries that run as caller, each a transaction of its own in a single round trip.
func (d *DB) As(caller spotter.Caller) *db.Queries { return db.New(scoped{d.pool, caller}) }

// Read gives the queries that run as caller, those of one row together with other callers' in lanes: for hot
// reads that are short, since those behind a long one wait for it.
func (d *DB) Read(caller spotter.Caller) *db.Queries {
	return db.New(laned{scoped{d.pool, caller}, d.reads})
}

// Save gives the queries that run as caller, those of one row in one transaction with other callers' in a lane: for
// hot writes that are one short statement on the caller's own rows, since other callers' wait for it. Each is
// answered when it is committed.
func (d *DB) Save(caller spotter.Caller) *db.Queries {
	return db.New(laned{scoped{d.pool, caller}, d.saves})
}

// laned is scoped but for statements that answer with one row.
type laned struct {
	scoped
	lanes *lanes
}

func (s laned) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	return &laneRow{ctx: ctx, lanes: s.lanes, ask: ask{caller: s.caller, sql: sql, args: args}}
}

// Tx is a transaction as one caller.
type Tx struct {
	*db.Queries
	tx     pgx.Tx
	jobs   *river.Client[pgx.Tx]
	Caller spotter.Caller
}

// Raw is the transaction itself.
func (t *Tx) Raw() pgx.Tx { return t.tx }

// tries is how often a transaction is begun that others got in the way of, with a longer pause before each: those
// that met once do not meet again in step.
const tries = 5

// Write runs fn in a transaction as caller and commits when fn returns nil. Serialization failures and
// deadlocks are tried again, a few times, so fn must not keep effects outside the transaction.
func (d *DB) Write(ctx context.Context, caller spotter.Caller, fn func(*Tx) error) error {
	for try := 1; ; try++ {
		err := d.writeOnce(ctx, caller, fn)
		if !retryable(err) || try == tries {
			return err
		}
		select {
		case <-time.After(rand.N(time.Duration(try) * 20 * time.Millisecond)): //nolint:gosec // it keeps no secret
		case <-ctx.Done():
			return err
		}
	}
}

func (d *DB) writeOnce(ctx context.Context, caller spotter.Caller, fn func(*Tx) error) error {
	options := pgx.TxOptions{BeginQuery: "begin; " + identify(caller)}
	err := pgx.BeginTxFunc(ctx, d.pool, options, func(tx pgx.Tx) error {
		return fn(&Tx{db.New(tx), tx, d.jobs, caller})
	})
	return wrap(err)
}

// identify is the statement that sets who asks until the transaction ends. Its values are a UUID and
// one of our own constants, formatted here, never a client's string.
func identify(caller spotter.Caller) string {
	user, actor := "", ""
	if !caller.User.IsZero() {
		user, actor = caller.User.String(), quoteActor(caller.Actor)
	}
	return "select set_config('app.user_id','" + user + "',true),set_config('app.actor','" + actor + "',true)"
}

func quoteActor(a spotter.Actor) string {
	for _, r := range a {
		if r < 'a' || r > 'z' {
			return ""
		}
	}
	return string(a)
}

// scoped runs each statement in one pipeline with the statement that says who asks. The pipeline is
// one implicit transaction, so the setting ends with it.
type scoped struct {
	pool   *pgxpool.Pool
	caller spotter.Caller
}

const setCaller = "select set_config('app.user_id', $1, true), set_config('app.actor', $2, true)"

func (s scoped) send(ctx context.Context, sql string, args []any) pgx.BatchResults {
	user, actor := identity(s.caller)
	batch := &pgx.Batch{}
	batch.Queue(setCaller, user, actor)
	batch.Queue(sql, args...)
	results := s.pool.SendBatch(ctx, batch)
	_, _ = results.Exec() // a failure shows in the next result too
	return results
}

// identity is what setCaller sets: nobody when there is no user.
func identity(caller spotter.Caller) (user, actor string) {
	if caller.User.IsZero() {
		return "", ""
	}
	return caller.User.String(), string(caller.Actor)
}

func (s scoped) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	results := s.send(ctx, sql, args)
	tag, err := results.Exec()
	if closeErr := results.Close(); err == nil {
		err = closeErr
	}
	return tag, wrap(err)
}

func (s scoped) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	results := s.send(ctx, sql, args)
	rows, err := results.Query()
	if err != nil {
		_ = results.Close()
		return nil, wrap(err)
	}
	return &scopedRows{rows, results, nil}, nil
}

func (s scoped) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	results := s.send(ctx, sql, args)
	return scopedRow{results.QueryRow(), results}
}

// scopedRows gives the connection back when the rows are closed or read to their end.
type scopedRows struct {
	pgx.Rows
	results pgx.BatchResults
	err     error
}

func (r *scopedRows) Next() bool {
	if r.Rows.Next() {
		return true
	}
	r.Close()
	return false
}

func (r *scopedRows) Close() {
	r.Rows.Close()
	if err := r.results.Close(); err != nil && r.err == nil {
		r.err = err
	}
}

func (r *scopedRows) Err() error {
	if err := r.Rows.Err(); err != nil {
		return wrap(err)
	}
	return wrap(r.err)
}

type scopedRow struct {
	row     pgx.Row
	results pgx.BatchResults
}

func (r scopedRow) Scan(dest ...any) error {
	err := r.row.Scan(dest...)
	if closeErr := r.results.Close(); err == nil {
		err = closeErr
	}
	return wrap(err)
}

// IsNoRows reports whether a query that wants one row found none.
func IsNoRows(err error) bool { return errors.Is(err, pgx.ErrNoRows) }

// Violated is the name of the constraint that err says was violated, empty when it says no such thing.
func Violated(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) && len(pg.Code) == 5 && pg.Code[:2] == "23" {
		return pg.ConstraintName
	}
	return ""
}

// LacksSchema reports whether err says that a schema, table, column or function is not there: migrations
// have not been applied.
func LacksSchema(err error) bool {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return false
	}
	switch pg.Code {
	case "3F000", "42P01", "42703", "42883":
		return true
	}
	return false
}

func retryable(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01")
}

// wrap tells an outage (CodeUnavailable), and a write for an account that was deleted while it was under way
// (CodeUnauthorized), from a fault of ours.
func wrap(err error) error {
	if err == nil || errors.Is(err, pgx.ErrNoRows) {
		return err
	}
	var known *spotter.Error
	if errors.As(err, &known) {
		return err
	}
	if unavailable(err) {
		return &spotter.Error{Code: spotter.CodeUnavailable, Message: "The database is away for the moment; try again shortly.",
			RetryAfter: 2 * time.Second, Cause: err}
	}
	if strings.HasSuffix(Violated(err), "_user_id_fkey") {
		return &spotter.Error{Code: spotter.CodeUnauthorized, Message: "This account does not exist any more.", Cause: err}
	}
	return err
}

func unavailable(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		switch pg.Code[:2] {
		case "08", "53", "57": // connection, resources, operator intervention
			return pg.Code != "57014" // a statement that was cancelled
		}
		return false
	}
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) {
		return true
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	return pgconn.SafeToRetry(err) || isNetwork(err)
}
