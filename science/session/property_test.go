package session_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"spotter"
	"spotter/science/session"
)

// draw makes a session in some state over what is the same for all.
func draw(in session.Input, t *rapid.T) session.Input {
	in.Guide, in.History = spotter.Guide{}, map[string][]session.Bout{}
	in.Person.Unit = rapid.SampledFrom([]string{"kg", "lb"}).Draw(t, "unit")
	pool := slices.DeleteFunc(slices.Clone(in.All), func(e spotter.Exercise) bool { return e.Unit == "minutes" })
	for i := range rapid.IntRange(1, 4).Draw(t, "planned") {
		e := rapid.SampledFrom(pool).Draw(t, "exercise")
		if slices.ContainsFunc(in.Guide.Planned, func(p spotter.PlannedExercise) bool { return p.Exercise == e.ID }) {
			continue
		}
		p := planned(e.ID, rapid.IntRange(1, 4).Draw(t, "sets"), rapid.IntRange(3, 8).Draw(t, "low"), 0, 90)
		p.RepsMax, p.RIR, p.Unit = p.RepsMin+rapid.IntRange(0, 6).Draw(t, "wide"), rapid.IntRange(0, 4).Draw(t, "rir"), e.Unit
		p.Superset = rapid.SampledFrom([]string{"", "A"}).Draw(t, "superset")
		in.Guide.Planned = append(in.Guide.Planned, p)
		for days := range rapid.IntRange(0, 4).Draw(t, "bouts") {
			in.History[e.ID] = append(in.History[e.ID], session.Bout{Sets: drawSets(t, e.ID, rapid.IntRange(1, 3).Draw(t, "did"), now.AddDate(0, 0, -7*(days+1)*(i+1))), Eased: rapid.Bool().Draw(t, "eased")})
		}
		in.Sets = append(in.Sets, drawSets(t, e.ID, rapid.IntRange(0, p.Sets+1).Draw(t, "today"), now.Add(time.Duration(i-9)*10*time.Minute))...)
	}
	in.Guide.Hold, in.Guide.SetsShare = rapid.Bool().Draw(t, "first week back"), rapid.SampledFrom([]float64{0, 2.0 / 3, 5.0 / 6}).Draw(t, "sets share")
	in.Limits.NoMaximal, in.Guide.Deload, in.Limits.LightStart = rapid.Bool().Draw(t, "no maximal"), rapid.Bool().Draw(t, "deload"), rapid.Bool().Draw(t, "light")
	if rapid.Bool().Draw(t, "asked") {
		in.CheckIns = []spotter.CheckIn{checkIn(rapid.IntRange(0, 50).Draw(t, "hours"), rapid.IntRange(0, 5).Draw(t, "energy"), rapid.IntRange(0, 5).Draw(t, "sleep"), rapid.IntRange(0, 5).Draw(t, "sore"))}
	}
	for range rapid.IntRange(0, 2).Draw(t, "remarks") {
		p := rapid.SampledFrom(in.Guide.Planned).Draw(t, "about")
		in.Guide.Remarks = append(in.Guide.Remarks, remark(rapid.SampledFrom([]spotter.RemarkKind{spotter.TooHeavy, spotter.TooEasy, spotter.Pain}).Draw(t, "kind"), p.Exercise,
			rapid.SampledFrom(spotter.Regions[:]).Draw(t, "region"), now.Add(-time.Duration(rapid.IntRange(0, 90).Draw(t, "minutes"))*time.Minute)))
	}
	return in
}

func drawSets(t *rapid.T, exercise string, n int, at time.Time) []spotter.Set {
	var out []spotter.Set
	for i := range n {
		s := spotter.Set{Exercise: exercise, LoggedAt: at.Add(time.Duration(i) * time.Minute), Reps: rapid.IntRange(0, 16).Draw(t, "reps"),
			Entered: spotter.Amount{Value: float64(rapid.IntRange(0, 80).Draw(t, "load")) * 2.5, Unit: rapid.SampledFrom([]string{"kg", "lb"}).Draw(t, "in")}}
		s.WeightKG = session.Kilograms(s.Entered)
		if rapid.Bool().Draw(t, "told") {
			rir := rapid.IntRange(0, 5).Draw(t, "left")
			s.RIR = &rir
		}
		out = append(out, s)
	}
	return out
}

// TestAdviceKeepsItsRules holds every answer against the rules of science.md, read on their own.
func TestAdviceKeepsItsRules(t *testing.T) {
	t.Parallel()
	base := input(t)
	rapid.Check(t, func(rt *rapid.T) {
		in := draw(base, rt)
		next := session.Next(in)
		for _, fault := range faults(in, next) {
			rt.Errorf("%s: %+v", fault, next)
		}
		if (next.State == "complete") != session.Complete(in) {
			rt.Errorf("complete is %v, the state %s", session.Complete(in), next.State)
		}
	})
}

// faults names the rules that an answer breaks.
func faults(in session.Input, next spotter.NextSet) []string {
	var out []string
	if next.Reason == "" {
		out = append(out, "no reason")
	}
	if next.State != "set" {
		return out
	}
	e, _ := in.Find(next.Exercise)
	for _, r := range in.Guide.Remarks {
		if r.Kind == spotter.Pain && r.Exercise == next.Exercise {
			out = append(out, "goes on with what hurts")
		}
		if r.Kind != spotter.TooEasy && next.Change == "up" && (r.Exercise == next.Exercise || r.Kind == spotter.Pain && slices.Contains(e.Loads, r.Region)) {
			out = append(out, "raises what was too heavy or hurts")
		}
	}
	if next.Change == "up" {
		for _, c := range in.CheckIns {
			if now.Sub(c.At) <= 36*time.Hour && (low(c.Energy) || low(c.SleepQuality) || c.Soreness != nil && *c.Soreness >= 4) {
				out = append(out, "raises against readiness")
			}
		}
		if in.Guide.Deload || in.Limits.LightStart || in.Guide.Hold {
			out = append(out, "raises in a deload week or a light start")
		}
	}
	if in.Limits.NoMaximal && next.RIR < 2 || in.Limits.LightStart && next.RIR < 4 {
		out = append(out, "too near to the maximum")
	}
	if next.Number > next.Of || next.Number < 1 {
		out = append(out, fmt.Sprintf("set %d of %d", next.Number, next.Of))
	}
	if next.Shown != nil {
		out = append(out, loadFaults(in, next)...)
	}
	return out
}

func low(n *int) bool { return n != nil && *n <= 2 }

// loadFaults wants loads that exist, kg that are exact, and changes in the direction that they name.
func loadFaults(in session.Input, next spotter.NextSet) []string {
	var out []string
	kg := next.Shown.Value
	if next.Shown.Unit == "lb" {
		kg *= 0.45359237
	}
	if math.Abs(kg-next.Load.Value) > 1e-9 {
		out = append(out, "the kilograms are not exact")
	}
	e, _ := in.Find(next.Exercise)
	if n := next.Shown.Value / stepFor(e, next.Shown.Unit); next.Change != "hold" && math.Abs(n-math.Round(n)) > 1e-9 {
		out = append(out, "no equipment has that load")
	}
	var last *spotter.Set
	for i := range in.Sets {
		if in.Sets[i].Exercise == next.Exercise {
			last = &in.Sets[i]
		}
	}
	if last == nil {
		if history := in.History[next.Exercise]; len(history) > 0 {
			last = heaviest(history[0])
			if last.Entered.Unit == next.Shown.Unit && (next.Change == "up") != (next.Load.Value > last.WeightKG+1e-9) && last.WeightKG > 0 {
				out = append(out, next.Change+" from the session with "+fmt.Sprint(last.Entered))
			}
		}
		return out
	}
	switch {
	case next.Change == "up" && next.Load.Value <= last.WeightKG, next.Change == "down" && next.Load.Value >= last.WeightKG, next.Change == "hold" && next.Load.Value != last.WeightKG:
		out = append(out, next.Change+" from "+fmt.Sprint(last.WeightKG))
	case next.Change == "up" && last.Reps < next.RepsMin:
		out = append(out, "raises after missed repetitions")
	}
	return out
}

func heaviest(b session.Bout) *spotter.Set {
	most := &b.Sets[0]
	for i := range b.Sets {
		if b.Sets[i].WeightKG > most.WeightKG {
			most = &b.Sets[i]
		}
	}
	return most
}

// stepFor is the step of what an exercise is loaded with, written down a second time.
func stepFor(e spotter.Exercise, unit string) float64 {
	step := [2]float64{1.25, 2.5}
	for thing, with := range map[spotter.Equipment][2]float64{"barbell": {2.5, 5}, "dumbbell": {2, 5}, "kettlebell": {4, 5}, "machine": {5, 10}, "cable": {5, 10}, "medicine_ball": {1, 2}} {
		if slices.Contains(e.Equipment, thing) {
			step = with
		}
	}
	if unit == "lb" {
		return step[1]
	}
	return step[0]
}

// TestUpOnlyOnWhatWasDone gives the best of check-ins to sets that earn no raise.
func TestUpOnlyOnWhatWasDone(t *testing.T) {
	t.Parallel()
	base := input(t)
	rapid.Check(t, func(rt *rapid.T) {
		in := draw(base, rt)
		in.CheckIns = nil
		without := session.Next(in)
		in.CheckIns = []spotter.CheckIn{checkIn(1, rapid.IntRange(1, 5).Draw(rt, "e"), rapid.IntRange(1, 5).Draw(rt, "s"), rapid.IntRange(1, 5).Draw(rt, "d"))}
		with := session.Next(in)
		if with.Load != nil && without.Load != nil && with.Load.Value > without.Load.Value+1e-9 {
			rt.Errorf("readiness raised %v to %v", without.Load.Value, with.Load.Value)
		}
	})
}

func TestRoundDown(t *testing.T) {
	t.Parallel()
	all := exercises(t).All()
	rapid.Check(t, func(rt *rapid.T) {
		e := rapid.SampledFrom(all).Draw(rt, "exercise")
		unit := rapid.SampledFrom([]string{"kg", "lb"}).Draw(rt, "unit")
		kg := rapid.Float64Range(50, 300).Draw(rt, "kg")
		got := session.RoundDown(kg, e.Equipment, unit)
		exact := session.Kilograms(got)
		if exact > kg+1e-6 || exact < kg-10*0.46 && unit == "lb" || exact < kg-5 {
			rt.Errorf("%g kg for %v is %v", kg, e.Equipment, got)
		}
		if again := session.RoundDown(exact, e.Equipment, unit); again != got {
			rt.Errorf("%v is not where it was rounded to: %v", got, again)
		}
	})
	rapid.Check(t, func(rt *rapid.T) {
		for _, unit := range []string{"kg", "lb"} {
			a := spotter.Amount{Value: float64(rapid.IntRange(1, 5000).Draw(rt, "quarters")) / 4, Unit: unit}
			if back := session.In(session.Kilograms(a), unit); back != a.Value {
				rt.Errorf("%v goes to kg and back to %v", a, back)
			}
		}
	})
	for kg, lb := range map[float64]float64{45.359237: 100, 83.91458845: 185, 102.05828325: 225} {
		if got := session.In(kg, "lb"); got != lb {
			t.Errorf("%g kg are %v lb, want %g", kg, got, lb)
		}
		if got := session.Kilograms(spotter.Amount{Value: lb, Unit: "lb"}); got != kg {
			t.Errorf("%g lb are %v kg, want %g", lb, got, kg)
		}
	}
}

// TestSubstitutesAreSafe asks for stand-ins for every exercise, for people with every kind of limit.
func TestSubstitutesAreSafe(t *testing.T) {
	t.Parallel()
	in := input(t)
	rapid.Check(t, func(rt *rapid.T) {
		of := rapid.SampledFrom(in.All).Draw(rt, "of")
		all := [...]spotter.Equipment{"bench", "barbell", "dumbbell", "kettlebell", "cable", "machine", "pull_up_bar", "bands", "rings", "box", "medicine_ball", "cardio_machine"}
		r := session.Request{Of: of, Person: in.Person, Limits: in.Limits}
		r.Person.Level = rapid.SampledFrom([]spotter.Level{spotter.Beginner, spotter.Intermediate, spotter.Advanced}).Draw(rt, "level")
		if rapid.Bool().Draw(rt, "home") {
			r.Person.Constraints = spotter.Constraints{Location: spotter.Home, Equipment: rapid.SliceOfDistinct(rapid.SampledFrom(all[:]), rapid.ID).Draw(rt, "kit")}
		}
		r.Without = rapid.SliceOfN(rapid.SampledFrom(all[:]), 0, 3).Draw(rt, "without")
		r.Spare = rapid.SliceOfN(rapid.SampledFrom(spotter.Regions[:]), 0, 2).Draw(rt, "spare")
		r.Limits.Regions = map[spotter.Region]spotter.Severity{rapid.SampledFrom(spotter.Regions[:]).Draw(rt, "hurt"): rapid.SampledFrom([]spotter.Severity{spotter.SeverityLow, spotter.SeverityMedium, spotter.SeverityHigh}).Draw(rt, "how")}
		r.Limits.NoSupine, r.Limits.NoBreathHolding = rapid.Bool().Draw(rt, "no supine"), rapid.Bool().Draw(rt, "no breath")
		for _, s := range session.Substitutes(r, in.All, 5) {
			if fault := unsafe(r, s, in); fault != "" {
				rt.Errorf("%s for %s %s: %v", s.Exercise, of.ID, fault, s.Reasons)
			}
		}
	})
}

func unsafe(r session.Request, s spotter.Substitute, in session.Input) string {
	e, _ := in.Find(s.Exercise)
	for _, thing := range e.Equipment {
		home := r.Person.Constraints.Location == spotter.Home
		if slices.Contains(r.Without, thing) || home && !slices.Contains(r.Person.Constraints.Equipment, thing) {
			return "needs " + string(thing)
		}
	}
	for _, region := range e.Loads {
		severity := r.Limits.Regions[region]
		if slices.Contains(r.Spare, region) || severity == spotter.SeverityHigh || severity == spotter.SeverityMedium {
			return "loads the " + string(region)
		}
		if severity == spotter.SeverityLow && !strings.Contains(strings.Join(s.Reasons, " "), spotter.Words(string(region))) {
			return "does not say that it loads the " + string(region)
		}
	}
	switch {
	case r.Limits.NoSupine && e.Supine:
		return "is supine"
	case len(s.Reasons) < 2:
		return "has too few reasons"
	case e.ID == r.Of.ID:
		return "is itself"
	case e.Level == spotter.Advanced && r.Person.Level != spotter.Advanced:
		return "is too hard"
	}
	return ""
}

func TestSubstitutesMakeSense(t *testing.T) {
	t.Parallel()
	in := input(t)
	for of, c := range map[string]struct {
		without []spotter.Equipment
		spare   []spotter.Region
		want    string // the pattern of the first
	}{
		"barbell_bench_press": {without: []spotter.Equipment{"barbell"}, want: "push_horizontal"},
		"barbell_back_squat":  {without: []spotter.Equipment{"barbell"}, want: "squat"},
		"barbell_row":         {without: []spotter.Equipment{"barbell"}, want: "pull_horizontal"},
		"pull_up":             {without: []spotter.Equipment{"pull_up_bar"}, want: "pull_vertical"},
		"dumbbell_curl":       {without: []spotter.Equipment{"dumbbell"}, want: "isolation"},
		"plank":               {want: "core"},
	} {
		e, known := in.Find(of)
		if !known {
			t.Fatal(of)
		}
		found := session.Substitutes(session.Request{Of: e, Person: in.Person, Limits: in.Limits, Without: c.without, Spare: c.spare}, in.All, 5)
		if len(found) == 0 {
			t.Errorf("nothing for %s", of)
			continue
		}
		first, _ := in.Find(found[0].Exercise)
		if first.Pattern != c.want {
			t.Errorf("%s for %s: %v", first.ID, of, found[0].Reasons)
		}
		t.Logf("%s: %v", of, found)
	}
}
