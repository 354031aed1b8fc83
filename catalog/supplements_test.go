package catalog_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"spotter"
	"spotter/catalog"
)

func loadSupplements(t *testing.T) *catalog.Supplements {
	t.Helper()
	s, err := catalog.LoadSupplements()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSupplementsAreWhole holds every entry to its own field tags, to a source for each statement and to
// names that nobody shares.
func TestSupplementsAreWhole(t *testing.T) {
	t.Parallel()
	s := loadSupplements(t)
	if n := len(s.All()); n < 25 {
		t.Errorf("%d supplements, want 25 or more", n)
	}
	cited := func(id, what string, c spotter.Cited) {
		if c.Source == "" || len(c.SourceDate) < 4 {
			t.Errorf("%s: %s has no source or no date", id, what)
		}
	}
	for _, e := range s.All() {
		if problems := spotter.CheckInput(e); len(problems) > 0 {
			t.Errorf("%s: %v", e.ID, problems)
		}
		if e.Name == "" || e.Purpose == "" || len(e.Claims) == 0 {
			t.Errorf("%s is incomplete", e.ID)
		}
		if (len(e.Allergens)+len(e.Excluded) > 0) && e.Instead == "" {
			t.Errorf("%s does not say what to take instead", e.ID)
		}
		if d := e.Dose; d != nil {
			cited(e.ID, "the dose", d.Cited)
			if d.Low <= 0 || d.High < d.Low || d.Timing == "" {
				t.Errorf("%s: dose %+v", e.ID, d)
			}
		}
		for _, c := range e.Claims {
			cited(e.ID, c.Text, c.Cited)
			if !slices.Contains([]spotter.Grade{"A", "B", "C", "D"}, c.Grade) {
				t.Errorf("%s: %s has the grade %q", e.ID, c.Text, c.Grade)
			}
			if strings.Contains(strings.ToLower(c.Text), "weight") != c.WeightLoss {
				t.Errorf("%s: %q is marked as weight loss: %v", e.ID, c.Text, c.WeightLoss)
			}
		}
		seen := map[spotter.Medicine]bool{}
		for _, in := range e.Interactions {
			cited(e.ID, string(in.Medicine), in.Cited)
			if seen[in.Medicine] || in.Text == "" {
				t.Errorf("%s: %s stands twice or says nothing", e.ID, in.Medicine)
			}
			seen[in.Medicine] = true
		}
		for _, f := range e.Flags {
			cited(e.ID, f.Flag, f.Cited)
		}
		if e.Stimulant && !slices.ContainsFunc(e.Flags, func(f spotter.FlagRule) bool { return f.Flag == "heart" && f.Urgency == spotter.Avoid }) {
			t.Errorf("%s is a stimulant without a rule for the heart", e.ID)
		}
	}
}

// TestLimitsAreThoseOfTheRuleBook holds the adults' limits to science.md, in the units of the table.
func TestLimitsAreThoseOfTheRuleBook(t *testing.T) {
	t.Parallel()
	want := map[spotter.Nutrient]float64{"vitamin_d": 4000.0 / 40, "vitamin_a": 3000, "vitamin_c": 2000, "vitamin_b6": 100, "niacin": 35,
		"iron": 45, "zinc": 40, "selenium": 400, "calcium": 2500, "magnesium": 350}
	stages := []string{"teen", "adult", "over_50", "pregnancy_teen", "pregnancy"}
	for _, l := range loadSupplements(t).Limits() {
		has := map[string]bool{}
		for _, s := range l.Stages {
			has[s.Stage] = true
			if !slices.Contains(stages, s.Stage) || s.Amount <= 0 || s.Source == "" || len(s.SourceDate) < 4 {
				t.Errorf("%s: %+v", l.Nutrient, s)
			}
			if s.Stage == "adult" && want[l.Nutrient] != 0 {
				if s.Amount != want[l.Nutrient] || !s.Verified {
					t.Errorf("%s: %+v, want %v", l.Nutrient, s, want[l.Nutrient])
				}
				delete(want, l.Nutrient)
			}
		}
		for _, stage := range []string{"teen", "adult", "pregnancy_teen", "pregnancy"} {
			if !has[stage] {
				t.Errorf("%s has no limit for %s", l.Nutrient, stage)
			}
		}
		if l.Nutrient == "magnesium" && l.Food {
			t.Error("the limit of magnesium is for products alone")
		}
	}
	if len(want) > 0 {
		t.Errorf("no limit for %v", want)
	}
}

// TestUnverifiedStatementsAreCounted compares what is marked with the page that says how many there are.
func TestUnverifiedStatementsAreCounted(t *testing.T) {
	t.Parallel()
	s := loadSupplements(t)
	open, all := 0, 0
	count := func(c spotter.Cited) {
		all++
		if !c.Verified {
			open++
		}
	}
	for _, e := range s.All() {
		if e.Dose != nil {
			count(e.Dose.Cited)
		}
		for _, x := range e.Claims {
			count(x.Cited)
		}
		for _, x := range e.Interactions {
			count(x.Cited)
		}
		for _, x := range e.Flags {
			count(x.Cited)
		}
		for _, x := range e.Together {
			count(x.Cited)
		}
	}
	for _, l := range s.Limits() {
		for _, x := range l.Stages {
			count(x.Cited)
		}
	}
	wantInPage(t, "../docs/science.md", "Supplements", open, all)
}

// wantInPage looks for "<topic>: <open> of <all> statements are unverified" in a page.
func wantInPage(t *testing.T, page, topic string, open, all int) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if line := fmt.Sprintf("%s: %d of %d statements are unverified", topic, open, all); !strings.Contains(string(text), line) {
		t.Errorf("%s does not say %q", page, line)
	}
}
