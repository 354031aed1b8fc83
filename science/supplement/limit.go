package supplement

import "spotter"

// EFSA 2015 on caffeine: 400 mg a day for adults, 200 mg in pregnancy, 3 mg per kg under 18; a single dose
// of up to 200 mg raises no concern.
const caffeineAtOnce = 200

func efsaCaffeine() spotter.Cited {
	return spotter.Cited{Source: "EFSA, Scientific Opinion on the safety of caffeine", SourceDate: "2015", Verified: true}
}

// LimitFor is the upper limit of a nutrient for a person: the strictest of the stages that fit.
func LimitFor(p Person, limits []spotter.UpperLimit, n spotter.Nutrient) *spotter.PersonalLimit {
	if n == "caffeine" {
		return &spotter.PersonalLimit{Nutrient: n, Amount: float64(p.Limits.CaffeineMaxMG), Unit: "mg", Counts: "everything", Stage: "limits", Cited: efsaCaffeine()}
	}
	for _, l := range limits {
		if l.Nutrient == n {
			return strictest(p, l)
		}
	}
	return nil
}

func strictest(p Person, l spotter.UpperLimit) *spotter.PersonalLimit {
	var out *spotter.PersonalLimit
	for _, s := range l.Stages {
		if !fits(p, s.Stage) || out != nil && out.Amount <= s.Amount {
			continue
		}
		out = &spotter.PersonalLimit{Nutrient: l.Nutrient, Amount: s.Amount, Unit: l.Unit, Counts: "supplements", Stage: s.Stage, Cited: s.Cited}
		if l.Food {
			out.Counts = "everything"
		}
	}
	return out
}

// fits reports whether a person is in a stage of life. Of an unknown age every stage but pregnancy's fits.
// The teens' limits hold to the end of the 18th year, as their source has them.
func fits(p Person, stage string) bool {
	age := p.age()
	unknown := p.About == nil
	switch stage {
	case "teen":
		return unknown || age < 19
	case "adult":
		return unknown || age >= 19
	case "over_50":
		return unknown || age > 50
	case "pregnancy_teen":
		return p.isPregnant() && (unknown || age < 19)
	case "pregnancy":
		return p.isPregnant() && (unknown || age >= 19)
	}
	return false
}
