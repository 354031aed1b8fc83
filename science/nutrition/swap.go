package nutrition

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"spotter"
)

// Swapped is a meal that may take the place of another: the day keeps its bands with it.
type Swapped struct {
	Before, After spotter.PlannedMeal
	Reason        string
	Evidence      []spotter.Reason
}

// Swap finds what may stand instead of one meal of a plan: a dish by id or name, one food instead of
// another, or the nearest other dish when instead is empty. replace says which food of the meal goes; when
// empty it is the one that does the same work. The new meal keeps energy, protein, carbohydrate and fat
// within 10 % (or 2 g) of the old one. It fails with CodeNotFound for a meal that the plan does not have,
// with CodeInvalid located at instead or replace for what is not known or may not be eaten, and with the
// detail "no_swap" where nothing fits, naming the figure that does not and the nearest option.
func Swap(plan spotter.MealPlan, mealID, instead, replace string, in Input, dishes []spotter.Dish, foods Lookup) (Swapped, error) {
	k, err := newKitchen(in, dishes, foods)
	if err != nil {
		return Swapped{}, err
	}
	s, ok := k.standing(plan, mealID)
	if !ok {
		return Swapped{}, spotter.NotFound("meal in the plan")
	}
	s.keepDay(targetsOf(plan, in))
	var fits []course
	switch {
	case instead == "" && replace == "":
		fits = s.others(k.allowed[s.slot.kind])
	case instead == "":
		return Swapped{}, spotter.InvalidField("instead", "must say what takes its place")
	default:
		fits, err = s.asked(instead, replace)
	}
	if err != nil {
		return Swapped{}, err
	}
	return s.choose(fits, in.Limits.HideNumbers)
}

// standing is a meal in its place.
type standing struct {
	kitchen *kitchen
	meal    spotter.PlannedMeal
	slot    slot
	was     vector
	goal    goal
	beside  []spotter.PlannedMeal // the day's other meals
	week    map[string]int        // how often each dish stands in the plan
}

func (k *kitchen) standing(plan spotter.MealPlan, mealID string) (s standing, ok bool) {
	s = standing{kitchen: k, week: map[string]int{}}
	for _, day := range plan.Days {
		for i, meal := range day.Meals {
			s.week[meal.Dish]++
			if meal.ID == mealID {
				s.meal, s.slot, ok = meal, slotsOfDay(day)[i], true
				s.beside = slices.Delete(slices.Clone(day.Meals), i, i+1)
			}
		}
	}
	if ok {
		s.was = k.amountOf(s.meal)
		s.goal = mealGoal(s.was)
	}
	return s, ok
}

// targetsOf are a plan's own targets, those of the answers where they are hidden.
func targetsOf(plan spotter.MealPlan, in Input) spotter.Targets {
	if plan.Targets != nil && len(plan.Targets.Bands) > 0 {
		return *plan.Targets
	}
	targets, _ := Targets(in)
	return targets
}

// keepDay narrows what the meal may come to so that the day stays in its bands, where that is possible:
// a day that is out of one already is not made to mend it.
func (s *standing) keepDay(t spotter.Targets) {
	day := dayGoal(t)
	var rest vector
	for _, meal := range s.beside {
		rest = rest.plus(s.kitchen.amountOf(meal), 1)
	}
	for n := range rest {
		low, high := max(s.goal.low[n], day.low[n]-rest[n]), min(s.goal.high[n], day.high[n]-rest[n])
		if low <= s.was[n] && s.was[n] <= high {
			s.goal.low[n], s.goal.high[n] = low, high
		}
	}
}

// others are the dishes of the slot that the day does not have, weighed out.
func (s standing) others(plates []*plate) []course {
	var out []course
	for _, p := range plates {
		onDay := slices.ContainsFunc(s.beside, func(m spotter.PlannedMeal) bool { return m.Dish == p.dish.ID })
		if p.dish.ID != s.meal.Dish && !onDay {
			c, _ := s.goal.weigh(p)
			out = append(out, c)
		}
	}
	return out
}

// asked weighs out what a person's words mean: a dish of that very name, else foods, else the only dish
// with these words.
func (s standing) asked(instead, replace string) ([]course, error) {
	k := s.kitchen
	p := k.exactly(instead)
	if p == nil {
		wanted := k.foodsNamed(instead)
		if len(wanted) > 0 {
			return s.exchanged(wanted, replace)
		}
		p = k.find(instead)
	}
	if p == nil {
		return nil, spotter.InvalidField("instead", "is neither a food nor a dish that we know")
	}
	if p.dish.ID == s.meal.Dish {
		return nil, spotter.InvalidField("instead", "is what stands there already")
	}
	if broken, why := k.rules.dish(p); broken != ([ruleCount]bool{}) {
		return nil, spotter.InvalidField("instead", "is not possible: "+why)
	}
	c, _ := s.goal.weigh(p)
	return []course{c}, nil
}

// exactly is the dish with this id or name.
func (k *kitchen) exactly(name string) *plate {
	if p := k.byID[name]; p != nil {
		return p
	}
	for _, p := range k.plates {
		if strings.EqualFold(name, p.dish.Name) {
			return p
		}
	}
	return nil
}

// foodsNamed are the foods of the dishes that a person's word means, in the order of the catalogue.
func (k *kitchen) foodsNamed(word string) []*spotter.Food {
	if food, ok := k.foods(cuisineID(word)); ok {
		return []*spotter.Food{&food}
	}
	var out []*spotter.Food
	for _, p := range k.plates {
		for _, food := range p.foods {
			known := slices.ContainsFunc(out, func(f *spotter.Food) bool { return f.ID == food.ID })
			if !known && namesFood(word, food) {
				out = append(out, food)
			}
		}
	}
	if heads := slices.DeleteFunc(slices.Clone(out), func(f *spotter.Food) bool { return !isHead(word, f) }); len(heads) > 0 {
		return heads
	}
	return out
}

// isHead reports whether a word says what a food is, and not what it is made of: white rice is rice, rice
// cakes are none.
func isHead(word string, food *spotter.Food) bool {
	wanted, name := words(word), words(plain(food))
	return len(wanted) > 0 && len(name) > 0 && (wanted[len(wanted)-1] == name[len(name)-1] || wanted[0] == name[0] && food.Kind == "poultry")
}

// exchanged weighs the meal's own dish out with each of the foods instead of the one that goes. It fails
// when the rules allow none of them.
func (s standing) exchanged(wanted []*spotter.Food, replace string) ([]course, error) {
	p := s.kitchen.plateOf(s.meal, s.kitchen.foods)
	if p == nil {
		return nil, spotter.InvalidField("instead", "cannot be put into a dish that the catalogue has no more; name a dish")
	}
	var out []course
	var refused error
	for _, food := range wanted {
		next, err := s.exchange(p, food, replace)
		if err != nil {
			refused = cmp.Or(refused, err)
			continue
		}
		c, _ := s.goal.weigh(next)
		out = append(out, c)
	}
	if len(out) == 0 {
		return nil, refused
	}
	return out, nil
}

// exchange is the dish with one food instead of another, unless a rule is broken.
func (s standing) exchange(p *plate, food *spotter.Food, replace string) (*plate, error) {
	at, err := s.leaving(p, food, replace)
	if err != nil {
		return nil, err
	}
	next, err := s.with(p, at, food)
	if err != nil {
		return nil, err
	}
	if broken, why := s.kitchen.rules.dish(next); broken != ([ruleCount]bool{}) {
		return nil, spotter.InvalidField("instead", "is not possible: "+why)
	}
	return next, nil
}

// leaving is the ingredient that a food takes the place of.
func (s standing) leaving(p *plate, food *spotter.Food, replace string) (int, error) {
	at, most := -1, 0.0
	for i, f := range p.foods {
		role := p.dish.Ingredients[i].Role
		if replace != "" {
			if namesFood(replace, f) {
				at = i
				break
			}
			continue
		}
		if energy := f.Nutrition.Kcal * s.portion(i); work(f) == work(food) && role != "fixed" && energy > most {
			at, most = i, energy
		}
	}
	switch {
	case at < 0 && replace != "":
		return 0, spotter.InvalidField("replace", "is not in "+p.title())
	case at < 0:
		return 0, spotter.InvalidField("replace", "must say what "+plain(food)+" takes the place of in "+p.title())
	case p.foods[at].ID == food.ID:
		return 0, spotter.InvalidField("instead", "is in "+p.title()+" already")
	}
	return at, nil
}

func (s standing) portion(i int) float64 {
	if i < len(s.meal.Portions) {
		return s.meal.Portions[i].Grams
	}
	return 0
}

// work is what a food does in a dish.
func work(food *spotter.Food) string {
	switch food.Kind {
	case "meat", "pork", "poultry", "fish", "shellfish", "egg", "dairy", "soy", "pulse":
		if food.Nutrition.FatG > 50 {
			return "fat"
		}
		return "protein"
	case "grain":
		if food.ID == "wheat_gluten" {
			return "protein"
		}
		return "staple"
	case "fat", "nut", "seed":
		return "fat"
	case "fruit":
		if food.ID == "avocado" || food.ID == "plantain" {
			return map[string]string{"avocado": "fat", "plantain": "staple"}[food.ID]
		}
		return "fruit"
	}
	switch food.ID {
	case "potato", "sweet_potato", "cassava", "taro":
		return "staple"
	}
	return "vegetable"
}

// cookingFats are what a dish is fried in where a swap leaves it too lean, the first that may be eaten.
var cookingFats = []string{"olive_oil", "avocado_oil", "rapeseed_oil"}

// with is the dish with one food instead of an ingredient, as much as keeps its protein or else its
// energy, and with as much cooking fat as makes up for the fat that goes or comes.
func (s standing) with(p *plate, at int, food *spotter.Food) (*plate, error) {
	dish := *p.dish
	dish.Ingredients = slices.Clone(p.dish.Ingredients)
	old, gone := &dish.Ingredients[at], p.foods[at]
	keep, of := gone.Nutrition.Kcal, food.Nutrition.Kcal
	if work(food) == "protein" {
		keep, of = gone.Nutrition.ProteinG, food.Nutrition.ProteinG
	}
	b, before := boundsOf(food), old.Grams
	old.Food, old.Grams = food.ID, clamp(old.Grams*keep/max(0.1, of), b.low, b.high)
	s.makeUp(&dish, (before*gone.Nutrition.FatG-old.Grams*food.Nutrition.FatG)/100)
	next, err := newPlate(&dish, s.kitchen.foods)
	if err == nil {
		next.name = fmt.Sprintf("%s, with %s instead of %s", p.title(), plain(food), plain(gone))
	}
	return next, err
}

// makeUp gives a dish the cooking fat that an exchange has cost it, or takes what it has brought.
func (s standing) makeUp(dish *spotter.Dish, fatG float64) {
	for i, in := range dish.Ingredients {
		if food, ok := s.kitchen.foods(in.Food); ok && food.Kind == "fat" {
			b := boundsOf(&food)
			dish.Ingredients[i].Grams = clamp(in.Grams+fatG, b.low, b.high)
			dish.Ingredients[i].Role = "fat"
			return
		}
	}
	if id := s.cookingFat(); id != "" && fatG > 2 {
		dish.Ingredients = append(dish.Ingredients, spotter.Ingredient{Food: id, Grams: min(25, fatG), Role: "fat"})
	}
}

func (s standing) cookingFat() string {
	for _, id := range cookingFats {
		if food, ok := s.kitchen.foods(id); ok {
			if by, _ := s.kitchen.rules.food(&food); by == ruleNone {
				return id
			}
		}
	}
	return ""
}

// choose takes the course that keeps the meal's figures best, new dishes before those of the week.
func (s standing) choose(fits []course, hide bool) (Swapped, error) {
	best, least := -1, 0.0
	for i, c := range fits {
		cost := s.cost(c)
		if best < 0 || cost < least {
			best, least = i, cost
		}
	}
	if best < 0 {
		return Swapped{}, noSwap(fmt.Sprintf("There is no other dish for %s that keeps your rules.", s.meal.Slot), "A longer cooking time or fewer dislikes would bring one.")
	}
	c := fits[best]
	if s.goal.miss(c.sum()) > 0 {
		return Swapped{}, s.refuse(c, hide)
	}
	after := c.meal(s.meal.ID, spotter.MealSlot{Name: s.meal.Slot, Time: s.meal.Time})
	out := Swapped{Before: s.meal, After: after, Reason: s.why(c, hide)}
	out.After.Reason = fmt.Sprintf("You asked for it instead of %s.", s.meal.Name)
	if hide {
		out.After.Nutrition, out.Before.Nutrition = nil, nil
		return out, nil
	}
	out.Evidence = s.evidence(c.sum())
	return out, nil
}

// cost prefers what keeps the figures, is usual for the pattern and new in the week.
func (s standing) cost(c course) float64 {
	cost := 100*s.goal.miss(c.sum()) + s.apart(c.sum()) + 0.05*float64(s.week[c.plate.dish.ID])
	if c.plate.dish.Seldom || eating(s.kitchen.rules.diet.Pattern).unusual(c.plate.source) {
		cost += 0.2
	}
	return cost
}

// apart is how far a sum is from the meal's, over energy and the three macronutrients.
func (s standing) apart(sum vector) float64 {
	out := 0.0
	for _, n := range []int{kcal, protein, carbs, fat} {
		d := (sum[n] - s.was[n]) / max(mealGrams/mealBand, s.was[n])
		out += d * d
	}
	return out
}

var figureNames = [...]string{"energy", "protein", "carbs", "fat", "fibre"}

func unitOf(n int) string {
	if n == kcal {
		return "kcal"
	}
	return "g"
}

// evidence sets the figures of both meals side by side.
func (s standing) evidence(sum vector) []spotter.Reason {
	var out []spotter.Reason
	for _, n := range []int{kcal, protein, carbs, fat} {
		out = append(out, spotter.Reason{
			About: figureNames[n],
			Text:  fmt.Sprintf("%s: %.0f %s instead of %.0f (%+.0f %%).", titled(figureNames[n]), sum[n], unitOf(n), s.was[n], off(sum[n], s.was[n])),
			Quantity: &spotter.Quantity{
				Value: spotter.RoundTo(sum[n], 0.1), Unit: unitOf(n), Method: "sum of the ingredients' grams × figures per 100 g",
				Inputs: map[string]float64{"before": spotter.RoundTo(s.was[n], 0.1)}, Source: sourceFood, Confidence: "high",
			},
		})
	}
	return out
}

const sourceFood = "USDA National Nutrient Database, SR26"

func (s standing) why(c course, hide bool) string {
	amounts := make([]string, 0, 1)
	for i, food := range c.plate.foods {
		old := i < len(s.meal.Portions) && s.meal.Portions[i].Food == food.ID
		if c.plate.name != "" && !old && c.plate.dish.ID == s.meal.Dish {
			amounts = append(amounts, fmt.Sprintf("%.0f g of %s", c.grams[i], plain(food)))
		}
	}
	text := "It suits the meal and keeps all of your rules"
	if len(amounts) > 0 {
		text = "Take " + strings.Join(amounts, " and ") + ": that suits the meal and keeps all of your rules"
	}
	if hide {
		return text + "."
	}
	return text + ", with energy, protein, carbohydrate and fat within 10 % of what was planned."
}

func noSwap(message, nearest string) error {
	return &spotter.Error{
		Code: spotter.CodeInvalid, Detail: "no_swap", Message: message + " " + nearest,
		Problems: []spotter.Problem{{Location: "instead", Message: nearest}},
	}
}

// refuse names the figure that the nearest amount cannot keep, and the dish that can.
func (s standing) refuse(c course, hide bool) error {
	sum := c.sum()
	nearest := "No other dish keeps them all either; a longer cooking time would bring some."
	least := 100 * s.goal.miss(sum)
	for _, other := range s.others(s.kitchen.allowed[s.slot.kind]) {
		if cost := s.cost(other); s.goal.miss(other.sum()) == 0 && cost < least {
			least, nearest = cost, fmt.Sprintf("The nearest option that fits is %s.", other.plate.title())
		}
	}
	if hide {
		return noSwap(fmt.Sprintf("%s cannot take the place of this meal in a sensible amount.", c.plate.title()), nearest)
	}
	binds := s.goal.binding(sum)
	n := slices.Index(figureNames[:], strings.Replace(binds, "carbohydrate", "carbs", 1))
	return noSwap(fmt.Sprintf("%s does not keep the meal within 10 %% and the day in its bands: %s binds, the nearest sensible amount has %.0f %s instead of %.0f.",
		c.plate.title(), binds, sum[n], unitOf(n), s.was[n]), nearest)
}

// Always puts a swapped meal into a plan for good: at its own place and wherever the same dish stands in
// the week, each time weighed out for its place. Places that it does not fit keep what they have. The plan
// that was given is not written to.
func Always(plan spotter.MealPlan, s Swapped, instead, replace string, in Input, dishes []spotter.Dish, foods Lookup) spotter.MealPlan {
	out := plan
	out.Days = slices.Clone(plan.Days)
	for d := range out.Days {
		day := &out.Days[d]
		day.Meals = slices.Clone(day.Meals)
		for m, meal := range day.Meals {
			switch {
			case meal.ID == s.Before.ID:
				day.Meals[m] = s.After
			case meal.Dish == s.Before.Dish && instead != "" && s.After.Dish == s.Before.Dish:
				if other, err := Swap(out, meal.ID, instead, replace, in, dishes, foods); err == nil {
					day.Meals[m] = other.After
				}
			}
		}
		if day.Nutrition != nil {
			day.Nutrition = dayNutrition(day.Meals, foods)
		}
	}
	return out
}
