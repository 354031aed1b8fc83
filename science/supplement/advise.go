package supplement

import (
	"fmt"
	"slices"
	"strings"

	"spotter"
)

// Advise says what may be told of a supplement to a person. What a limit, an allergy or a way of eating
// rules out is withheld: nothing is said of it but why. With a medicine or a flag that it must not meet no
// dose is named.
func Advise(p Person, s spotter.Supplement, limits []spotter.UpperLimit) spotter.SupplementAdvice {
	out := spotter.SupplementAdvice{ID: s.ID, Name: s.Name, Aliases: s.Aliases, Purpose: s.Purpose,
		Claims: []spotter.Claim{}, Together: []spotter.FoodRule{}, Certification: Certification, Notice: Notice}
	out.Verdict, out.Why = judge(p, s)
	if out.Verdict == spotter.Withheld {
		out.Purpose, out.Instead = "", s.Instead
		if p.Limits.NoSupplements || !p.known() {
			out.Instead = ""
		}
		out.Unverified = unverified(out)
		return out
	}
	out.Limit = LimitFor(p, limits, s.Nutrient)
	out.Together = append(out.Together, s.Together...)
	for _, c := range s.Claims {
		if !c.WeightLoss || !p.Limits.HideNumbers {
			out.Claims = append(out.Claims, c)
		}
	}
	if out.Verdict != spotter.NotWith {
		out.Dose = dose(p, s, out.Limit)
	}
	if out.Dose != nil && s.Nutrient == "caffeine" && out.Dose.High > caffeineAtOnce {
		out.Why = append(out.Why, spotter.SupplementNote{About: "dose", Urgency: spotter.Caution, Cited: efsaCaffeine(),
			Text: "Single doses of up to 200 mg raise no concern; start at the low end."})
		out.Verdict = worst(out.Verdict, spotter.WithCare)
	}
	out.Unverified = unverified(out)
	return out
}

// judge is the verdict with its reasons, the gravest first. What is withheld has those reasons only.
func judge(p Person, s spotter.Supplement) (spotter.Verdict, []spotter.SupplementNote) {
	if why := forbidden(p, s); len(why) > 0 {
		return spotter.Withheld, why
	}
	why := append(flagged(p, s), medicated(p, s)...)
	slices.SortStableFunc(why, func(a, b spotter.SupplementNote) int { return gravity(b.Urgency) - gravity(a.Urgency) })
	verdict := spotter.Possible
	for _, n := range why {
		verdict = worst(verdict, spotter.Verdict(n.Urgency))
	}
	return verdict, why
}

// forbidden are the reasons for which nothing is said of a supplement.
func forbidden(p Person, s spotter.Supplement) []spotter.SupplementNote {
	out := []spotter.SupplementNote{}
	no := func(about, text string) {
		out = append(out, spotter.SupplementNote{About: about, Urgency: spotter.Avoid, Text: text,
			Cited: spotter.Cited{Source: "Spotter safety rules", SourceDate: "2026-11", Verified: true}})
	}
	l := p.Limits
	switch {
	case !p.known():
		no("unanswered", "Answer the steps about and screening first: what fits depends on them.")
	case p.isPregnant():
		no("pregnancy", "In pregnancy and after birth: ask your midwife or doctor about every supplement.")
	case l.Minor:
		no("minor", "Under 18, no supplements: ask a doctor when you think that something is lacking.")
	case l.NoSupplements:
		no("limits", "What you have told about your health rules supplements out: ask your doctor.")
	}
	if l.NoStimulants && s.Stimulant {
		no("heart", "It is a stimulant, which your answers about the heart, chest pain, dizziness or medicine rule out.")
	}
	if l.HideNumbers && (s.Stimulant || s.WeightLoss) {
		no("eating_disorder", "Because of what you said about eating, Spotter says nothing of stimulants or of anything that is sold to lose weight.")
	}
	return append(out, uneaten(p, s)...)
}

// uneaten are the reasons of the diet: allergies, intolerances and the way of eating.
func uneaten(p Person, s spotter.Supplement) []spotter.SupplementNote {
	if p.Diet == nil {
		return nil
	}
	var out []spotter.SupplementNote
	own := spotter.Cited{Source: "Your diet, and the catalogue's list of what products are made of", SourceDate: "2026-11", Verified: true}
	for _, a := range s.Allergens {
		if slices.Contains(p.Diet.Allergies, a) {
			out = append(out, spotter.SupplementNote{About: string(a), Urgency: spotter.Avoid, Cited: own,
				Text: "It is made of " + spotter.Words(string(a)) + ", or may be, and you are allergic to that."})
		}
	}
	for _, t := range s.Triggers {
		if slices.Contains(p.Diet.Intolerances, t) {
			out = append(out, spotter.SupplementNote{About: string(t), Urgency: spotter.Avoid, Cited: own,
				Text: "It has " + spotter.Words(string(t)) + ", which you do not bear."})
		}
	}
	if !p.eats(s.Excluded) {
		out = append(out, spotter.SupplementNote{About: string(p.Diet.Pattern), Urgency: spotter.Avoid, Cited: own,
			Text: "It does not fit a " + spotter.Words(string(p.Diet.Pattern)) + " way of eating."})
	}
	return out
}

// flagged are the rules for the person's screening.
func flagged(p Person, s spotter.Supplement) []spotter.SupplementNote {
	out := []spotter.SupplementNote{}
	has := map[string]bool{"heart": p.Limits.NoStimulants, "other_reason": p.Screening != nil && p.Screening.OtherReason,
		"bone_or_joint": p.Screening != nil && p.Screening.BoneOrJointProblem}
	for _, f := range s.Flags {
		if has[f.Flag] {
			out = append(out, spotter.SupplementNote{About: f.Flag, Urgency: f.Urgency, Text: f.Text, Cited: f.Cited})
		}
	}
	return out
}

// medicated are the rules for the person's medicines. A class that the catalogue says nothing of is told
// so: silence is no leave.
func medicated(p Person, s spotter.Supplement) []spotter.SupplementNote {
	var out []spotter.SupplementNote
	for _, m := range p.medicines() {
		i := slices.IndexFunc(s.Interactions, func(in spotter.Interaction) bool { return in.Medicine == m })
		if i >= 0 {
			in := s.Interactions[i]
			out = append(out, spotter.SupplementNote{About: string(m), Urgency: in.Urgency, Text: in.Text, Cited: in.Cited})
			continue
		}
		note := spotter.SupplementNote{About: string(m), Urgency: spotter.Caution, Cited: spotter.Cited{Source: "Spotter catalogue", SourceDate: "2026-11", Verified: true},
			Text: fmt.Sprintf("The catalogue knows of no interaction with %s medicine, which does not mean that there is none: ask a pharmacist.", spotter.Words(string(m)))}
		if m == "other" {
			note.Urgency, note.Text = spotter.Ask, "You take a medicine that is in none of the classes: ask a doctor or pharmacist before."
		}
		out = append(out, note)
	}
	return out
}

func gravity(u spotter.Urgency) int {
	switch u {
	case spotter.Avoid:
		return 3
	case spotter.Ask:
		return 2
	case spotter.Caution:
		return 1
	}
	return 0
}

func worst(a, b spotter.Verdict) spotter.Verdict {
	if gravity(spotter.Urgency(a)) >= gravity(spotter.Urgency(b)) {
		return a
	}
	return b
}

// unverified counts the statements of an answer that were not checked against their source.
func unverified(a spotter.SupplementAdvice) int {
	n := 0
	for _, w := range a.Why {
		n += unread(w.Cited)
	}
	for _, c := range a.Claims {
		n += unread(c.Cited)
	}
	for _, t := range a.Together {
		n += unread(t.Cited)
	}
	if a.Dose != nil {
		n += unread(a.Dose.Cited)
	}
	if a.Limit != nil {
		n += unread(a.Limit.Cited)
	}
	return n
}

func unread(c spotter.Cited) int {
	if c.Verified {
		return 0
	}
	return 1
}

// Entry is a supplement in a list.
func Entry(p Person, s spotter.Supplement) spotter.SupplementEntry {
	verdict, why := judge(p, s)
	out := spotter.SupplementEntry{ID: s.ID, Name: s.Name, Aliases: s.Aliases, Purpose: s.Purpose, Verdict: verdict}
	if len(why) > 0 {
		out.Why = why[0].Text
	}
	if verdict == spotter.Withheld {
		out.Purpose = ""
	}
	return out
}

// trim is a figure as it is read: no trailing noughts.
func trim(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", x), "0"), ".")
}
