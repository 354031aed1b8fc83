package safety_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"spotter"
	"spotter/science/safety"
)

func TestKeep(t *testing.T) {
	t.Parallel()
	today, may, june := date(t, "2026-11-02"), date(t, "2026-05-01"), date(t, "2026-06-01")
	screened := func(s spotter.Screening) spotter.ProfileDocument { return spotter.ProfileDocument{Screening: s} }
	heart := func(cleared *spotter.Date) spotter.ProfileDocument {
		return screened(spotter.Screening{HeartCondition: true, ClearedOn: cleared})
	}
	born := func(text string) spotter.ProfileDocument {
		return spotter.ProfileDocument{About: spotter.About{BirthDate: date(t, text)}}
	}
	for _, c := range []struct {
		name         string
		now, earlier spotter.ProfileDocument
		kept         string
		holds        func(spotter.ProfileDocument) bool
	}{
		{"nothing", screened(spotter.Screening{}), screened(spotter.Screening{}), "", nil},
		{"what both knew", heart(nil), heart(nil), "", nil},
		{"a newer flag with its note", screened(spotter.Screening{ChestPain: true, Note: "since May"}), screened(spotter.Screening{Note: "none"}), "chest pain",
			func(d spotter.ProfileDocument) bool { return d.Screening.ChestPain && d.Screening.Note == "since May" }},
		{"a clearance that was taken back", heart(nil), heart(&may), "", func(d spotter.ProfileDocument) bool { return d.Screening.ClearedOn == nil }},
		{"a clearance since", heart(&june), heart(nil), "", func(d spotter.ProfileDocument) bool { return d.Screening.ClearedOn == nil }},
		{"both cleared", heart(&june), heart(&may), "", func(d spotter.ProfileDocument) bool { return *d.Screening.ClearedOn == may }},
		{"a flag and its clearance since", heart(&june), screened(spotter.Screening{}), "heart condition", func(d spotter.ProfileDocument) bool { return *d.Screening.ClearedOn == june }},
		{"a flag that comes back with its clearance", screened(spotter.Screening{}), heart(&may), "", func(d spotter.ProfileDocument) bool { return *d.Screening.ClearedOn == may }},
		{"found to be a minor", born("2009-01-01"), born("1999-01-01"), "your age", func(d spotter.ProfileDocument) bool { return d.About.BirthDate.Year == 2009 }},
		{"found to be of age", born("1999-01-01"), born("2009-01-01"), "", func(d spotter.ProfileDocument) bool { return d.About.BirthDate.Year == 2009 }},
	} {
		got, kept := safety.Keep(c.now, c.earlier, today)
		if text := strings.Join(kept, ", "); text != c.kept || c.holds != nil && !c.holds(got) {
			t.Errorf("%s: kept %q, want %q: %+v", c.name, text, c.kept, got.Screening)
		}
	}
}

// TestKeepOnlyTightens draws two documents: what either forbids the result forbids.
func TestKeepOnlyTightens(t *testing.T) {
	t.Parallel()
	today := date(t, "2026-11-02")
	rapid.Check(t, func(t *rapid.T) {
		now, earlier := drawDocument(t, "now"), drawDocument(t, "earlier")
		got, _ := safety.Keep(now, earlier, today)
		for _, before := range []spotter.ProfileDocument{now, earlier} {
			was, is := safety.Limits(before.Answers(), today), safety.Limits(got.Answers(), today)
			if was.NoMaximal && !is.NoMaximal || was.LightStart && !is.LightStart || was.NoDeficit && !is.NoDeficit || was.HideNumbers && !is.HideNumbers ||
				was.NoSupplements && !is.NoSupplements || was.Minor && !is.Minor || was.CaffeineMaxMG < is.CaffeineMaxMG {
				t.Fatalf("%+v became %+v", was, is)
			}
			for region, severity := range was.Regions {
				if worse := map[spotter.Severity]int{"low": 1, "medium": 2, "high": 3}; worse[is.Regions[region]] < worse[severity] {
					t.Fatalf("%s: %s became %s", region, severity, is.Regions[region])
				}
			}
		}
		if problems := got.CheckChange(earlier, today); len(problems) > 0 {
			for _, p := range problems {
				if strings.HasPrefix(p.Location, "constraints.injuries") {
					t.Fatal(p)
				}
			}
		}
	})
}

func drawDocument(t *rapid.T, name string) spotter.ProfileDocument {
	yes := func(of string) bool { return rapid.Bool().Draw(t, name+" "+of) }
	d := spotter.ProfileDocument{
		About: spotter.About{WeightKG: 60, BirthDate: spotter.Date{Year: rapid.SampledFrom([]int{1990, 2009}).Draw(t, name+" born"), Month: 3, Day: 4}},
		Screening: spotter.Screening{HeartCondition: yes("heart"), ChestPain: yes("chest"), DizzinessOrFainting: yes("dizzy"), HeartOrPressureMedication: yes("medication"),
			PregnancyOrRecentBirth: yes("pregnant"), EatingDisorderHistory: yes("eating"), OtherReason: yes("other")},
	}
	if yes("cleared") {
		d.Screening.ClearedOn = &spotter.Date{Year: 2026, Month: 5, Day: 1}
	}
	for _, region := range rapid.SliceOfNDistinct(rapid.SampledFrom(spotter.Regions[:]), 0, 4, rapid.ID).Draw(t, name+" regions") {
		d.Constraints.Injuries = append(d.Constraints.Injuries, spotter.Injury{Region: region, Severity: rapid.SampledFrom([]spotter.Severity{"low", "medium", "high"}).Draw(t, name+" severity")})
	}
	return d
}
