package spotter

// Actor says who acts for a user. The database gives each actor its own write scope.
type Actor string

// The actors. Only the person accepts a proposal; an agent writes what its job needs and no more.
const (
	ActorPerson     Actor = "person"
	ActorOnboarding Actor = "onboarding" // the guided onboarding: saves answers and proposes, decides nothing
	ActorWorkout    Actor = "workout"
	ActorDiet       Actor = "diet"
	ActorSupplement Actor = "supplement"
	ActorTracker    Actor = "tracker"
	ActorScheduler  Actor = "scheduler"
	ActorGeneral    Actor = "general"
	ActorJob        Actor = "job"
)

// Caller is who asks: a user, the actor who acts for that user, and how a repeat is recognised.
// It comes from the session only, never from an input.
type Caller struct {
	User  UserID
	Actor Actor
	Once  Once // the zero value: not idempotent by key
}

// Once carries an Idempotency-Key. A repeat with the same key and fingerprint within 24 hours answers
// as the first did; the same key with another fingerprint is a conflict.
type Once struct {
	Key         string   // 1 to 255 characters, scoped to the user; empty: no key
	Fingerprint [32]byte // SHA-256 of the request: method, path and body
}
