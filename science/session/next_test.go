package session_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/catalog"
	"spotter/science/session"
)

var now = time.Date(2026, 11, 23, 17, 0, 0, 0, time.UTC)

func exercises(t testing.TB) *catalog.Exercises {
	t.Helper()
	all, err := catalog.LoadExercises()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// input is a session of some planned exercises, for a well rested person in a gym.
func input(t testing.TB, planned ...spotter.PlannedExercise) session.Input {
	t.Helper()
	all := exercises(t)
	return session.Input{Guide: spotter.Guide{Planned: planned}, History: map[string][]session.Bout{}, Find: all.Find, All: all.All(), Now: now,
		Limits: spotter.Limits{Regions: map[spotter.Region]spotter.Severity{}},
		Person: session.Person{Unit: "kg", Level: spotter.Intermediate, Constraints: spotter.Constraints{Location: spotter.Gym}}}
}

// bench is three sets of 6 to 10 with two in reserve, starting at 60 kg.
func bench() spotter.PlannedExercise { return planned("barbell_bench_press", 3, 6, 10, 120) }

func planned(id string, sets, low, high, rest int) spotter.PlannedExercise {
	kg := 60.0
	return spotter.PlannedExercise{Exercise: id, Name: spotter.Words(id), Sets: sets, RepsMin: low, RepsMax: high, Unit: "reps", RIR: 2, RestSeconds: rest, LoadKG: &kg}
}

// sets reads "100 kg x 8 @2, 100 kg x 7" as sets of an exercise, three minutes apart; the last one was
// three minutes ago.
func sets(t testing.TB, exercise, text string) []spotter.Set {
	t.Helper()
	if text == "" {
		return nil
	}
	var out []spotter.Set
	for part := range strings.SplitSeq(text, ", ") {
		s := spotter.Set{Exercise: exercise}
		var rir int
		n, err := fmt.Sscanf(part, "%g %s x %d @%d", &s.Entered.Value, &s.Entered.Unit, &s.Reps, &rir)
		if n < 3 {
			t.Fatal(part, err)
		}
		if n == 4 {
			s.RIR = &rir
		}
		s.Warmup = strings.HasSuffix(part, "warmup")
		s.WeightKG = session.Kilograms(s.Entered)
		out = append(out, s)
	}
	for i := range out {
		out[i].LoggedAt = now.Add(time.Duration(i-len(out)) * 3 * time.Minute)
	}
	return out
}

// ago moves sets into the past.
func ago(days int, sets []spotter.Set) session.Bout {
	for i := range sets {
		sets[i].LoggedAt = sets[i].LoggedAt.AddDate(0, 0, -days)
	}
	return session.Bout{Sets: sets}
}

func remark(kind spotter.RemarkKind, exercise string, region spotter.Region, at time.Time) spotter.Remark {
	return spotter.Remark{Kind: kind, Exercise: exercise, Region: region, At: at}
}

func checkIn(hours, energy, sleep, sore int) spotter.CheckIn {
	c := spotter.CheckIn{At: now.Add(-time.Duration(hours) * time.Hour)}
	for value, field := range map[*int]**int{&energy: &c.Energy, &sleep: &c.SleepQuality, &sore: &c.Soreness} {
		if *value > 0 {
			*field = value
		}
	}
	return c
}

const press = "barbell_bench_press"

// TestLoads is the rule table: what was done, and what follows.
func TestLoads(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		last, before string // the sessions before, a week and two weeks ago
		today        string
		change       func(*session.Input)
		want         string // "up 62.5 kg"
		reason       string // stands in the reason
	}{
		"the plan's start":             {want: "start 60 kg", reason: "starting load"},
		"nothing known":                {change: func(in *session.Input) { in.Guide.Planned[0].LoadKG = nil }, want: "find", reason: "2 in reserve"},
		"the top in every set":         {last: "80 kg x 10 @2, 80 kg x 10 @2, 80 kg x 10 @3", want: "up 82.5 kg", reason: "every set"},
		"the top by reserve":           {last: "80 kg x 9 @3, 80 kg x 9 @4", want: "up 82.5 kg", reason: "smallest step"},
		"the top in one of three":      {last: "80 kg x 10 @2, 80 kg x 9 @2, 80 kg x 8 @2", want: "hold 80 kg", reason: "every set"},
		"the top once, three planned":  {last: "80 kg x 10 @2", want: "hold 80 kg"},
		"the top, reserve not told":    {last: "80 kg x 10, 80 kg x 10", want: "hold 80 kg"},
		"over the top, not told":       {last: "80 kg x 11, 80 kg x 11", want: "up 82.5 kg"},
		"back-off sets do not count":   {last: "80 kg x 10 @2, 80 kg x 10 @2, 60 kg x 6 @5", want: "up 82.5 kg"},
		"missed the range":             {last: "80 kg x 4 @0, 80 kg x 4 @0", want: "down 70 kg", reason: "below the range"}, // 4 to failure: 89.5; 6 and 2 left: 100.3 -> 71.4
		"missed it twice":              {last: "80 kg x 5 @1", before: "80 kg x 5 @1", want: "down 70 kg", reason: "last two sessions"},
		"stopped early":                {last: "80 kg x 5 @4", want: "hold 80 kg"},
		"tired only at the end":        {last: "80 kg x 8 @2, 80 kg x 6 @1, 80 kg x 5 @0", want: "hold 80 kg"},
		"energy 2 holds":               {last: "80 kg x 10 @2, 80 kg x 10 @2", change: feels(1, 2, 4, 1), want: "hold 80 kg", reason: "energy 2 of 5"},
		"sleep 2 holds":                {last: "80 kg x 10 @2, 80 kg x 10 @2", change: feels(1, 5, 2, 1), want: "hold 80 kg", reason: "sleep quality 2 of 5"},
		"soreness 4 holds":             {last: "80 kg x 10 @2, 80 kg x 10 @2", change: feels(1, 5, 5, 4), want: "hold 80 kg", reason: "soreness 4 of 5"},
		"energy 1 cuts":                {last: "80 kg x 10 @2, 80 kg x 10 @2", change: feels(1, 1, 4, 1), want: "down 70 kg", reason: "energy 1 of 5"}, // 72
		"soreness 5 cuts":              {last: "80 kg x 8 @2", change: feels(35, 5, 5, 5), want: "down 70 kg", reason: "soreness 5 of 5"},
		"a check-in of 37 hours ago":   {last: "80 kg x 10 @2, 80 kg x 10 @2", change: feels(37, 1, 1, 5), want: "up 82.5 kg"},
		"feeling great raises nothing": {last: "80 kg x 8 @2, 80 kg x 8 @2", change: feels(1, 5, 5, 1), want: "hold 80 kg"},
		"two weeks away": {last: "", change: func(in *session.Input) {
			in.History[press] = []session.Bout{ago(15, fixed("80 kg x 10 @2, 80 kg x 10 @2"))}
		}, want: "down 70 kg", reason: "two weeks"}, // 72
		"six weeks away": {last: "", change: func(in *session.Input) {
			in.History[press] = []session.Bout{ago(43, fixed("80 kg x 10 @2, 80 kg x 10 @2"))}
		}, want: "down 62.5 kg", reason: "six weeks"},
		"the deload week":              {last: "80 kg x 10 @2, 80 kg x 10 @2", change: func(in *session.Input) { in.Guide.Deload = true }, want: "down 70 kg", reason: "deload"},
		"deload and no energy":         {last: "80 kg x 10 @2", change: func(in *session.Input) { in.Guide.Deload = true; feels(1, 1, 3, 1)(in) }, want: "down 62.5 kg", reason: "deload week"}, // 64.8
		"a light start":                {last: "80 kg x 10 @4, 80 kg x 10 @4", change: func(in *session.Input) { in.Limits.LightStart = true }, want: "hold 80 kg", reason: "light"},
		"in pounds":                    {last: "185 lb x 10 @2, 185 lb x 10 @2", change: func(in *session.Input) { in.Person.Unit = "lb" }, want: "up 190 lb"},
		"kilograms for a pound person": {last: "80 kg x 8 @2", change: func(in *session.Input) { in.Person.Unit = "lb" }, want: "hold 175 lb"}, // 176.4
		"too heavy before the first":   {last: "80 kg x 8 @2", change: says(spotter.TooHeavy), want: "down 75 kg", reason: "too heavy"},

		"inside the range":               {today: "80 kg x 8 @2", want: "hold 80 kg", reason: "inside the range"},
		"one or two over are possible":   {today: "80 kg x 10 @3", want: "up 82.5 kg", reason: "one or two over"},
		"far too light":                  {today: "80 kg x 8 @5", want: "up 82.5 kg"},
		"one over, not told":             {today: "80 kg x 11", want: "up 82.5 kg"},
		"at the top, not told":           {today: "80 kg x 10", want: "hold 80 kg"},
		"over, but energy 2":             {today: "80 kg x 10 @3", change: feels(1, 2, 4, 1), want: "hold 80 kg", reason: "energy 2 of 5"},
		"over, but energy 1":             {today: "80 kg x 10 @3", change: feels(1, 1, 4, 1), want: "hold 80 kg"},
		"over, but in the deload week":   {today: "70 kg x 10 @5", change: func(in *session.Input) { in.Guide.Deload = true }, want: "hold 70 kg", reason: "deload"},
		"one less in reserve":            {today: "80 kg x 8 @1", want: "hold 80 kg", reason: "one fewer"},
		"nothing in reserve":             {today: "80 kg x 8 @0", want: "down 75 kg", reason: "the plan leaves 2"}, // 76
		"below the range":                {today: "80 kg x 5 @0", want: "down 72.5 kg", reason: "below the range"}, // 91.67 and 100.3: 73.1
		"far below the range":            {today: "80 kg x 1 @0", want: "down 62.5 kg"},                            // never more than 20 % at once: 64
		"failed":                         {today: "80 kg x 0", want: "down 70 kg", reason: "failed"},               // 72
		"said too heavy":                 {today: "80 kg x 8 @2", change: says(spotter.TooHeavy), want: "down 75 kg", reason: "too heavy"},
		"said too heavy, in pounds (J2)": {today: "185 lb x 8 @2", change: says(spotter.TooHeavy), want: "down 175 lb", reason: "too heavy"},
		"too heavy was two sets ago":     {today: "80 kg x 8 @2, 75 kg x 10 @4", change: saysAt(spotter.TooHeavy, -5*time.Minute), want: "hold 75 kg", reason: "too heavy"},
		"said too easy":                  {today: "80 kg x 8 @2", change: says(spotter.TooEasy), want: "up 82.5 kg", reason: "too easy"},
		"said too easy with none left":   {today: "80 kg x 8 @0", change: says(spotter.TooEasy), want: "down 75 kg"},
		"said too easy below the range":  {today: "80 kg x 4 @1", change: says(spotter.TooEasy), want: "down 72.5 kg"},
		"RPE 9 is ruled out":             {today: "80 kg x 8 @1", change: func(in *session.Input) { in.Limits.NoMaximal = true }, want: "down 75 kg", reason: "RPE 9"},
		"a pound set of a metric person": {today: "185 lb x 10 @3", want: "up 190 lb"},
		"a warm-up is no set":            {last: "80 kg x 10 @2, 80 kg x 10 @2", today: "40 kg x 8 warmup", want: "up 82.5 kg"},
		"sore, and it loads the region":  {today: "80 kg x 10 @3", change: hurt("wrist", "barbell_back_squat"), want: "hold 80 kg", reason: "wrist"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := input(t, bench())
			in.Sets = sets(t, press, c.today)
			for i, text := range []string{c.last, c.before} {
				if text != "" {
					in.History[press] = append(in.History[press], ago(7*(i+1), sets(t, press, text)))
				}
			}
			if c.change != nil {
				c.change(&in)
			}
			next := session.Next(in)
			got := next.Change
			if next.Shown != nil {
				got += fmt.Sprintf(" %g %s", next.Shown.Value, next.Shown.Unit)
				if next.Load == nil || next.Load.Value != session.Kilograms(*next.Shown) || next.Load.Unit != "kg" || next.Load.Method == "" || next.Load.Source == "" || next.Load.Confidence == "" {
					t.Errorf("%+v does not explain itself", next.Load)
				}
			}
			if got != c.want || !strings.Contains(next.Reason, c.reason) {
				t.Errorf("got %s because %q, want %s because of %q", got, next.Reason, c.want, c.reason)
			}
		})
	}
}

func fixed(text string) []spotter.Set {
	t := &testing.T{}
	return sets(t, press, text)
}

func feels(hours, energy, sleep, sore int) func(*session.Input) {
	return func(in *session.Input) { in.CheckIns = append(in.CheckIns, checkIn(hours, energy, sleep, sore)) }
}

func says(kind spotter.RemarkKind) func(*session.Input) { return saysAt(kind, 0) }

func saysAt(kind spotter.RemarkKind, at time.Duration) func(*session.Input) {
	return func(in *session.Input) {
		in.Guide.Remarks = append(in.Guide.Remarks, remark(kind, press, "", now.Add(at)))
	}
}

func hurt(region spotter.Region, exercise string) func(*session.Input) {
	return func(in *session.Input) {
		in.Guide.Remarks = append(in.Guide.Remarks, remark(spotter.Pain, exercise, region, now.Add(-time.Hour)))
	}
}

func TestEvidenceIsTyped(t *testing.T) {
	t.Parallel()
	in := input(t, bench())
	in.Sets = sets(t, press, "80 kg x 8 @2")
	feels(2, 2, 4, 1)(&in)
	got := session.Next(in).Evidence
	if len(got) != 2 || got[0].Quantity.Value != 2 || got[0].Quantity.Inputs["energy"] != 2 || got[0].Quantity.Inputs["sleep quality"] != 4 || !strings.Contains(got[0].Text, "energy 2 of 5") {
		t.Fatalf("%+v", got)
	}
	if got[1].Quantity.Value != 106.67 || got[1].Quantity.Unit != "kg" || !strings.Contains(got[1].Text, "maximum of 106.7 kg") { // both formulas meet at ten
		t.Errorf("%+v", got[1].Quantity)
	}
}

func TestCoarseStepsWaitForReps(t *testing.T) {
	t.Parallel()
	in := input(t, planned("dumbbell_lateral_raise", 3, 10, 15, 75))
	in.Sets = sets(t, "dumbbell_lateral_raise", "10 kg x 15 @3")
	next := session.Next(in)
	if next.Change != "hold" || !strings.Contains(next.Reason, "20 % more") {
		t.Errorf("a fifth more at once: %s, %s", next.Change, next.Reason)
	}
	in.Sets = sets(t, "dumbbell_lateral_raise", "10 kg x 18 @2")
	if next = session.Next(in); next.Change != "up" || next.Shown.Value != 12 {
		t.Errorf("with reps to spare: %s %v, %s", next.Change, next.Shown, next.Reason)
	}
}

// TestOrder walks through sessions set by set.
func TestOrder(t *testing.T) {
	t.Parallel()
	squat, row, curl := planned("barbell_back_squat", 2, 5, 8, 180), planned("barbell_row", 2, 8, 12, 120), planned("dumbbell_curl", 2, 10, 15, 75)
	pair := func(p spotter.PlannedExercise) spotter.PlannedExercise { p.Superset = "A"; return p }
	for name, c := range map[string]struct {
		planned []spotter.PlannedExercise
		deload  bool
		done    []string // exercises, a set each
		want    []string // exercise, number, of, rest, after each
	}{
		"straight": {planned: []spotter.PlannedExercise{squat, row}, done: []string{"barbell_back_squat", "barbell_back_squat", "barbell_row", "barbell_row"},
			want: []string{"barbell_back_squat 1/2 rest 0", "barbell_back_squat 2/2 rest 180", "barbell_row 1/2 rest 60", "barbell_row 2/2 rest 120", "complete"}},
		"superset": {planned: []spotter.PlannedExercise{squat, pair(row), pair(curl)}, done: []string{"barbell_back_squat", "barbell_back_squat", "barbell_row", "dumbbell_curl", "barbell_row", "dumbbell_curl"},
			want: []string{"barbell_back_squat 1/2 rest 0", "barbell_back_squat 2/2 rest 180", "barbell_row 1/2 rest 60", "dumbbell_curl 1/2 rest 0", "barbell_row 2/2 rest 120", "dumbbell_curl 2/2 rest 0", "complete"}},
		"out of order": {planned: []spotter.PlannedExercise{squat, row}, done: []string{"barbell_row", "barbell_row", "barbell_back_squat"},
			want: []string{"barbell_back_squat 1/2 rest 0", "barbell_row 2/2 rest 120", "barbell_back_squat 1/2 rest 60", "barbell_back_squat 2/2 rest 180"}},
		"an extra": {planned: []spotter.PlannedExercise{squat}, done: []string{"push_up", "barbell_back_squat", "barbell_back_squat", "barbell_back_squat"},
			want: []string{"barbell_back_squat 1/2 rest 0", "barbell_back_squat 1/2 rest 60", "barbell_back_squat 2/2 rest 180", "complete", "complete"}},
		"half in the deload week": {planned: []spotter.PlannedExercise{planned(press, 3, 6, 10, 120), row}, deload: true, done: []string{press, press, "barbell_row"},
			want: []string{press + " 1/2 rest 0", press + " 2/2 rest 120", "barbell_row 1/1 rest 60", "complete"}},
		"nothing planned": {done: []string{"barbell_row"}, want: []string{"free", "free"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := input(t, c.planned...)
			in.Guide.Deload = c.deload
			for i, want := range c.want {
				next := session.Next(in)
				got := next.State
				if got == "set" {
					got = fmt.Sprintf("%s %d/%d rest %d", next.Exercise, next.Number, next.Of, next.RestSeconds)
				}
				if got != want || session.Complete(in) != (want == "complete") {
					t.Fatalf("after %d sets: %s, want %s", i, got, want)
				}
				if i < len(c.done) {
					set := sets(t, c.done[i], "60 kg x 8 @2")[0]
					set.LoggedAt = now.Add(time.Duration(i-20) * time.Minute)
					in.Sets = append(in.Sets, set)
				}
			}
		})
	}
}

func TestWarmups(t *testing.T) {
	t.Parallel()
	lift := bench()
	lift.WarmupSets = 2
	in := input(t, lift)
	in.History[press] = []session.Bout{ago(7, sets(t, press, "100 kg x 8 @2"))}
	ramp := func() string {
		var out []string
		for _, r := range session.Next(in).Warmups {
			if r.LoadKG == nil || r.Shown == nil {
				out = append(out, fmt.Sprintf("{%d}", r.Reps))
				continue
			}
			out = append(out, fmt.Sprintf("{%v {%v %s} %d}", *r.LoadKG, r.Shown.Value, r.Shown.Unit, r.Reps))
		}
		return fmt.Sprint(out)
	}
	if got := ramp(); got != "[{50 {50 kg} 8} {75 {75 kg} 4}]" {
		t.Errorf("the ramp to 100 kg is %s", got)
	}
	in.Sets = sets(t, press, "50 kg x 8 warmup")
	if got := ramp(); got != "[{75 {75 kg} 4}]" || session.Next(in).RestSeconds != 60 {
		t.Errorf("after one: %s", got)
	}
	in.Sets, in.Guide.Planned[0].Warmup = nil, []spotter.WarmupSet{{Percent: 50, Reps: 5}, {Percent: 80, Reps: 2}}
	if got := ramp(); got != "[{50 {50 kg} 5} {80 {80 kg} 2}]" {
		t.Errorf("the plan's own ramp is %s", got)
	}
	in.Guide.Planned[0].Warmup, in.Guide.Planned[0].RepsMin = nil, 3
	if got := ramp(); got != "[{50 {50 kg} 5} {80 {80 kg} 2}]" {
		t.Errorf("the ramp to three reps is %s", got)
	}
	in.Guide.Planned[0].RepsMin = 6
	in.Sets = sets(t, press, "50 kg x 8 warmup, 75 kg x 4 warmup, 100 kg x 8 @2")
	if got := ramp(); got != "[]" {
		t.Errorf("after a working set: %s", got)
	}
	in.Sets, in.Person.Unit = nil, "lb"
	in.History[press] = []session.Bout{ago(7, sets(t, press, "185 lb x 8 @2"))}
	if got := ramp(); got != "[{40.8233133 {90 lb} 8} {61.23496995 {135 lb} 4}]" {
		t.Errorf("the ramp to 185 lb is %s", got)
	}
	in.Person.Unit, in.History[press], in.Guide.Planned[0].LoadKG = "kg", nil, nil
	if got := ramp(); got != "[{8} {4}]" {
		t.Errorf("the ramp to a load that nobody knows is %s", got)
	}
}

func TestPainStopsAnExercise(t *testing.T) {
	t.Parallel()
	in := input(t, bench(), planned("barbell_back_squat", 3, 5, 8, 180))
	in.Sets = sets(t, press, "80 kg x 8 @2")
	in.Guide.Remarks = []spotter.Remark{remark(spotter.Pain, press, "shoulder", now)}
	next := session.Next(in)
	if next.Stopped == nil || next.Stopped.Region != "shoulder" || !strings.Contains(next.Stopped.Notice, "doctor") || len(next.Stopped.Instead) == 0 {
		t.Fatalf("the exercise is not stopped: %+v", next.Stopped)
	}
	if next.Exercise != "barbell_back_squat" || !strings.Contains(next.Caution, "shoulder") { // it holds the bar
		t.Errorf("next is %s with the caution %q", next.Exercise, next.Caution)
	}
	for _, s := range next.Stopped.Instead {
		e, _ := in.Find(s.Exercise)
		for _, region := range e.Loads {
			if region == "shoulder" {
				t.Errorf("%s loads the shoulder", s.Exercise)
			}
		}
	}
	in.Guide.Substitutions = []spotter.Substitution{{From: press, To: "machine_chest_fly"}}
	if _, known := in.Find("machine_chest_fly"); !known {
		in.Guide.Substitutions[0].To = next.Stopped.Instead[0].Exercise
	}
	if next = session.Next(in); next.Exercise != in.Guide.Substitutions[0].To || next.Of != 2 || next.Stopped != nil || next.Change != "find" && next.Change != "none" {
		t.Errorf("after the swap: %+v", next)
	}
}

func TestWithoutALoad(t *testing.T) {
	t.Parallel()
	in := input(t, planned("push_up", 3, 6, 15, 90))
	next := session.Next(in)
	if next.Load != nil || next.Shown != nil || next.Change != "none" {
		t.Errorf("%+v", next)
	}
	in.Sets = sets(t, "push_up", "0 kg x 16 @3")
	if next = session.Next(in); !strings.Contains(next.Reason, "over the range") {
		t.Error(next.Reason)
	}
	in.Guide.Remarks = []spotter.Remark{remark(spotter.TooHeavy, "push_up", "", now)}
	if next = session.Next(in); !strings.Contains(next.Reason, "fewer reps") {
		t.Error(next.Reason)
	}
	in.Guide.Remarks, in.Sets = nil, sets(t, "push_up", "10 kg x 16 @3")
	if next = session.Next(in); next.Change != "up" && next.Change != "hold" || next.Load == nil {
		t.Errorf("weight on the back is a load: %+v", next)
	}
}

func BenchmarkNext(b *testing.B) {
	in := input(b, bench(), planned("barbell_back_squat", 3, 5, 8, 180), planned("barbell_row", 3, 8, 12, 120), planned("dumbbell_curl", 3, 10, 15, 75))
	for _, p := range in.Guide.Planned {
		in.History[p.Exercise] = []session.Bout{ago(7, sets(b, p.Exercise, "80 kg x 10 @2, 80 kg x 10 @2, 80 kg x 9 @1")), ago(14, sets(b, p.Exercise, "80 kg x 9 @2, 80 kg x 9 @2, 80 kg x 8 @1"))}
	}
	in.Sets = sets(b, press, "82.5 kg x 8 @2, 82.5 kg x 7 @1")
	in.CheckIns = []spotter.CheckIn{checkIn(2, 4, 3, 2)}
	for b.Loop() {
		session.Next(in)
	}
}
