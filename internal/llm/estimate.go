package llm

// MostBytes is more than any answer has: a server that writes on and on is cut off there.
const MostBytes = 8 << 20

// EstimateTokens guesses the tokens of a text by its bytes.
func EstimateTokens(bytes int) int { return (bytes + 3) / 4 }

// EstimateInput guesses the tokens that a model reads of a request.
func EstimateInput(r Request) int {
	n := 0
	for _, b := range r.System {
		n += len(b.Text)
	}
	for _, t := range r.Tools {
		n += len(t.Name) + len(t.Description) + len(t.Schema)
	}
	for _, m := range r.Messages {
		for _, p := range m.Parts {
			n += len(p.Text)
			if p.Call != nil {
				n += len(p.Call.Name) + len(p.Call.Arguments)
			}
			if p.Result != nil {
				n += len(p.Result.Content)
			}
		}
	}
	return EstimateTokens(n)
}
