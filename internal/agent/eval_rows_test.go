package agent_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"spotter"
)

// ledgerOfRows reads all rows of a person, in every table that has any, as the superuser.
type ledgerOfRows struct {
	pool  *pgxpool.Pool
	query string
}

// rowsOf are rows as JSON, by table.
type rowsOf map[string][]string

func openRows(t testing.TB, dsn string) *ledgerOfRows {
	t.Helper()
	pool, err := pgxpool.New(context.Background(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	rows, err := pool.Query(t.Context(), `select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
		where c.table_schema = 'public' and c.column_name = 'user_id' and t.table_type = 'BASE TABLE' order by 1`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var parts []string
	for rows.Next() {
		var table string
		if err := rows.Scan(&table); err != nil {
			t.Fatal(err)
		}
		parts = append(parts, "select '"+table+"', to_jsonb(x)::text from "+table+" x where user_id = $1")
	}
	if len(parts) < 20 {
		t.Fatalf("only %d tables have people in them", len(parts))
	}
	return &ledgerOfRows{pool, strings.Join(parts, " union all ")}
}

func (l *ledgerOfRows) of(t testing.TB, user spotter.UserID) rowsOf {
	t.Helper()
	rows, err := l.pool.Query(t.Context(), l.query, user)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	out := rowsOf{}
	for rows.Next() {
		var table, row string
		if err := rows.Scan(&table, &row); err != nil {
			t.Fatal(err)
		}
		out[table] = append(out[table], row)
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	for _, list := range out {
		slices.Sort(list)
	}
	return out
}

// conversing are the tables that any turn writes into.
var conversing = []string{"conversations", "idempotency_keys", "messages", "offers", "turn_events", "turns", "usage_records"}

// changed are the tables, but those of the conversation, in which two states differ.
func (r rowsOf) changed(later rowsOf) []string {
	var out []string
	all := maps.Clone(r)
	maps.Copy(all, later)
	for _, table := range slices.Sorted(maps.Keys(all)) {
		if !slices.Contains(conversing, table) && !slices.Equal(r[table], later[table]) {
			out = append(out, table)
		}
	}
	return out
}
