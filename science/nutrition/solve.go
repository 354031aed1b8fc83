package nutrition

import "math"

// The bounds of scaling, relative to what gives a dish its share of the day's energy, and in all.
const (
	factorLow, factorHigh = 0.45, 2.0
	vegLow, vegHigh       = 0.6, 1.5
	leastFactor           = 0.2
	mostFactor            = 6.0
)

// variable is the factor of one role of one dish on the day.
type variable struct {
	bring     vector
	prefers   float64 // the factor that gives the dish its share
	low, high float64
}

// goal is what a day, or one meal, should come to.
type goal struct {
	want   vector
	weight vector
	keto   bool
}

func dayGoal(want vector, keto bool) goal {
	g := goal{want: want, weight: vector{400, 250, 4, 4, 0.5}, keto: keto}
	if keto { // carbohydrate is a limit there: aim well inside it
		g.want[carbs], g.weight[carbs] = 0.7*ketoNetCarbsG, 20
	}
	return g
}

// variables prepares the factors of some dishes, each with its energy share in kcal.
func variables(plates []*plate, shares []float64) []variable {
	var out []variable
	for i, p := range plates {
		prefers := clamp(shares[i]/max(1, p.whole[kcal]), leastFactor, mostFactor)
		for j, role := range p.roles {
			low, high := factorLow, factorHigh
			if role == "veg" {
				low, high = vegLow, vegHigh
			}
			out = append(out, variable{
				bring: p.bring[j], prefers: prefers,
				low: clamp(low*prefers, leastFactor, mostFactor), high: clamp(high*prefers, leastFactor, mostFactor),
			})
		}
	}
	return out
}

// leastSquares finds the factors within their bounds for which the sum comes closest to the goal, in
// relative terms, while each dish stays near its recipe: coordinate descent, which is exact for one
// variable at a time and settles within some tens of rounds.
func leastSquares(vars []variable, g goal) []float64 {
	const stay = 0.06 // how much a doubled factor may cost beside an error of the day
	factors := make([]float64, len(vars))
	var sum vector
	for i, v := range vars {
		factors[i] = v.prefers
		sum = sum.plus(v.bring, v.prefers)
	}
	var weight vector
	for n := range weight {
		weight[n] = g.weight[n] / max(1, g.want[n]*g.want[n])
	}
	for range 60 {
		moved := 0.0
		for i := range vars {
			v := &vars[i]
			slope, curve := -stay*(factors[i]-v.prefers)/(v.prefers*v.prefers), stay/(v.prefers*v.prefers)
			for n := range weight {
				slope += weight[n] * v.bring[n] * (g.want[n] - sum[n])
				curve += weight[n] * v.bring[n] * v.bring[n]
			}
			next := clamp(factors[i]+slope/curve, v.low, v.high)
			sum = sum.plus(v.bring, next-factors[i])
			moved = max(moved, math.Abs(next-factors[i])/v.prefers)
			factors[i] = next
		}
		if moved < 0.003 {
			break
		}
	}
	return factors
}

func clamp(x, low, high float64) float64 { return max(low, min(high, x)) }

// The bands that a day's totals keep, relative to the target.
const (
	kcalBand                = 0.05
	proteinBelow, proteinUp = 0.05, 0.10
)

// miss is how far, relative to the target, a sum lies outside the bands; 0 inside.
func (g goal) miss(sum vector) float64 {
	out := outside(sum[kcal], g.want[kcal]*(1-kcalBand), g.want[kcal]*(1+kcalBand)) / g.want[kcal]
	out += outside(sum[protein], g.want[protein]*(1-proteinBelow), g.want[protein]*(1+proteinUp)) / g.want[protein]
	if g.keto {
		out += outside(sum.netCarbs(), 0, ketoNetCarbsG) / ketoNetCarbsG
	}
	return out
}

func outside(x, low, high float64) float64 { return max(0, max(low-x, x-high)) }

// strain is how far a sum is from the soft targets and the dishes from their recipes.
func (g goal) strain(sum vector, vars []variable, factors []float64) float64 {
	out := 0.0
	for _, n := range []int{carbs, fat, fibre} {
		if n == fibre && sum[n] > g.want[n] {
			continue
		}
		off := (sum[n] - g.want[n]) / max(1, g.want[n])
		out += 3 * off * off
	}
	for i, v := range vars {
		off := math.Log(factors[i] / v.prefers)
		out += off * off * 2 / float64(len(vars))
	}
	return out
}
