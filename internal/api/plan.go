package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

type proposalPath struct {
	ID spotter.ProposalID `path:"id"`
}

type proposalQuery struct {
	State  spotter.ProposalState `query:"state" enum:"pending,accepted,declined,expired,superseded,undone" doc:"Only those in this state"`
	Limit  int                   `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"How many items at the most"`
	Cursor *spotter.ProposalID   `query:"cursor" doc:"next_cursor of the page before"`
}

type whyQuery struct {
	Item string `query:"item" maxLength:"80" doc:"A weekday, an exercise, a meal or a dish, by id or name; of a training plan also a muscle, volume, or what a reason is about, such as deload; of a meal plan also a target such as protein, or a figure of a day or a meal such as monday.protein; empty for the plan as a whole"`
}

func planRoutes(rt *router, c *coach.Coach) {
	const tag = "plans"
	register(rt, create("/plans/training/proposals", "propose-training", tag, "Propose a training plan").optionalBody().asShown(), propose(c, spotter.PlanTraining))
	register(rt, create("/plans/meals/proposals", "propose-meals", tag, "Propose a meal plan").optionalBody().asShown(), propose(c, spotter.PlanMeals))
	register(rt, one("/plans/training", "get-training-plan", tag, "The training plan in force"),
		func(ctx context.Context, q *call, _ *none, _ *none) (spotter.ActivePlan[spotter.TrainingPlan], error) {
			return c.TrainingPlan(ctx, q.Caller)
		})
	register(rt, one("/plans/meals", "get-meal-plan", tag, "The meal plan in force"),
		func(ctx context.Context, q *call, _ *none, _ *none) (spotter.ActivePlan[spotter.MealPlan], error) {
			return c.MealPlan(ctx, q.Caller)
		})
	register(rt, get("/plans/training/why", "why-training", tag, "Why the training plan, a day or an exercise is as it is"),
		func(ctx context.Context, q *call, p *whyQuery, _ *none) (coach.Why, error) {
			return c.WhyTraining(ctx, q.Caller, p.Item)
		})
	register(rt, get("/plans/meals/why", "why-meals", tag, "Why the meal plan, a meal or a dish is as it is"),
		func(ctx context.Context, q *call, p *whyQuery, _ *none) (coach.Why, error) {
			return c.WhyMeals(ctx, q.Caller, p.Item)
		})
	historyRoutes(rt, c, spotter.PlanTraining)
	historyRoutes(rt, c, spotter.PlanMeals)
	proposalRoutes(rt, c)
}

func propose(c *coach.Coach, kind spotter.PlanKind) func(context.Context, *call, *none, *coach.ProposeInput) (spotter.Proposal, error) {
	return func(ctx context.Context, q *call, _ *none, in *coach.ProposeInput) (spotter.Proposal, error) {
		return withProposal(q)(c.Propose(ctx, q.Caller, kind, *in))
	}
}

func historyRoutes(rt *router, c *coach.Coach, kind spotter.PlanKind) {
	const tag = "plans"
	path := "/plans/" + string(kind) + "/versions"
	register(rt, get(path, "list-"+string(kind)+"-versions", tag, "The plan's history, newest first"),
		func(ctx context.Context, q *call, p *paging, _ *none) (coach.Page[spotter.PlanVersion], error) {
			return c.PlanVersions(ctx, q.Caller, kind, p.Cursor, p.Limit)
		})
	register(rt, create(path+"/{version}/restore", "restore-"+string(kind)+"-version", tag, "Propose an earlier version").asShown().personal(),
		func(ctx context.Context, q *call, p *versionPath, _ *none) (spotter.Proposal, error) {
			return withProposal(q)(c.ProposeRestore(ctx, q.Caller, kind, p.Version))
		})
}

func proposalRoutes(rt *router, c *coach.Coach) {
	const tag = "proposals"
	register(rt, get("/proposals", "list-proposals", tag, "Proposals, newest first"),
		func(ctx context.Context, q *call, p *proposalQuery, _ *none) (coach.Page[spotter.Proposal], error) {
			return c.Proposals(ctx, q.Caller, p.State, p.Cursor, p.Limit)
		})
	register(rt, one("/proposals/{id}", "get-proposal", tag, "One proposal, with what it changes and why").asShown(),
		func(ctx context.Context, q *call, p *proposalPath, _ *none) (spotter.Proposal, error) {
			return withProposal(q)(c.Proposal(ctx, q.Caller, p.ID))
		})
	decide := func(verb, id, summary string, act func(context.Context, spotter.Caller, spotter.ProposalID, int) (spotter.Proposal, error)) {
		register(rt, post("/proposals/{id}/"+verb, id, tag, summary).withMatch().asShown().personal(),
			func(ctx context.Context, q *call, p *proposalPath, _ *none) (spotter.Proposal, error) {
				return withProposal(q)(act(ctx, q.Caller, p.ID, q.IfRevision))
			})
	}
	decide("accept", "accept-proposal", "Put it in force; twice has one effect", c.Accept)
	decide("decline", "decline-proposal", "Turn it down; the plan stays", c.Decline)
	decide("undo", "undo-proposal", "Take an accepted one back", c.Undo)
}

// withProposal makes the ETag of a proposal.
func withProposal(q *call) func(spotter.Proposal, error) (spotter.Proposal, error) {
	return func(p spotter.Proposal, err error) (spotter.Proposal, error) {
		if err == nil && p.Revision > 0 {
			q.revision(p.Revision)
		}
		return p, err
	}
}
