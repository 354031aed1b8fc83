package guard

// Prompts are texts that must not come out: instructions, descriptions of tools, the token that fences data
// off. Immutable and safe for concurrent use: make them once an agent, of the parts that all people share.
type Prompts struct{}

// NewPrompts reads the texts. A token is a string that must not appear even alone.
func NewPrompts(texts []string, tokens ...string) *Prompts { return &Prompts{} }
