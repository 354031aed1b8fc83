package tools

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"spotter"
	"spotter/internal/coach"
)

func mealTools() []definition {
	return []definition{
		define("next_meal", nextMeal),
		define("meal_ideas", mealIdeas),
		define("recipe", recipe),
		defineWrite("swap_meal", swapMeal),
		defineWrite("log_meal", logMeal),
		defineWrite("log_water", logWater),
		define("shopping_list", shoppingList),
		defineWrite("tick_shopping", tickShopping),
	}
}

func nextMeal(ctx context.Context, env Env, _ nothing) (Result, error) {
	v := env.voice()
	m, err := env.Coach.NextMeal(ctx, env.Caller)
	if spotter.HasDetail(err, string(spotter.CodeNotFound)) {
		return Result{Text: v.say(sayNoMeal)}, nil
	}
	if err != nil {
		return Result{}, err
	}
	text := v.say(sayNextMeal, m.Slot, v.date(spotter.DateOf(m.At, m.At.Location()))+" "+m.Time.String(), v.Dish(m.Dish, m.Name))
	return Result{Text: lines(text, v.portions(m.Portions)+".", v.nutrition(m.Nutrition)), Data: map[string]any{"meal_id": m.ID, "dish": m.Dish, "minutes": m.Minutes, "reason": m.Reason}}, nil
}

// portions are the amounts of a meal.
func (v voice) portions(portions []spotter.Portion) string {
	out := make([]string, len(portions))
	for i, p := range portions {
		if out[i] = v.Food(p.Food, p.Name) + " " + short(p.Grams) + " g"; p.Measure != "" && v.english() {
			out[i] += " (" + p.Measure + ")"
		}
	}
	return strings.Join(out, ", ")
}

// ideaArguments ask for dishes.
type ideaArguments struct {
	MealID  string   `json:"meal_id,omitempty" maxLength:"60" doc:"The planned meal that the ideas are for"`
	Slot    string   `json:"slot,omitempty" maxLength:"60" doc:"Ideas for the next meals of this name, such as dinner, each for another day"`
	Count   *int     `json:"count,omitempty" minimum:"1" maximum:"5" doc:"3 when left out"`
	Minutes *int     `json:"minutes,omitempty" minimum:"1" maximum:"240" doc:"The most that cooking may take"`
	OnHand  []string `json:"on_hand,omitempty" maxItems:"30" doc:"Foods that the person has"`
}

func mealIdeas(ctx context.Context, env Env, in ideaArguments) (Result, error) {
	page, err := env.Coach.MealIdeas(ctx, env.Caller, coach.IdeaQuery{MealID: in.MealID, Slot: in.Slot, Count: orElse(in.Count, 3), Minutes: orElse(in.Minutes, 0), OnHand: in.OnHand})
	if err != nil {
		return Result{}, err
	}
	v := env.voice()
	type idea struct {
		MealID string   `json:"meal_id"`
		Dish   string   `json:"dish"`
		Reason string   `json:"reason"`
		ToBuy  []string `json:"to_buy,omitempty"`
	}
	var out []string
	var facts []idea
	for _, i := range page.Items {
		head := "- " + v.Dish(i.Meal.Dish, i.Meal.Name) + ", " + v.say(sayMinutes, short(float64(i.Meal.Minutes)))
		if i.Date != nil {
			head += ", " + v.date(*i.Date) + " " + i.Meal.Slot
		}
		if n := i.Meal.Nutrition; n != nil {
			head += ": " + v.nutrition(n)
		}
		out = append(out, head, "  "+v.portions(i.Meal.Portions))
		facts = append(facts, idea{i.Meal.ID, i.Meal.Dish, i.Reason, i.ToBuy})
	}
	return Result{Text: lines(out...), Data: facts}, nil
}

type dishName struct {
	Dish string `json:"dish" minLength:"1" maxLength:"80" doc:"Id or name, in any language"`
}

// recipe is a dish to cook. One that the person must not eat is refused with the reason.
func recipe(ctx context.Context, env Env, in dishName) (Result, error) {
	r, err := env.Coach.Recipe(ctx, env.Caller, env.Locale, in.Dish)
	if spotter.HasDetail(err, string(spotter.CodeNotFound)) {
		return env.noDish(ctx, in.Dish, err)
	}
	if err != nil {
		return Result{}, err
	}
	v := env.voice()
	steps := make([]string, len(r.Steps))
	for i, s := range r.Steps {
		steps[i] = short(float64(i+1)) + ". " + s
	}
	return Result{Text: lines(r.Name+", "+v.say(sayMinutes, short(float64(r.Minutes)))+".", v.portions(r.Portions)+".", strings.Join(steps, "\n"), v.nutrition(r.Nutrition)),
		Data: map[string]any{"dish": r.ID, "meal_id": r.MealID, "allergens": r.Allergens}}, nil
}

// noDish says why there is no dish of a name, and which ones that the person may eat are like it.
func (env Env) noDish(ctx context.Context, name string, err error) (Result, error) {
	names, failure := env.dishNames(ctx)
	if failure != nil {
		return Result{}, failure
	}
	text := faultText(err, nil)
	if v := env.voice(); !v.english() {
		text = v.say(sayNotFound) + " (" + text + ")"
	}
	return failed(text + nearest(name, names)), nil
}

// dishNames are those of the dishes that the person may eat.
func (env Env) dishNames(ctx context.Context) ([]string, error) {
	page, err := env.Coach.Dishes(ctx, env.Caller, env.Locale, "", "", allDishes)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(page.Items))
	for i, d := range page.Items {
		out[i] = d.Name
	}
	return out, nil
}

// allDishes is more than the catalogue has.
const allDishes = 10_000

// swapWish asks for something else instead of a planned meal.
type swapWish struct {
	MealID  string        `json:"meal_id,omitempty" maxLength:"60" doc:"A meal of the plan, as today or show_plan names it" example:"monday-dinner"`
	Slot    string        `json:"slot,omitempty" maxLength:"40" doc:"Instead of meal_id: the meal of this name on the date"`
	Instead string        `json:"instead,omitempty" maxLength:"80" doc:"A dish or a food, by id or name; left out, the planner chooses another dish"`
	Replace string        `json:"replace,omitempty" maxLength:"80" doc:"The food of the meal that a food takes the place of; without meal_id and slot, of the next meal that has it"`
	Scope   string        `json:"scope,omitempty" enum:"once,always" doc:"once: on one date, when left out; always: from now on. Ask which"`
	Date    *spotter.Date `json:"date,omitempty" doc:"For once: which date; the next one when left out"`
}

// Check wants the meal named in one way.
func (in *swapWish) Check() []spotter.Problem {
	if in.MealID != "" && in.Slot != "" || in.MealID == "" && in.Slot == "" && in.Replace == "" {
		return []spotter.Problem{{Location: "meal_id", Message: "Which meal is it: name the meal, in one way, or the food to replace"}}
	}
	return nil
}

// mealWith is the next planned meal that has a food in it, from today on; empty when none has.
func (env Env) mealWith(ctx context.Context, food string) (string, error) {
	active, err := env.Coach.MealPlan(ctx, env.Caller)
	if err != nil {
		return "", err
	}
	v, days := env.voice(), active.Document.Days
	for n := range days {
		weekday := env.Today.AddDays(n).Weekday()
		for _, day := range days {
			if day.Weekday != weekday {
				continue
			}
			for _, m := range day.Meals {
				if v.contains(m, food) {
					return m.ID, nil
				}
			}
		}
	}
	return "", nil
}

// contains reports whether a meal has a food, by a part of its name in the person's language or in English.
func (v voice) contains(m spotter.PlannedMeal, food string) bool {
	food = strings.ToLower(strings.TrimSpace(food))
	return slices.ContainsFunc(m.Portions, func(p spotter.Portion) bool {
		return strings.Contains(strings.ToLower(v.Food(p.Food, p.Name)), food) || strings.Contains(strings.ToLower(p.Name), food) ||
			strings.Contains(strings.ReplaceAll(p.Food, "_", " "), food)
	})
}

func swapMeal(ctx context.Context, env Env, in swapWish) (Result, error) {
	if in.MealID == "" && in.Slot == "" {
		id, err := env.mealWith(ctx, in.Replace)
		if err != nil {
			return Result{}, err
		}
		if id == "" {
			return failed("No meal of the plan has " + quoted(in.Replace) + " in it, so there is nothing to replace. Name the meal, such as dinner."), nil
		}
		in.MealID, in.Date = id, nil
	}
	if in.MealID == "" {
		day, err := env.Coach.Today(ctx, env.Caller, orElse(in.Date, spotter.Date{}))
		if err != nil {
			return Result{}, err
		}
		m, fault := mealNamed(day, in.Slot)
		if fault != "" {
			return failed(fault), nil
		}
		in.MealID = m.ID
	}
	scope := in.Scope
	if scope == "" {
		scope = "once"
	}
	if scope == "always" {
		in.Date = nil
	}
	p, err := env.Coach.SwapMeal(ctx, env.Caller, spotter.MealSwapInput{MealID: in.MealID, Instead: in.Instead, Replace: in.Replace, Scope: scope, Date: in.Date})
	if err != nil {
		return Result{}, err
	}
	v := env.voice()
	out := v.proposal(p)
	if m, ok := mealIn(p, in.MealID); ok { // a change from now on: the amounts of the meal that was asked about
		out.Text = lines(out.Text, v.Dish(m.Dish, m.Name)+": "+v.portions(m.Portions)+".", v.compared(p.Evidence))
	}
	return out, nil
}

// mealIn is a meal of the plan that a proposal would put in force.
func mealIn(p spotter.Proposal, id string) (spotter.PlannedMeal, bool) {
	var plan spotter.MealPlan
	if p.Kind != spotter.PlanMeals || json.Unmarshal(p.After, &plan) != nil {
		return spotter.PlannedMeal{}, false
	}
	for _, day := range plan.Days {
		for _, m := range day.Meals {
			if m.ID == id {
				return m, true
			}
		}
	}
	return spotter.PlannedMeal{}, false
}

// mealNamed is a day's planned meal by its slot or id, or what there is.
func mealNamed(day spotter.Today, name string) (spotter.TodayMeal, string) {
	slots := make([]string, len(day.Meals))
	for i, m := range day.Meals {
		if strings.EqualFold(m.Slot, strings.TrimSpace(name)) || m.ID == name {
			return m, ""
		}
		slots[i] = m.Slot
	}
	return spotter.TodayMeal{}, "No meal called " + quoted(name) + " is planned for " + day.Date.String() + ". There are: " + strings.Join(slots, ", ") + "."
}

// eaten is what was eaten, in one of four ways.
type eatenArguments struct {
	MealID   string              `json:"meal_id,omitempty" maxLength:"60" doc:"A planned meal of today"`
	Slot     string              `json:"slot,omitempty" maxLength:"40" doc:"Instead of meal_id: today's planned meal of this name, such as breakfast"`
	Dish     string              `json:"dish,omitempty" maxLength:"80" doc:"A dish of the catalogue, by id or name"`
	Foods    []spotter.EatenFood `json:"foods,omitempty" maxItems:"40" doc:"Foods with the amounts that the person said"`
	Name     string              `json:"name,omitempty" maxLength:"120" doc:"What was eaten in words, when nothing else fits: it has no figures"`
	Servings *float64            `json:"servings,omitempty" minimum:"0.1" maximum:"10" doc:"Only if said; 1 when left out"`
}

func (in *eatenArguments) input() spotter.MealInput {
	return spotter.MealInput{MealID: in.MealID, Dish: in.Dish, Foods: in.Foods, Name: in.Name, Servings: in.Servings}
}

// Check is that of the REST door's input; a slot stands for the meal's id.
func (in *eatenArguments) Check() []spotter.Problem {
	entry := in.input()
	if in.Slot != "" {
		if in.MealID != "" {
			return []spotter.Problem{{Location: "slot", Message: "must not be given together with meal_id"}}
		}
		entry.MealID = in.Slot
	}
	return entry.Check()
}

// unsaid names the first thing of which an amount is given that the person did not say, empty when they said all.
func (in *eatenArguments) unsaid(s said) string {
	if in.Servings != nil && *in.Servings != 1 && !s.has(*in.Servings) && !s.hasHalf(*in.Servings) {
		return "servings"
	}
	for _, f := range in.Foods {
		switch {
		case f.Grams != nil && !s.has(*f.Grams) && !s.hasOunces(*f.Grams):
			return quoted(f.Food)
		case f.Measures != nil && *f.Measures != 1 && !s.has(*f.Measures) && !s.hasHalf(*f.Measures):
			return quoted(f.Food)
		}
	}
	if s.unsaidFigure(in.Name) {
		return quoted(in.Name)
	}
	return ""
}

func logMeal(ctx context.Context, env Env, in eatenArguments) (Result, error) {
	v := env.voice()
	if amount := in.unsaid(env.said()); amount != "" {
		return failed(v.say(sayNotSaid, amount)), nil
	}
	entry := in.input()
	if in.Slot != "" {
		day, err := env.Coach.Today(ctx, env.Caller, spotter.Date{})
		if err != nil {
			return Result{}, err
		}
		m, fault := mealNamed(day, in.Slot)
		if fault != "" {
			return failed(fault), nil
		}
		entry.MealID = m.ID
	}
	logged, err := env.Coach.Eat(ctx, env.Caller, entry)
	if err != nil {
		return env.whyNotEaten(ctx, in, err)
	}
	return env.afterMeal(ctx, logged)
}

// whyNotEaten adds the names that are like a wrong one.
func (env Env) whyNotEaten(ctx context.Context, in eatenArguments, err error) (Result, error) {
	if spotter.CodeOf(err) != spotter.CodeInvalid {
		return Result{}, err
	}
	text := faultText(err, nil)
	if in.Dish != "" {
		names, failure := env.dishNames(ctx)
		if failure != nil {
			return Result{}, failure
		}
		text += nearest(in.Dish, names)
	}
	v := env.voice()
	for _, f := range in.Foods {
		if !v.KnowsFood(f.Food) {
			text += nearest(f.Food, v.FoodNames())
		}
	}
	return failed(text), nil
}

func (env Env) afterMeal(ctx context.Context, logged spotter.MealLog) (Result, error) {
	v := env.voice()
	name := logged.Name
	if logged.Dish != "" {
		name = v.Dish(logged.Dish, name)
	}
	if n := v.nutrition(logged.Nutrition); n != "" {
		name += ", " + n
	}
	day, err := env.Coach.Today(ctx, env.Caller, spotter.Date{})
	if spotter.HasDetail(err, "no_profile") { // somebody who is not done with the onboarding may log, too
		return Result{Text: v.say(sayAte, name)}, nil
	}
	if err != nil {
		return Result{}, err
	}
	return Result{Text: lines(v.say(sayAte, name), v.eaten(day)), Data: map[string]any{"meal_log_id": logged.ID}}, nil
}

type drink struct {
	ML int `json:"ml" minimum:"1" maximum:"3000" doc:"As said: litres and glasses (250 ml) converted"`
}

func logWater(ctx context.Context, env Env, in drink) (Result, error) {
	v := env.voice()
	if !env.said().hasVolume(in.ML) {
		return failed(v.say(sayNotSaid, "ml")), nil
	}
	logged, err := env.Coach.Drink(ctx, env.Caller, spotter.WaterInput{ML: in.ML})
	if err != nil {
		return Result{}, err
	}
	day, err := env.Coach.Today(ctx, env.Caller, logged.Date)
	if spotter.HasDetail(err, "no_profile") {
		return Result{Text: v.say(sayAte, short(float64(logged.ML))+" ml")}, nil
	}
	if err != nil {
		return Result{}, err
	}
	return Result{Text: v.say(sayDrunk, logged.ML, day.Water.DrunkML, day.Water.TargetML), Data: map[string]any{"water_log_id": logged.ID}}, nil
}

// listArguments choose a shopping list.
type listArguments struct {
	Weeks *int          `json:"weeks,omitempty" minimum:"1" maximum:"4" doc:"1 when left out"`
	From  *spotter.Date `json:"from,omitempty" doc:"The first day; today when left out"`
	Aisle string        `json:"aisle,omitempty" enum:"vegetables,fruit,bakery,meat,fish,dairy_eggs,plant_based,frozen,grains,tins_and_pulses,nuts_seeds,oils_condiments,herbs_spices" doc:"Only this aisle, with the dishes that each thing is for"`
}

func shoppingList(ctx context.Context, env Env, in listArguments) (Result, error) {
	list, err := env.Coach.ShoppingList(ctx, env.Caller, orElse(in.Weeks, 1), orElse(in.From, spotter.Date{}))
	if err != nil {
		return Result{}, err
	}
	return Result{Text: env.voice().shopping(list, in.Aisle)}, nil
}

// shopping is what is still to buy, one line an aisle; one aisle comes with its dishes.
func (v voice) shopping(list spotter.ShoppingList, only string) string {
	out := []string{v.say(sayShopping, list.From, list.To)}
	for _, aisle := range list.Aisles {
		if only != "" && aisle.Aisle != only {
			continue
		}
		var items []string
		for _, i := range aisle.Items {
			if i.Ticked {
				continue
			}
			text := v.Food(i.Food, i.Name) + " " + short(i.BuyG) + " g"
			if v.english() && i.Amount != "" {
				text = v.Food(i.Food, i.Name) + " " + i.Amount
			}
			if only != "" {
				text += " (" + strings.Join(i.Dishes, ", ") + ")"
			}
			items = append(items, text)
		}
		if len(items) > 0 {
			out = append(out, "- "+v.Term(aisle.Aisle)+": "+strings.Join(items, "; "))
		}
	}
	if len(out) == 1 {
		out = append(out, v.say(sayNothingToBuy))
	}
	return lines(out...)
}

// bought says what is ticked off.
type bought struct {
	Weeks  *int          `json:"weeks,omitempty" minimum:"1" maximum:"4" doc:"The list that it stands on; 1 when left out"`
	From   *spotter.Date `json:"from,omitempty" doc:"The first day of that list; today when left out"`
	Foods  []string      `json:"foods" minItems:"1" maxItems:"60" doc:"By id or name"`
	Ticked *bool         `json:"ticked,omitempty" doc:"false takes the tick back; true when left out"`
}

func tickShopping(ctx context.Context, env Env, in bought) (Result, error) {
	v, tick := env.voice(), spotter.TickInput{Weeks: orElse(in.Weeks, 1), From: in.From}
	for _, name := range in.Foods {
		food, err := env.Coach.Food(ctx, env.Caller, env.Locale, name)
		if spotter.CodeOf(err) == spotter.CodeNotFound {
			return failed(quoted(name) + " is not a food in the catalogue." + nearest(name, v.FoodNames())), nil
		}
		if err != nil {
			return Result{}, err
		}
		one := spotter.Tick{Food: food.ID, Ticked: orElse(in.Ticked, true)}
		if !slices.Contains(tick.Ticks, one) {
			tick.Ticks = append(tick.Ticks, one)
		}
	}
	list, err := env.Coach.TickShopping(ctx, env.Caller, tick)
	if err != nil {
		return Result{}, err
	}
	return Result{Text: v.shopping(list, "")}, nil
}
