package coach

import (
	"context"
	"encoding/json"
	"strconv"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/nutrition"
	"spotter/science/training"
)

// TrainingPlan is the training plan in force, without what today's profile forbids.
func (c *Coach) TrainingPlan(ctx context.Context, caller spotter.Caller) (spotter.ActivePlan[spotter.TrainingPlan], error) {
	profile, row, err := c.planInForce(ctx, caller, spotter.PlanTraining)
	if err != nil {
		return spotter.ActivePlan[spotter.TrainingPlan]{}, err
	}
	return c.activeTraining(profile, row)
}

// MealPlan is the meal plan in force, without what today's profile forbids.
func (c *Coach) MealPlan(ctx context.Context, caller spotter.Caller) (spotter.ActivePlan[spotter.MealPlan], error) {
	profile, row, err := c.planInForce(ctx, caller, spotter.PlanMeals)
	if err != nil {
		return spotter.ActivePlan[spotter.MealPlan]{}, err
	}
	return c.activeMeals(profile, row)
}

func (c *Coach) planInForce(ctx context.Context, caller spotter.Caller, kind spotter.PlanKind) (spotter.ProfileDocument, db.GetPlanRow, error) {
	var document spotter.ProfileDocument
	row, err := c.db.As(caller).GetPlanWithProfile(ctx, db.GetPlanWithProfileParams{UserID: caller.User, Kind: string(kind)})
	if postgres.IsNoRows(err) {
		return document, db.GetPlanRow{}, &spotter.Error{Code: spotter.CodeNotFound, Detail: "no_plan",
			Message: "There is no " + string(kind) + " plan in force yet; complete the onboarding first."}
	}
	if err != nil {
		return document, db.GetPlanRow{}, err
	}
	plan := db.GetPlanRow{Version: row.Version, Document: row.Document, ProposalID: row.ProposalID, Since: row.Since}
	return document, plan, json.Unmarshal(row.Profile, &document)
}

func (c *Coach) activeTraining(profile spotter.ProfileDocument, row db.GetPlanRow) (spotter.ActivePlan[spotter.TrainingPlan], error) {
	active := spotter.ActivePlan[spotter.TrainingPlan]{Kind: spotter.PlanTraining, Version: row.Version, Since: row.Since}
	if err := json.Unmarshal(row.Document, &active.Document); err != nil {
		return active, err
	}
	active.Document = c.safeTraining(active.Document, profile.Answers())
	return active, nil
}

func (c *Coach) activeMeals(profile spotter.ProfileDocument, row db.GetPlanRow) (spotter.ActivePlan[spotter.MealPlan], error) {
	active := spotter.ActivePlan[spotter.MealPlan]{Kind: spotter.PlanMeals, Version: row.Version, Since: row.Since}
	if err := json.Unmarshal(row.Document, &active.Document); err != nil {
		return active, err
	}
	var err error
	active.Document, err = c.safeMeals(active.Document, profile.Answers())
	return active, err
}

// PlanVersions pages through a plan's history, newest first.
func (c *Coach) PlanVersions(ctx context.Context, caller spotter.Caller, kind spotter.PlanKind, before, limit int) (Page[spotter.PlanVersion], error) {
	rows, err := c.db.As(caller).ListPlanVersions(ctx, db.ListPlanVersionsParams{UserID: caller.User, Kind: string(kind), Before: before, Most: int32(limit + 1)})
	if err != nil {
		return Page[spotter.PlanVersion]{}, err
	}
	return page(rows, limit,
		func(r db.ListPlanVersionsRow) string { return strconv.Itoa(r.Version) },
		func(r db.ListPlanVersionsRow) (spotter.PlanVersion, error) {
			return spotter.PlanVersion{Version: r.Version, Since: r.CreatedAt, Reason: r.Reason, Actor: spotter.Actor(r.Actor), Proposal: r.ProposalID}, nil
		})
}

// ProposeRestore proposes an earlier version of a plan; accepting it makes it the newest. What today's
// profile forbids is taken out of it first.
func (c *Coach) ProposeRestore(ctx context.Context, caller spotter.Caller, kind spotter.PlanKind, version int) (spotter.Proposal, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Proposal, error) {
		old, err := tx.GetPlanVersion(ctx, db.GetPlanVersionParams{UserID: caller.User, Kind: string(kind), Version: version})
		if err != nil {
			return spotter.Proposal{}, orNotFound(err, "version")
		}
		b, err := c.basisFor(ctx, tx, kind)
		if err != nil {
			return spotter.Proposal{}, orNotFound(err, "plan")
		}
		if b.name != "plan" {
			return spotter.Proposal{}, spotter.Conflict("onboarding_incomplete", "A version can be restored once onboarding is complete.")
		}
		d, err := c.draftRestored(kind, b, old.Document, version)
		if err != nil {
			return spotter.Proposal{}, err
		}
		return c.store(ctx, tx, kind, b, spotter.Changes{}, d)
	})
}

func (c *Coach) draftRestored(kind spotter.PlanKind, b basis, document json.RawMessage, version int) (draft, error) {
	name := "version " + strconv.Itoa(version)
	d := draft{summary: "Back to " + name, reason: "You asked for " + name + " of your plan.", evidence: []spotter.Reason{}}
	if kind == spotter.PlanTraining {
		var before, after spotter.TrainingPlan
		if err := unmarshalBoth(b.before, &before, document, &after); err != nil {
			return d, err
		}
		after = c.safeTraining(after, b.answers)
		d.diff, d.after = diffTraining(&before, after), mustJSON(after)
		return d, nil
	}
	var before, after spotter.MealPlan
	if err := unmarshalBoth(b.before, &before, document, &after); err != nil {
		return d, err
	}
	after, err := c.safeMeals(after, b.answers)
	d.diff, d.after = diffMeals(&before, after), mustJSON(after)
	return d, err
}

func unmarshalBoth(a json.RawMessage, into any, b json.RawMessage, and any) error {
	if err := json.Unmarshal(a, into); err != nil {
		return err
	}
	return json.Unmarshal(b, and)
}

// Why answers why a plan, a day, an exercise or a meal is as it is. An empty item asks about the plan
// as a whole.
type Why struct {
	Item    string           `json:"item"`
	Reasons []spotter.Reason `json:"reasons"`
}

// WhyTraining explains the training plan or one of its items: a weekday, an exercise by id or name, a muscle,
// "volume", or what the plan's reasons are about.
func (c *Coach) WhyTraining(ctx context.Context, caller spotter.Caller, item string) (Why, error) {
	active, err := c.TrainingPlan(ctx, caller)
	if err != nil {
		return Why{}, err
	}
	why := Why{Item: item, Reasons: training.Why(active.Document, item, c.exercises.Find)}
	if exercise, ok := c.findExercise(item); ok && len(why.Reasons) == 0 {
		why.Reasons = training.Why(active.Document, exercise.ID, c.exercises.Find)
	}
	if item == "" {
		return why, nil // a plan from before reasons were kept has none
	}
	return why, whyNothing(why)
}

// WhyMeals explains the meal plan or one of its items: a target, a weekday, a meal, a dish, or one figure of
// a day or a meal.
func (c *Coach) WhyMeals(ctx context.Context, caller spotter.Caller, item string) (Why, error) {
	active, err := c.MealPlan(ctx, caller)
	if err != nil {
		return Why{}, err
	}
	why := Why{Item: item, Reasons: nutrition.Why(active.Document, item, c.foods.Find)}
	if item == "" {
		return why, nil
	}
	return why, whyNothing(why)
}

func whyNothing(w Why) error {
	if len(w.Reasons) == 0 {
		return spotter.NotFound("item in the plan")
	}
	return nil
}
