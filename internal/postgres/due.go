package postgres

import (
	"context"
	"time"

	"spotter"
)

// Zones are the time zones of all people who have completed onboarding. It and the next two are for a pool as the
// worker role; the app role may not ask.
func (d *DB) Zones(ctx context.Context) ([]string, error) {
	return column[string](ctx, d, `select app.zones()`)
}

// PeopleToAdapt are up to limit people of a time zone whose history the job has not looked at since before
// their day today, by id, after one.
func (d *DB) PeopleToAdapt(ctx context.Context, zone string, today spotter.Date, after spotter.UserID, limit int) ([]spotter.UserID, error) {
	return column[spotter.UserID](ctx, d, `select app.people_to_adapt($1, $2, $3, $4)`, zone, day(today), after, limit)
}

// PeopleToReview are up to limit people of a time zone who completed onboarding before a time and have no
// review of the week of a Monday, by id, after one.
func (d *DB) PeopleToReview(ctx context.Context, zone string, monday spotter.Date, before time.Time, after spotter.UserID, limit int) ([]spotter.UserID, error) {
	return column[spotter.UserID](ctx, d, `select app.people_to_review($1, $2, $3, $4, $5)`, zone, day(monday), before, after, limit)
}

func day(d spotter.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// column reads the only column of a look-up.
func column[T any](ctx context.Context, d *DB, sql string, args ...any) ([]T, error) {
	rows, err := d.lookup().Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}
