// Package spotter is the vocabulary of a self-hosted personal coach: its types, distinct ids,
// enumerations, shape rules and error codes. It imports the standard library only; formulas live
// in science, data in catalog, use cases in internal/coach.
//
// The story of one person, in the order in which the types appear:
//
//   - A [User] registers and answers the eleven [Step] forms of an [Onboarding].
//   - From the [Answers] the science core makes two [Proposal] values: a [TrainingPlan] and a [MealPlan].
//     Nothing changes a plan silently: every change is a stored proposal that the person accepts,
//     declines or later undoes.
//   - Completion turns the answers into a versioned [Profile] and the accepted proposals into active plans.
//   - From then on [Today] answers what to do, in the person's own time zone, and a [Session] with its
//     [Set] entries, [CheckIn] and [Weight] records what was done.
//
// Everything that is done, is done by a [Caller]: a user, and the [Actor] (the person, an agent, a job)
// who acts for that user. The database holds each actor to its own scope.
package spotter
