// Package training proposes training plans from a person's answers, the hard limits and the exercise
// catalogue. It is pure and deterministic: the same input gives the same plan, and it reads no clock.
//
// A plan is made in these steps: the request is checked and read (request.go), the exercises that the person
// may do are sifted (pool.go), the week is laid out as days with slots (split.go, weekdays.go), each slot
// gets an exercise (pick.go) and the sets are handed out one by one to where most is missing per minute,
// inside the minutes and below every bound (draft.go, spread.go). What is left over is mended: lonely sets,
// muscles still below their band and the reason when they stay there (shortfall.go), long and short days
// (even.go). A week that is short of time is laid out once more with supersets (superset.go), and the better
// one is taken. The rest writes it down: repetitions and effort (dose.go), loads (onerm.go, load.go,
// transfer.go), the ramp (warmup.go), progression (rule.go), reasons (reasons.go, why.go).
//
// A block is followed by the next one with the loads of the log (renew.go); its easy week is a view of the
// plan (week.go).
//
// Numbers marked heuristic are editable defaults: sources disagree about them.
package training
