package coach

import (
	"encoding/json"
	"slices"

	"spotter"
)

// addTo adds changes to those that were asked for before, in the pending proposal or in the plan in force. The
// newer wish holds: what it names again is not asked for in the old way any more, and what had come into a plan by
// a swap can be swapped once more.
func (c *Coach) addTo(stored json.RawMessage, more spotter.Changes) (spotter.Changes, error) {
	var all spotter.Changes
	if err := json.Unmarshal(stored, &all); err != nil {
		return all, err
	}
	if more.Days != nil {
		all.Days = more.Days
	}
	if more.Minutes != nil {
		all.Minutes = more.Minutes
	}
	all.NextBlock = all.NextBlock || more.NextBlock
	all.Exclude = slices.DeleteFunc(all.Exclude, func(name string) bool { return c.speaksOf(more, name) })
	all.Swap = slices.DeleteFunc(all.Swap, func(s spotter.Swap) bool { return c.speaksOf(more, s.From) })
	for i := range all.Swap {
		c.passOn(&all.Swap[i], more)
	}
	all.Exclude = append(all.Exclude, more.Exclude...)
	all.Swap = append(all.Swap, more.Swap...)
	return all, spotter.Invalid(below("changes.", spotter.CheckInput(&all)))
}

// sameThing reports whether two names mean one exercise, or read the same.
func (c *Coach) sameThing(a, b string) bool {
	return a != "" && b != "" && (spotter.FoldName(a) == spotter.FoldName(b) || c.exerciseID(a) == c.exerciseID(b))
}

// speaksOf reports whether changes name something: what to leave out, to replace or to bring in.
func (c *Coach) speaksOf(changes spotter.Changes, name string) bool {
	same := func(other string) bool { return c.sameThing(name, other) }
	return slices.ContainsFunc(changes.Exclude, same) ||
		slices.ContainsFunc(changes.Swap, func(s spotter.Swap) bool { return same(s.From) || same(s.To) })
}

// passOn lets an earlier swap end where a newer one leads, or with what the planner chooses where its end is left
// out now.
func (c *Coach) passOn(earlier *spotter.Swap, more spotter.Changes) {
	for _, s := range more.Swap {
		if c.sameThing(earlier.To, s.From) {
			earlier.To = s.To
			return
		}
	}
	if slices.ContainsFunc(more.Exclude, func(name string) bool { return c.sameThing(earlier.To, name) }) {
		earlier.To = ""
	}
}
