package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"spotter"
)

// ReadRow is a read in a lane of any statement.
func (d *DB) ReadRow(ctx context.Context, who spotter.Caller, sql string, args ...any) pgx.Row {
	return laned{scoped{d.pool, who}, d.lanes}.QueryRow(ctx, sql, args...)
}

// AdmitIsolated is what looks at each connection of an isolated pool.
var AdmitIsolated = keepRawJSONIsolated
