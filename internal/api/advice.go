package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

type remarkPath struct {
	ID       spotter.SessionID `path:"id"`
	RemarkID spotter.RemarkID  `path:"remark_id"`
}

type substitutionPath struct {
	ID             spotter.SessionID      `path:"id"`
	SubstitutionID spotter.SubstitutionID `path:"substitution_id"`
}

type substituteQuery struct {
	ID       spotter.SessionID `path:"id"`
	Exercise string            `query:"exercise" maxLength:"80" doc:"What to replace; the current one when left out"`
	Region   spotter.Region    `query:"region" enum:"neck,shoulder,elbow,wrist,upper_back,lower_back,hip,knee,ankle" doc:"What to spare"`
	Without  spotter.Equipment `query:"without" enum:"bench,barbell,dumbbell,kettlebell,cable,machine,pull_up_bar,bands,rings,box,medicine_ball,cardio_machine" doc:"What is not to be had now"`
}

func (q *substituteQuery) input() spotter.SubstitutionInput {
	in := spotter.SubstitutionInput{Exercise: q.Exercise, Region: q.Region}
	if q.Without != "" {
		in.Without = []spotter.Equipment{q.Without}
	}
	return in
}

func adviceRoutes(rt *router, c *coach.Coach) {
	const tag = "training"
	register(rt, get("/workouts/sessions/{id}/next", "next-set", tag, "What to do next in a workout, and why"),
		func(ctx context.Context, q *call, p *sessionPath, _ *none) (spotter.NextSet, error) {
			return c.NextSet(ctx, q.Caller, p.ID)
		})
	register(rt, post("/workouts/sessions/{id}/say", "say-in-workout", tag, "Say something in a workout: a set, a correction, a remark, or what comes next"),
		func(ctx context.Context, q *call, p *sessionPath, in *spotter.SayInput) (spotter.Said, error) {
			return c.Say(ctx, q.Caller, p.ID, *in)
		})
	register(rt, create("/workouts/sessions/{id}/remarks", "add-remark", tag, "Say that an exercise is too heavy, too easy, or hurts"),
		func(ctx context.Context, q *call, p *sessionPath, in *spotter.RemarkInput) (spotter.Noted, error) {
			return c.Remark(ctx, q.Caller, p.ID, *in)
		})
	register(rt, operation{method: "DELETE", path: "/workouts/sessions/{id}/remarks/{remark_id}", id: "delete-remark", tag: tag, summary: "Take a remark back"},
		func(ctx context.Context, q *call, p *remarkPath, _ *none) (none, error) {
			return none{}, c.DropRemark(ctx, q.Caller, p.ID, p.RemarkID)
		})
	register(rt, get("/workouts/sessions/{id}/substitutions", "list-substitutes", tag, "What could stand in for an exercise, and what is replaced already"),
		func(ctx context.Context, q *call, p *substituteQuery, _ *none) (spotter.Substitutes, error) {
			return c.Substitutes(ctx, q.Caller, p.ID, p.input())
		})
	register(rt, create("/workouts/sessions/{id}/substitutions", "substitute-exercise", tag, "Replace an exercise in this workout").optionalBody(),
		func(ctx context.Context, q *call, p *sessionPath, in *spotter.SubstitutionInput) (spotter.Substituted, error) {
			return c.Substitute(ctx, q.Caller, p.ID, *in)
		})
	register(rt, operation{method: "DELETE", path: "/workouts/sessions/{id}/substitutions/{substitution_id}", id: "delete-substitution", tag: tag, summary: "Take a substitution back"},
		func(ctx context.Context, q *call, p *substitutionPath, _ *none) (none, error) {
			return none{}, c.DropSubstitution(ctx, q.Caller, p.ID, p.SubstitutionID)
		})
}
