// Package training proposes training plans from a person's answers, the hard limits and the exercise
// catalogue. It is pure and deterministic: the same input gives the same plan, and it reads no clock.
//
// A plan is made in five steps, one file each: the request is checked and read (request.go), the
// exercises that the person may do are sifted (pool.go), the week is laid out as days with slots
// (split.go, weekdays.go), each slot gets an exercise (pick.go) and the sets are handed out one by one
// to the muscle that lacks most, inside the minutes and below every muscle's upper bound (fill.go).
// The rest writes it down: repetitions and effort (dose.go), loads (onerm.go, load.go), reasons.
//
// Numbers marked heuristic are editable defaults: sources disagree about them.
package training
