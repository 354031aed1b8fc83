package postgres

import (
	"context"
	"time"

	"spotter"
)

// DeadTurn is a turn whose lease is over.
type DeadTurn struct {
	User   spotter.UserID
	Number int
}

// DeadTurns are up to limit turns of all people whose lease was over before a time, the oldest first. It is for a
// pool as the worker role; the app role may not ask.
func (d *DB) DeadTurns(ctx context.Context, before time.Time, limit int) ([]DeadTurn, error) {
	rows, err := d.lookup().Query(ctx, `select user_id, number from app.dead_turns($1, $2)`, before, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []DeadTurn
	for rows.Next() {
		var t DeadTurn
		if err := rows.Scan(&t.User, &t.Number); err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, rows.Err()
}
