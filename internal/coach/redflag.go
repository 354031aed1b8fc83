package coach

import (
	"context"
	"slices"

	"spotter"
	"spotter/science/safety"
)

// SafeAnswers are the fixed answers to the red flags in what a person wrote or said, or a model wrote to
// them; nil for words without any. Every door asks before it hands words on. It never stands in the way of
// saving: where the person's language cannot be read, that of the words is taken.
func (c *Coach) SafeAnswers(ctx context.Context, caller spotter.Caller, texts ...string) []spotter.SafeAnswer {
	var found [len(spotter.RedFlags)]string // the language that each was said in
	raised := false
	for _, text := range texts {
		flags, language := c.recogniser().Recognise(text)
		for i, kind := range spotter.RedFlags {
			if found[i] == "" && slices.Contains(flags, kind) {
				found[i], raised = language, true
			}
		}
	}
	if !raised {
		return nil
	}
	locale := c.localeOf(ctx, caller)
	var out []spotter.SafeAnswer
	for i, kind := range spotter.RedFlags {
		if found[i] != "" {
			out = append(out, safety.Answer(kind, locale, found[i]))
		}
	}
	return out
}

// localeOf is the person's locale, empty when it is not known or cannot be read now.
func (c *Coach) localeOf(ctx context.Context, caller spotter.Caller) string {
	answers, err := c.answers(ctx, caller)
	if err != nil || answers.About == nil {
		return ""
	}
	return answers.About.Locale
}
