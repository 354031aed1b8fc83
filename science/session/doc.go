// Package session advises during a workout: what the next set is, with what load, why, and after how much
// rest; how loads are rounded to what the equipment has; and what can stand in for an exercise. It is pure:
// it takes what is planned, what was logged and how the person is, and reads no clock.
//
// The load follows from what was done: double progression raises it by the equipment's smallest step once
// one or two repetitions over the target are possible (ACSM 2009), and missed repetitions, a remark or
// pain lower or end it. How the person feels may hold or lower a load and can never raise it. Numbers
// marked heuristic are editable defaults: sources disagree about them.
package session
