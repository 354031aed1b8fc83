package coach

import (
	"context"
	"encoding/json"
	"strings"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/nutrition"
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
	foods, grams, err := c.weighed(ctx, in.Foods)
	if err != nil {
		return spotter.MealLog{}, err
	}
	return record(ctx, c, caller, in.ID, in.At, func(tx *postgres.Tx, e entry[spotter.MealLog]) (spotter.MealLog, error) {
		params := db.InsertMealLogParams{UserID: caller.User, ID: e.id, At: e.at, LocalDate: e.date,
			TimeZone: e.where.name, MealID: in.MealID, Name: in.Name, Servings: 1}
		if in.Servings != nil {
			params.Servings = *in.Servings
		}
		var err error
		switch {
		case in.MealID != "":
			err = c.planned(ctx, tx, e.where, &params)
		case in.Dish != "":
			err = c.dishEaten(in.Dish, &params)
		case len(in.Foods) > 0:
			foodsEaten(foods, grams, &params)
		}
		if err != nil {
			return spotter.MealLog{}, err
		}
		if !e.where.known || safety.HidesNumbers(e.where.profile.Screening) {
			params.Nutrition = nil
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

// dishEaten fills a log entry from a dish of the catalogue: whoever has eaten it has, whatever the plan says.
func (c *Coach) dishEaten(name string, entry *db.InsertMealLogParams) error {
	dish, ok := c.anyDish(name)
	if !ok {
		return spotter.InvalidField("body.dish", "is no dish of the catalogue; log its foods, or its name alone")
	}
	foods, grams := make([]spotter.Food, len(dish.Ingredients)), make([]float64, len(dish.Ingredients))
	for i, in := range dish.Ingredients {
		foods[i], _ = c.foods.Find(in.Food)
		grams[i] = in.Grams
	}
	entry.Dish = dish.ID
	if entry.Name == "" {
		entry.Name = dish.Name
	}
	foodsEaten(foods, grams, entry)
	return nil
}

// foodsEaten fills a log entry from foods with their amounts, once for all servings.
func foodsEaten(foods []spotter.Food, grams []float64, entry *db.InsertMealLogParams) {
	portions, names := make([]spotter.Portion, len(foods)), make([]string, len(foods))
	var sum spotter.Nutrition
	for i, food := range foods {
		g := spotter.RoundTo(grams[i]*entry.Servings, 0.1)
		portions[i] = spotter.Portion{Food: food.ID, Name: food.Name, Grams: g, Measure: nutrition.Measure(food, g)}
		names[i] = food.Name
		sum = sum.Add(food.Nutrition.Scale(g / 100))
	}
	if entry.Name == "" {
		entry.Name = shortened(strings.Join(names, ", "), 120)
	}
	entry.Portions, entry.Nutrition = mustJSON(portions), mustJSON(tenths(sum))
}

func shortened(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

// planned fills a log entry from the planned meal that it names.
func (c *Coach) planned(ctx context.Context, tx *postgres.Tx, where place, entry *db.InsertMealLogParams) error {
	date := spotter.DateOf(entry.At, where.zone)
	d, err := c.readDays(ctx, tx.Queries, tx.Caller.User, date, 1)
	if err != nil {
		return err
	}
	if date.Before(spotter.DateOf(d.now, d.zone)) {
		if err := c.mealsThen(ctx, tx, d, date); err != nil {
			return err
		}
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

// mealsThen puts the plan that was in force at the end of a day in the place of today's.
func (c *Coach) mealsThen(ctx context.Context, tx *postgres.Tx, d *days, date spotter.Date) error {
	_, over := date.Bounds(d.zone)
	document, err := tx.GetPlanOn(ctx, db.GetPlanOnParams{UserID: tx.Caller.User, Kind: string(spotter.PlanMeals), Before: over})
	if postgres.IsNoRows(err) { // before the first plan
		return nil
	}
	if err != nil {
		return err
	}
	active, err := c.activeMeals(d.profile, db.GetPlanRow{Document: document})
	d.meals = &active.Document
	return err
}

func mealLogOf(row db.MealLog) (spotter.MealLog, error) {
	out := spotter.MealLog{ID: row.ID, At: row.At, Date: fromPG(row.LocalDate), TimeZone: row.TimeZone, MealID: row.MealID, Dish: row.Dish, Name: row.Name, Servings: row.Servings}
	if row.Portions != nil {
		if err := json.Unmarshal(row.Portions, &out.Portions); err != nil {
			return out, err
		}
	}
	if row.Nutrition == nil {
		return out, nil
	}
	return out, json.Unmarshal(row.Nutrition, &out.Nutrition)
}
