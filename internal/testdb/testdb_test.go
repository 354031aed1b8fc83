package testdb_test

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"spotter/internal/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Main(m)) }

var migrations atomic.Int32

func migrate(ctx context.Context, dsn string) error {
	migrations.Add(1)
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, `
		do $$ begin create role testdb_app login; exception when duplicate_object then null; end $$;
		create table note (text text not null);
		grant select, insert on note to testdb_app;`)
	return err
}

func connect(t *testing.T, dsn string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

func TestEachDatabaseIsAlone(t *testing.T) {
	t.Parallel()
	for i := range 6 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			dsn := testdb.Cluster(t).Template(t, "notes", migrate).Database(t)
			conn := connect(t, dsn("testdb_app"))
			if _, err := conn.Exec(t.Context(), "insert into note values ($1)", t.Name()); err != nil {
				t.Fatal(err)
			}
			var user string
			var n int
			if err := conn.QueryRow(t.Context(), "select current_user, count(*) from note").Scan(&user, &n); err != nil {
				t.Fatal(err)
			}
			if user != "testdb_app" || n != 1 {
				t.Errorf("%s sees %d notes, want testdb_app and its own one", user, n)
			}
		})
	}
	t.Cleanup(func() {
		if n := migrations.Load(); n != 1 {
			t.Errorf("migrated %d times, want once", n)
		}
	})
}
