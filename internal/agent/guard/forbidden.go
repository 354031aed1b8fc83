package guard

import (
	"encoding/json"
	"strings"
	"sync"

	"spotter"
	"spotter/science/nutrition"
)

// keptLimits is how many different limits are remembered with what they forbid: working it out takes
// milliseconds, and a person's change seldom.
const keptLimits = 512

// forbidding remembers what limits forbid. The sets are shared and never written to.
type forbidding struct {
	mu   sync.Mutex
	sets map[string]forbiddenSet
}

type forbiddenSet struct {
	ids   map[int32]bool
	kinds kind
}

// forbidden are the subjects that a person's limits and way of eating rule out.
func (n *Names) forbidden(limits spotter.Limits, diet *spotter.Diet) forbiddenSet {
	key, err := json.Marshal([]any{limits.Regions, limits.NoSupine, limits.NoBreathHolding, diet})
	if err != nil {
		return n.rulesOut(limits, diet)
	}
	n.known.mu.Lock()
	defer n.known.mu.Unlock()
	set, ok := n.known.sets[string(key)]
	if !ok {
		if len(n.known.sets) >= keptLimits || n.known.sets == nil {
			n.known.sets = map[string]forbiddenSet{}
		}
		set = n.rulesOut(limits, diet)
		n.known.sets[string(key)] = set
	}
	return set
}

func (n *Names) rulesOut(limits spotter.Limits, diet *spotter.Diet) forbiddenSet {
	out := forbiddenSet{ids: map[int32]bool{}}
	careful := len(limits.Regions) > 0 || limits.NoSupine || limits.NoBreathHolding
	for i, s := range n.subjects {
		switch {
		case s.kind == kFood && diet != nil && !n.mayEat(*diet, s.id):
		case s.kind == kExercise && careful && !n.mayTrain(limits, s.id):
		default:
			continue
		}
		out.ids[int32(i)] = true
		out.kinds |= s.kind
	}
	return out
}

func (n *Names) mayEat(diet spotter.Diet, id string) bool {
	dish := spotter.Dish{Ingredients: []spotter.Ingredient{{Food: id, Grams: 1}}}
	if dishID, ok := strings.CutPrefix(id, "dish:"); ok {
		dish, _ = n.dishes.Find(dishID)
	}
	return nutrition.Allows(diet, dish, n.foods.Find)
}

func (n *Names) mayTrain(limits spotter.Limits, id string) bool {
	e, ok := n.exercises.Find(id)
	return !ok || limits.Allows(e)
}
