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
	pull      vector  // how an error of the sum pushes the factor
	stay      float64 // how the recipe holds it back
	curve     float64
}

// goal is what a day, or one meal, should come to.
type goal struct {
	want   vector
	weight vector
	keto   bool
}

func dayGoal(want vector, keto bool) goal {
	g := goal{want: want, weight: vector{1000, 500, 4, 4, 0.5}, keto: keto}
	if keto { // carbohydrate is a limit there: aim well inside it
		g.want[carbs], g.weight[carbs] = 0.7*ketoNetCarbsG, 12
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
			v := variable{bring: p.bring[j], prefers: prefers, low: clamp(low*prefers, leastFactor, mostFactor)}
			most := p.most[j] * clamp(shares[i]/sensibleKcal, 1, 2.5)
			v.high = max(v.low, min(clamp(high*prefers, leastFactor, mostFactor), most))
			out = append(out, v)
		}
	}
	return out
}

// descentRounds bring the sum as near as the kitchen's rounding lets one see.
const descentRounds = 24

// leastSquares finds the factors within their bounds for which the sum comes closest to the goal, in
// relative terms, while each dish stays near its recipe: coordinate descent, which is exact for one
// variable at a time and settles within some rounds.
func leastSquares(vars []variable, g goal) []float64 {
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
	for i := range vars {
		vars[i].prepare(weight)
	}
	for range descentRounds {
		moved := 0.0
		for i := range vars {
			v := &vars[i]
			slope := -v.stay * (factors[i] - v.prefers)
			for n := range sum {
				slope += v.pull[n] * (g.want[n] - sum[n])
			}
			step := clamp(factors[i]+slope/v.curve, v.low, v.high) - factors[i]
			factors[i] += step
			for n := range sum {
				sum[n] += step * v.bring[n]
			}
			moved = max(moved, math.Abs(step)/v.prefers)
		}
		if moved < 0.004 {
			break
		}
	}
	return factors
}

// stayWeight is how much a doubled factor may cost beside an error of the day.
const stayWeight = 0.06

// prepare works out what does not change while the factors move.
func (v *variable) prepare(weight vector) {
	v.stay = stayWeight / (v.prefers * v.prefers)
	v.curve = v.stay
	for n := range weight {
		v.pull[n] = weight[n] * v.bring[n]
		v.curve += v.pull[n] * v.bring[n]
	}
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
		off := (sum[n] - g.want[n]) / max(1, g.want[n])
		if n == fibre { // more is welcome, up to half as much again
			off = outside(off, 0, 0.5)
		}
		out += 3 * off * off
	}
	for i, v := range vars {
		off := math.Log(factors[i] / v.prefers)
		out += off * off * 2 / float64(len(vars))
	}
	return out
}
