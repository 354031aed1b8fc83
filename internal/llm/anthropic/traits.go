package anthropic

import "strings"

// thinks is how a family of models is told to think, or not to.
type thinks int

const (
	byBudget    thinks = iota // a number of tokens; silent when not asked
	adaptively                // by effort; silent when not asked
	byDefault                 // by effort, and also when not asked, unless it is disabled
	betweenCall               // the same, and the least is a note between calls
	always                    // by effort; cannot be silenced
)

// traits are what one family refuses that another wants.
type traits struct {
	thinks thinks
	// freely: a call of a tool cannot be forced.
	freely bool
}

// families is read from the vendor's release notes and migration guides, as of November 2026; that
// claude-haiku-5-5 and the mythos family are like their siblings is unverified. The first match counts.
var families = []struct {
	prefix string
	traits traits
}{
	{"claude-sonnet-5-5", traits{betweenCall, true}},
	{"claude-opus-5-5", traits{always, true}},
	{"claude-haiku-5-5", traits{always, true}},
	{"claude-fable-5-1", traits{always, true}},
	{"claude-mythos-5-1", traits{always, true}},
	{"claude-fable-5", traits{always, false}},
	{"claude-mythos", traits{always, false}},
	{"claude-sonnet-5", traits{byDefault, false}},
	{"claude-opus-5", traits{byDefault, false}},
	{"claude-opus-4-6", traits{adaptively, false}},
	{"claude-opus-4-7", traits{adaptively, false}},
	{"claude-opus-4-8", traits{adaptively, false}},
	{"claude-sonnet-4-6", traits{adaptively, false}},
	{"claude-haiku-4", traits{byBudget, false}},
	{"claude-sonnet-4", traits{byBudget, false}},
	{"claude-opus-4", traits{byBudget, false}},
	{"claude-3", traits{byBudget, false}},
}

// traitsOf takes an unknown model for a new one, and sends it what all new ones take.
func traitsOf(model string) traits {
	for _, f := range families {
		if strings.HasPrefix(model, f.prefix) {
			return f.traits
		}
	}
	return traits{always, true}
}
