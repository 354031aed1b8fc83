package nutrition

import (
	"math"

	"spotter"
)

// The bounds of scaling: what each role may be of its recipe's amount, relative to what gives the dish
// its share of the day's energy, and in all.
const (
	factorLow, factorHigh = 0.6, 1.7
	vegLow, vegHigh       = 0.6, 1.5
	leastFactor           = 0.35
	mostFactor            = 4.0
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

// goal is what a day, or one meal, should come to: the figures to aim at, and the bands to keep.
type goal struct {
	want, weight vector
	low, high    vector
	netCarbs     float64 // the most, 0 for no limit
}

// newGoal has no bands yet.
func newGoal(want vector) goal {
	g := goal{want: want, weight: vector{1000, 500, 4, 4, 0}}
	for n := range g.high {
		g.high[n] = math.Inf(1)
	}
	return g
}

// The bands that a day's totals keep, relative to the target.
const (
	kcalBand                = 0.05
	proteinBelow, proteinUp = 0.05, 0.10
)

// dayGoal aims at a day's targets and keeps their bands.
func dayGoal(t spotter.Targets) goal {
	g := newGoal(vector{t.Energy.Value, t.ProteinG, t.CarbsG, t.FatG, t.FibreG})
	for _, b := range t.Bands {
		switch b.About {
		case "energy":
			g.low[kcal], g.high[kcal] = b.Low, b.High
		case "protein":
			g.low[protein], g.high[protein] = b.Low, b.High
		case "fat":
			g.low[fat], g.high[fat] = b.Low, b.High
		case "fibre":
			g.low[fibre], g.high[fibre] = b.Low, b.High
		case "net_carbs": // a limit: aim well inside it
			g.netCarbs = b.High
			g.want[carbs], g.weight[carbs] = 0.75*b.High, 12
		}
	}
	return g
}

// variables prepares the factors of some dishes, each with its energy share in kcal.
func variables(plates []*plate, shares []float64) []variable {
	var out []variable
	for i, p := range plates {
		prefers, room := p.prefers(shares[i]), roomFor(shares[i])
		for j, role := range p.roles {
			low, high := factorLow, factorHigh
			if role == "veg" {
				low, high = vegLow, vegHigh
			}
			v := variable{bring: p.bring[j], prefers: prefers}
			most := p.limit[j].most(room)
			v.low = min(most, clamp(low*prefers, max(leastFactor, p.limit[j].low), mostFactor))
			v.high = max(v.low, min(most, clamp(high*prefers, leastFactor, mostFactor)))
			out = append(out, v)
		}
	}
	return out
}

// prefers is the factor that gives a dish its share of the energy.
func (p *plate) prefers(share float64) float64 {
	return clamp(share/max(1, p.whole[kcal]), leastFactor, mostFactor)
}

// fit finds factors for the goal. Where a band is missed its figure is aimed inside and weighs more in
// another round.
func (g goal) fit(vars []variable) []float64 {
	factors := leastSquares(vars, g)
	for range 3 {
		sum := sumOf(vars, factors)
		if !g.insist(sum) {
			break
		}
		factors = leastSquares(vars, g)
	}
	return factors
}

// insist weighs what a sum misses more, and reports whether there is such a thing.
func (g *goal) insist(sum vector) bool {
	missed := false
	for n := range sum {
		if aim := clamp(sum[n], g.low[n]*1.02, g.high[n]*0.98); sum[n] < g.low[n] || sum[n] > g.high[n] {
			g.weight[n], missed = max(60, 8*g.weight[n]), true
			if n != kcal && n != protein {
				g.want[n] = aim
			}
		}
	}
	if g.netCarbs > 0 && sum.netCarbs() > g.netCarbs {
		g.want[carbs] -= 1.2 * (sum.netCarbs() - g.netCarbs)
		g.weight[carbs], missed = 8*g.weight[carbs], true
	}
	return missed
}

func sumOf(vars []variable, factors []float64) (sum vector) {
	for i, v := range vars {
		sum = sum.plus(v.bring, factors[i])
	}
	return sum
}

// descentRounds bring the sum as near as the kitchen's rounding lets one see.
const descentRounds = 24

// leastSquares finds the factors within their bounds for which the sum comes closest to the goal, in
// relative terms, while each dish stays near its recipe: coordinate descent, which is exact for one
// variable at a time and settles within some rounds.
func leastSquares(vars []variable, g goal) []float64 {
	factors := make([]float64, len(vars))
	var sum, weight vector
	for n := range weight {
		weight[n] = g.weight[n] / max(1, g.want[n]*g.want[n])
	}
	for i := range vars {
		factors[i] = clamp(vars[i].prefers, vars[i].low, vars[i].high)
		sum = sum.plus(vars[i].bring, factors[i])
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
const stayWeight = 0.25

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

// miss is how far, relative to the target, a sum lies outside the bands; 0 inside.
func (g goal) miss(sum vector) float64 {
	out := 0.0
	for n := range sum {
		out += outside(sum[n], g.low[n], g.high[n]) / max(1, g.want[n])
	}
	if g.netCarbs > 0 {
		out += outside(sum.netCarbs(), 0, g.netCarbs) / g.netCarbs
	}
	return out
}

func outside(x, low, high float64) float64 { return max(0, max(low-x, x-high)) }

// muchFibre is the part of the fibre target above which more is no gain.
const muchFibre = 1.4

// strain is how far a sum is from the soft targets and the dishes from their recipes.
func (g goal) strain(sum vector, vars []variable, factors []float64) float64 {
	out := 0.0
	for _, n := range []int{carbs, fat} {
		off := (sum[n] - g.want[n]) / max(1, g.want[n])
		out += 3 * off * off
	}
	if off := sum[fibre]/max(1, g.want[fibre]) - muchFibre; off > 0 {
		out += 3 * off * off
	}
	for i, v := range vars {
		off := math.Log(factors[i] / v.prefers)
		out += off * off * 2 / float64(len(vars))
	}
	return out
}
