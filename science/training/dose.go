package training

import "spotter"

// dose is how much of an exercise one set is: a range of repetitions (or seconds, or minutes), the
// reserve to keep and the rest after it.
type dose struct{ min, max, rir, rest int }

// doseFor is the dose of an exercise in its role, inside the limits.
func (r *request) doseFor(m *movement, as role) dose {
	if m.Unit != "reps" || as == easy {
		return r.timedDose(m, as)
	}
	d := r.repsDose(m, as)
	switch {
	case r.gentle():
		d = dose{max(d.min, 8), max(d.max, 12), 3, d.rest}
	case r.Fitness.Level == spotter.Beginner && r.Goals.Primary != spotter.Strength:
		d.rir++
	}
	if r.minutes <= briefSession {
		d.max = max(d.min, min(d.max, briefReps))
	}
	return r.limitDose(d)
}

// A session of up to half an hour keeps its sets short, so that there are more of them.
const (
	briefSession = 30
	briefReps    = 12
)

// repsDose follows ACSM 2026: strength at 80 % of the maximum or more, which up to six repetitions with two
// in reserve are; for the other goals the load is secondary and the range is a convention.
func (r *request) repsDose(m *movement, as role) dose {
	strength := r.Goals.Primary == spotter.Strength
	switch {
	case as >= single:
		if strength {
			return dose{8, 12, 2, restIsolation}
		}
		return dose{10, 15, 2, restIsolation}
	case !m.Loadable:
		return dose{6, 15, 2, restCompound}
	case strength && as == main && m.heavy():
		return r.strengthDose(m)
	case strength:
		return dose{6, 8, 2, restCompound}
	case as == main && r.Goals.Primary != spotter.GeneralFitness:
		return dose{6, 10, 2, restCompound}
	default:
		return dose{8, 12, 2, restCompound}
	}
}

// strengthDose goes lowest where a bar is squatted, lifted or pressed; pulls and other implements keep a
// little more, for their form fails before the muscle does. A beginner repeats fives and adds load.
func (r *request) strengthDose(m *movement) dose {
	pull := m.Pattern == "pull_horizontal" || m.Pattern == "pull_vertical"
	switch {
	case r.Fitness.Level == spotter.Beginner:
		return dose{5, 5, 2, restStrength}
	case m.implement == "barbell" && !pull:
		return dose{3, 5, 2, restStrength}
	default:
		return dose{4, 6, 2, restStrength}
	}
}

// timedDose is for holds, carries, cardio and mobility. Cardio starts short; see extendCardio.
func (r *request) timedDose(m *movement, as role) dose {
	switch {
	case m.Pattern == "cardio":
		return dose{5, 5, r.limitDose(dose{rir: 3}).rir, 0}
	case m.Unit == "minutes":
		return dose{3, 5, 4, 0}
	case as == easy && m.Unit == "reps":
		return dose{8, 10, 4, restMobility}
	case as == easy:
		return dose{20, 30, 4, restMobility}
	case m.Compound:
		return r.limitDose(dose{20, 40, 2, restCompound})
	default:
		return r.limitDose(dose{20, 40, 2, restIsolation})
	}
}

// limitDose applies the hard limits: what is not maximal keeps two in reserve and six repetitions, what
// is not to be breath-held eight, and a light start keeps four in reserve after eight or more.
func (r *request) limitDose(d dose) dose {
	least := 0
	if r.Limits.NoMaximal || r.Limits.Minor {
		least, d.rir = 6, max(d.rir, 2)
	}
	if r.Limits.NoBreathHolding {
		least, d.rir = 8, max(d.rir, 2)
	}
	if r.Limits.LightStart {
		least, d.rir = 8, max(d.rir, 4)
	}
	if d.min < least {
		d.min, d.max = least, max(d.max, least+2)
	}
	return d
}
