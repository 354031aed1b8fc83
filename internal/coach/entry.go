package coach

import (
	"context"
	"encoding/json"
	"time"

	"spotter"
	"spotter/internal/postgres"
)

// place is where a person is in time: what a log entry keeps beside its instant.
type place struct {
	zone    *time.Location
	name    string
	profile spotter.ProfileDocument
	known   bool // whether there is a profile
}

// placeOf reads the person's zone: the profile's, before completion the account's.
func (c *Coach) placeOf(ctx context.Context, tx *postgres.Tx) (place, error) {
	row, err := tx.GetPlace(ctx, tx.Caller.User)
	if err != nil {
		return place{}, orNotFound(err, "account")
	}
	p := place{name: row.TimeZone}
	if row.Profile != nil {
		p.known = true
		if err := json.Unmarshal(row.Profile, &p.profile); err != nil {
			return p, err
		}
		p.name = p.profile.About.TimeZone
	}
	p.zone, err = spotter.LoadZone(p.name)
	if err != nil {
		p.zone, p.name = time.UTC, "UTC"
	}
	return p, nil
}

// oldestLog is how many years ago something may have happened that is logged now.
const oldestLog = 5

// when is the instant of a log entry: now, or the client's own when it is not in the future.
func (c *Coach) when(at *time.Time, field string) (time.Time, error) {
	now := c.now()
	if at == nil {
		return now, nil
	}
	if at.After(now.Add(time.Minute)) || at.Before(now.AddDate(-oldestLog, 0, 0)) {
		return now, spotter.InvalidField("body."+field, "must not be in the future, nor more than five years ago")
	}
	return *at, nil
}

// idOr is the client's own id or a new one. A zero id from a client is refused.
func idOr[Of any](id *spotter.ID[Of], now time.Time) (spotter.ID[Of], error) {
	if id == nil {
		return spotter.NewID[Of](now), nil
	}
	if id.IsZero() {
		return *id, spotter.InvalidField("body.id", "must not be the zero UUID")
	}
	return *id, nil
}

// entry is what every log entry keeps beside its content.
type entry[Of any] struct {
	id    spotter.ID[Of]
	at    time.Time
	date  time.Time // the local date, as the driver takes it
	where place
}

// record stores a log entry in a transaction of its own, once: under the client's own id, which store
// does not store twice, or under the caller's key.
func record[Of, T any](ctx context.Context, c *Coach, caller spotter.Caller, id *spotter.ID[Of], at *time.Time, store func(*postgres.Tx, entry[Of]) (T, error)) (T, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (T, error) {
		var none T
		var e entry[Of]
		var err error
		if e.at, err = c.when(at, "at"); err != nil {
			return none, err
		}
		if e.id, err = idOr(id, c.now()); err != nil {
			return none, err
		}
		if e.where, err = c.placeOf(ctx, tx); err != nil {
			return none, err
		}
		e.date = pgDate(spotter.DateOf(e.at, e.where.zone))
		return store(tx, e)
	})
}
