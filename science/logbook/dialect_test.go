package logbook_test

import (
	"encoding/binary"
	"encoding/csv"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"pgregory.net/rapid"

	"spotter/science/logbook"
)

// lifted is a set as a person did it; the writers below say it in the dialects of the apps.
type lifted struct {
	exercise string
	load     float64 // in the unit of the dialect, in halves
	reps     int
	rpe      float64 // 0: none
	seconds  int
	metres   int
	kind     string // "", "warmup", "drop" or "failure"
}

type session struct {
	name  string
	start time.Time // wall clock, in UTC
	mins  int
	sets  []lifted
}

var exercises = []string{"Bench Press (Barbell)", "Lat Pulldown (Cable)", "Squat", "Überzüge", "Curl; seated", "Row, \"Pendlay\"", "Running"}

func history(t *rapid.T) []session {
	var out []session
	at := time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC)
	for range rapid.IntRange(1, 5).Draw(t, "workouts") {
		at = at.AddDate(0, 0, rapid.IntRange(1, 9).Draw(t, "days"))
		s := session{name: rapid.SampledFrom([]string{"Push", "Pull, heavy", "Beine; \"A\"", "Two\nlines"}).Draw(t, "name"), mins: rapid.IntRange(5, 180).Draw(t, "minutes"),
			start: at.Add(time.Duration(rapid.IntRange(4*60, 22*60).Draw(t, "at")) * time.Minute)}
		for range rapid.IntRange(1, 6).Draw(t, "sets") {
			s.sets = append(s.sets, oneSet(t))
		}
		out = append(out, s)
	}
	return out
}

func oneSet(t *rapid.T) lifted {
	l := lifted{exercise: rapid.SampledFrom(exercises).Draw(t, "exercise"), kind: rapid.SampledFrom([]string{"", "", "warmup", "drop", "failure"}).Draw(t, "kind"),
		rpe: rapid.SampledFrom([]float64{0, 6, 7, 7.5, 8, 9, 9.5, 10}).Draw(t, "rpe")}
	if rapid.Bool().Draw(t, "cardio") {
		l.seconds, l.metres = rapid.IntRange(1, 7200).Draw(t, "seconds"), rapid.IntRange(0, 40).Draw(t, "hectometres")*100
		return l
	}
	l.load, l.reps = float64(rapid.IntRange(0, 800).Draw(t, "load"))/2, rapid.IntRange(1, 30).Draw(t, "reps")
	return l
}

// dialect is how one app, on one phone, writes.
type dialect struct {
	name      string
	separator rune
	comma     bool // decimal comma
	pound     bool
	header    []string
	row       func(d dialect, s session, l lifted, n int) []string
}

func (d dialect) number(v float64) string {
	if v == 0 {
		return ""
	}
	text := strconv.FormatFloat(v, 'f', -1, 64)
	if d.comma {
		text = strings.ReplaceAll(text, ".", ",")
	}
	return text
}

func (d dialect) unit() string {
	if d.pound {
		return "lbs"
	}
	return "kg"
}

func whole(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// order is what Strong writes for the number of a set.
func order(l lifted, n int) string {
	if l.kind != "" {
		return strings.ToUpper(l.kind[:1])
	}
	return strconv.Itoa(n + 1)
}

func hevyKind(l lifted) string {
	return map[string]string{"": "normal", "warmup": "warmup", "drop": "dropset", "failure": "failure"}[l.kind]
}

func strongRow(d dialect, s session, l lifted, n int) []string {
	return []string{s.start.Format("2006-01-02 15:04:05"), s.name, fmt.Sprintf("%dh %dm", s.mins/60, s.mins%60), l.exercise, order(l, n), d.number(l.load), whole(l.reps),
		d.number(float64(l.metres) / 1000), whole(l.seconds), "", "", d.number(l.rpe)}
}

func androidRow(d dialect, s session, l lifted, n int) []string {
	return []string{s.start.Format("2006-01-02 15:04:05"), s.name, l.exercise, order(l, n), d.number(l.load), d.unit(), whole(l.reps), d.number(l.rpe),
		d.number(float64(l.metres)), "m", strconv.Itoa(l.seconds), "", "", strconv.Itoa(s.mins) + "m"}
}

func sixRow(d dialect, s session, l lifted, n int) []string {
	return []string{"7", s.start.Format("2006-01-02 15:04:05"), s.name, strconv.Itoa(s.mins * 60), l.exercise, order(l, n), d.number(l.load), whole(l.reps),
		d.number(l.rpe), d.number(float64(l.metres)), whole(l.seconds), "", ""}
}

func hevyRow(d dialect, s session, l lifted, n int) []string {
	form := "2 Jan 2006, 15:04"
	return []string{s.name, s.start.Format(form), s.start.Add(time.Duration(s.mins) * time.Minute).Format(form), "", l.exercise, "", "", strconv.Itoa(n), hevyKind(l),
		d.number(l.load), whole(l.reps), d.number(float64(l.metres) / 1000), whole(l.seconds), d.number(l.rpe)}
}

func dialects() []dialect {
	split := func(s string) []string { return strings.Split(s, "|") }
	hevy := "title|start_time|end_time|description|exercise_title|superset_id|exercise_notes|set_index|set_type|weight_kg|reps|distance_km|duration_seconds|rpe"
	android := split("Date|Workout Name|Exercise Name|Set Order|Weight|Weight Unit|Reps|RPE|Distance|Distance Unit|Seconds|Notes|Workout Notes|Workout Duration")
	six := "Workout #|Date|Workout Name|Duration (sec)|Exercise Name|Set Order|Weight (kg)|Reps|RPE|Distance (meters)|Seconds|Notes|Workout Notes"
	return []dialect{
		{"Strong on iOS", ',', false, false, split("Date|Workout Name|Duration|Exercise Name|Set Order|Weight|Reps|Distance|Seconds|Notes|Workout Notes|RPE"), strongRow},
		{"Strong on Android", ';', false, false, android, androidRow},
		{"Strong on Android in lb", ';', false, true, android, androidRow},
		{"Strong on Android with decimal commas", ';', true, false, android, androidRow},
		{"Strong 6", ',', false, false, split(six), sixRow},
		{"Strong 6 with decimal commas", ';', true, false, split(six), sixRow},
		{"Strong 6 in lb", ';', false, true, split(strings.ReplaceAll(six, "(kg)", "(lbs)")), sixRow},
		{"Hevy", ',', false, false, split(hevy), hevyRow},
		{"Hevy in lb", ',', false, true, split(strings.ReplaceAll(hevy, "weight_kg", "weight_lbs")), hevyRow},
		{"Hevy through a spreadsheet", '\t', true, false, split(hevy), hevyRow},
	}
}

func (d dialect) write(t *rapid.T, all []session) []byte {
	var out strings.Builder
	w := csv.NewWriter(&out)
	w.Comma, w.UseCRLF = d.separator, rapid.Bool().Draw(t, "CRLF")
	rows := [][]string{d.header}
	for _, s := range all {
		for n, l := range s.sets {
			rows = append(rows, d.row(d, s, l, n))
		}
	}
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return encoded(rapid.SampledFrom([]string{"utf-8", "mark", "utf-16", "utf-16, big end first"}).Draw(t, "encoding"), out.String())
}

func encoded(encoding, text string) []byte {
	switch encoding {
	case "mark":
		return []byte("\ufeff" + text)
	case "utf-16, big end first":
		out := []byte{0xfe, 0xff}
		for _, unit := range utf16.Encode([]rune(text)) {
			out = binary.BigEndian.AppendUint16(out, unit)
		}
		return out
	case "utf-16":
		out := []byte{0xff, 0xfe}
		for _, unit := range utf16.Encode([]rune(text)) {
			out = binary.LittleEndian.AppendUint16(out, unit)
		}
		return out
	}
	return []byte(text)
}

// TestEveryDialectSaysTheSame writes made-up histories in each dialect and wants the same sets back.
func TestEveryDialectSaysTheSame(t *testing.T) {
	t.Parallel()
	o := options(t)
	rapid.Check(t, func(t *rapid.T) {
		all := history(t)
		for _, d := range dialects() {
			log, err := logbook.Read(d.write(t, all), o)
			if err != nil || len(log.Faults) > 0 || len(log.Skipped) > 0 || len(log.Workouts) != len(all) {
				t.Fatalf("%s: %v %+v of %d", d.name, err, log, len(all))
			}
			for i, s := range all {
				sameWorkout(t, d, o.Zone, s, log.Workouts[i])
			}
		}
	})
}

func sameWorkout(t *rapid.T, d dialect, zone *time.Location, s session, got logbook.Workout) {
	start := time.Date(s.start.Year(), s.start.Month(), s.start.Day(), s.start.Hour(), s.start.Minute(), 0, 0, zone)
	name := strings.ReplaceAll(s.name, "\r\n", "\n")
	if got.Name != name || !got.Start.Equal(start) || got.End == nil || len(got.Sets) != len(s.sets) {
		t.Fatalf("%s: %+v is not %+v", d.name, got, s)
	}
	if minutes := got.End.Sub(got.Start).Minutes(); math.Abs(minutes-float64(s.mins)) > 61 { // Hevy's end may lie behind a clock change
		t.Fatalf("%s: %v minutes instead of %d", d.name, minutes, s.mins)
	}
	for i, l := range s.sets {
		if fault := differs(d, l, got.Sets[i]); fault != "" {
			t.Fatalf("%s: %s: %+v is not %+v", d.name, fault, got.Sets[i], l)
		}
	}
}

// differs says in what a set that was read is not the one that was written.
func differs(d dialect, l lifted, got logbook.Set) string {
	kg, unit := l.load, "kg"
	if d.pound {
		kg, unit = l.load*0.45359237, "lb"
	}
	rir := -1
	switch {
	case l.kind == "failure":
		rir = 0
	case l.rpe >= 6:
		rir = int(10 - math.Ceil(l.rpe))
	}
	switch {
	case got.Exercise != l.exercise || got.Reps != l.reps:
		return "exercise or repetitions"
	case math.Abs(got.WeightKG-kg) > 1e-9 || got.Entered.Value != l.load || l.load > 0 && got.Entered.Unit != unit:
		return "load"
	case got.Warmup != (l.kind == "warmup") || !got.Warmup && got.Effort != l.kind:
		return "kind"
	case (got.Seconds == nil) != (l.seconds == 0) || got.Seconds != nil && *got.Seconds != l.seconds:
		return "time"
	case (got.DistanceM == nil) != (l.metres == 0) || got.DistanceM != nil && math.Abs(*got.DistanceM-float64(l.metres)) > 1e-6:
		return "distance"
	case (got.RPE == nil) != (l.rpe == 0) || got.RPE != nil && *got.RPE != l.rpe:
		return "rating"
	case (got.RIR == nil) != (rir < 0) || got.RIR != nil && *got.RIR != rir:
		return "repetitions in reserve"
	}
	return ""
}

// FuzzRead holds that no file makes the reader fail, forget a row or store what the database refuses.
func FuzzRead(f *testing.F) {
	f.Add([]byte(strongHeader + "2024-07-01 18:30:00,A,1h 5m,Squat,1,100,5,0,0,\"x\",y,8\n"))
	f.Add([]byte("sep=;\ntitle;start_time;end_time;exercise_title;set_type;weight_lbs;reps;rpe\nA;\"5 Mar 2024, 18:30\";;Squat;warmup;1,5;5;9\n"))
	f.Add([]byte("\xff\xfeD\x00a\x00"))
	f.Add([]byte(strongHeader + "2024-07-01 18:30:00,\"A\n\n,,\"\"\n"))
	o := options(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		log, err := logbook.Read(data, o)
		if err != nil {
			return
		}
		if log.Sets()+len(log.Faults)+total(log.Skipped) != log.Rows {
			t.Fatalf("%d rows are not accounted for in %q", log.Rows, data)
		}
		keys := map[string]bool{}
		for _, w := range log.Workouts {
			for _, s := range w.Sets {
				key := w.Key + "\n" + s.Key
				if keys[key] || s.WeightKG < 0 || s.WeightKG > 601 || s.Reps < 0 || s.Reps > 1000 || strings.Contains(s.Note+s.Exercise+w.Name, "\x00") ||
					len([]rune(s.Note)) > 500 || len([]rune(w.Name)) > 80 || len([]rune(w.Note)) > 2000 || s.RIR != nil && (*s.RIR < 0 || *s.RIR > 10) {
					t.Fatalf("%+v of %q", s, data)
				}
				keys[key] = true
			}
		}
	})
}
