package coach

import (
	"context"
	"encoding/json"
	"fmt"
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
			err = c.foodsEaten(in.Foods, &params)
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
	dish, ok := c.dishes.Match(name)
	if !ok {
		return spotter.InvalidField("body.dish", "is no dish of the catalogue; log its foods, or its name alone")
	}
	var portions []spotter.Portion
	for _, in := range dish.Ingredients {
		food, _ := c.foods.Find(in.Food)
		grams := spotter.RoundTo(in.Grams*entry.Servings, 0.1)
		portions = append(portions, spotter.Portion{Food: food.ID, Name: food.Name, Grams: grams, Measure: nutrition.Measure(food, grams)})
	}
	entry.Dish = dish.ID
	if entry.Name == "" {
		entry.Name = dish.Name
	}
	return c.countEaten(portions, entry)
}

// foodsEaten fills a log entry from foods with their amounts, once for all servings.
func (c *Coach) foodsEaten(list []spotter.EatenFood, entry *db.InsertMealLogParams) error {
	var portions []spotter.Portion
	var names []string
	for i, in := range list {
		food, ok := c.foods.Match(in.Food)
		if !ok {
			return spotter.InvalidField(fmt.Sprintf("body.foods[%d].food", i), "is no food of the catalogue; look it up in /foods, or log a name alone")
		}
		var grams float64
		switch {
		case in.Grams != nil:
			grams = *in.Grams
		case food.MeasureG == 0:
			return spotter.InvalidField(fmt.Sprintf("body.foods[%d].measures", i), "cannot be used: "+food.Name+" has no household measure; give grams")
		default:
			grams = *in.Measures * food.MeasureG
		}
		grams = spotter.RoundTo(grams*entry.Servings, 0.1)
		portions = append(portions, spotter.Portion{Food: food.ID, Name: food.Name, Grams: grams, Measure: nutrition.Measure(food, grams)})
		names = append(names, food.Name)
	}
	if entry.Name == "" {
		entry.Name = shortened(strings.Join(names, ", "), 120)
	}
	return c.countEaten(portions, entry)
}

func shortened(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

func (c *Coach) countEaten(portions []spotter.Portion, entry *db.InsertMealLogParams) error {
	sum, _ := nutrition.Of(portions, c.foods.Find)
	entry.Portions, entry.Nutrition = mustJSON(portions), mustJSON(sum)
	return nil
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
