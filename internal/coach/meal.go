package coach

import (
	"context"
	"encoding/json"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/safety"
)

// Drink stores a drink of water.
func (c *Coach) Drink(ctx context.Context, caller spotter.Caller, in spotter.WaterInput) (spotter.WaterLog, error) {
	return record(ctx, c, caller, in.ID, in.At, func(tx *postgres.Tx, e entry[spotter.WaterLog]) (spotter.WaterLog, error) {
		if _, err := tx.InsertWater(ctx, db.InsertWaterParams{UserID: caller.User, ID: e.id, At: e.at,
			LocalDate: e.date, TimeZone: e.where.name, Ml: in.ML}); err != nil {
			return spotter.WaterLog{}, err
		}
		row, err := tx.GetWater(ctx, db.GetWaterParams{UserID: caller.User, ID: e.id})
		return spotter.WaterLog{ID: row.ID, At: row.At, Date: fromPG(row.LocalDate), TimeZone: row.TimeZone, ML: row.Ml}, err
	})
}

// Eat stores a meal: a planned one of its day, with its figures, or one by name.
func (c *Coach) Eat(ctx context.Context, caller spotter.Caller, in spotter.MealInput) (spotter.MealLog, error) {
	return record(ctx, c, caller, in.ID, in.At, func(tx *postgres.Tx, e entry[spotter.MealLog]) (spotter.MealLog, error) {
		params := db.InsertMealLogParams{UserID: caller.User, ID: e.id, At: e.at, LocalDate: e.date,
			TimeZone: e.where.name, MealID: in.MealID, Name: in.Name, Servings: 1}
		if in.Servings != nil {
			params.Servings = *in.Servings
		}
		if in.MealID != "" {
			if err := c.planned(ctx, tx, e.where, &params); err != nil {
				return spotter.MealLog{}, err
			}
		}
		if _, err := tx.InsertMealLog(ctx, params); err != nil {
			return spotter.MealLog{}, err
		}
		row, err := tx.GetMealLog(ctx, db.GetMealLogParams{UserID: caller.User, ID: e.id})
		if err != nil {
			return spotter.MealLog{}, err
		}
		if e.where.known && safety.HidesNumbers(e.where.profile.Screening) {
			row.Nutrition = nil // also of a log of before
		}
		return mealLogOf(row)
	})
}

// planned fills a log entry from the planned meal that it names.
func (c *Coach) planned(ctx context.Context, tx *postgres.Tx, where place, entry *db.InsertMealLogParams) error {
	date := spotter.DateOf(entry.At, where.zone)
	d, err := c.readDays(ctx, tx.Queries, tx.Caller.User, date, 1)
	if err != nil {
		return err
	}
	if d.meals != nil {
		for _, m := range d.mealsOn(date) {
			if m.ID != entry.MealID {
				continue
			}
			entry.Name = m.Name
			if m.Nutrition != nil {
				entry.Nutrition = mustJSON(m.Nutrition.Scale(entry.Servings))
			}
			return nil
		}
	}
	return spotter.InvalidField("body.meal_id", "is no planned meal of "+date.String())
}

func mealLogOf(row db.MealLog) (spotter.MealLog, error) {
	out := spotter.MealLog{ID: row.ID, At: row.At, Date: fromPG(row.LocalDate), TimeZone: row.TimeZone, MealID: row.MealID, Name: row.Name, Servings: row.Servings}
	if row.Nutrition == nil {
		return out, nil
	}
	return out, json.Unmarshal(row.Nutrition, &out.Nutrition)
}
