package coach

import (
	"context"
	"encoding/json"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// CheckIn stores how the person feels.
func (c *Coach) CheckIn(ctx context.Context, caller spotter.Caller, in spotter.CheckInInput) (spotter.CheckIn, error) {
	return record(ctx, c, caller, in.ID, in.At, func(tx *postgres.Tx, e entry[spotter.CheckIn]) (spotter.CheckIn, error) {
		params := db.InsertCheckInParams{UserID: caller.User, ID: e.id, At: e.at, LocalDate: e.date, TimeZone: e.where.name,
			Energy: in.Energy, SleepQuality: in.SleepQuality, SleepHours: in.SleepHours, Soreness: soreness(in)}
		if len(in.ByRegion) > 0 {
			params.ByRegion = mustJSON(in.ByRegion)
		}
		if _, err := tx.InsertCheckIn(ctx, params); err != nil {
			return spotter.CheckIn{}, err
		}
		row, err := tx.GetCheckIn(ctx, db.GetCheckInParams{UserID: caller.User, ID: e.id})
		if err != nil {
			return spotter.CheckIn{}, err
		}
		return checkInOf(row)
	})
}

// soreness is the one given, else the highest of the regions.
func soreness(in spotter.CheckInInput) *int {
	if in.Soreness != nil || len(in.ByRegion) == 0 {
		return in.Soreness
	}
	most := 0
	for _, n := range in.ByRegion {
		most = max(most, n)
	}
	return &most
}

func checkInOf(row db.CheckIn) (spotter.CheckIn, error) {
	out := spotter.CheckIn{ID: row.ID, At: row.At, Date: fromPG(row.LocalDate), TimeZone: row.TimeZone, Energy: row.Energy,
		SleepQuality: row.SleepQuality, SleepHours: row.SleepHours, Soreness: row.Soreness}
	if row.ByRegion == nil {
		return out, nil
	}
	return out, json.Unmarshal(row.ByRegion, &out.ByRegion)
}

// CheckIns pages through check-ins, newest first.
func (c *Coach) CheckIns(ctx context.Context, caller spotter.Caller, before *spotter.CheckInID, limit int) (Page[spotter.CheckIn], error) {
	params := db.ListCheckInsParams{UserID: caller.User, Most: int32(limit + 1)}
	if before != nil {
		id := spotter.UUID(*before)
		params.Before = &id
	}
	rows, err := c.db.As(caller).ListCheckIns(ctx, params)
	if err != nil {
		return Page[spotter.CheckIn]{}, err
	}
	if len(rows) == 0 && before != nil {
		_, err := c.db.As(caller).GetCheckIn(ctx, db.GetCheckInParams{UserID: caller.User, ID: *before})
		return nothingBehind[spotter.CheckIn](err)
	}
	return page(rows, limit, func(r db.CheckIn) string { return r.ID.String() }, checkInOf)
}

// Weigh stores a weighing.
func (c *Coach) Weigh(ctx context.Context, caller spotter.Caller, in spotter.WeightInput) (spotter.Weight, error) {
	return record(ctx, c, caller, in.ID, in.At, func(tx *postgres.Tx, e entry[spotter.Weight]) (spotter.Weight, error) {
		kg, entered := in.Load()
		if _, err := tx.InsertWeight(ctx, db.InsertWeightParams{UserID: caller.User, ID: e.id, At: e.at, LocalDate: e.date,
			TimeZone: e.where.name, WeightKg: kg, EnteredValue: entered.Value, EnteredUnit: entered.Unit}); err != nil {
			return spotter.Weight{}, err
		}
		row, err := tx.GetWeight(ctx, db.GetWeightParams{UserID: caller.User, ID: e.id})
		if err != nil {
			return spotter.Weight{}, err
		}
		return weightOf(row)
	})
}

func weightOf(row db.Weight) (spotter.Weight, error) {
	return spotter.Weight{ID: row.ID, At: row.At, Date: fromPG(row.LocalDate), TimeZone: row.TimeZone, WeightKG: row.WeightKg,
		Entered: spotter.Amount{Value: row.EnteredValue, Unit: row.EnteredUnit}}, nil
}

// Weights pages through weighings, newest first.
func (c *Coach) Weights(ctx context.Context, caller spotter.Caller, before *spotter.WeightID, limit int) (Page[spotter.Weight], error) {
	params := db.ListWeightsParams{UserID: caller.User, Most: int32(limit + 1)}
	if before != nil {
		id := spotter.UUID(*before)
		params.Before = &id
	}
	rows, err := c.db.As(caller).ListWeights(ctx, params)
	if err != nil {
		return Page[spotter.Weight]{}, err
	}
	if len(rows) == 0 && before != nil {
		_, err := c.db.As(caller).GetWeight(ctx, db.GetWeightParams{UserID: caller.User, ID: *before})
		return nothingBehind[spotter.Weight](err)
	}
	return page(rows, limit, func(r db.Weight) string { return r.ID.String() }, weightOf)
}
