package coach

import (
	"context"
	"encoding/json"

	"spotter"
	"spotter/catalog"
	"spotter/lang"
)

// Speaker puts sentences into the language of a locale, with the catalogue's names in it.
func (c *Coach) Speaker(locale string) lang.Speaker {
	n := c.Names(locale)
	return lang.For(n.Language(), n)
}

// SpeakerFor speaks the reader's language: the one that the request names, else that of the person's profile.
func (c *Coach) SpeakerFor(ctx context.Context, caller spotter.Caller, accept string) lang.Speaker {
	if catalog.Prefers(accept) {
		return c.Speaker(catalog.Choose(accept, ""))
	}
	return c.Speaker(c.localeOf(ctx, caller))
}

// Speak puts what an answer says into the reader's language. answer is a pointer; what it holds is stored in English,
// and what it means beside it.
func (c *Coach) Speak(s lang.Speaker, answer any) {
	if s.Language() == lang.Languages[0] {
		return
	}
	switch a := answer.(type) {
	case *spotter.Proposal:
		tellProposal(s, a)
	case *Page[spotter.Proposal]:
		for i := range a.Items {
			tellProposal(s, &a.Items[i])
		}
	}
	s.Fill(answer)
}

// tellProposal makes anew what of a proposal follows from the plans in it: its summary, its reason and its differences.
func tellProposal(s lang.Speaker, p *spotter.Proposal) {
	said := map[string]string{}
	switch p.Kind {
	case spotter.PlanTraining:
		var plan spotter.TrainingPlan
		if json.Unmarshal(p.After, &plan) != nil {
			return
		}
		for _, summary := range []*spotter.Sentence{trainingSummary(plan, false), trainingSummary(plan, true)} {
			said[lang.English(summary)] = s.Say(summary)
		}
		p.Reason = tellReasons(s, p.Reason, plan.Reasons)
	case spotter.PlanMeals:
		var plan spotter.MealPlan
		if json.Unmarshal(p.After, &plan) != nil {
			return
		}
		p.Reason = tellReasons(s, p.Reason, plan.Reasons)
	default:
		return
	}
	if text, ok := said[p.Summary]; ok {
		p.Summary = text
	}
	tellDifferences(s, p)
}

// tellReasons is a reason that was put together from a plan's; any other stays as it is.
func tellReasons(s lang.Speaker, reason string, from []spotter.Reason) string {
	if reason != sentences(from) {
		return reason
	}
	told := append([]spotter.Reason{}, from...)
	s.Fill(&told)
	return sentences(told)
}

// tellDifferences reads both plans again and takes each line that reads as it did when the proposal was made.
func tellDifferences(s lang.Speaker, p *spotter.Proposal) {
	for i, d := range p.Diff {
		p.Diff[i].Before = tellLine(s, p.Kind, p.Before, d.Path, d.Before)
		p.Diff[i].After = tellLine(s, p.Kind, p.After, d.Path, d.After)
	}
}

func tellLine(s lang.Speaker, kind spotter.PlanKind, document json.RawMessage, path, text string) string {
	if text == "" || document == nil {
		return text
	}
	l := newLines()
	if l.plan(kind, document) != nil {
		return text
	}
	if line := l.said[path]; line != nil && l.text[path] == text {
		return s.Say(line)
	}
	return text
}

// trainingSummary is a proposal of a training plan in a sentence.
func trainingSummary(plan spotter.TrainingPlan, block bool) *spotter.Sentence {
	name := lang.Say(lang.TrainingName, lang.Term(plan.Goal), lang.Term(plan.Split), lang.Number(len(plan.Days)))
	out := lang.Say(lang.TrainingSummary, lang.Part(name), lang.Number(len(plan.Days)), lang.Number(longest(plan)))
	if block {
		return lang.Say(lang.TrainingSummaryBlock, lang.Number(plan.Block), lang.Part(out))
	}
	return out
}
