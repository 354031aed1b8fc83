package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

func onboardingRoutes(rt *router, c *coach.Coach) {
	const tag = "onboarding"
	register(rt, one("/onboarding", "get-onboarding", tag, "Answers so far, what is missing, and the next step"),
		func(ctx context.Context, q *call, _ *none, _ *none) (spotter.Onboarding, error) {
			return withRevision(q)(c.Onboarding(ctx, q.Caller))
		})
	saveStep[spotter.Consent](rt, c, spotter.StepConsent)
	saveStep[spotter.About](rt, c, spotter.StepAbout)
	saveStep[spotter.Screening](rt, c, spotter.StepScreening)
	saveStep[spotter.Fitness](rt, c, spotter.StepFitness)
	saveStep[spotter.Goals](rt, c, spotter.StepGoals)
	saveStep[spotter.Constraints](rt, c, spotter.StepConstraints)
	saveStep[spotter.Diet](rt, c, spotter.StepDiet)
	saveStep[spotter.Schedule](rt, c, spotter.StepSchedule)
	saveStep[spotter.Hydration](rt, c, spotter.StepHydration)
	saveStep[spotter.Lifestyle](rt, c, spotter.StepLifestyle)
	saveStep[spotter.Supplements](rt, c, spotter.StepSupplements)
	register(rt, create("/onboarding/complete", "complete-onboarding", tag, "Turn answers and accepted proposals into a profile and active plans").personal(),
		func(ctx context.Context, q *call, _ *none, _ *none) (coach.Completion, error) {
			return c.Complete(ctx, q.Caller)
		})
	register(rt, post("/onboarding/reset", "reset-onboarding", tag, "Start over; logs and history stay").personal(),
		func(ctx context.Context, q *call, _ *none, _ *none) (spotter.Onboarding, error) {
			return withRevision(q)(c.Reset(ctx, q.Caller))
		})
}

// saveStep registers the route of one step, so that each has its own body in the document.
func saveStep[Answer any](rt *router, c *coach.Coach, step spotter.Step) {
	op := write("PUT", "/onboarding/steps/"+string(step), "save-"+string(step), "onboarding", "Save the step "+string(step))
	op.approves = step == spotter.StepConsent || step == spotter.StepScreening
	register(rt, op, func(ctx context.Context, q *call, _ *none, answer *Answer) (spotter.Onboarding, error) {
		return withRevision(q)(c.SaveStep(ctx, q.Caller, step, answer, q.IfRevision))
	})
}

// withRevision makes the ETag of an onboarding answer. Once it is complete nothing is saved against it, and
// the profile decides what of it is shown: its content is its ETag.
func withRevision(q *call) func(spotter.Onboarding, error) (spotter.Onboarding, error) {
	return func(o spotter.Onboarding, err error) (spotter.Onboarding, error) {
		if err == nil && !o.Complete {
			q.revision(o.Revision)
		}
		return o, err
	}
}
