package openai

import (
	"strings"

	"github.com/openai/openai-go/v3/shared"
)

// reasons is how a family of the vendor's thinks. The words are from the vendor's types; which family takes which
// is from its guides and its users' reports, as of November 2026, and unverified.
type reasons struct {
	prefix string
	least  shared.ReasoningEffort // when it shall not think
	// silent: it takes tools over this API only when it does not think.
	silent bool
}

// families: the first match counts. A model that is in none is sent no effort.
var families = []reasons{
	{"gpt-6-astra", shared.ReasoningEffortLow, true},
	{"gpt-6.1-sol", shared.ReasoningEffortLow, true},
	{"gpt-6", shared.ReasoningEffortNone, true},
	{"gpt-5.4", shared.ReasoningEffortNone, true},
	{"gpt-5.5", shared.ReasoningEffortNone, true},
	{"gpt-5.6", shared.ReasoningEffortNone, true},
	{"gpt-5.", shared.ReasoningEffortNone, false},
	{"gpt-5", shared.ReasoningEffortMinimal, false},
	{"o1", shared.ReasoningEffortLow, false},
	{"o3", shared.ReasoningEffortLow, false},
	{"o4", shared.ReasoningEffortLow, false},
}

// effort is the nearest word to a number of tokens; empty: none is sent.
func effort(model string, tokens int, tools bool) shared.ReasoningEffort {
	for _, f := range families {
		if !strings.HasPrefix(model, f.prefix) {
			continue
		}
		switch {
		case tokens <= 0 || f.silent && tools:
			return f.least
		case tokens <= 2048:
			return shared.ReasoningEffortLow
		case tokens <= 8192:
			return shared.ReasoningEffortMedium
		}
		return shared.ReasoningEffortHigh
	}
	return ""
}
