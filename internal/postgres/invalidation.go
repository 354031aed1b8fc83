package postgres

import "context"

// Invalidation is a committed row that says which cached value has become old.
type Invalidation struct {
	ID   int64
	Name string
}

// Invalidations are up to limit rows of all people for one Redis server, the oldest first. The first call
// for a server makes it known: from then on every write leaves a row for it.
func (d *DB) Invalidations(ctx context.Context, server string, limit int) ([]Invalidation, error) {
	rows, err := d.lookup().Query(ctx, `select id, key from app.pending_invalidations($1, $2)`, server, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Invalidation
	for rows.Next() {
		var i Invalidation
		if err := rows.Scan(&i.ID, &i.Name); err != nil {
			return nil, err
		}
		out = append(out, i)
	}
	return out, rows.Err()
}

// ClearInvalidations drops rows that have been worked off.
func (d *DB) ClearInvalidations(ctx context.Context, ids []int64) error {
	return d.Lookup().ClearInvalidations(ctx, ids)
}
