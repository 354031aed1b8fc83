package spotter

// Usage is what one call of a model, or of a speech service, used.
type Usage struct {
	Provider   string
	Model      string
	Channel    Channel
	Input      int // tokens, without what was read from or written to the vendor's cache
	CacheRead  int
	CacheWrite int
	Output     int
	Seconds    float64 // of audio
	MicroUSD   *int64  // millionths of a dollar; nil when nobody knows the price
	Estimated  bool    // the vendor did not tell
}

// UsageSum is what was used in a month by a provider's model on a channel.
type UsageSum struct {
	Month    string  `json:"month" example:"2026-11" doc:"By the person's own dates"`
	Provider string  `json:"provider"`
	Model    string  `json:"model"`
	Channel  Channel `json:"channel" enum:"chat,voice,mcp,job"`
	UsageFigures
}

// UsageFigures are sums.
type UsageFigures struct {
	Calls      int     `json:"calls"`
	Input      int64   `json:"input_tokens" doc:"Without those from or to the vendor's cache"`
	CacheRead  int64   `json:"cache_read_tokens"`
	CacheWrite int64   `json:"cache_write_tokens"`
	Output     int64   `json:"output_tokens"`
	Seconds    float64 `json:"seconds" doc:"Of audio"`
	USD        float64 `json:"usd" doc:"Of the calls whose price is known"`
	Unpriced   int     `json:"unpriced_calls" doc:"Calls whose price is not known"`
	Estimated  bool    `json:"estimated" doc:"Whether some figures are estimates: the vendor did not tell"`
}

// Add adds sums.
func (f UsageFigures) Add(g UsageFigures) UsageFigures {
	return UsageFigures{f.Calls + g.Calls, f.Input + g.Input, f.CacheRead + g.CacheRead, f.CacheWrite + g.CacheWrite, f.Output + g.Output,
		f.Seconds + g.Seconds, f.USD + g.USD, f.Unpriced + g.Unpriced, f.Estimated || g.Estimated}
}

// UsageReport is what a person used between two of their dates, both included.
type UsageReport struct {
	From   Date         `json:"from"`
	To     Date         `json:"to"`
	By     []UsageSum   `json:"by"`
	Total  UsageFigures `json:"total"`
	Budget Budget       `json:"budget"`
}

// BudgetState says how a person's budget stands.
type BudgetState string

// The states: fine, short from [BudgetShortFrom] of the limit on, spent at the limit.
const (
	BudgetFine  BudgetState = "fine"
	BudgetShort BudgetState = "short"
	BudgetSpent BudgetState = "spent"
)

// BudgetShortFrom is the share of the limit from which answers become shorter.
const BudgetShortFrom = 0.8

// Budget is what a person may use of paid models in a month of theirs.
type Budget struct {
	LimitUSD *float64    `json:"limit_usd" doc:"A month; null: no limit"`
	SpentUSD float64     `json:"spent_usd" doc:"This month, as far as prices are known"`
	State    BudgetState `json:"state" enum:"fine,short,spent"`
}

// NewBudget holds what was spent this month against a limit, both in millionths of a dollar; a limit of 0 is none.
func NewBudget(limit, spent int64) Budget {
	b := Budget{SpentUSD: float64(spent) / 1e6, State: BudgetFine}
	if limit <= 0 {
		return b
	}
	usd := float64(limit) / 1e6
	b.LimitUSD = &usd
	switch {
	case spent >= limit:
		b.State = BudgetSpent
	case float64(spent) >= BudgetShortFrom*float64(limit):
		b.State = BudgetShort
	}
	return b
}
