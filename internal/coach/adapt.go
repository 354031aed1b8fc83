package coach

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/nutrition"
	"spotter/science/progress"
	"spotter/science/training"
)

// Evaluate looks at somebody's history and proposes what follows from it: nothing, or one change a plan.
// What waits for an answer is left alone, so that evaluating twice proposes once. Before completion it is
// not found (no_profile).
func (c *Coach) Evaluate(ctx context.Context, caller spotter.Caller) (spotter.Evaluation, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Evaluation, error) { return c.evaluate(ctx, tx) })
}

// EvaluateDay evaluates somebody for the schedule, once on each of their local days.
func (c *Coach) EvaluateDay(ctx context.Context, user spotter.UserID) error {
	return c.db.Write(ctx, spotter.Caller{User: user, Actor: spotter.ActorJob}, func(tx *postgres.Tx) error {
		row, err := tx.GetPlace(ctx, user)
		if err != nil {
			return orNotFound(err, "account")
		}
		where, err := placeIn(row)
		if err != nil {
			return err
		}
		now := c.now()
		n, err := tx.MarkAdapted(ctx, db.MarkAdaptedParams{UserID: user, Today: pgDate(spotter.DateOf(now, where.zone)), Now: now})
		if err != nil || n == 0 {
			return err
		}
		_, err = c.evaluate(ctx, tx)
		return err
	})
}

func (c *Coach) evaluate(ctx context.Context, tx *postgres.Tx) (spotter.Evaluation, error) {
	out := spotter.Evaluation{Findings: []spotter.Finding{}, Proposals: []spotter.Proposal{}}
	if err := tx.LockProposals(ctx, spotter.UUID(tx.Caller.User)); err != nil { // what is proposed meanwhile is seen
		return out, err
	}
	h, err := c.readPast(ctx, tx.Queries, tx.Caller.User, c.latestDate().AddDays(-2*historyReach), nil)
	if err != nil {
		return out, err
	}
	out.Date = h.Today
	for _, rule := range []func() (progress.Adaptation, bool){h.Training, h.MealPlan} {
		a, found := rule()
		if !found {
			continue
		}
		proposed, err := c.adapt(ctx, tx, h, a)
		if err != nil {
			return out, err
		}
		if proposed {
			out.Findings = append(out.Findings, spotter.Finding{Trigger: a.Trigger, Plan: a.Plan, Reason: a.Reason, Evidence: a.Evidence})
		}
	}
	out.Proposals, err = c.waiting(ctx, tx)
	return out, err
}

// mostWaiting is more than can wait: one proposal a kind.
const mostWaiting = 10

// waiting are the proposals of adaptations that wait for an answer.
func (c *Coach) waiting(ctx context.Context, tx *postgres.Tx) ([]spotter.Proposal, error) {
	rows, err := tx.ListProposals(ctx, db.ListProposalsParams{UserID: tx.Caller.User, State: string(spotter.ProposalPending), Now: c.now(), Most: mostWaiting})
	if err != nil {
		return nil, err
	}
	out := []spotter.Proposal{}
	for _, row := range rows {
		if row.Proposal.Trigger == "" {
			continue
		}
		p, err := c.proposalOf(db.GetProposalRow(row))
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// adapt stores an adaptation as a proposal. When no plan can be made of it nothing is proposed: the plan in
// force stays.
func (c *Coach) adapt(ctx context.Context, tx *postgres.Tx, h *past, a progress.Adaptation) (bool, error) {
	b := h.basis(a.Plan)
	d, changes, err := c.draftAdapted(ctx, tx, h, b, a)
	if spotter.CodeOf(err) == spotter.CodeInvalid {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	d.summary, d.reason, d.evidence, d.trigger = a.Summary, a.Reason, append(a.Evidence, d.evidence...), a.Trigger
	if !a.Expires.IsZero() {
		_, d.expires = a.Expires.Bounds(h.zone)
	}
	_, err = c.store(ctx, tx, a.Plan, b, changes, d)
	return err == nil, err
}

// basis is what an adaptation of a plan is made from: the profile and the plan in force, as they were read.
func (h *past) basis(kind spotter.PlanKind) basis {
	b := basis{name: "plan", answers: h.profile.Answers(), told: h.row.ProfileUpdatedAt}
	if kind == spotter.PlanTraining {
		b.base, b.before, b.since, b.from = *h.row.TrainingVersion, h.row.Training, *h.row.TrainingSince, h.row.TrainingProposal
		return b
	}
	b.base, b.before, b.since, b.from = *h.row.MealsVersion, h.row.Meals, *h.row.MealsSince, h.row.MealsProposal
	return b
}

// draftAdapted drafts a plan, and the changes that it was asked for with, which stay those of the plan in
// force.
func (c *Coach) draftAdapted(ctx context.Context, tx *postgres.Tx, h *past, b basis, a progress.Adaptation) (draft, spotter.Changes, error) {
	kept, err := c.carryOn(ctx, tx, b, spotter.Changes{})
	if err != nil {
		return draft{}, kept, err
	}
	if a.Plan == spotter.PlanMeals {
		d, err := c.draftRetargeted(h, kept, a)
		return d, kept, err
	}
	if a.NextBlock {
		return c.draftNextBlock(ctx, tx, b, kept, a)
	}
	easings := slices.Clone(a.Easings)
	if a.Sessions > 0 {
		if easings[0].Days, err = c.lighterDays(ctx, tx, b, kept, a); err != nil {
			return draft{}, kept, err
		}
	}
	after := *h.Plan
	after.Easings = easings
	if after.Began == nil && after.Weeks > 0 {
		day := began(after, b.since, b.answers)
		after.Began = &day // the block goes on
	}
	after.Reasons = append(slices.DeleteFunc(slices.Clone(after.Reasons), func(r spotter.Reason) bool { return r.About == string(a.Trigger) }),
		spotter.Reason{About: string(a.Trigger), Text: a.Reason})
	return draft{diff: diffTraining(h.Plan, after), after: mustJSON(after)}, kept, nil
}

// draftNextBlock plans the block that follows the one in force, from the day on which that has ended, with what the
// person has asked for before where that is possible still.
func (c *Coach) draftNextBlock(ctx context.Context, tx *postgres.Tx, b basis, kept spotter.Changes, a progress.Adaptation) (draft, spotter.Changes, error) {
	var err error
	if b.log, err = c.recentLifts(ctx, tx); err != nil {
		return draft{}, kept, err
	}
	kept.NextBlock = true
	plan, err := c.planFrom(b, kept)
	if spotter.CodeOf(err) == spotter.CodeInvalid {
		kept = spotter.Changes{NextBlock: true}
		plan, err = c.planFrom(b, kept)
	}
	if err != nil {
		return draft{}, kept, err
	}
	var before spotter.TrainingPlan
	if err := json.Unmarshal(b.before, &before); err != nil {
		return draft{}, kept, err
	}
	plan.Began, plan.Easings = &a.Begins, a.Easings
	return draft{evidence: plan.Reasons, diff: diffTraining(&before, plan), after: mustJSON(plan)}, kept, nil
}

// lighterDays plans the few short sessions of a lighter week, with what the person has asked for before.
func (c *Coach) lighterDays(ctx context.Context, tx *postgres.Tx, b basis, kept spotter.Changes, a progress.Adaptation) ([]spotter.TrainingDay, error) {
	var err error
	if b.log, err = c.recentLifts(ctx, tx); err != nil {
		return nil, err
	}
	kept.Days, kept.Minutes, kept.NextBlock = &a.Sessions, &a.Minutes, false
	plan, err := c.planFrom(b, kept)
	if spotter.CodeOf(err) == spotter.CodeInvalid { // what was asked for once is not possible in so little time
		plan, err = c.planFrom(b, spotter.Changes{Days: &a.Sessions, Minutes: &a.Minutes})
	}
	return plan.Days, err
}

func (c *Coach) planFrom(b basis, changes spotter.Changes) (spotter.TrainingPlan, error) {
	in, err := c.trainingInput(b, changes)
	if err != nil {
		return spotter.TrainingPlan{}, err
	}
	return training.Propose(in, c.exercises.All())
}

// draftRetargeted plans meals whose targets rest on a measured expenditure; the dishes stay where they fit.
func (c *Coach) draftRetargeted(h *past, kept spotter.Changes, a progress.Adaptation) (draft, error) {
	in := h.Diet
	in.Changes, in.Measured, in.Current = kept, a.Measured, h.Meals
	plan, err := nutrition.Propose(in, c.dishes.All(), c.foods.Find)
	if err != nil {
		return draft{}, err
	}
	return draft{diff: diffMeals(h.Meals, plan), after: mustJSON(plan)}, nil
}

// measured is the expenditure that somebody's log shows, nil while it does not or may not be shown.
func (c *Coach) measured(ctx context.Context, q *db.Queries, user spotter.UserID) (*spotter.Quantity, error) {
	h, err := c.readPast(ctx, q, user, c.latestDate().AddDays(-historyReach), nil)
	if err != nil {
		return nil, err
	}
	used, ok := h.Expenditure()
	if !ok || h.Diet.Limits.HideNumbers {
		return nil, nil //nolint:nilnil // nothing is measured
	}
	return &used, nil
}

// placeIn is where a person is in time, from what was read of it.
func placeIn(row db.GetPlaceRow) (place, error) {
	p := place{name: row.TimeZone}
	if row.Profile != nil {
		p.known = true
		if err := json.Unmarshal(row.Profile, &p.profile); err != nil {
			return p, err
		}
		p.name = p.profile.About.TimeZone
	}
	zone, err := spotter.LoadZone(p.name)
	if err != nil {
		zone, p.name = time.UTC, "UTC"
	}
	p.zone = zone
	return p, nil
}
