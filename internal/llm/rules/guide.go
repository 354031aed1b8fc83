package rules

import (
	"slices"
	"strings"

	"spotter"
	"spotter/internal/llm"
)

// guide goes one step of the onboarding: what was said answers the step that is open.
func (g *grammar) guide(s *scene) plan {
	ask := plan{calls: []call{{"onboarding_missing", nil}}}
	if hasAny(patternsOf("^help, ^hilfe, ^ayuda, ^madad, ^मदद, what can you do, was kannst du, que puedes hacer, who|what are you, wer bist du, quien eres"), s.words) {
		ask.hint = sayGuideHelp.in(s.tongue)
		return ask
	}
	if step, rest, ok := s.namedStep(); ok {
		return g.save(s, step, g.readStep(s, step, rest, nil), nil)
	}
	if len(s.missing) == 0 {
		return ask
	}
	switch step := spotter.Step(s.missing[0]); step {
	case spotter.StepConsent:
		return g.consent(s)
	case spotter.MissingTrainingPlan, spotter.MissingMealPlan:
		return g.wish(s)
	default:
		return g.step(s, step)
	}
}

// consent offers what only the person's own yes can give.
func (g *grammar) consent(s *scene) plan {
	if hasWord(g.bad, s.words) && len(s.words) < 4 {
		return plan{text: sayGuideConsentNo.in(s.tongue)}
	}
	if s.declined && !g.consents(s) {
		return plan{calls: []call{{"onboarding_missing", nil}}}
	}
	p := plan{calls: []call{{"onboarding_save", arguments{"step": "consent", "answer": arguments{"accepts_guidance_only": true, "accepts_data_processing": true}}}}}
	if !slices.ContainsFunc(s.history, isSaid) {
		p.hint = sayGuide.in(s.tongue)
	}
	return p
}

// consents reports whether somebody who has declined the consent asks for it themselves.
func (g *grammar) consents(s *scene) bool {
	return hasAny(patternsOf("^yes, ^ja, ^si, ^haan, ^हाँ, ^हां, i consent|agree|accept, consent, set up, set me up, stimme zu, einverstanden, einwillig*, akzeptiere, consentimiento, consiento, acepto, de acuerdo, sahmat|sehmat, सहमत, सहमति, स्वीकार"), s.words)
}

// namedStep is a step that the message begins with, to change its answer: "diet: vegan".
func (s *scene) namedStep() (spotter.Step, string, bool) {
	head, rest, ok := strings.Cut(s.said, ":")
	if !ok {
		return "", "", false
	}
	step := spotter.Step(strings.ToLower(strings.TrimSpace(head)))
	return step, rest, slices.Contains(spotter.Steps[:], step) && step != spotter.StepConsent
}

// step reads an answer together with what was said to the same question before.
func (g *grammar) step(s *scene, step spotter.Step) plan {
	answer, open := arguments{}, fieldsOf(step)
	for _, text := range s.toSameQuestion() {
		for name, value := range g.readStep(s, step, text, open) {
			answer[name] = value
		}
		open = slices.DeleteFunc(fieldsOf(step), func(name string) bool {
			_, known := answer[name]
			return known || name == "equipment" && answer["location"] == "gym"
		})
	}
	if len(answer) == 0 {
		p := plan{calls: []call{{"onboarding_missing", nil}}}
		if step == spotter.StepScreening {
			p.hint = sayGuideScreening.in(s.tongue)
		} else if !g.isGreeting(s) {
			p.hint = g.stillOpen(s, step, open)
		}
		return p
	}
	return g.save(s, step, answer, open)
}

func (g *grammar) isGreeting(s *scene) bool {
	return hasAny(patternsOf("^hello, ^hi, ^hey, ^hallo, ^hola, ^namaste, ^नमस्ते, ^yes, ^ok, ^ja, ^si, ^haan, ^हां, ^start, ^continue, ^weiter, ^los, ^next, ^seguir, ^go on"), s.words)
}

// save stores an answer, or says what is still open.
func (g *grammar) save(s *scene, step spotter.Step, answer arguments, open []string) plan {
	g.defaults(s, step, answer)
	if needed := slices.DeleteFunc(slices.Clone(open), func(name string) bool { return optional(name) || answer[name] != nil }); len(needed) > 0 {
		return plan{text: g.stillOpen(s, step, needed)}
	}
	if len(answer) == 0 {
		return plan{text: g.stillOpen(s, step, fieldsOf(step))}
	}
	return plan{calls: []call{{"onboarding_save", arguments{"step": step, "answer": answer}}}}
}

// stillOpen names what a step needs, each with what it may be.
func (g *grammar) stillOpen(s *scene, step spotter.Step, open []string) string {
	var out []string
	for _, name := range open {
		if text := wanted(name, s.tongue); text != "" {
			out = append(out, text)
		}
	}
	if step == spotter.StepScreening {
		return sayGuideScreening.in(s.tongue)
	}
	return sayStill.in(s.tongue, strings.Join(out, "; ")+".")
}

// toSameQuestion is what was said to the question that is open, oldest first: as far back as the coach has only asked
// for the rest.
func (s *scene) toSameQuestion() []string {
	out := []string{s.said}
	asked := false
	for _, m := range slices.Backward(s.history) {
		switch {
		case isSaid(m) && !asked:
			return out
		case isSaid(m):
			out = append([]string{m.Parts[0].Text}, out...)
			asked = false
		case m.Role == llm.RoleAssistant && len(m.Parts) > 0:
			asked = isStill(m.Parts[0].Text)
		}
	}
	return out
}

// isStill reports whether a text asks for the rest of an answer, in any language.
func isStill(text string) bool {
	for tongue := range texts[sayStill] {
		if head, _, _ := strings.Cut(texts[sayStill][tongue], "{"); strings.HasPrefix(text, head) {
			return true
		}
	}
	return false
}

// wish reads a change to the two first plans; without one both are proposed.
func (g *grammar) wish(s *scene) plan {
	hint := sayGuidePlans.in(s.tongue)
	args, list := arguments{}, g.figures(s.words)
	if n, ok := first(list, "day"); ok && whole(n, 1, 7) {
		args["days"] = int(n)
	}
	if n, ok := first(list, "min"); ok && whole(n, 20, 180) {
		args["minutes"] = int(n)
	}
	plans := []string{"training"}
	if c, ok := anyOf(patternsOf(`without|exclude|no ?more {x}, ohne|keine|keinen|kein {x}, sin {x}, bina {x}, {x} ke bina, {x} के बिना`), s.words); ok {
		if items := g.items(g.name(c["x"])); len(items) > 0 {
			args["exclude"] = items
			if hasWord(g.eating, s.words) {
				plans = []string{"meals"}
			}
		}
	}
	if c, ok := anyOf(patternsOf(`swap|replace|exchange {x} for|with|by {y}, {y} instead of {x}, {y} statt {x}, tausch*|ersetz* {x} gegen|durch {y}, cambia* {x} por {y}, {y} en lugar de {x}, {x} ki jagah {y}, {x} की जगह {y}`), s.words); ok {
		args["swap"] = []arguments{{"from": clip(said(g.name(c["x"])), 80), "to": clip(said(g.name(c["y"])), 80)}}
		if hasWord(g.eating, s.words) {
			plans = []string{"meals"}
		}
	}
	if len(args) > 0 {
		args["plan"] = plans[0]
		return plan{calls: []call{{"onboarding_propose", args}}, hint: hint}
	}
	p := plan{hint: hint}
	for _, kind := range []string{"training", "meals"} {
		missing := slices.Contains(s.missing, kind+"_plan") || slices.Contains(s.missing, spotter.MissingMealPlan) && kind == string(spotter.PlanMeals)
		if missing && !slices.Contains(s.pending, kind) { // one that waits may hold a wish
			p.calls = append(p.calls, call{"onboarding_propose", arguments{"plan": kind}})
		}
	}
	if len(p.calls) == 0 {
		return plan{text: hint}
	}
	return p
}

// defaults add what goes without saying: it is read back with the rest.
func (g *grammar) defaults(s *scene, step spotter.Step, answer arguments) {
	put := func(name string, value any) {
		if _, known := answer[name]; !known {
			answer[name] = value
		}
	}
	switch step {
	case spotter.StepAbout:
		if len(answer) < 4 {
			return
		}
		if s.zone != "" && s.zone != "UTC" {
			put("time_zone", s.zone)
		}
		put("units", "metric")
		put("locale", either(s.locale, "en"))
	case spotter.StepDiet:
		if answer["pattern"] != nil && answer["meals_per_day"] != nil {
			put("intolerances", []string{})
			put("dislikes", []string{})
			put("cuisines", []string{})
		}
	case spotter.StepConstraints:
		if answer["location"] == "gym" {
			put("equipment", []string{})
		}
	case spotter.StepHydration:
		if answer["enabled"] == false {
			put("reminder_minutes", 120)
		}
		if answer["reminder_minutes"] != nil {
			put("enabled", true)
		}
	case spotter.StepSupplements:
		if len(answer) > 0 {
			put("current", []string{})
			put("medicines", []string{})
			put("interested", false)
		}
	}
}
