package shorthand

import (
	"math"

	"spotter"
)

// partial is a set of which not all need be known.
type partial struct {
	load *spotter.Amount
	reps *int
	rir  *int
}

// resolve says what the facts are in the end.
func (f *facts) resolve(c Context) (*Reading, *Question) {
	if f.said[next] && !f.saysSet() && !f.hurts() {
		return &Reading{Kind: Ask}, nil
	}
	if !f.saysSet() && f.fault == nil && f.remark() != "" {
		return &Reading{Kind: Tell, Exercise: f.about(c), Remark: f.remark(), Region: f.region}, nil
	}
	switch {
	case f.fault != nil:
		return nil, f.fault
	case f.said[asked]:
		return nil, &Question{Text: "Is that a set that you did, or a question? Say the set without a question mark."}
	case len(f.moves) > 1:
		return nil, &Question{Text: "That names two exercises. Log each set on its own."}
	case f.said[region] && !f.said[pain]:
		return nil, &Question{Text: "What about your " + spotter.Words(string(f.region)) + "? If it hurts, say so and stop the exercise."}
	case f.said[which] && !f.said[amend] && c.Last != nil:
		return nil, &Question{Text: `Is that a new set, or a change to the last one? Say "no" before a change: "no, 9".`}
	case f.said[amend]:
		return f.correction(c)
	default:
		return f.set(c)
	}
}

// remark is what was said about the exercise, empty when nothing was.
func (f *facts) remark() spotter.RemarkKind {
	switch {
	case f.hurts():
		return spotter.Pain
	case f.said[tooHeavy]:
		return spotter.TooHeavy
	case f.said[tooEasy]:
		return spotter.TooEasy
	default:
		return ""
	}
}

// about is the exercise that a remark is about: the one named, else the one just done, else the one that
// is on.
func (f *facts) about(c Context) string {
	switch {
	case len(f.moves) > 0:
		return f.moves[0]
	case c.Last != nil:
		return c.Last.Exercise
	default:
		return c.Current.Exercise.ID
	}
}

// known is what is known of the exercise that the text is about.
func (f *facts) known(c Context) (Known, bool) {
	if len(f.moves) == 0 {
		return c.Current, c.Current.Exercise.ID != ""
	}
	return c.Find(f.moves[0])
}

// correction changes the last set.
func (f *facts) correction(c Context) (*Reading, *Question) {
	switch {
	case c.Last == nil:
		return nil, &Question{Text: `There is no set in this session to change yet. Say the set as "8 with 100 kg, 2 left".`}
	case f.said[again] || f.said[sameLoad] || f.said[sameReps]:
		return nil, &Question{Text: "Is that a change to the last set, or the same set once more?"}
	}
	out := &Reading{Kind: Correct, Remark: f.remark(), Region: f.region, Warmup: f.said[warmup]}
	on := c.LastOf
	if len(f.moves) > 0 {
		on, _ = c.Find(f.moves[0])
		out.Exercise = on.Exercise.ID
	}
	on.ReferenceKG, on.Now = c.Last.WeightKG, nil
	p, doubt := f.overBase(on, c)
	if doubt != nil {
		return nil, doubt
	}
	if p == (partial{}) && out.Exercise == "" && out.Remark == "" && !out.Warmup {
		return nil, &Question{Text: `What should change about the last set? Say "no, 9" for the repetitions or "actually 82.5 kg" for the load.`}
	}
	out.Load, out.Reps, out.RIR = p.load, p.reps, p.rir
	return out, nil
}

// set is a set that was done.
func (f *facts) set(c Context) (*Reading, *Question) {
	on, ok := f.known(c)
	if again := f.said[again] || f.said[sameLoad] || f.said[sameReps]; again {
		return f.repetition(on, c)
	}
	if !f.saysSet() {
		return nil, &Question{Text: `How many repetitions did you do, with what load? Say it as "8 with 100 kg, 2 left".`}
	}
	if !ok {
		return nil, &Question{Text: `Which exercise was it? Say "bench press 100x8", or choose one first.`}
	}
	p, doubt := f.partial(on, c)
	if doubt == nil {
		doubt = complete(&p, on)
	}
	if doubt != nil {
		return nil, doubt
	}
	return f.reading(on, p), nil
}

func (f *facts) reading(on Known, p partial) *Reading {
	out := &Reading{Kind: Log, Exercise: on.Exercise.ID, Load: p.load, Reps: p.reps, RIR: p.rir,
		Warmup: f.said[warmup], Remark: f.remark(), Region: f.region}
	for i, m := range f.moods {
		if i > 0 {
			out.Note += ", "
		}
		out.Note += m
	}
	return out
}

// complete fills in the load that goes without saying and asks for what is missing.
func complete(p *partial, on Known) *Question {
	if p.load == nil && on.Exercise.Loadable {
		if on.Now == nil {
			return &Question{Text: `With what load? Say it with its unit, such as "` + example(p.reps) + ` with 60 kg".`}
		}
		p.load = on.Now
	}
	if p.reps == nil {
		return &Question{Text: "How many " + noun(on.Exercise.Unit, 2) + " did you do?"}
	}
	return nil
}

// repetition is the last set once more, with what else was said over it.
func (f *facts) repetition(on Known, c Context) (*Reading, *Question) {
	if c.Last == nil {
		return nil, &Question{Text: `There is no set in this session to repeat yet. Say the set as "8 with 100 kg, 2 left".`}
	}
	if len(f.moves) > 0 && on.Exercise.ID != c.Last.Exercise {
		return nil, &Question{Text: "The last set was of another exercise. Say this one in full."}
	}
	on = c.LastOf
	on.ReferenceKG, on.Now = c.Last.WeightKG, nil
	p, doubt := f.overBase(on, c)
	if doubt != nil {
		return nil, doubt
	}
	unchanged := p == partial{}
	if p.load == nil && (f.said[again] || f.said[sameLoad]) {
		entered := c.Last.Entered
		p.load = &entered
	}
	if p.reps == nil && (f.said[again] || f.said[sameReps]) {
		n := c.Last.Reps
		p.reps = &n
	}
	if unchanged && f.said[again] {
		p.rir = c.Last.RIR
	}
	if doubt = complete(&p, on); doubt != nil {
		return nil, doubt
	}
	return f.reading(on, p), nil
}

// overBase reads what is said beside a set that is known. A single number is what it can only be.
func (f *facts) overBase(on Known, c Context) (partial, *Question) {
	single := len(f.bare) == 1 && f.pair == nil && len(f.loads) == 0 && len(f.small) == 0
	if !single {
		if len(f.bare) == 0 && len(f.small) == 1 && f.pair == nil && len(f.loads) == 0 {
			return partial{}, f.smallDoubt()
		}
		return f.partial(on, c)
	}
	n := f.bare[0]
	f.bare = nil
	p, doubt := f.partial(on, c)
	if doubt != nil {
		return p, doubt
	}
	asReps := p.reps == nil && isNear(n.value, c.Last.Reps)
	asLoad := c.Last.Entered.Value > 0 && within(n.value/c.Last.Entered.Value, 0.5, 1.5)
	switch {
	case n.loose || asReps == asLoad:
		return p, &Question{Text: "Is " + amount(n.value) + " the repetitions or the load?"}
	case asReps:
		reps := int(n.value)
		p.reps = &reps
	default:
		p.load = &spotter.Amount{Value: n.value, Unit: c.Last.Entered.Unit}
	}
	return p, nil
}

// isNear reports whether a number can be the repetitions of a set like one that had reps.
func isNear(n float64, reps int) bool {
	return n == math.Trunc(n) && n >= 1 && n <= float64(2*reps+5)
}

func within(x, low, high float64) bool { return x >= low-1e-9 && x <= high+1e-9 }
