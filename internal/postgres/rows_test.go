package postgres_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// A person's table, as the catalogue tells it. Nothing here names a table of ours.
type table struct {
	name    string
	key     string // the column that says whose a row is: user_id, or id of users
	columns []column
	refs    []reference
}

type column struct {
	Name, Type string
	Generated  bool
}

// reference is a foreign key: columns here and there, in order.
type reference struct {
	table       string
	here, there []string
}

// personalTables reads every table that has a user_id, and users itself, in an order in which rows can
// be inserted.
func personalTables(ctx context.Context, t *testing.T, conn *pgx.Conn) []*table {
	t.Helper()
	names := query[string](ctx, t, conn, `
		select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
		 where n.nspname = 'public' and c.relkind in ('r', 'p')
		   and (c.relname = 'users' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'user_id'))
		 order by 1`)
	byName := map[string]*table{}
	for _, name := range names {
		byName[name] = readTable(ctx, t, conn, name)
	}
	var ordered []*table
	var visit func(*table)
	visit = func(tb *table) {
		if slices.Contains(ordered, tb) {
			return
		}
		for _, r := range tb.refs {
			if next := byName[r.table]; next != nil && next != tb {
				visit(next)
			}
		}
		ordered = append(ordered, tb)
	}
	for _, name := range names {
		visit(byName[name])
	}
	return ordered
}

func readTable(ctx context.Context, t *testing.T, conn *pgx.Conn, name string) *table {
	t.Helper()
	tb := &table{name: name, key: "user_id"}
	if name == "users" {
		tb.key = "id"
	}
	rows, err := conn.Query(ctx, `select attname::text as name, format_type(atttypid, null) as type, attgenerated <> '' or attidentity <> '' as generated
		from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`, name)
	if err != nil {
		t.Fatal(err)
	}
	if tb.columns, err = pgx.CollectRows(rows, pgx.RowToStructByName[column]); err != nil {
		t.Fatal(err)
	}
	for _, line := range query[string](ctx, t, conn, `
		select f.relname || '|' ||
		       (select string_agg(a.attname, ',' order by k.n) from unnest(c.conkey) with ordinality k(num, n) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num) || '|' ||
		       (select string_agg(a.attname, ',' order by k.n) from unnest(c.confkey) with ordinality k(num, n) join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.num)
		  from pg_constraint c join pg_class f on f.oid = c.confrelid
		 where c.contype = 'f' and c.conrelid = $1::regclass`, name) {
		parts := strings.Split(line, "|")
		tb.refs = append(tb.refs, reference{parts[0], strings.Split(parts[1], ","), strings.Split(parts[2], ",")})
	}
	return tb
}

// sample is a value for each column of a row of person's, as SQL literals. variant makes another row of
// the same person; fixed overrides by column or table.column.
func (tb *table) sample(person string, variant int, fixed map[string]string) (columns, values []string) {
	for _, c := range tb.columns {
		if c.Generated {
			continue
		}
		columns = append(columns, c.Name)
		values = append(values, tb.literal(c, person, variant, fixed))
	}
	return columns, values
}

func (tb *table) literal(c column, person string, variant int, fixed map[string]string) string {
	if c.Name == tb.key {
		return quote(personID(person))
	}
	for _, r := range tb.refs {
		if i := slices.Index(r.here, c.Name); i >= 0 && r.there[i] == "id" && r.table != "users" {
			return quote(rowID(r.table, person, 0))
		}
	}
	for _, name := range []string{tb.name + "." + c.Name, c.Name} {
		if v, ok := fixed[name]; ok {
			return v
		}
		if v, ok := samples[name]; ok {
			return v
		}
	}
	unique := fmt.Sprintf("%s-%s-%s-%d", tb.name, c.Name, person, variant)
	switch {
	case c.Type == "uuid":
		return quote(rowID(tb.name, person, variant))
	case c.Type == "text":
		return quote(unique)
	case c.Type == "bytea":
		return fmt.Sprintf("'\\x%x'", sha256.Sum256([]byte(unique)))
	case c.Type == "jsonb", c.Type == "json":
		return "'{}'"
	case c.Type == "boolean":
		return "true"
	case c.Type == "text[]":
		return "'{}'"
	case c.Type == "date":
		return fmt.Sprintf("date '2026-11-0%d'", 1+variant)
	case strings.HasPrefix(c.Type, "timestamp"):
		return "now()"
	default: // numbers
		return fmt.Sprint(1 + variant)
	}
}

// samples are the columns whose checks want something of their own.
var samples = map[string]string{
	"kind": "'training'", "proposals.state": "'pending'", "workout_sessions.state": "'completed'", "basis": "'plan'",
	"purpose": "'verify'", "role": "'user'", "entered_unit": "'kg'", "weight_kg": "70", "time_zone": "'UTC'",
	"workout_sets.effort": "'drop'", "source": "'strong'", "workout_imports.state": "'staged'", "weight_unit": "'kg'",
	"turns.state": "'done'", "channel": "'chat'", "messages.state": "'complete'", "messages.turn": "1", "turn_events.from_position": "0",
	"offers.kind": "'forget'", "offers.state": "'open'", "memories.kind": "'other'", "memories.source": "'inferred'",
	"voice_sessions.purpose": "'talk'", "voice_sessions.state": "'ended'",
	"photos.kind": "'progress'", "photos.state": "'pending'", "content_type": "'image/jpeg'",
}

func (tb *table) insert(person string, variant int, fixed map[string]string) string {
	columns, values := tb.sample(person, variant, fixed)
	return "insert into " + tb.name + " (" + strings.Join(columns, ", ") + ") values (" + strings.Join(values, ", ") + ")"
}

func personID(person string) string { return rowID("person", person, 0) }

func rowID(table, person string, variant int) string {
	h := sha256.Sum256(fmt.Appendf(nil, "%s %s %d", table, person, variant))
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func query[T any](ctx context.Context, t *testing.T, conn *pgx.Conn, sql string, args ...any) []T {
	t.Helper()
	rows, err := conn.Query(ctx, sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowTo[T])
	if err != nil {
		t.Fatalf("%v in %s", err, sql)
	}
	return out
}
