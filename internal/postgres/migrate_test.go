package postgres_test

import (
	"context"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"spotter/internal/postgres"
	"spotter/internal/testdb"
)

// TestMigrationsUpDownUp takes the schema from empty to the newest, back to nothing, and up again, and
// wants the same catalogue both times and nothing of ours in between.
func TestMigrationsUpDownUp(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	dsn := testdb.Cluster(t).Empty(t)
	super, err := url.Parse(dsn(""))
	if err != nil {
		t.Fatal(err)
	}
	if err := postgres.Bootstrap(ctx, dsn(""), strings.TrimPrefix(super.Path, "/")); err != nil {
		t.Fatal(err)
	}
	m, err := postgres.OpenMigrator(dsn(postgres.RoleOwner))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = m.Close() }()
	if _, err := m.Up(ctx); err != nil {
		t.Fatal(err)
	}
	first := catalogue(ctx, t, dsn(""))
	if pending, err := m.Pending(ctx); err != nil || pending {
		t.Fatalf("pending after up: %v, %v", pending, err)
	}
	all, err := m.Status(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for range all { // one by one, as `spotter migrate down` does
		if _, err := m.Down(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if left := catalogue(ctx, t, dsn("")); len(left) > 0 {
		t.Fatalf("after all downs there is still: %v", left)
	}
	if _, err := m.Up(ctx); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, catalogue(ctx, t, dsn(""))); diff != "" {
		t.Errorf("the second up makes another schema (-first +second):\n%s", diff)
	}
}

// catalogue lists all relations, columns, policies, functions and grants of ours.
func catalogue(ctx context.Context, t *testing.T, dsn string) []string {
	t.Helper()
	return texts(ctx, t, dsn, `
		select 'relation ' || c.oid::regclass || ' ' || c.relkind::text || ' ' || c.relrowsecurity || c.relforcerowsecurity || ' ' || coalesce(c.relacl::text, '')
		  from pg_class c join pg_namespace n on n.oid = c.relnamespace
		 where n.nspname in ('public', 'app', 'auth') and c.relname not like 'goose_db_version%'
		union all
		select 'column ' || a.attrelid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
		  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
		 where n.nspname in ('public', 'app', 'auth') and c.relname not like 'goose_db_version%' and a.attnum > 0 and not a.attisdropped
		union all
		select 'policy ' || tablename || ' ' || policyname || ' ' || permissive || ' ' || cmd || ' ' || roles::text || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '') from pg_policies
		union all
		select 'function ' || p.oid::regprocedure || ' ' || p.prosecdef || ' ' || r.rolname || ' ' || coalesce(p.proacl::text, '')
		  from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner where n.nspname in ('public', 'app', 'auth')
		union all
		select 'schema ' || nspname || ' ' || coalesce(nspacl::text, '') from pg_namespace where nspname in ('app', 'auth')
		order by 1`)
}

// texts runs a query of one text column as the DSN's role.
func texts(ctx context.Context, t *testing.T, dsn, query string, args ...any) []string {
	t.Helper()
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	rows, err := conn.Query(ctx, query, args...)
	if err != nil {
		t.Fatal(err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestNextMigrationFollowsTheNewest(t *testing.T) {
	t.Parallel()
	next, err := postgres.NextMigration()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		number, err := strconv.ParseInt(filepath.Base(f)[:4], 10, 64)
		if err != nil || number >= next {
			t.Errorf("%s: %d is not below the next, %d (%v)", f, number, next, err)
		}
	}
}
