package guard

// Facts are the figures and names that may be said in one turn. They grow while the turn runs and are not
// safe for concurrent use: one turn, one goroutine.
type Facts struct {
	names *Names
}

// NewFacts makes an empty set.
func NewFacts(names *Names) *Facts { return &Facts{names: names} }

// AddJSON adds what is known of the person: the briefing, as JSON. A number's key says what it measures
// (weight_kg, kcal, session_minutes), a string is read as a text. What is no JSON is read as a text.
func (f *Facts) AddJSON(raw []byte) {}

// AddText adds a text of the server's own: an earlier tool result, a summary, a memory.
func (f *Facts) AddText(text string) {}

// AddTool adds what a tool returned in this turn: its text, and its data as JSON or nil. Only these correct
// a figure, and only they allow a supplement.
func (f *Facts) AddTool(name, text string, data []byte) {}

// AddSaid adds the person's own words of this turn. They may be echoed; they are no ground for advice.
func (f *Facts) AddSaid(text string) {}
