package safety

import (
	"slices"

	"spotter"
)

// Keep is an earlier document brought back beside what is known now: what was a reason for care at either
// time still is one. Allergies, intolerances, medicines, injuries and yeses of the screening only add up, and
// whoever is a minor now stays one. kept names what of it the earlier document did not know. To take a
// reason for care away the person says so in a change of their own.
func Keep(now, earlier spotter.ProfileDocument, today spotter.Date) (out spotter.ProfileDocument, kept []string) {
	out = earlier
	if isMinor(&now.About, today) && !isMinor(&earlier.About, today) {
		out.About.BirthDate = now.About.BirthDate
		kept = append(kept, "your age")
	}
	var names []string
	out.Screening, names = keepScreening(now.Screening, earlier.Screening)
	kept = append(kept, names...)
	out.Constraints.Injuries, names = keepInjuries(now.Constraints.Injuries, earlier.Constraints.Injuries)
	kept = append(kept, names...)
	out.Diet.Allergies, names = keepNames(now.Diet.Allergies, earlier.Diet.Allergies, " allergy")
	kept = append(kept, names...)
	out.Diet.Intolerances, names = keepNames(now.Diet.Intolerances, earlier.Diet.Intolerances, " intolerance")
	kept = append(kept, names...)
	out.Supplements.Medicines, names = keepNames(now.Supplements.Medicines, earlier.Supplements.Medicines, " medicine")
	return out, append(kept, names...)
}

// keepScreening takes each yes of either time. A clearance counts only where every screening with a reason
// for one had it: what was cleared was not what came since.
func keepScreening(now, earlier spotter.Screening) (out spotter.Screening, kept []string) {
	out = earlier
	for _, flag := range []struct {
		name string
		now  bool
		out  *bool
	}{
		{"heart condition", now.HeartCondition, &out.HeartCondition},
		{"chest pain", now.ChestPain, &out.ChestPain},
		{"dizziness or fainting", now.DizzinessOrFainting, &out.DizzinessOrFainting},
		{"bone or joint problem", now.BoneOrJointProblem, &out.BoneOrJointProblem},
		{"heart or blood pressure medicine", now.HeartOrPressureMedication, &out.HeartOrPressureMedication},
		{"pregnancy or recent birth", now.PregnancyOrRecentBirth, &out.PregnancyOrRecentBirth},
		{"eating disorder history", now.EatingDisorderHistory, &out.EatingDisorderHistory},
		{"other reason to be careful", now.OtherReason, &out.OtherReason},
	} {
		if flag.now && !*flag.out {
			*flag.out, kept = true, append(kept, flag.name)
		}
	}
	if len(kept) > 0 && now.Note != "" {
		out.Note = now.Note
	}
	switch {
	case needsClearance(now) && !needsClearance(earlier):
		out.ClearedOn = now.ClearedOn
	case needsClearance(now) && now.ClearedOn == nil:
		out.ClearedOn = nil
	}
	return out, kept
}

// keepInjuries takes each region at its most severe.
func keepInjuries(now, earlier []spotter.Injury) (out []spotter.Injury, kept []string) {
	out = slices.Clone(earlier)
	for _, injury := range now {
		i := slices.IndexFunc(out, func(e spotter.Injury) bool { return e.Region == injury.Region })
		switch {
		case i < 0:
			out = append(out, injury)
		case rank(injury.Severity) > rank(out[i].Severity):
			out[i] = injury
		default:
			continue
		}
		kept = append(kept, spotter.Words(string(injury.Region))+" injury")
	}
	return out, kept
}

func keepNames[T ~string](now, earlier []T, kind string) (out []T, kept []string) {
	out = slices.Clone(earlier)
	for _, name := range now {
		if !slices.Contains(out, name) {
			out, kept = append(out, name), append(kept, spotter.Words(string(name))+kind)
		}
	}
	return out, kept
}
