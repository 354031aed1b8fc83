package coach_test

import (
	"strings"
	"testing"

	"spotter"
	"spotter/internal/coach"
)

// A proposal of a training plan is read in the reader's language, in every part, whatever language it was made in; the
// stored one stays as it is.
func TestTrainingProposalsAreSpoken(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	three := 3
	made := must[spotter.Proposal](t)(f.Propose(t.Context(), who, spotter.PlanTraining, coach.ProposeInput{Changes: &spotter.Changes{Days: &three}}))
	for language, want := range map[string][]string{
		"de": {"Muskelaufbau, Ganzkörper, 3 Tage: 3 Einheiten pro Woche, bis zu 60 Minuten", "Ein Block von 6 Wochen mit dem Ziel Muskelaufbau", "Kniebeuge mit Langhantel: 3 Sätze mit 6-10 Wiederholungen", "Wie du es wolltest: 3 Tage die Woche."},
		"es": {"Ganancia de músculo, cuerpo completo, 3 días: 3 sesiones por semana", "Un bloque de 6 semanas", "Sentadilla trasera con barra: 3 series de 6-10 repeticiones", "Como pediste: 3 días por semana."},
		"hi": {"हफ़्ते में 3 सत्र, 60 मिनट तक", "6 हफ़्तों का ब्लॉक", "बारबेल बैक स्क्वाट: 6-10", "जैसा आपने कहा: हफ़्ते में 3 दिन।"},
		"en": {made.Summary, made.Reason, "Barbell back squat: 3 sets of 6-10 reps", "As you asked: 3 days a week."},
	} {
		p := must[spotter.Proposal](t)(f.Proposal(t.Context(), who, made.ID))
		f.Speak(f.Speaker(language), &p)
		var told strings.Builder
		told.WriteString(p.Summary + "\n" + p.Reason + "\n")
		for _, d := range p.Diff {
			told.WriteString(d.Before + "\n" + d.After + "\n")
		}
		for _, r := range p.Evidence {
			told.WriteString(r.Text + "\n")
		}
		for _, text := range want {
			if !strings.Contains(told.String(), text) {
				t.Errorf("%s: no %q in\n%s", language, text, told.String())
			}
		}
		if language == "en" {
			continue
		}
		for _, word := range []string{" the ", " of ", " with ", " and ", " sets", " week", "Upper", "minutes"} {
			if strings.Contains(told.String(), word) {
				t.Errorf("%s: %q is English in\n%s", language, word, told.String())
			}
		}
	}
	if again := must[spotter.Proposal](t)(f.Proposal(t.Context(), who, made.ID)); again.Summary != made.Summary || again.Evidence[0].Text != made.Evidence[0].Text {
		t.Error("what is stored was put into another language")
	}
}
