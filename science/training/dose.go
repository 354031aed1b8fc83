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
	if r.Fitness.Level == spotter.Beginner && r.Goals.Primary != spotter.Strength {
		d.rir++
	}
	return r.limitDose(d)
}

// repsDose follows ACSM 2026: strength at 80 % of the maximum or more, which three to five repetitions
// with two in reserve are; for the other goals the load is secondary and the range is a convention.
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
	case strength && as == main:
		return dose{3, 5, 2, restStrength}
	case strength:
		return dose{6, 8, 2, restCompound}
	case as == main && r.Goals.Primary != spotter.GeneralFitness:
		return dose{6, 10, 2, restCompound}
	default:
		return dose{8, 12, 2, restCompound}
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
// is not to be breath-held eight, and a light start keeps four in reserve.
func (r *request) limitDose(d dose) dose {
	least := 0
	if r.Limits.NoMaximal || r.Limits.Minor {
		least, d.rir = 6, max(d.rir, 2)
	}
	if r.Limits.NoBreathHolding {
		least, d.rir = 8, max(d.rir, 2)
	}
	if r.Limits.LightStart {
		d.rir = max(d.rir, 4)
	}
	if d.min < least {
		d.min, d.max = least, max(d.max, least+2)
	}
	return d
}
