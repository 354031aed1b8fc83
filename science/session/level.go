package session

import (
	"fmt"
	"time"

	"spotter"
)

// level is what the load of a session's first set goes by: the last session of the exercise of which all was
// asked. One in an easy week, after a break or with a load that readiness had cut was lighter on purpose,
// and says nothing of what a person lifts. Where no other is known, it is the lightened one itself.
type level struct {
	bout   Bout
	last   Bout          // the newest, which may be the same
	older  []Bout        // before the bout, newest first
	eased  bool          // the bout itself was lighter on purpose: nothing takes from it again
	back   float64       // the share that stays on the way back from a break; 1: all
	before bool          // the break lies between the bout and now
	since  time.Duration // since the last session of the exercise
}

// stale is how far a level lies behind the last session when it is not raised, though it earned it: first it
// is reached again.
const stale = 21 * 24 * time.Hour

// levelOf finds the level in a history that is not empty.
func (in *Input) levelOf(t *task, history []Bout) level {
	eased := in.easedBouts(history)
	at := 0
	for at < len(history) && eased[at] && !t.missed(history[at]) { // repetitions that were missed with less tell more
		at++
	}
	if at == len(history) {
		at = 0
	}
	l := level{bout: history[at], last: history[0], older: history[at+1:], eased: eased[at], back: 1, since: in.Now.Sub(history[0].at())}
	if first, gap := returned(history, in.Now); first >= 0 && first < at {
		l.before, l.back = true, backShare(gap, in.Now.Sub(history[first].at()))
	}
	return l
}

// easedBouts tells which sessions were lighter on purpose than the level that they had.
func (in *Input) easedBouts(history []Bout) []bool {
	out, most := make([]bool, len(history)), 0.0
	for i := len(history) - 1; i >= 0; i-- {
		load, _ := history[i].top()
		kg := Kilograms(load)
		out[i] = in.easedOn(history[i:]) && (most == 0 || kg < most)
		if !out[i] {
			most = kg
		}
	}
	return out
}

// easedOn reports whether less was asked for in the first session of a history.
func (in *Input) easedOn(history []Bout) bool {
	b := history[0]
	if b.Eased || readinessOf(in.CheckIns, b.at()).effect == cuts {
		return true
	}
	first, _ := returned(history, b.at())
	return first >= 0
}

// returned finds the first session after the last break, where it is less than two weeks ago, and how long
// the break was; -1 where there was none.
func returned(history []Bout, now time.Time) (first int, gap time.Duration) {
	for i := 0; i+1 < len(history) && now.Sub(history[i].at()) < away; i++ {
		if gap = history[i].at().Sub(history[i+1].at()); gap >= away {
			return i, gap
		}
	}
	return -1, 0
}

// backShare is the share of the load that stays a while after the first session back: what the break took in
// the first week, half of that in the second.
func backShare(gap, since time.Duration) float64 {
	share := cut
	if gap >= longOff {
		share = farCut
	}
	if since >= away/2 {
		share = (1 + share) / 2
	}
	return share
}

// missed reports whether the lower end of the range was not reached, with nothing in reserve for it.
func (t *task) missed(b Bout) bool {
	_, sets := b.top()
	return sets[0].Reps < t.RepsMin && !t.stoppedEarly(sets[0])
}

// against tells a load by the last session's, where that was lighter than the level. What holds a load keeps
// it there.
func (t *task) against(c choice, last spotter.Amount, s state) choice {
	next := RoundDown(Kilograms(*c.load), t.exercise.Equipment, c.load.Unit)
	no := s.mayRaise()
	switch kg, was := Kilograms(next), Kilograms(last); {
	case Kilograms(*c.load) < was:
		return c.as(down, c.reason)
	case kg <= was:
		c.load = &last
		return c.as(hold, c.reason)
	case no != "":
		c.load = &last
		return c.as(hold, fmt.Sprintf("As last time, %s: the load does not go back up because %s.", text(last), no))
	}
	c.load = &next
	return c.as(up, c.reason)
}
