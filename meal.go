package spotter

import (
	"fmt"
	"time"
)

// WaterLog is one drink.
type WaterLog struct {
	ID       WaterLogID `json:"id"`
	At       time.Time  `json:"at"`
	Date     Date       `json:"date"`
	TimeZone string     `json:"time_zone"`
	ML       int        `json:"ml"`
}

// WaterInput logs a drink.
type WaterInput struct {
	ID *WaterLogID `json:"id,omitempty" doc:"The client's own permanent UUID"`
	ML int         `json:"ml" minimum:"1" maximum:"3000"`
	At *time.Time  `json:"at,omitempty" doc:"When, for drinks logged offline; not in the future"`
}

// MealLog is one meal that was eaten: a planned one, a dish of the catalogue, foods of the catalogue, or
// the person's words.
type MealLog struct {
	ID        MealLogID  `json:"id"`
	At        time.Time  `json:"at"`
	Date      Date       `json:"date"`
	TimeZone  string     `json:"time_zone"`
	MealID    string     `json:"meal_id,omitempty" doc:"The planned meal it fulfils"`
	Dish      string     `json:"dish,omitempty" doc:"The dish of the catalogue, by id"`
	Portions  []Portion  `json:"portions,omitempty" doc:"The foods of the catalogue that were logged"`
	Name      string     `json:"name"`
	Servings  float64    `json:"servings"`
	Nutrition *Nutrition `json:"nutrition" doc:"Computed from the foods; null for words alone or where a limit forbids figures"`
}

// MealInput logs a meal in one of four ways: a planned meal of the day, a dish of the catalogue, foods with
// amounts, or a name alone. A name may go with foods.
type MealInput struct {
	ID       *MealLogID  `json:"id,omitempty" doc:"The client's own permanent UUID"`
	MealID   string      `json:"meal_id,omitempty" maxLength:"60" doc:"A planned meal of the day, as /today names it"`
	Dish     string      `json:"dish,omitempty" maxLength:"80" doc:"A dish of the catalogue, by id or name in any language; servings says how much of the recipe's single serving"`
	Foods    []EatenFood `json:"foods,omitempty" maxItems:"40" doc:"Foods with their amounts, imported ones among them"`
	Name     string      `json:"name,omitempty" minLength:"1" maxLength:"120" doc:"What was eaten, when it was not the planned meal"`
	Servings *float64    `json:"servings,omitempty" minimum:"0.1" maximum:"10" doc:"1 when left out"`
	At       *time.Time  `json:"at,omitempty" doc:"When, for meals logged offline; not in the future"`
}

// EatenFood is an amount of one food: in grams, in its household measure, or in a unit.
type EatenFood struct {
	Food     string   `json:"food" minLength:"1" maxLength:"200" doc:"By id, name in any language, or alias; an imported one by id or name"`
	Grams    *float64 `json:"grams,omitempty" minimum:"0.1" maximum:"5000" doc:"As bought: raw, dry or drained"`
	Measures *float64 `json:"measures,omitempty" minimum:"0.1" maximum:"100" doc:"How many of its household measure, as /foods names it, instead of grams"`
	Amount   *float64 `json:"amount,omitempty" minimum:"0.01" maximum:"5000" doc:"In unit, instead of grams" example:"200"`
	Unit     string   `json:"unit,omitempty" enum:"g,kg,oz,lb,ml,l,cup,tbsp,tsp,measure,cooked_g,cooked_cup" doc:"Of amount. Cups and spoons are those of the United States; cooked_g and cooked_cup are of food that is bought dry and was weighed cooked"`
}

// What an amount of one food may come to, in g.
const (
	LeastEatenG = 0.1
	MostEatenG  = 5000.0
)

// Eaten is the amount with its unit, and the field that it stands in.
func (f *EatenFood) Eaten() (amount float64, unit, field string) {
	switch {
	case f.Grams != nil:
		return *f.Grams, "g", "grams"
	case f.Measures != nil:
		return *f.Measures, "measure", "measures"
	case f.Amount != nil:
		return *f.Amount, f.Unit, "amount"
	}
	return 0, "g", "grams"
}

// check wants one way of saying how much.
func (f *EatenFood) check(at string) []Problem {
	ways := 0
	for _, given := range []bool{f.Grams != nil, f.Measures != nil, f.Amount != nil} {
		if given {
			ways++
		}
	}
	switch {
	case ways != 1:
		return []Problem{{at + "grams", "or measures, or amount and unit, must be given: one of them"}}
	case f.Amount != nil && f.Unit == "":
		return []Problem{{at + "unit", "must say what the amount is counted in"}}
	case f.Amount == nil && f.Unit != "":
		return []Problem{{at + "unit", "goes with amount"}}
	}
	return nil
}

// Check wants one way of saying what was eaten.
func (in *MealInput) Check() []Problem {
	ways := 0
	for _, given := range []bool{in.MealID != "", in.Dish != "", len(in.Foods) > 0, in.Name != "" && len(in.Foods) == 0} {
		if given {
			ways++
		}
	}
	switch {
	case ways == 0:
		return []Problem{{"meal_id", "must be given, or dish, foods or name: what was eaten"}}
	case ways > 1:
		return []Problem{{"meal_id", "must not be given together with dish, foods or name: one of them says what was eaten"}}
	}
	var out []Problem
	for i, f := range in.Foods {
		out = append(out, f.check(fmt.Sprintf("foods[%d].", i))...)
	}
	return out
}

// MealSwapInput asks for something else instead of a planned meal.
type MealSwapInput struct {
	MealID  string `json:"meal_id" minLength:"1" maxLength:"60" doc:"A meal of the plan" example:"monday-dinner"`
	Instead string `json:"instead,omitempty" maxLength:"80" doc:"A dish or a food, by id or name; left out, the planner chooses another dish"`
	Replace string `json:"replace,omitempty" maxLength:"80" doc:"The food of the meal that a food takes the place of; left out, the one that does the same work"`
	Scope   string `json:"scope" enum:"once,always" doc:"once: on one date; always: a change of the plan"`
	Date    *Date  `json:"date,omitempty" doc:"For once: which date of the meal's weekday; the next one when left out"`
}

// Check wants a date with the scope that has one.
func (in *MealSwapInput) Check() []Problem {
	if in.Scope == "always" && in.Date != nil {
		return []Problem{{"date", "goes with the scope once: from now on has no date"}}
	}
	return nil
}

// MealOnDate is one planned meal on one date: what a proposal of kind meal changes.
type MealOnDate struct {
	Date Date        `json:"date"`
	Meal PlannedMeal `json:"meal"`
}

// MealsToday is the day's meals, and what is left of the day.
type MealsToday struct {
	Date      Date        `json:"date"`
	Items     []TodayMeal `json:"items"`
	Targets   *Targets    `json:"targets" doc:"Null where a limit forbids targets"`
	Eaten     *Nutrition  `json:"eaten" doc:"What the day's logs come to; null where a limit forbids figures"`
	Remaining *Nutrition  `json:"remaining" doc:"The targets less what was eaten; null where a limit forbids figures"`
	Uncounted int         `json:"uncounted_logs" doc:"Meals logged in words alone: nothing of them is in eaten"`
}

// MealIdea is a dish that fits a planned meal, weighed out for the person. To adopt it: POST /meals/swaps
// with meal.id and meal.dish.
type MealIdea struct {
	Date    *Date       `json:"date,omitempty" doc:"The date of the meal that it would stand for"`
	Meal    PlannedMeal `json:"meal" doc:"As it would stand in the plan"`
	Cuisine string      `json:"cuisine"`
	Steps   []string    `json:"steps"`
	ToBuy   []string    `json:"to_buy" doc:"What is not on hand, where on_hand was given; oils and spices are taken for granted"`
	Reason  string      `json:"reason"`
}

// ShoppingList is what the plan of some weeks needs.
type ShoppingList struct {
	From   Date            `json:"from"`
	To     Date            `json:"to" doc:"The last day that it is for"`
	Weeks  int             `json:"weeks"`
	Aisles []ShoppingAisle `json:"aisles" doc:"In the order of a walk through a shop"`
}

// ShoppingAisle is one part of a shop.
type ShoppingAisle struct {
	Aisle string         `json:"aisle" enum:"vegetables,fruit,bakery,meat,fish,dairy_eggs,plant_based,frozen,grains,tins_and_pulses,nuts_seeds,oils_condiments,herbs_spices"`
	Items []ShoppingItem `json:"items"`
}

// ShoppingItem is one food to buy, summed over all meals.
type ShoppingItem struct {
	Food   string   `json:"food" doc:"Id in the food catalogue"`
	Name   string   `json:"name"`
	NeedG  float64  `json:"need_g" doc:"As bought: raw, dry or drained"`
	HaveG  float64  `json:"have_g" doc:"What is left of what was ticked off before"`
	BuyG   float64  `json:"buy_g"`
	Amount string   `json:"amount" doc:"What to buy as a shop sells it" example:"3 tins (760 g)"`
	Dishes []string `json:"dishes" doc:"What it is for, by name"`
	Ticked bool     `json:"ticked" doc:"Whether what is there is enough"`
}

// TickInput says what has been bought.
type TickInput struct {
	Weeks int    `json:"weeks" minimum:"1" maximum:"4" doc:"The list that it is ticked off on"`
	From  *Date  `json:"from,omitempty" doc:"The first day of that list; today when left out"`
	Ticks []Tick `json:"ticks" minItems:"1" maxItems:"400"`
}

// Tick is one food ticked off, or not any more.
type Tick struct {
	Food   string `json:"food" minLength:"1" maxLength:"80" doc:"Id in the food catalogue"`
	Ticked bool   `json:"ticked"`
}
