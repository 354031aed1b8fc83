package nutrition

// polishRounds bound how many single steps of the kitchen scale may mend what rounding has cost.
const polishRounds = 40

// polish mends a day that rounding to kitchen amounts has pushed out of a band: one ingredient at a time
// is moved by one step of the kitchen, whichever helps most. It answers the day's new sum.
func (g goal) polish(courses []course, sum vector) vector {
	for range polishRounds {
		least := g.miss(sum)
		if least == 0 {
			break
		}
		var at *float64
		var to float64
		var best vector
		for _, c := range courses {
			for i, food := range c.plate.foods {
				grams := &c.grams[i]
				for _, next := range c.steps(i) {
					moved := sum.plus(vectorOf(food.Nutrition), (next-*grams)/100)
					if miss := g.miss(moved); miss < least-1e-9 {
						least, at, to, best = miss, grams, next, moved
					}
				}
			}
		}
		if at == nil {
			break
		}
		*at, sum = to, best
	}
	return sum
}

// steps are the amounts one kitchen step below and above an ingredient's, within its bounds.
func (c course) steps(i int) []float64 {
	in, food, grams := c.plate.dish.Ingredients[i], c.plate.foods[i], c.grams[i]
	if in.Role == "fixed" || in.Role == "" {
		return nil
	}
	limit := factorsOf(food, in.Grams)
	var out []float64
	step := kitchenStep(food, grams)
	for _, next := range []float64{grams - step, grams + step} {
		if f := next / in.Grams; next > 0 && f >= max(limit.low, leastFactor) && f <= min(limit.most(c.room), mostFactor) {
			out = append(out, kitchenGrams(food, next))
		}
	}
	return out
}
