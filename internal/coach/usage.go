package coach

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

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
// month, a zero to is today. One round trip.
func (c *Coach) Usage(ctx context.Context, caller spotter.Caller, from, to spotter.Date) (spotter.UsageReport, error) {
	params, err := c.usageParams(caller, from, to)
	if err != nil {
		return spotter.UsageReport{}, err
	}
	row, err := c.db.As(caller).GetUsage(ctx, params)
	if err != nil {
		return spotter.UsageReport{}, orNotFound(err, "account")
	}
	where, err := placeIn(db.GetPlaceRow{TimeZone: row.TimeZone, Profile: row.Profile})
	if err != nil {
		return spotter.UsageReport{}, err
	}
	today := spotter.DateOf(c.now(), where.zone)
	to = orToday(to, c.now(), where.zone)
	if from.IsZero() {
		from = firstOfMonth(to)
	}
	if err := checkSpan(from, to); err != nil {
		return spotter.UsageReport{}, err
	}
	var used []usageOfDay
	if err := json.Unmarshal(row.Used, &used); err != nil {
		return spotter.UsageReport{}, err
	}
	return usageReport(from, to, used, spotter.NewBudget(c.budget, spentSince(firstOfMonth(today), used))), nil
}

// usageParams asks for every date that may count, wherever the person is: the span, and the month that the budget is for.
func (c *Coach) usageParams(caller spotter.Caller, from, to spotter.Date) (db.GetUsageParams, error) {
	utc := spotter.DateOf(c.now(), time.UTC)
	since, until := firstOfMonth(utc.AddDays(-1)), utc.AddDays(1)
	if !to.IsZero() && !from.IsZero() {
		if err := checkSpan(from, to); err != nil {
			return db.GetUsageParams{}, err
		}
	}
	for _, d := range []spotter.Date{from, to, firstOfMonth(to)} {
		if d.IsZero() || d.Month == 0 {
			continue
		}
		if d.Before(since) {
			since = d
		}
		if until.Before(d) {
			until = d
		}
	}
	return db.GetUsageParams{UserID: caller.User, Since: pgDate(since), Until: pgDate(until)}, nil
}

func checkSpan(from, to spotter.Date) error {
	switch {
	case to.Before(from):
		return spotter.InvalidField("query.to", "must not be before from")
	case from.AddDays(longestUsage).Before(to):
		return spotter.InvalidField("query.from", "must not be more than two years before to")
	}
	return nil
}

// usageOfDay is what was used on a date, of a model by a channel.
type usageOfDay struct {
	Date       spotter.Date    `json:"date"`
	Provider   string          `json:"provider"`
	Model      string          `json:"model"`
	Channel    spotter.Channel `json:"channel"`
	Calls      int             `json:"calls"`
	Input      int64           `json:"input"`
	CacheRead  int64           `json:"cache_read"`
	CacheWrite int64           `json:"cache_write"`
	Output     int64           `json:"output"`
	Seconds    float64         `json:"seconds"`
	MicroUSD   int64           `json:"micro_usd"`
	Unpriced   int             `json:"unpriced"`
	Estimated  bool            `json:"estimated"`
}

func spentSince(date spotter.Date, used []usageOfDay) int64 {
	var sum int64
	for _, u := range used {
		if !u.Date.Before(date) {
			sum += u.MicroUSD
		}
	}
	return sum
}

func firstOfMonth(d spotter.Date) spotter.Date {
	return spotter.Date{Year: d.Year, Month: d.Month, Day: 1}
}

// usageReport sums by month, provider, model and channel, in this order.
func usageReport(from, to spotter.Date, used []usageOfDay, budget spotter.Budget) spotter.UsageReport {
	out := spotter.UsageReport{From: from, To: to, By: []spotter.UsageSum{}, Budget: budget}
	places, micro := map[spotter.UsageSum]int{}, []int64{} // by sum
	whole := int64(0)
	for _, u := range used {
		if u.Date.Before(from) || to.Before(u.Date) {
			continue
		}
		figures := spotter.UsageFigures{Calls: u.Calls, Input: u.Input, CacheRead: u.CacheRead, CacheWrite: u.CacheWrite, Output: u.Output,
			Seconds: u.Seconds, Unpriced: u.Unpriced, Estimated: u.Estimated}
		out.Total = out.Total.Add(figures)
		key := spotter.UsageSum{Month: u.Date.String()[:len("2006-01")], Provider: u.Provider, Model: u.Model, Channel: u.Channel}
		i, known := places[key]
		if !known {
			i = len(out.By)
			places[key], out.By, micro = i, append(out.By, key), append(micro, 0)
		}
		micro[i], whole = micro[i]+u.MicroUSD, whole+u.MicroUSD
		out.By[i].UsageFigures = out.By[i].UsageFigures.Add(figures)
	}
	for i := range out.By {
		out.By[i].USD = float64(micro[i]) / 1e6
	}
	out.Total.USD = float64(whole) / 1e6
	slices.SortFunc(out.By, func(a, b spotter.UsageSum) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(a.Provider, b.Provider), cmp.Compare(a.Model, b.Model), cmp.Compare(a.Channel, b.Channel))
	})
	return out
}
