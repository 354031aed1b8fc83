package training

import (
	"slices"

	"spotter"
)

// movement is an exercise that the person may do, with its muscles as indexes into [spotter.Muscles].
type movement struct {
	spotter.Exercise
	primary, secondary []int
	implement          spotter.Equipment // what the load comes from, empty for body weight
	spared             spotter.Region    // the region of medium severity that it loads: known, but not used
	sore               []spotter.Region  // the regions of low severity that it loads
	below              int               // how many harder variations of an unloaded exercise are within reach
}

func (m *movement) free() bool { return m.spared == "" }

// heavy reports whether it can be loaded so that it needs a ramp and its full rest.
func (m *movement) heavy() bool { return m.Loadable && m.implement != "medicine_ball" }

func (m *movement) trains(muscle int) bool { return slices.Contains(m.primary, muscle) }

// hard reports whether its sets count as hard sets of its muscles; easy cardio and mobility do not.
func (m *movement) hard() bool { return isHard(m.Exercise) }

// sift keeps the exercises that equipment, level, limits and exclusions allow. Those that load a region
// of medium severity stay, marked, so that the plan can say what was replaced by what.
func (r *request) sift(exercises []spotter.Exercise) []*movement {
	pool := make([]*movement, 0, len(exercises))
	for _, e := range exercises {
		tooHard := e.Level.Rank() > r.Fitness.Level.Rank() && !r.wanted(e.ID)
		if tooHard || r.excluded[e.ID] || r.forbids(e) != "" {
			continue
		}
		pool = append(pool, &movement{
			Exercise: e, primary: muscleIndexes(e.Primary), secondary: muscleIndexes(e.Secondary),
			implement: implement(e),
			spared:    r.loaded(e, spotter.SeverityMedium), sore: r.Limits.Minded(e),
		})
	}
	rankVariations(pool)
	return pool
}

// rankVariations counts for each body-weight variation how many harder ones the pool has above it.
func rankVariations(pool []*movement) {
	byID := make(map[string]*movement, len(pool))
	for _, m := range pool {
		byID[m.ID] = m
	}
	for range longestLadder {
		for _, m := range pool {
			for _, id := range m.Easier {
				if easier := byID[id]; easier != nil && !easier.Loadable && m.free() && easier.Pattern == m.Pattern {
					easier.below = max(easier.below, min(m.below+1, longestLadder))
				}
			}
		}
	}
}

// longestLadder bounds the count, should variations name each other in a circle.
const longestLadder = 8

// forbids says why an exercise may not stand in the plan at all, empty when it may.
func (r *request) forbids(e spotter.Exercise) string {
	for _, thing := range e.Equipment {
		if !r.Constraints.Has(thing) {
			return "needs " + spotter.Words(string(thing)) + ", which is not in your equipment"
		}
	}
	switch {
	case r.Limits.NoSupine && e.Supine:
		return "is done lying on the back, which your answers rule out"
	case r.Limits.NoSupine && e.Prone:
		return "is done lying on the belly, which pregnancy rules out"
	case r.frail() && unsteady(e):
		return "asks for balance or a head held low, which is not for a start at your age"
	case r.calm() && e.Pattern == "cardio" && e.MET > vigorous:
		return "is too vigorous for a start like yours"
	case r.Limits.NoBreathHolding && e.BreathHeld():
		return "is a heavy barbell lift that makes one hold the breath, which your answers rule out"
	}
	if region := r.loaded(e, spotter.SeverityHigh); region != "" {
		return "loads the " + spotter.Words(string(region)) + ", which is to be spared"
	}
	return ""
}

// vigorous is the metabolic equivalent above which cardio is jumping and sprinting rather than moving on.
const vigorous = 7

// calm reports whether cardio is to stay steady and on the ground.
func (r *request) calm() bool {
	return r.Limits.LightStart || r.Limits.NoBreathHolding || r.gentle()
}

// loaded is the first region of a severity that an exercise loads.
func (r *request) loaded(e spotter.Exercise, severity spotter.Severity) spotter.Region {
	for _, region := range e.Loads {
		if r.Limits.Regions[region] == severity {
			return region
		}
	}
	return ""
}

func muscleIndexes(muscles []string) []int {
	out := make([]int, 0, len(muscles))
	for _, m := range muscles {
		if i := slices.Index(spotter.Muscles[:], m); i >= 0 {
			out = append(out, i)
		}
	}
	return out
}

// implement is the piece of equipment that the resistance comes from; a bench or a box is furniture, and
// so is a bar that one pulls oneself up to.
func implement(e spotter.Exercise) spotter.Equipment {
	for _, thing := range e.Equipment {
		if thing != "bench" && thing != "box" && (thing != "barbell" || e.Loadable) {
			return thing
		}
	}
	return ""
}
