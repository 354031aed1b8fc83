package coach

import (
	"context"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// RecordUsage stores what was used, in a turn when one is named, under the person's local date.
func (c *Coach) RecordUsage(ctx context.Context, caller spotter.Caller, turn *int, used []spotter.Usage) error {
	return c.db.Write(ctx, caller, func(tx *postgres.Tx) error { return c.insertUsage(ctx, tx, turn, used) })
}

func (c *Coach) insertUsage(ctx context.Context, tx *postgres.Tx, turn *int, used []spotter.Usage) error {
	if len(used) == 0 {
		return nil
	}
	where, err := c.placeOf(ctx, tx)
	if err != nil {
		return err
	}
	now := c.now()
	type record struct {
		ID         spotter.UUID    `json:"id"`
		Provider   string          `json:"provider"`
		Model      string          `json:"model"`
		Channel    spotter.Channel `json:"channel"`
		Input      int             `json:"input"`
		CacheRead  int             `json:"cache_read"`
		CacheWrite int             `json:"cache_write"`
		Output     int             `json:"output"`
		Seconds    float64         `json:"seconds"`
		MicroUSD   *int64          `json:"micro_usd"`
		Estimated  bool            `json:"estimated"`
	}
	records := make([]record, len(used))
	for i, u := range used {
		if u.Channel == "" {
			u.Channel = spotter.ChannelChat
		}
		records[i] = record{spotter.NewID[any](now), u.Provider, u.Model, u.Channel, max(u.Input, 0), max(u.CacheRead, 0), max(u.CacheWrite, 0),
			max(u.Output, 0), max(u.Seconds, 0), u.MicroUSD, u.Estimated}
	}
	return tx.InsertUsage(ctx, db.InsertUsageParams{UserID: tx.Caller.User, At: now, LocalDate: pgDate(spotter.DateOf(now, where.zone)),
		Turn: turn, Records: mustJSON(records)})
}

// longestUsage is how many days a report of usage spans.
const longestUsage = 366 * 2

// Usage reports what the person used between two of their dates, both included: a zero from is the first of to's
// month, a zero to is today.
func (c *Coach) Usage(ctx context.Context, caller spotter.Caller, from, to spotter.Date) (spotter.UsageReport, error) {
	q := c.db.As(caller)
	place, err := q.GetPlace(ctx, caller.User)
	if err != nil {
		return spotter.UsageReport{}, orNotFound(err, "account")
	}
	where, err := placeIn(place)
	if err != nil {
		return spotter.UsageReport{}, err
	}
	today := spotter.DateOf(c.now(), where.zone)
	to = orToday(to, c.now(), where.zone)
	if from.IsZero() {
		from = firstOfMonth(to)
	}
	switch {
	case to.Before(from):
		return spotter.UsageReport{}, spotter.InvalidField("query.to", "must not be before from")
	case from.AddDays(longestUsage).Before(to):
		return spotter.UsageReport{}, spotter.InvalidField("query.from", "must not be more than two years before to")
	}
	rows, err := q.SumUsage(ctx, db.SumUsageParams{UserID: caller.User, Since: pgDate(from), Until: pgDate(to)})
	if err != nil {
		return spotter.UsageReport{}, err
	}
	spent, err := q.SpentSince(ctx, db.SpentSinceParams{UserID: caller.User, Since: pgDate(firstOfMonth(today))})
	return usageReport(from, to, rows, spotter.NewBudget(c.budget, spent)), err
}

func firstOfMonth(d spotter.Date) spotter.Date {
	return spotter.Date{Year: d.Year, Month: d.Month, Day: 1}
}

func usageReport(from, to spotter.Date, rows []db.SumUsageRow, budget spotter.Budget) spotter.UsageReport {
	out := spotter.UsageReport{From: from, To: to, By: make([]spotter.UsageSum, len(rows)), Budget: budget}
	for i, r := range rows {
		figures := spotter.UsageFigures{Calls: r.Calls, Input: r.Input, CacheRead: r.CacheRead, CacheWrite: r.CacheWrite, Output: r.Output,
			Seconds: r.Seconds, USD: float64(r.MicroUsd) / 1e6, Unpriced: r.Unpriced, Estimated: r.Estimated}
		out.By[i] = spotter.UsageSum{Month: r.Month, Provider: r.Provider, Model: r.Model, Channel: spotter.Channel(r.Channel), UsageFigures: figures}
		out.Total = out.Total.Add(figures)
	}
	return out
}
