package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"spotter"
)

// ReadRow is a read in a lane of any statement.
func (d *DB) ReadRow(ctx context.Context, who spotter.Caller, sql string, args ...any) pgx.Row {
	return laned{scoped{d.pool, who}, d.reads}.QueryRow(ctx, sql, args...)
}

// SaveRow is a save in a lane by any statement.
func (d *DB) SaveRow(ctx context.Context, who spotter.Caller, sql string, args ...any) pgx.Row {
	return laned{scoped{d.pool, who}, d.saves}.QueryRow(ctx, sql, args...)
}

// SavesWaiting is how many saves no lane has taken, and -1 while no lane is open.
func (d *DB) SavesWaiting() int {
	d.saves.mu.Lock()
	defer d.saves.mu.Unlock()
	if d.saves.open == 0 {
		return -1
	}
	return len(d.saves.waiting)
}

// AdmitIsolated is what looks at each connection of an isolated pool.
var AdmitIsolated = keepRawJSONIsolated
