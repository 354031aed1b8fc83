// Package guard reads what a model writes to a person, as it comes, and lets out what may be said. Plain
// words pass at once. From the first sign of a figure, a unit, a supplement, a food or an exercise that a
// limit forbids, a link or a secret, the clause is held to its end and checked against [Facts]: what tools
// returned, what is known of the person and what they said themselves. What cannot be checked is corrected
// where the facts hold one figure for the same thing, and else left out, with one fixed sentence that says so.
//
// A message goes through a [Filter]. What it lets out depends on the text alone and never on how the text
// was split into pieces.
package guard
