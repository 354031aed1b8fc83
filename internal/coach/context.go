package coach

import (
	"context"
	"encoding/json"

	"spotter"
	"spotter/internal/postgres/db"
)

// Context is everything that an agent is given about a person, as JSON, read in one round trip.
func (c *Coach) Context(ctx context.Context, caller spotter.Caller) (json.RawMessage, error) {
	row, err := c.db.As(caller).GetContext(ctx, db.GetContextParams{UserID: caller.User, Now: c.now()})
	if err != nil {
		return nil, noProfile(err)
	}
	return c.contextOf(row)
}

func (c *Coach) contextOf(row db.GetContextRow) (json.RawMessage, error) {
	profile, err := profileOf(row.ProfileVersion, row.Profile, row.ProfileUpdatedAt)
	if err != nil {
		return nil, err
	}
	limits := c.limits(profile.Answers())
	out := contextJSON{Limits: limits, Sets: row.Sets, Weights: row.Weights, CheckIn: row.CheckIn, Messages: row.Messages, Pending: row.Pending}
	if limits.HideNumbers {
		out.Weights = json.RawMessage("[]")
	}
	if row.Training != nil {
		active, err := c.activeTraining(profile.ProfileDocument, db.GetPlanRow{Document: row.Training, Version: *row.TrainingVersion, Since: *row.TrainingSince})
		if err != nil {
			return nil, err
		}
		out.Training = &active
	}
	if row.Meals != nil {
		active, err := c.activeMeals(profile.ProfileDocument, db.GetPlanRow{Document: row.Meals, Version: *row.MealsVersion, Since: *row.MealsSince})
		if err != nil {
			return nil, err
		}
		out.Meals = &active
	}
	profile.ProfileDocument = visible(profile.ProfileDocument)
	out.Profile = profile
	return json.Marshal(out)
}

// contextJSON is spotter.Context with the lists as the database has written them.
type contextJSON struct {
	Profile  spotter.Profile                           `json:"profile"`
	Limits   spotter.Limits                            `json:"limits"`
	Training *spotter.ActivePlan[spotter.TrainingPlan] `json:"training"`
	Meals    *spotter.ActivePlan[spotter.MealPlan]     `json:"meals"`
	Sets     json.RawMessage                           `json:"recent_sets"`
	Weights  json.RawMessage                           `json:"recent_weights"`
	CheckIn  json.RawMessage                           `json:"last_check_in"`
	Messages json.RawMessage                           `json:"messages"`
	Pending  json.RawMessage                           `json:"pending_proposals"`
}
