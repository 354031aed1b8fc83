package logbook

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"spotter"
)

// The limits of texts, in characters; what is longer is cut, and a notice says how often.
const (
	maxName        = 80
	maxNote        = 500
	maxWorkoutNote = 2000
)

// Read reads an export. CodeInvalid (not_text, unknown_format, too_many_rows, too_many_names, no_rows) when nothing of it
// can be read; faults of single rows are in the log.
func Read(data []byte, o Options) (*Log, error) {
	text, encoding, err := decode(data)
	if err != nil {
		return nil, err
	}
	text, skipped := body(text)
	l, err := detect(text)
	if err != nil {
		return nil, err
	}
	b := &builder{Options: o, layout: l, at: map[groupKey]int{}, times: map[string]wall{}, names: map[string]bool{},
		log: &Log{Source: l.source, Encoding: encoding, Separator: string(l.separator), Skipped: map[string]int{}}}
	if err := b.rows(text, skipped); err != nil {
		return nil, err
	}
	b.finish()
	return b.log, nil
}

// body leaves out empty lines at the beginning and the line "sep=;" of spreadsheets.
func body(text string) (rest string, skipped int) {
	for {
		line, after, found := strings.Cut(text, "\n")
		line = strings.TrimSpace(line)
		if !found || line != "" && !strings.HasPrefix(strings.ToLower(line), "sep=") {
			return text, skipped
		}
		text, skipped = after, skipped+1
	}
}

func newReader(text string, separator rune) *csv.Reader {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = separator, -1, true
	return r
}

// builder makes a log of rows.
type builder struct {
	Options
	layout   *layout
	log      *Log
	at       map[groupKey]int // workouts by start and name -> place
	walls    []wall           // of the workouts
	groups   []groupKey       // of the workouts
	names    map[string]bool  // of exercises
	times    map[string]wall  // dates that were read: each stands in many rows
	assumed  int              // loads without a unit
	cut      int              // texts that were cut
	assisted int              // loads below nothing
	halved   int              // RPE between two values of the table
	lastNote string
	last     groupKey
	lastOf   string
}

type groupKey struct{ start, name string }

func (b *builder) rows(text string, skipped int) error {
	r := newReader(text, b.layout.separator)
	if _, err := r.Read(); err != nil { // the header, which was read before
		return refusal("unknown_format", "The first line cannot be read as CSV.")
	}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if b.log.Rows++; b.log.Rows > MostRows {
			return refusal("too_many_rows", "The file has more than "+strconv.Itoa(MostRows)+" rows. Cut it into several files, each with the header, and import one after the other.")
		}
		var bad *csv.ParseError
		switch {
		case errors.As(err, &bad):
			b.log.Faults = append(b.log.Faults, Fault{Line: bad.StartLine + skipped, Message: quoting(bad)})
		case err != nil:
			return err
		default:
			line, _ := r.FieldPos(0)
			b.row(row{b.layout, line + skipped, record})
		}
	}
	if len(b.names) > MostNames {
		return refusal("too_many_names", "The file has more than "+strconv.Itoa(MostNames)+" different names of exercises; that is no training history.")
	}
	if b.log.Rows == 0 {
		return refusal("no_rows", "The file has a header and nothing below it.")
	}
	return nil
}

func quoting(bad *csv.ParseError) string {
	if bad.Line > bad.StartLine {
		return fmt.Sprintf("A quotation mark opens in this row and is not closed; the lines up to %d could not be read.", bad.Line)
	}
	return "A quotation mark stands where none may: inside a value it must be written twice, and the value in quotation marks."
}

// fault is what is wrong with a row, as a sentence about one of its columns.
type fault struct {
	column  column
	message string
}

func (b *builder) row(r row) {
	set, f := b.read(r)
	if f != nil {
		b.log.Faults = append(b.log.Faults, Fault{Line: r.line, Column: b.nameOf(f.column), Message: f.message})
		return
	}
	if set != nil {
		b.names[set.Exercise] = true
		w := &b.log.Workouts[b.at[b.last]]
		w.Sets = append(w.Sets, *set)
	}
}

// nameOf is a column as people know it.
func (b *builder) nameOf(c column) string {
	for name, h := range headings(b.layout.source) {
		if h.of == c && (h.unit == "" || h.unit == b.layout.weightUnit || h.unit == b.layout.distanceUnit) {
			return name
		}
	}
	return ""
}

// read makes a set of a row. Without a set and a fault the row was counted as something else.
func (b *builder) read(r row) (*Set, *fault) {
	if len(r.fields) != r.width {
		return nil, &fault{colIgnored, fmt.Sprintf("This row has %d values and the header %d; it was left out, since they cannot be told apart.", len(r.fields), r.width)}
	}
	w, f := b.workout(r)
	if f != nil {
		return nil, f
	}
	order := fold(r.get(colOrder))
	switch {
	case strings.HasPrefix(order, "rest"):
		b.log.Skipped[RestTimer]++
		return nil, nil
	case order == "note":
		b.log.Skipped[NoteRow]++
		w.Note = join(w.Note, r.get(colExercise)+": "+r.get(colNote))
		return nil, nil
	}
	set := &Set{Line: r.line, Exercise: r.get(colExercise)}
	if set.Exercise == "" {
		return nil, &fault{colExercise, "The exercise has no name."}
	}
	if utf8.RuneCountInString(set.Exercise) > 200 {
		return nil, &fault{colExercise, "The name of the exercise is longer than 200 characters."}
	}
	for _, part := range []func(row, *Set) *fault{b.kind, b.load, b.work, b.effort} {
		if f := part(r, set); f != nil {
			return nil, f
		}
	}
	if set.Reps == 0 && set.Seconds == nil && set.DistanceM == nil && (set.Effort != "failure" || set.WeightKG == 0) {
		b.log.Skipped[Empty]++
		return nil, nil
	}
	b.note(r, set)
	return set, nil
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n" + b
}

// workout finds or adds the workout of a row.
func (b *builder) workout(r row) (*Workout, *fault) {
	text := r.get(colStart)
	start, known := b.times[text]
	if !known {
		var ok bool
		if start, ok = when(text); !ok {
			return nil, &fault{colStart, quoted(text) + " is not a date and time that is known; it should look like 2024-03-05 18:30:00 or 5 Mar 2024, 18:30."}
		}
		b.times[text] = start
	}
	at := start.in(b.Zone)
	if at.After(b.Now.Add(24*time.Hour)) || at.Year() < 1970 {
		return nil, &fault{colStart, quoted(text) + " lies in the future or before 1970."}
	}
	b.last = groupKey{start.minuteKey() + ":" + strconv.Itoa(start.second), spotter.FoldName(r.get(colTitle))}
	i, ok := b.at[b.last]
	if !ok {
		i = len(b.log.Workouts)
		b.at[b.last] = i
		b.walls, b.groups = append(b.walls, start), append(b.groups, b.last)
		b.log.Workouts = append(b.log.Workouts, Workout{Name: b.name(r), Start: at, End: b.end(r, at), Note: b.cutTo(r.get(colWorkoutNote), maxWorkoutNote)})
		b.lastOf, b.lastNote = "", ""
	}
	return &b.log.Workouts[i], nil
}

func (b *builder) name(r row) string {
	if name := b.cutTo(r.get(colTitle), maxName); name != "" {
		return name
	}
	return "Workout"
}

// end is when a workout ended: at most a day after its start, else it is not known.
func (b *builder) end(r row, start time.Time) *time.Time {
	var end time.Time
	if seconds, ok := span(r.get(colDuration)); ok {
		end = start.Add(time.Duration(seconds) * time.Second)
	} else if w, ok := when(r.get(colEnd)); ok {
		end = w.in(b.Zone)
	}
	if !end.After(start) || end.Sub(start) > 24*time.Hour || end.After(b.Now.Add(24*time.Hour)) {
		return nil
	}
	return &end
}

func quoted(s string) string {
	if utf8.RuneCountInString(s) > 40 {
		s = string([]rune(s)[:40]) + "…"
	}
	return `"` + s + `"`
}

// cutTo shortens a text and counts it.
func (b *builder) cutTo(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	b.cut++
	return string([]rune(s)[:most-1]) + "…"
}

// finish gives workouts and sets their keys and says what was assumed.
func (b *builder) finish() {
	shared := map[string]int{}
	for _, w := range b.walls {
		shared[w.minuteKey()]++
	}
	kept := b.log.Workouts[:0]
	for i, w := range b.log.Workouts {
		w.Key = b.walls[i].minuteKey()
		if shared[w.Key] > 1 || b.walls[i].timeless { // the name tells apart what the minute cannot
			w.Key += ":" + strconv.Itoa(b.walls[i].second) + " " + b.groups[i].name
		}
		if w.Note = b.cutTo(w.Note, maxWorkoutNote); len(w.Sets) > 0 {
			numbered(w.Sets)
			kept = append(kept, w)
		}
	}
	b.log.Workouts = kept
	b.notices()
}

// numbered gives each set the key of its exercise and its place among the sets of it.
func numbered(sets []Set) {
	seen := map[string]int{}
	for i := range sets {
		name := spotter.FoldName(sets[i].Exercise)
		if name == "" {
			name = sets[i].Exercise
		}
		seen[name]++
		sets[i].Key = name + " " + strconv.Itoa(seen[name])
	}
}

func (b *builder) notices() {
	say := func(n int, sentence string) {
		if n > 0 {
			b.log.Notices = append(b.log.Notices, sentence)
		}
	}
	say(b.assumed, fmt.Sprintf("The file does not name its units: loads and distances (%d) were taken to be in %s or %s. If that is wrong, send it again with unit=kg or unit=lb.", b.assumed, b.Unit, lengthBeside(b.Unit)))
	say(b.assisted, fmt.Sprintf("Loads below 0 (%d) stand for assistance: those sets are kept without a load, and their notes say how much helped.", b.assisted))
	say(b.halved, fmt.Sprintf("Ratings of effort between two steps (%d): the lower number of repetitions in reserve was taken, and the rating is kept beside it.", b.halved))
	say(b.cut, fmt.Sprintf("Names and notes that were too long (%d) were cut.", b.cut))
	if b.log.Encoding == Windows1252 {
		say(1, "The file is not UTF-8 and was read as Windows-1252; look whether accents are right.")
	}
	say(len(b.layout.unread), "Columns that are not known were not read: "+strings.Join(b.layout.unread, ", ")+".")
}
