package api

import (
	"context"
	"strings"

	"spotter"
	"spotter/internal/coach"
)

type ideaQuery struct {
	MealID  string `query:"meal_id" maxLength:"60" doc:"The planned meal that the ideas are for"`
	Slot    string `query:"slot" maxLength:"60" doc:"Ideas for the next meals of this name, such as dinner, each for another day; with neither this nor meal_id: what can be cooked now"`
	Count   int    `query:"count" minimum:"1" maximum:"7" default:"3" doc:"How many"`
	Minutes *int   `query:"minutes" minimum:"1" maximum:"240" doc:"The most that cooking may take; the profile's cooking time when left out"`
	OnHand  string `query:"on_hand" maxLength:"400" doc:"Foods that are there, separated by commas: dishes that need least beside come first"`
}

type shoppingQuery struct {
	Weeks int           `query:"weeks" minimum:"1" maximum:"4" default:"1" doc:"How many weeks to shop for"`
	From  *spotter.Date `query:"from" doc:"The first day; today when left out"`
}

func mealRoutes(rt *router, c *coach.Coach) {
	const tag = "food"
	register(rt, create("/meals/logs", "log-meal", tag, "Log a meal: a planned one, a dish, foods with amounts, or a name"),
		func(ctx context.Context, q *call, _ *none, in *spotter.MealInput) (spotter.MealLog, error) {
			return c.Eat(ctx, q.Caller, *in)
		})
	register(rt, create("/water/logs", "log-water", tag, "Log a drink of water"),
		func(ctx context.Context, q *call, _ *none, in *spotter.WaterInput) (spotter.WaterLog, error) {
			return c.Drink(ctx, q.Caller, *in)
		})
	register(rt, create("/meals/swaps", "swap-meal", tag, "Propose something else instead of a planned meal, once or from now on"),
		func(ctx context.Context, q *call, _ *none, in *spotter.MealSwapInput) (spotter.Proposal, error) {
			return withProposal(q)(c.SwapMeal(ctx, q.Caller, *in))
		})
	register(rt, get("/meals/ideas", "list-meal-ideas", tag, "Dishes that fit a meal of the plan, with steps and minutes"),
		func(ctx context.Context, q *call, p *ideaQuery, _ *none) (coach.Page[spotter.MealIdea], error) {
			return c.MealIdeas(ctx, q.Caller, coach.IdeaQuery{MealID: p.MealID, Slot: p.Slot, Count: p.Count, Minutes: orZero(p.Minutes), OnHand: listed(p.OnHand)})
		})
	register(rt, get("/shopping-list", "get-shopping-list", tag, "What 1 to 4 weeks of the plan need, by aisle"),
		func(ctx context.Context, q *call, p *shoppingQuery, _ *none) (spotter.ShoppingList, error) {
			return c.ShoppingList(ctx, q.Caller, p.Weeks, dateQuery{p.From}.date())
		})
	register(rt, write("PUT", "/shopping-list/ticks", "tick-shopping", tag, "Tick off what has been bought, or not any more; answers the list").withoutMatch(),
		func(ctx context.Context, q *call, _ *none, in *spotter.TickInput) (spotter.ShoppingList, error) {
			return c.TickShopping(ctx, q.Caller, *in)
		})
}

func orZero(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// listed splits what is separated by commas.
func listed(text string) []string {
	var out []string
	for part := range strings.SplitSeq(text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
