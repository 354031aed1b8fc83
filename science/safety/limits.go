package safety

import (
	"fmt"
	"math"

	"spotter"
)

// Caffeine, in mg a day from all sources.
const (
	caffeineAdult     = 400 // EFSA 2015: healthy adults
	caffeinePregnancy = 200 // EFSA 2015: pregnancy
	caffeineMinorPerK = 3.0 // EFSA 2015: mg per kg of body mass for children and adolescents
)

// Limits are the hard limits that follow from screening, age and injuries on a day. An answer that is
// missing counts as not given. Limits only add up: where two reasons set one bound, the stricter holds.
// A clearance by a professional, on or before today, lifts the light start and nothing else.
func Limits(a spotter.Answers, today spotter.Date) spotter.Limits {
	l := spotter.Limits{
		CaffeineMaxMG: caffeineAdult,
		Regions:       map[spotter.Region]spotter.Severity{},
		Reasons:       []spotter.Reason{},
	}
	if s := a.Screening; s != nil {
		limitHeart(&l, *s, today)
		limitPregnancy(&l, *s)
		limitEatingDisorder(&l, *s)
		noteOther(&l, *s, a.Constraints)
	}
	if isMinor(a.About, today) {
		limitMinor(&l, a.About.WeightKG)
	}
	if a.Constraints != nil {
		limitRegions(&l, a.Constraints.Injuries)
	}
	return l
}

func limitHeart(l *spotter.Limits, s spotter.Screening, today spotter.Date) {
	if !needsClearance(s) {
		return
	}
	l.NoMaximal, l.NoStimulants, l.CaffeineMaxMG = true, true, 0
	because(l, "screening", "Your answers about the heart, chest pain, dizziness or heart and blood pressure medicine rule out maximal efforts, anything at RPE 9 or above, and stimulants.")
	if s.ClearedOn == nil || today.Before(*s.ClearedOn) {
		l.LightStart = true
		because(l, "light_start", "The first weeks stay light until a professional has cleared you for training; tell Spotter the date when that has happened.")
		return
	}
	because(l, "light_start", fmt.Sprintf("You said that a professional cleared you on %s, so the light start is lifted; the other limits stay.", s.ClearedOn))
}

// needsClearance reports whether a screening says yes to anything that a professional should look at first.
func needsClearance(s spotter.Screening) bool {
	return s.HeartCondition || s.ChestPain || s.DizzinessOrFainting || s.HeartOrPressureMedication
}

func limitPregnancy(l *spotter.Limits, s spotter.Screening) {
	if !IsPregnant(s) {
		return
	}
	l.NoDeficit, l.NoSupine, l.NoMaximal, l.NoBreathHolding, l.NoSupplements = true, true, true, true, true
	l.CaffeineMaxMG = min(l.CaffeineMaxMG, caffeinePregnancy)
	because(l, "pregnancy", "In pregnancy and after birth the strictest rule holds whatever the week: no energy deficit; nothing lying on the back, no contact, and no maximal or breath-held lifts; caffeine at most 200 mg a day (EFSA); about supplements, ask your midwife or doctor.")
}

func limitEatingDisorder(l *spotter.Limits, s spotter.Screening) {
	if !HidesNumbers(s) {
		return
	}
	l.NoDeficit, l.HideNumbers, l.NoWeighIns = true, true, true
	because(l, "eating_disorder", "Because of what you said about eating, Spotter plans no deficit, shows no energy or weight targets and never asks you to weigh yourself.")
}

// noteOther says what cannot become a limit by itself: a yes without a region or a cause.
func noteOther(l *spotter.Limits, s spotter.Screening, c *spotter.Constraints) {
	if s.BoneOrJointProblem && (c == nil || len(c.Injuries) == 0) {
		because(l, "bone_or_joint", "You named a bone or joint problem but no region: add it under injuries, so that exercises that load it are left out.")
	}
	if s.OtherReason {
		because(l, "other_reason", "You named another reason to be careful: ask a professional before hard training, and stop when something feels wrong.")
	}
}

func isMinor(about *spotter.About, today spotter.Date) bool {
	return about != nil && !about.BirthDate.IsZero() && about.BirthDate.YearsTo(today) < 18
}

// limitMinor adds EFSA's bound per kg to the table's rules for minors: the adult bound would be
// several times too high for a light 16-year-old.
func limitMinor(l *spotter.Limits, weightKG float64) {
	l.Minor, l.NoDeficit, l.NoSupplements, l.NoMaximal = true, true, true, true
	if weightKG > 0 {
		l.CaffeineMaxMG = min(l.CaffeineMaxMG, int(math.Floor(caffeineMinorPerK*weightKG)))
	}
	because(l, "minor", "Under 18, Spotter plans no energy deficit, no supplements and no maximal lifts, and keeps caffeine to 3 mg per kg of body mass a day (EFSA).")
}

func limitRegions(l *spotter.Limits, injuries []spotter.Injury) {
	for _, injury := range injuries {
		if rank(injury.Severity) > rank(l.Regions[injury.Region]) {
			l.Regions[injury.Region] = injury.Severity
		}
	}
	sentence := map[spotter.Severity]string{
		spotter.SeverityHigh:   "Exercises that load the %s are left out.",
		spotter.SeverityMedium: "Exercises that load the %s are replaced by others of the same kind.",
		spotter.SeverityLow:    "Exercises that load the %s stay, with a note to mind it.",
	}
	for _, region := range spotter.Regions {
		if text, ok := sentence[l.Regions[region]]; ok {
			because(l, "injury", fmt.Sprintf(text, spotter.Words(string(region))))
		}
	}
}

func rank(s spotter.Severity) int {
	switch s {
	case spotter.SeverityLow:
		return 1
	case spotter.SeverityMedium:
		return 2
	case spotter.SeverityHigh:
		return 3
	default:
		return 0
	}
}

func because(l *spotter.Limits, about, text string) {
	l.Reasons = append(l.Reasons, spotter.Reason{About: about, Text: text})
}
