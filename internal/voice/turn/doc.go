// Package turn is who has the floor: a pure machine that maps a state and something that happened to the next state and
// what is to be done. It knows no audio, no clock and no vendor. Times are positions on the session's own clock.
package turn
