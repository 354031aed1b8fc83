package coach

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/nutrition"
)

// SwapMeal proposes something else instead of a planned meal: on one date, or from now on wherever the
// dish stands in the plan. Nothing changes before the person accepts. What does not fit or may not be
// eaten is CodeInvalid, located at body.instead or body.replace.
func (c *Coach) SwapMeal(ctx context.Context, caller spotter.Caller, in spotter.MealSwapInput) (spotter.Proposal, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Proposal, error) {
		b, err := c.basisFor(ctx, tx, spotter.PlanMeals)
		if err != nil {
			return spotter.Proposal{}, orNotFound(err, "plan")
		}
		if b.name != "plan" {
			return spotter.Proposal{}, spotter.Conflict("onboarding_incomplete", "A meal can be exchanged once onboarding is complete.")
		}
		swap := c.swapOnce
		if in.Scope == "always" {
			swap = c.swapAlways
		}
		proposal, err := swap(ctx, tx, b, in)
		return proposal, inSwap(err)
	})
}

// inSwap locates what is wrong where the request has it.
func inSwap(err error) error {
	var e *spotter.Error
	if errors.As(err, &e) {
		for i, p := range e.Problems {
			if p.Location == "instead" || p.Location == "replace" {
				e.Problems[i].Location = "body." + p.Location
			}
		}
	}
	return err
}

// safePlan is a stored plan without what today's answers forbid.
func (c *Coach) safePlan(document json.RawMessage, answers spotter.Answers) (spotter.MealPlan, error) {
	var plan spotter.MealPlan
	if err := json.Unmarshal(document, &plan); err != nil {
		return plan, err
	}
	return c.safeMeals(plan, answers)
}

// swapAlways changes the plan, on top of a change that is pending already: two wishes make one proposal.
func (c *Coach) swapAlways(ctx context.Context, tx *postgres.Tx, b basis, in spotter.MealSwapInput) (spotter.Proposal, error) {
	last, err := tx.LastProposal(ctx, db.LastProposalParams{UserID: tx.Caller.User, Kind: string(spotter.PlanMeals)})
	if err != nil && !postgres.IsNoRows(err) {
		return spotter.Proposal{}, err
	}
	from := b.before
	if last.State == string(spotter.ProposalPending) && last.Base == b.base && last.ExpiresAt.After(c.now()) {
		from = last.After
	}
	plan, err := c.safePlan(from, b.answers)
	if err != nil {
		return spotter.Proposal{}, err
	}
	before, err := c.safePlan(b.before, b.answers)
	if err != nil {
		return spotter.Proposal{}, err
	}
	wish := c.mealsInput(b.answers, spotter.Changes{})
	swapped, err := nutrition.Swap(plan, in.MealID, in.Instead, in.Replace, wish, c.dishes.All(), c.foods.Find)
	if err != nil {
		return spotter.Proposal{}, err
	}
	after := nutrition.Always(plan, swapped, in.Instead, in.Replace, wish, c.dishes.All(), c.foods.Find)
	return c.store(ctx, tx, spotter.PlanMeals, b, spotter.Changes{}, draft{
		summary: "From now on " + insteadOf(swapped), reason: swapped.Reason,
		evidence: orEmpty(swapped.Evidence), diff: diffMeals(&before, after), after: mustJSON(after),
	})
}

// insteadOf names what comes for what goes; a dish with one food exchanged names both itself.
func insteadOf(s nutrition.Swapped) string {
	if strings.HasPrefix(s.After.Name, s.Before.Name) {
		return s.After.Name
	}
	return s.After.Name + " instead of " + s.Before.Name
}

func orEmpty(reasons []spotter.Reason) []spotter.Reason {
	if reasons == nil {
		return []spotter.Reason{}
	}
	return reasons
}

// swapOnce exchanges a meal on one date, beside what else stands on that date.
func (c *Coach) swapOnce(ctx context.Context, tx *postgres.Tx, b basis, in spotter.MealSwapInput) (spotter.Proposal, error) {
	plan, err := c.safePlan(b.before, b.answers)
	if err != nil {
		return spotter.Proposal{}, err
	}
	date, err := dateOfMeal(plan, in, c.today(b.answers))
	if err != nil {
		return spotter.Proposal{}, err
	}
	changed, err := c.mealChanges(ctx, tx.Queries, tx.Caller.User, date, b.answers)
	if err != nil {
		return spotter.Proposal{}, err
	}
	plan = withChanges(plan, date, changed)
	swapped, err := nutrition.Swap(plan, in.MealID, in.Instead, in.Replace, c.mealsInput(b.answers, spotter.Changes{}), c.dishes.All(), c.foods.Find)
	if err != nil {
		return spotter.Proposal{}, err
	}
	return c.storeMeal(ctx, tx, b, date, swapped)
}

// dateOfMeal is the date that a swap is for: the one given, else the next of the meal's weekday.
func dateOfMeal(plan spotter.MealPlan, in spotter.MealSwapInput, today spotter.Date) (spotter.Date, error) {
	day := slices.IndexFunc(plan.Days, func(d spotter.MealDay) bool {
		return slices.ContainsFunc(d.Meals, func(m spotter.PlannedMeal) bool { return m.ID == in.MealID })
	})
	if day < 0 {
		return today, spotter.NotFound("meal in the plan")
	}
	if in.Date == nil {
		return today.AddDays((plan.Days[day].Weekday.Index() - today.Weekday().Index() + 7) % 7), nil
	}
	if in.Date.Weekday() != plan.Days[day].Weekday || in.Date.Before(today) || in.Date.DaysSince(today) > 27 {
		return today, spotter.InvalidField("body.date", "must be a "+string(plan.Days[day].Weekday)+" from today on, within four weeks")
	}
	return *in.Date, nil
}

// mealChange is a meal that stands instead of the planned one on a date.
type mealChange struct {
	Date spotter.Date        `json:"date"`
	ID   string              `json:"id"`
	Meal spotter.PlannedMeal `json:"meal"`
}

// mealChanges are those of one date that may be eaten today.
func (c *Coach) mealChanges(ctx context.Context, q *db.Queries, user spotter.UserID, date spotter.Date, answers spotter.Answers) ([]mealChange, error) {
	rows, err := q.ListMealChanges(ctx, db.ListMealChangesParams{UserID: user, LocalDate: pgDate(date)})
	if err != nil {
		return nil, err
	}
	out := make([]mealChange, len(rows))
	for i, row := range rows {
		out[i].Date, out[i].ID = date, row.MealID
		if err := json.Unmarshal(row.Meal, &out[i].Meal); err != nil {
			return nil, err
		}
	}
	return c.safeChanges(out, answers)
}

// safeChanges makes single meals safe as a plan is made safe; one that nothing replaces is dropped, so
// that the planned meal stands again.
func (c *Coach) safeChanges(changes []mealChange, answers spotter.Answers) ([]mealChange, error) {
	out := make([]mealChange, 0, len(changes))
	for _, change := range changes {
		plan := spotter.MealPlan{Days: []spotter.MealDay{{Weekday: change.Date.Weekday(), Meals: []spotter.PlannedMeal{change.Meal}}}}
		safe, err := c.safeMeals(plan, answers)
		if err != nil {
			return nil, err
		}
		if len(safe.Days[0].Meals) == 1 {
			change.Meal = safe.Days[0].Meals[0]
			out = append(out, change)
		}
	}
	return out, nil
}

// withChanges is the plan as it stands on one date.
func withChanges(plan spotter.MealPlan, date spotter.Date, changes []mealChange) spotter.MealPlan {
	plan.Days = slices.Clone(plan.Days)
	for d := range plan.Days {
		if plan.Days[d].Weekday == date.Weekday() {
			plan.Days[d].Meals = changedMeals(plan.Days[d].Meals, date, changes)
		}
	}
	return plan
}

// mealsOn are the meals of a date, with what stands instead of planned ones.
func mealsOn(plan spotter.MealPlan, date spotter.Date, changes []mealChange) []spotter.PlannedMeal {
	var out []spotter.PlannedMeal
	for _, day := range plan.Days {
		if day.Weekday == date.Weekday() {
			out = append(out, changedMeals(day.Meals, date, changes)...)
		}
	}
	return out
}

// changedMeals puts the changes of a date in the place of the planned meals.
func changedMeals(meals []spotter.PlannedMeal, date spotter.Date, changes []mealChange) []spotter.PlannedMeal {
	out := slices.Clone(meals)
	for _, change := range changes {
		for i := range out {
			if change.Date == date && out[i].ID == change.ID {
				slot, at := out[i].Slot, out[i].Time
				out[i] = change.Meal
				out[i].Slot, out[i].Time = slot, at
			}
		}
	}
	return out
}

// storeMeal stores the proposal of one meal on one date. It can be accepted until the day is over.
func (c *Coach) storeMeal(ctx context.Context, tx *postgres.Tx, b basis, date spotter.Date, s nutrition.Swapped) (spotter.Proposal, error) {
	user, now := tx.Caller.User, c.now()
	if err := tx.SupersedePending(ctx, db.SupersedePendingParams{UserID: user, Kind: string(spotter.PlanMeal), Now: &now}); err != nil {
		return spotter.Proposal{}, err
	}
	_, over := date.Bounds(b.answers.About.Zone())
	expires := now.Add(spotter.ProposalLife)
	if over.Before(expires) {
		expires = over
	}
	on := date.At(12*60, time.UTC).Format("Monday 2 January")
	id := spotter.NewID[spotter.Proposal](now)
	err := tx.InsertProposal(ctx, db.InsertProposalParams{
		UserID: user, ID: id, Kind: string(spotter.PlanMeal), Basis: b.name, Base: b.base, Changes: mustJSON(spotter.Changes{}),
		Summary: "On " + on + " " + insteadOf(s), Reason: s.Reason, Evidence: mustJSON(orEmpty(s.Evidence)),
		Diff: mustJSON([]spotter.Difference{{Path: date.String() + "." + s.After.Slot, Change: "changed",
			Before: mealText(s.Before), After: mealText(s.After)}}),
		Before: mustJSON(spotter.MealOnDate{Date: date, Meal: s.Before}), After: mustJSON(spotter.MealOnDate{Date: date, Meal: s.After}),
		Actor: string(tx.Caller.Actor), Now: now, ExpiresAt: expires,
	})
	if err != nil {
		return spotter.Proposal{}, err
	}
	return c.readProposal(ctx, tx.Queries, user, id)
}

// acceptMeal puts a meal in the place of the planned one on its date.
func (c *Coach) acceptMeal(ctx context.Context, tx *postgres.Tx, row db.Proposal) (*int, error) {
	if err := c.stillPending(row); err != nil {
		return nil, err
	}
	b, err := c.basisFor(ctx, tx, spotter.PlanMeals)
	if err != nil {
		return nil, err
	}
	if b.name != row.Basis || b.base != row.Base {
		return nil, baseChanged()
	}
	return &row.Base, c.putMeal(ctx, tx, row.ID, row.After)
}

func (c *Coach) putMeal(ctx context.Context, tx *postgres.Tx, id spotter.ProposalID, document json.RawMessage) error {
	var on spotter.MealOnDate
	if err := json.Unmarshal(document, &on); err != nil {
		return err
	}
	return tx.PutMealChange(ctx, db.PutMealChangeParams{UserID: tx.Caller.User, LocalDate: pgDate(on.Date), MealID: on.Meal.ID, Meal: mustJSON(on.Meal), ProposalID: &id})
}

// undoMeal takes an exchange back: what stood there before stands there again. The past stays as it was.
func (c *Coach) undoMeal(ctx context.Context, tx *postgres.Tx, row db.Proposal) (*int, error) {
	if row.State != string(spotter.ProposalAccepted) {
		return nil, spotter.Conflict("proposal_"+row.State, "Only an accepted proposal can be undone; this one is "+row.State+".")
	}
	b, err := c.basisFor(ctx, tx, spotter.PlanMeals)
	if err != nil {
		return nil, err
	}
	var before spotter.MealOnDate
	if err := json.Unmarshal(row.Before, &before); err != nil {
		return nil, err
	}
	if before.Date.Before(c.today(b.answers)) {
		return nil, spotter.Conflict("already_past", "That day is over; what was eaten stays as it was.")
	}
	key := db.GetMealChangeParams{UserID: tx.Caller.User, LocalDate: pgDate(before.Date), MealID: before.Meal.ID}
	change, err := tx.GetMealChange(ctx, key)
	if postgres.IsNoRows(err) || err == nil && (change.ProposalID == nil || *change.ProposalID != row.ID) {
		return nil, spotter.Conflict("changed_since", "That meal has been exchanged again since; undo the later change first.")
	}
	if err != nil {
		return nil, err
	}
	if earlier, ok := c.earlierChange(ctx, tx, before); ok {
		return row.Applied, c.putMeal(ctx, tx, earlier, row.Before)
	}
	return row.Applied, tx.DropMealChange(ctx, db.DropMealChangeParams(key))
}

// earlierChange is the accepted proposal that a meal on a date came from, when it was not the plan's.
func (c *Coach) earlierChange(ctx context.Context, tx *postgres.Tx, meal spotter.MealOnDate) (spotter.ProposalID, bool) {
	id, err := tx.FindMealProposal(ctx, db.FindMealProposalParams{UserID: tx.Caller.User, After: mustJSON(meal)})
	return id, err == nil
}

func mealText(m spotter.PlannedMeal) string { return fmt.Sprintf("%s at %s", m.Name, m.Time) }

// dropOvertaken drops what was exchanged on single dates from today on where a new meal plan has another dish in that
// place: the exchange was made for the dish that goes.
func (c *Coach) dropOvertaken(ctx context.Context, tx *postgres.Tx, row db.Proposal, today spotter.Date) error {
	if row.Kind != string(spotter.PlanMeals) || row.Before == nil {
		return nil
	}
	var before, after spotter.MealPlan
	if err := unmarshalBoth(row.Before, &before, row.After, &after); err != nil {
		return err
	}
	was, gone := dishesByMeal(before), []string{}
	is := dishesByMeal(after)
	for id, dish := range was {
		if is[id] != dish {
			gone = append(gone, id)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	return tx.DropMealChangesOf(ctx, db.DropMealChangesOfParams{UserID: tx.Caller.User, Since: pgDate(today), Meals: gone})
}

// dishesByMeal is what stands in each place of a plan: the dish, and its name, which tells a food exchanged in it.
func dishesByMeal(plan spotter.MealPlan) map[string]string {
	out := map[string]string{}
	for _, day := range plan.Days {
		for _, m := range day.Meals {
			out[m.ID] = m.Dish + " " + m.Name
		}
	}
	return out
}
