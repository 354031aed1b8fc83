package guard

// Rule is a reason for which text is held back.
type Rule string

// The rules.
const (
	RuleFigure     Rule = "figure"     // a figure that no fact holds
	RuleHidden     Rule = "hidden"     // energy or body weight, where a limit hides both
	RuleMinor      Rule = "minor"      // a weight to lose, for somebody under 18
	RuleSupplement Rule = "supplement" // a supplement, or a claim or dose of one, that no tool returned
	RuleFood       Rule = "food"       // a food that the person's limits forbid, as an offer
	RuleExercise   Rule = "exercise"   // an exercise that a limit forbids, as an offer
	RuleMedicine   Rule = "medicine"   // a call to change a medicine
	RulePrompt     Rule = "prompt"     // the coach's own instructions
	RuleSecret     Rule = "secret"     // a key, an address or an id that no fact holds
	RuleClaim      Rule = "claim"      // that something was done, when no tool of the turn did it
	RuleLink       Rule = "link"       // a link to somewhere else
)

// Note says what was done to a clause, for logs, metrics and evaluations. It never carries the words.
type Note struct {
	Rule      Rule
	Corrected bool // the figure of a fact stands in its place; else it was left out
	Runes     int  // how much was replaced
}
