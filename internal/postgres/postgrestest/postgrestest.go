// Package postgrestest gives each test a migrated database of its own, reached as the product's roles.
// Only tests import it.
package postgrestest

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"spotter/internal/postgres"
	"spotter/internal/testdb"
)

// Database is a fresh copy of the migrated template, dropped when the test ends. It answers the DSN of a
// role; the empty role is the superuser.
func Database(tb testing.TB) (dsn func(role string) string) {
	tb.Helper()
	dsn = testdb.Cluster(tb).Template(tb, "spotter", migrate).Database(tb)
	if err := own(context.Background(), dsn("")); err != nil {
		tb.Fatal(err)
	}
	return dsn
}

// own gives the copy its template's owner, which a copy does not inherit.
func own(ctx context.Context, superDSN string) error {
	conn, err := pgx.Connect(ctx, superDSN)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, "alter database "+pgx.Identifier{conn.Config().Database}.Sanitize()+" owner to "+postgres.RoleOwner)
	return err
}

// Open connects to a fresh database as the app role.
func Open(tb testing.TB) *postgres.DB {
	tb.Helper()
	return Connect(tb, Database(tb)(postgres.RoleApp))
}

// Connect opens a pool that is closed when the test ends.
func Connect(tb testing.TB, dsn string) *postgres.DB {
	tb.Helper()
	db, err := postgres.Open(context.Background(), dsn, postgres.Options{MaxConns: 4})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(db.Close)
	return db
}

func migrate(ctx context.Context, superDSN string) error {
	owner, err := url.Parse(superDSN)
	if err != nil {
		return fmt.Errorf("read the template's DSN: %w", err)
	}
	if err := postgres.Bootstrap(ctx, superDSN, strings.TrimPrefix(owner.Path, "/")); err != nil {
		return err
	}
	owner.User = url.User(postgres.RoleOwner)
	m, err := postgres.OpenMigrator(owner.String())
	if err != nil {
		return err
	}
	defer func() { _ = m.Close() }()
	_, err = m.Up(ctx)
	return err
}
