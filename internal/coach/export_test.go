package coach

import "spotter"

// Hashes is how many password hashes were computed.
func (a *Accounts) Hashes() int64 { return a.passwords.done.Load() }

// SafeTraining is a stored plan as today's answers let it be read.
func (c *Coach) SafeTraining(plan spotter.TrainingPlan, answers spotter.Answers) spotter.TrainingPlan {
	return c.safeTraining(plan, answers)
}
