package postgres

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

//go:embed roles.sql
var roles string

// Bootstrap makes the roles and the database, as an administrator. It is safe to run again, also from
// several processes at once. adminURL names any database of the server; database is the one to make.
func Bootstrap(ctx context.Context, adminURL, database string) error {
	conn, err := pgx.Connect(ctx, adminURL)
	if err != nil {
		return fmt.Errorf("connect as administrator: %w", err)
	}
	defer func() { _ = conn.Close(ctx) }()
	// Held until the connection closes; making a database is not possible in a transaction.
	if _, err := conn.Exec(ctx, "select pg_advisory_lock(hashtext('spotter.bootstrap'))"); err != nil {
		return fmt.Errorf("wait for other processes: %w", err)
	}
	if _, err := conn.Exec(ctx, roles); err != nil {
		return fmt.Errorf("make the roles: %w", err)
	}
	name := pgx.Identifier{database}.Sanitize()
	var exists bool
	if err := conn.QueryRow(ctx, "select exists (select from pg_database where datname = $1)", database).Scan(&exists); err != nil {
		return fmt.Errorf("look for the database: %w", err)
	}
	if !exists {
		if _, err := conn.Exec(ctx, "create database "+name+" owner "+RoleOwner); err != nil {
			return fmt.Errorf("make the database: %w", err)
		}
	}
	return own(ctx, conn, name)
}

// own hands the database to the owner role and shuts everybody else out.
func own(ctx context.Context, conn *pgx.Conn, name string) error {
	statements := []string{
		"alter database " + name + " owner to " + RoleOwner,
		"revoke all on database " + name + " from public",
		"grant connect on database " + name + " to " + RoleApp + ", " + RoleWorker,
	}
	for _, s := range statements {
		if _, err := conn.Exec(ctx, s); err != nil {
			return fmt.Errorf("own the database: %w", err)
		}
	}
	return nil
}

// Migration is one entry of the history.
type Migration struct {
	Version   int64
	Name      string
	AppliedAt *time.Time // nil: not applied
}

// Migrator moves the schema, as the owner role.
type Migrator struct {
	db       *sql.DB
	provider *goose.Provider
}

// OpenMigrator connects as the role of url, which must be the owner.
func OpenMigrator(url string) (*Migrator, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read the migration database URL: %w", err)
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, err
	}
	db := stdlib.OpenDB(*config)
	provider, err := goose.NewProvider(goose.DialectPostgres, db, files,
		goose.WithSessionLocker(locker), goose.WithGoMigrations(riverMigrations()...), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("read the migrations: %w", err)
	}
	return &Migrator{db, provider}, nil
}

// Close gives the connection back.
func (m *Migrator) Close() error { return m.db.Close() }

// Pending reports whether a migration has not been applied; one query when all are.
func (m *Migrator) Pending(ctx context.Context) (bool, error) { return m.provider.HasPending(ctx) }

// Up applies what is pending and names it.
func (m *Migrator) Up(ctx context.Context) ([]string, error) {
	results, err := m.provider.Up(ctx)
	names := make([]string, 0, len(results))
	for _, r := range results {
		names = append(names, nameOf(r.Source))
	}
	return names, err
}

// Down takes back the newest migration and names it; the name is empty when none is applied.
func (m *Migrator) Down(ctx context.Context) (string, error) {
	result, err := m.provider.Down(ctx)
	if errors.Is(err, goose.ErrNoNextVersion) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return nameOf(result.Source), nil
}

// DownTo takes back all migrations above version; 0 takes back all.
func (m *Migrator) DownTo(ctx context.Context, version int64) error {
	_, err := m.provider.DownTo(ctx, version)
	return err
}

// Status lists all migrations, oldest first.
func (m *Migrator) Status(ctx context.Context) ([]Migration, error) {
	status, err := m.provider.Status(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Migration, 0, len(status))
	for _, s := range status {
		entry := Migration{Version: s.Source.Version, Name: nameOf(s.Source)}
		if s.State == goose.StateApplied {
			entry.AppliedAt = &s.AppliedAt
		}
		out = append(out, entry)
	}
	return out, nil
}

func nameOf(s *goose.Source) string {
	if s.Path != "" {
		return s.Path
	}
	return fmt.Sprintf("%04d_river.go", s.Version)
}

// NextMigration is the number that a new migration takes.
func NextMigration() (int64, error) {
	entries, err := migrations.ReadDir("migrations")
	if err != nil {
		return 0, err
	}
	last := int64(firstRiver + riverCount)
	for _, e := range entries {
		number, err := goose.NumericComponent(e.Name())
		if err != nil {
			return 0, err
		}
		last = max(last, number)
	}
	return last + 1, nil
}
