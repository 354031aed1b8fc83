package guard

// breaksSupplement reports whether a clause says of a supplement what no tool returned. Naming the one that
// the person asked about, or takes, is fine; a claim or a dose of it is not.
func (c *checker) breaksSupplement(cl clause) bool {
	for _, m := range c.names.words.find(cl.text, kSupplement) {
		if m.to <= cl.start && !c.newClaim(cl) {
			continue
		}
		for _, e := range c.names.words.at(m.node) {
			if e.kind == kSupplement && !c.maySay(cl, m, e.id) {
				return true
			}
		}
	}
	return false
}

// oils are names of a nutrient that mean the product.
var oils = map[string]bool{"fish oil": true, "fischol": true, "aceite de pescado": true, "मछली का तेल": true, "lebertran": true, "cod liver oil": true, "caffeine pills": true, "koffeintabletten": true, "eiweisspulver": true, "proteinpulver": true}

// newClaim reports whether the held part of a clause adds something to what the sentence named before.
func (c *checker) newClaim(cl clause) bool {
	return c.dosed(cl, 1)
}

func (c *checker) maySay(cl clause, m match, id int32) bool {
	from, named := c.Facts.named[id]
	dose := c.dosed(cl, 1)
	first, end := span(cl.tokens, m)
	taking := c.cues.taking.in(cl.tokens) > 0
	near := c.cues.taking.in(cl.tokens[max(0, first-4):min(len(cl.tokens), end+4)]) > 0
	if nutrients[c.names.subjects[id].id] && !oils[folded(cl.text[m.from:m.to])] && !near && !c.dosed(cl, 0.01) {
		return true // it speaks of food
	}
	away := c.denied(cl.tokens, first, end) || c.cues.doctor.in(cl.tokens) > 0
	if c.Limits.NoSupplements && (dose || (taking || c.cues.claim.in(cl.tokens) > 0) && !away) {
		return false
	}
	if named && from == fromTool {
		return !dose || !c.oftener(cl)
	}
	if !named {
		return false
	}
	return !dose && (away || !taking && c.cues.claim.in(cl.tokens) == 0)
}

// oftener reports whether a clause says how many times a day, and no fact does in that word.
func (c *checker) oftener(cl clause) bool {
	for _, t := range cl.tokens {
		if t.kind == 'w' && c.cues.often.has(t.text) && !c.Facts.holds(cl.text[t.from:t.to]) {
			return true
		}
	}
	return false
}

// dosed reports whether a clause says an amount of the size of a dose, in units of at most so many grams.
func (c *checker) dosed(cl clause, grams float64) bool {
	for _, f := range c.reader.figures(cl.text) {
		if f.end > cl.start && isDose(f) && (f.factor <= grams || f.dim != dimMass) {
			return true
		}
	}
	return false
}
