package tools

import (
	"context"
	"strings"

	"spotter"
)

func supplementTools() []definition {
	return []definition{define("supplement_facts", supplementFacts), define("supplement_check", supplementCheck)}
}

type supplementName struct {
	Supplement string `json:"supplement" minLength:"1" maxLength:"80" doc:"Id or name"`
}

func supplementFacts(ctx context.Context, env Env, in supplementName) (Result, error) {
	a, err := env.Coach.Supplement(ctx, env.Caller, in.Supplement)
	if spotter.CodeOf(err) == spotter.CodeNotFound {
		v := env.voice()
		return failed(quoted(in.Supplement) + " is not in the supplement catalogue, so nothing can be said about it." + nearest(in.Supplement, v.SupplementNames())), nil
	}
	if err != nil {
		return Result{}, err
	}
	out := []string{a.Name + ": " + verdictText(a.Verdict)}
	for _, n := range a.Why {
		out = append(out, "- "+n.Text)
	}
	if a.Verdict == spotter.Withheld {
		return Result{Text: lines(append(out, a.Instead, a.Notice)...)}, nil
	}
	out = append(out, a.Purpose)
	for _, c := range a.Claims {
		out = append(out, "- Evidence "+string(c.Grade)+": "+c.Text+cited(c.Cited))
	}
	if d := a.Dose; d != nil {
		out = append(out, "Usual amount: "+amountRange(d.Low, d.High, d.Unit)+" a day. "+d.Timing+cited(d.Cited))
		if d.Latest != nil {
			out = append(out, "Not after "+d.Latest.String()+".")
		}
	}
	if l := a.Limit; l != nil {
		out = append(out, "Upper limit: "+short(l.Amount)+" "+l.Unit+" a day, counting "+l.Counts+cited(l.Cited))
	}
	for _, t := range a.Together {
		out = append(out, "- With "+t.With+": "+t.Text)
	}
	return Result{Text: lines(append(out, a.Instead, a.Certification, a.Notice)...), Data: map[string]any{"supplement": a.ID, "verdict": a.Verdict}}, nil
}

func verdictText(v spotter.Verdict) string {
	switch v {
	case spotter.Possible:
		return "nothing known about you speaks against it."
	case spotter.WithCare:
		return "possible, with care:"
	case spotter.AskFirst:
		return "ask a doctor or pharmacist first:"
	case spotter.NotWith:
		return "to be avoided, unless a doctor who knows of it says otherwise:"
	case spotter.Withheld:
		return "withheld:"
	default:
		return "not known."
	}
}

func amountRange(low, high float64, unit string) string {
	if low == high {
		return short(low) + " " + unit
	}
	return short(low) + " to " + short(high) + " " + unit
}

func cited(c spotter.Cited) string {
	if !c.Verified {
		return " (" + c.Source + ", not verified)"
	}
	return " (" + c.Source + ")"
}

// products are what is held against the limits.
type products struct {
	Items []spotter.SupplementItem `json:"items,omitempty" maxItems:"20" doc:"Products with the amounts that the person said; what their profile names when left out"`
}

// Check wants amounts with their units.
func (in *products) Check() []spotter.Problem {
	check := spotter.SupplementCheck{Items: in.Items}
	return check.Check()
}

// unsaid names the first product with an amount that the person did not say, empty when they said all.
func (in *products) unsaid(s said) string {
	for _, i := range in.Items {
		if s.unsaidFigure(i.Name) || i.Amount != nil && !s.has(*i.Amount) || i.TimesPerDay != nil && *i.TimesPerDay != 1 && !s.has(*i.TimesPerDay) && !s.anyWord("twice", "zweimal", "दो") {
			return quoted(i.Name)
		}
	}
	return ""
}

func supplementCheck(ctx context.Context, env Env, in products) (Result, error) {
	var r spotter.SupplementReport
	var err error
	if what := in.unsaid(env.said()); what != "" {
		return failed(env.voice().say(sayNotSaid, what)), nil
	}
	if len(in.Items) == 0 {
		r, err = env.Coach.MySupplements(ctx, env.Caller)
	} else {
		r, err = env.Coach.CheckSupplements(ctx, env.Caller, spotter.SupplementCheck{Items: in.Items})
	}
	if err != nil {
		return Result{}, err
	}
	if len(r.Items) == 0 {
		return Result{Text: "No supplements are named in the profile. Which products, and how much of each?"}, nil
	}
	var out []string
	for _, i := range r.Items {
		why := make([]string, len(i.Why))
		for n, w := range i.Why {
			why[n] = w.Text
		}
		text := "- " + i.Given + ": " + verdictText(i.Verdict)
		if i.PerDay != nil {
			text = "- " + i.Given + ", " + short(*i.PerDay) + " " + i.Unit + " a day: " + verdictText(i.Verdict)
		}
		out = append(out, sentences(text, strings.Join(why, " ")))
	}
	for _, w := range r.Warnings {
		out = append(out, "! "+w.Text)
	}
	for _, t := range r.Totals {
		out = append(out, "- "+totalText(t))
	}
	return Result{Text: lines(append(out, r.Certification, r.Notice)...)}, nil
}

func totalText(t spotter.NutrientTotal) string {
	text := t.Name + ": " + short(spotter.RoundTo(t.Supplements, 0.01)) + " " + t.Unit + " from products"
	if t.Food != nil {
		text += ", " + short(spotter.RoundTo(*t.Food, 0.01)) + " " + t.Unit + " from food"
	}
	if t.Limit != nil {
		text += "; the limit is " + short(t.Limit.Amount) + " " + t.Limit.Unit + " for " + t.Limit.Counts
	}
	if t.Over {
		text += ": over it"
	}
	return text + "."
}
