package coach

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/nutrition"
)

// ShoppingList is what the meals of 1 to 4 weeks need from a date on, today when it is zero. What was
// ticked off before counts for as long as it lasts: what the plan uses in between is taken away, and fresh
// food counts for the days only that it was bought for. When the plan comes to need more than was bought,
// the rest is to buy.
func (c *Coach) ShoppingList(ctx context.Context, caller spotter.Caller, weeks int, from spotter.Date) (spotter.ShoppingList, error) {
	b, err := c.basket(ctx, c.db.As(caller), caller.User, from, weeks)
	if err != nil {
		return spotter.ShoppingList{}, err
	}
	return b.list(c.foods.Find), nil
}

// TickShopping stores what has been bought, in the amounts that the list asks for, and answers the list.
func (c *Coach) TickShopping(ctx context.Context, caller spotter.Caller, in spotter.TickInput) (spotter.ShoppingList, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.ShoppingList, error) {
		var from spotter.Date
		if in.From != nil {
			from = *in.From
		}
		b, err := c.basket(ctx, tx.Queries, caller.User, from, in.Weeks)
		if err != nil {
			return spotter.ShoppingList{}, err
		}
		need := b.need(b.from, b.to())
		for i, t := range in.Ticks {
			if err := c.tick(ctx, tx, b, t, need, fmt.Sprintf("body.ticks[%d].food", i)); err != nil {
				return spotter.ShoppingList{}, err
			}
		}
		if b, err = c.basket(ctx, tx.Queries, caller.User, from, in.Weeks); err != nil {
			return spotter.ShoppingList{}, err
		}
		return b.list(c.foods.Find), nil
	})
}

func (c *Coach) tick(ctx context.Context, tx *postgres.Tx, b basket, t spotter.Tick, need map[string]float64, at string) error {
	if _, known := c.foods.Find(t.Food); !known {
		return spotter.InvalidField(at, "is no food of the catalogue")
	}
	if !t.Ticked {
		return tx.DropTick(ctx, db.DropTickParams{UserID: tx.Caller.User, Food: t.Food})
	}
	if need[t.Food] == 0 {
		return spotter.InvalidField(at, "is not on this list")
	}
	return tx.PutTick(ctx, db.PutTickParams{UserID: tx.Caller.User, Food: t.Food, Grams: need[t.Food], FromDate: pgDate(b.from), UntilDate: pgDate(b.to())})
}

// basket is all that a shopping list is made of.
type basket struct {
	from    spotter.Date
	weeks   int
	plan    spotter.MealPlan
	changed []mealChange
	ticks   []bought
}

type bought struct {
	Food  string       `json:"food"`
	Grams float64      `json:"grams"`
	From  spotter.Date `json:"from"`
	Until spotter.Date `json:"until"`
}

// keeps is how many days after a list's last day what was bought for it may still be there.
const keeps = 56

// basket reads in one round trip, before the zone is known: the range of dates is wider than the list.
func (c *Coach) basket(ctx context.Context, q *db.Queries, user spotter.UserID, from spotter.Date, weeks int) (basket, error) {
	around := orToday(from, c.now(), time.UTC)
	row, err := q.GetShopping(ctx, db.GetShoppingParams{UserID: user, Since: pgDate(around.AddDays(-keeps - 30)), Until: pgDate(around.AddDays(7*weeks + 1))})
	if err != nil {
		return basket{}, noProfile(err)
	}
	var profile spotter.ProfileDocument
	b := basket{weeks: weeks}
	for raw, into := range map[*json.RawMessage]any{&row.Profile: &profile, &row.Changed: &b.changed, &row.Ticks: &b.ticks} {
		if err := json.Unmarshal(*raw, into); err != nil {
			return basket{}, err
		}
	}
	answers := profile.Answers()
	b.from = orToday(from, c.now(), profile.About.Zone())
	if b.plan, err = c.safePlan(row.Meals, answers); err != nil {
		return basket{}, err
	}
	b.changed, err = c.safeChanges(b.changed, answers)
	return b, err
}

func (b basket) to() spotter.Date { return b.from.AddDays(7*b.weeks - 1) }

// meals are what is planned from one date to another, both included.
func (b basket) meals(from, to spotter.Date) []spotter.PlannedMeal {
	var out []spotter.PlannedMeal
	for date := from; !to.Before(date); date = date.AddDays(1) {
		for _, day := range b.plan.Days {
			if day.Weekday == date.Weekday() {
				out = append(out, changedMeals(day.Meals, date, b.changed)...)
			}
		}
	}
	return out
}

// need is what the days use of each food, in g.
func (b basket) need(from, to spotter.Date) map[string]float64 {
	out := map[string]float64{}
	for _, meal := range b.meals(from, to) {
		for _, p := range meal.Portions {
			out[p.Food] += p.Grams
		}
	}
	return out
}

func (b basket) list(foods nutrition.Lookup) spotter.ShoppingList {
	out := spotter.ShoppingList{From: b.from, To: b.to(), Weeks: b.weeks, Aisles: nutrition.Shopping(b.meals(b.from, b.to()), foods)}
	for _, aisle := range out.Aisles {
		for i := range aisle.Items {
			b.stock(&aisle.Items[i], foods)
		}
	}
	return out
}

// stock sets an item against what is left of what was bought. A twentieth short is enough.
func (b basket) stock(item *spotter.ShoppingItem, foods nutrition.Lookup) {
	food, _ := foods(item.Food)
	for _, t := range b.ticks {
		if t.Food != item.Food || !b.lasts(t, fresh(food)) {
			continue
		}
		left := t.Grams
		if t.From.Before(b.from) {
			left -= b.need(t.From, b.from.AddDays(-1))[t.Food]
		}
		item.HaveG = spotter.RoundTo(math.Max(0, math.Min(left, item.NeedG)), 1)
	}
	if item.BuyG = spotter.RoundTo(item.NeedG-item.HaveG, 1); item.BuyG <= item.NeedG/20 {
		item.BuyG, item.Ticked = 0, true
		return
	}
	item.Amount = nutrition.Amount(food, item.BuyG)
}

// lasts reports whether what was bought is still there when the list begins.
func (b basket) lasts(t bought, fresh bool) bool {
	if fresh {
		return !t.Until.Before(b.from)
	}
	return b.from.DaysSince(t.Until) <= keeps
}

// fresh reports whether a food does not keep.
func fresh(food spotter.Food) bool {
	switch food.Aisle {
	case "vegetables", "fruit", "bakery", "meat", "fish", "dairy_eggs", "plant_based":
		return true
	}
	return false
}
