package coach

import (
	"context"
	"crypto/sha256"
	"math"
	"slices"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/logbook"
)

// bringing is what an import adds, as rows, and what is told of it.
type bringing struct {
	answer   spotter.Import
	sessions []sessionRow
	sets     []broughtSet
}

// sessionRow is a row as its query takes it.
type sessionRow struct {
	ID          spotter.SessionID `json:"id"`
	LocalDate   spotter.Date      `json:"local_date"`
	Name        string            `json:"name"`
	StartedAt   time.Time         `json:"started_at"`
	CompletedAt time.Time         `json:"completed_at"`
	Note        string            `json:"note"`
}

// broughtSet is a set that an import adds.
type broughtSet struct {
	spotter.Set
	session spotter.SessionID
}

// bringing holds a file against what the person has and knows.
func (c *Coach) bringing(ctx context.Context, tx *postgres.Tx, row db.WorkoutImport, log *logbook.Log) (*bringing, error) {
	mapped, err := tx.ListMappings(ctx, tx.Caller.User)
	if err != nil {
		return nil, err
	}
	zone, err := spotter.LoadZone(row.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	known, err := readKnown(ctx, tx, log, zone)
	if err != nil {
		return nil, err
	}
	b, means := &bringing{answer: counted(row, log, zone)}, c.meanings(mapped)
	for i := range log.Workouts {
		b.add(tx.Caller.User, &log.Workouts[i], zone, known, means)
	}
	b.answer.NewSets = len(b.sets)
	b.answer.Exercises, b.answer.OpenNames = c.importedNames(log, means)
	return b, nil
}

// add adds what is new of a workout.
func (b *bringing) add(user spotter.UserID, w *logbook.Workout, zone *time.Location, known *knownHistory, means func(string) meaning) {
	id := derived[spotter.Session](user, w.Key)
	end := w.Start.Add(time.Duration(len(w.Sets)) * time.Second)
	if w.End != nil {
		end = *w.End
	}
	before := len(b.sets)
	for i := range w.Sets {
		set := broughtOf(&w.Sets[i], means(w.Sets[i].Exercise))
		set.ID, set.session = derived[spotter.Set](user, w.Key+"\n"+w.Sets[i].Key), id
		set.LoggedAt = w.Start.Add(time.Duration(i) * time.Second) // the file does not say when; their order is kept
		switch {
		case known.sets[set.ID]:
			b.answer.Duplicates.Imported++
		case known.takeLogged(&set, w):
			b.answer.Duplicates.Logged++
		default:
			b.sets = append(b.sets, set)
		}
	}
	if len(b.sets) > before && !known.sessions[id] {
		b.answer.NewWorkouts++
		b.sessions = append(b.sessions, sessionRow{id, spotter.DateOf(w.Start, zone), w.Name, w.Start, end, w.Note})
	}
}

// derived is the id of a thing that a file names: the same each time the same thing is brought (RFC 9562,
// version 8).
func derived[Of any](user spotter.UserID, key string) spotter.ID[Of] {
	h := sha256.Sum256([]byte("history\n" + user.String() + "\n" + key))
	id := spotter.ID[Of](h[:16])
	id[6] = id[6]&0x0f | 0x80
	id[8] = id[8]&0x3f | 0x80
	return id
}

func broughtOf(s *logbook.Set, m meaning) broughtSet {
	out := broughtSet{Set: spotter.Set{Exercise: m.id(s.Exercise), WeightKG: s.WeightKG, Entered: s.Entered, Reps: s.Reps, RIR: s.RIR, Warmup: s.Warmup, Note: s.Note,
		SetExtras: spotter.SetExtras{Effort: s.Effort, Seconds: s.Seconds, DistanceM: s.DistanceM, RPE: s.RPE, Superset: s.Superset, Line: &s.Line}}}
	if out.Reps == 0 && s.Seconds != nil && m.exercise != nil {
		out.Reps = timed(*s.Seconds, m.exercise.Unit)
	}
	return out
}

// timed is a time as the repetitions of an exercise that is counted in seconds or minutes.
func timed(seconds int, unit string) int {
	switch unit {
	case "seconds":
		return min(seconds, 1000)
	case "minutes":
		return max(1, int(math.Round(float64(seconds)/60)))
	}
	return 0
}

// counted is what a file holds by itself.
func counted(row db.WorkoutImport, log *logbook.Log, zone *time.Location) spotter.Import {
	out := spotter.Import{
		ImportSummary: spotter.ImportSummary{ID: row.ID, State: row.State, Source: log.Source, TimeZone: row.TimeZone, WeightUnit: row.WeightUnit,
			Rows: log.Rows, Workouts: len(log.Workouts), Sets: log.Sets(), ErrorRows: len(log.Faults), CreatedAt: row.CreatedAt},
		ImportDetails: spotter.ImportDetails{Skipped: []spotter.SkippedReason{}, Errors: []spotter.RowError{}, Notices: append([]string{}, log.Notices...)},
	}
	for i := range log.Workouts {
		date := spotter.DateOf(log.Workouts[i].Start, zone)
		if out.From == nil || date.Before(*out.From) {
			out.From = &date
		}
		if out.To == nil || out.To.Before(date) {
			out.To = &date
		}
	}
	for _, reason := range sortedKeys(log.Skipped) {
		out.SkippedRows += log.Skipped[reason]
		out.Skipped = append(out.Skipped, spotter.SkippedReason{Reason: reason, Rows: log.Skipped[reason], Message: skippedBecause(reason)})
	}
	for _, f := range log.Faults[:min(len(log.Faults), mostErrors)] {
		out.Errors = append(out.Errors, spotter.RowError(f))
	}
	return out
}

// mostErrors is how many rows are told that could not be read; all are counted.
const mostErrors = 500

func skippedBecause(reason string) string {
	switch reason {
	case logbook.RestTimer:
		return "These rows say how long a rest was; they are no sets."
	case logbook.NoteRow:
		return "These rows are remarks; their text is in the note of the workout."
	default:
		return "These rows have no repetitions, no time and no distance: they were planned and not done."
	}
}

// knownHistory is what the person has in the days of a file.
type knownHistory struct {
	sessions map[spotter.SessionID]bool
	sets     map[spotter.SetID]bool
	logged   map[loggedKey][]time.Time // by hand
}

type loggedKey struct {
	exercise string
	load     int64 // in 10 g
	reps     int
}

// around is how much later or earlier a set may be logged by hand than the workout of the file lasted.
const around = 5 * time.Minute

// unknownLength is how long a workout may have lasted whose end the file does not say.
const unknownLength = 4 * time.Hour

// readKnown reads the days of a file, and two more on either side: the person may have moved since an
// earlier import.
func readKnown(ctx context.Context, tx *postgres.Tx, log *logbook.Log, zone *time.Location) (*knownHistory, error) {
	k := &knownHistory{sessions: map[spotter.SessionID]bool{}, sets: map[spotter.SetID]bool{}, logged: map[loggedKey][]time.Time{}}
	if len(log.Workouts) == 0 {
		return k, nil
	}
	byStart := func(a, b logbook.Workout) int { return a.Start.Compare(b.Start) }
	since, until := slices.MinFunc(log.Workouts, byStart).Start.AddDate(0, 0, -2), slices.MaxFunc(log.Workouts, byStart).Start.AddDate(0, 0, 3)
	sets, err := tx.KnownSets(ctx, db.KnownSetsParams{UserID: tx.Caller.User, Since: since, Until: until})
	if err != nil {
		return nil, err
	}
	for _, s := range sets {
		if s.Imported {
			k.sets[s.ID] = true
			continue
		}
		key := loggedKey{s.Exercise, int64(math.Round(s.WeightKg * 100)), s.Reps}
		k.logged[key] = append(k.logged[key], s.LoggedAt)
	}
	sessions, err := tx.KnownSessions(ctx, db.KnownSessionsParams{UserID: tx.Caller.User,
		Since: pgDate(spotter.DateOf(since, zone)), Until: pgDate(spotter.DateOf(until, zone))})
	for _, id := range sessions {
		k.sessions[id] = true
	}
	return k, err
}

// takeLogged reports whether a set was logged by hand during a workout; each such set stands for one.
func (k *knownHistory) takeLogged(set *broughtSet, w *logbook.Workout) bool {
	key := loggedKey{set.Exercise, int64(math.Round(set.WeightKG * 100)), set.Reps}
	from, until := w.Start.Add(-around), w.Start.Add(unknownLength)
	if w.End != nil {
		until = w.End.Add(around)
	}
	i := slices.IndexFunc(k.logged[key], func(at time.Time) bool { return !at.Before(from) && !at.After(until) })
	if i < 0 {
		return false
	}
	k.logged[key] = slices.Delete(k.logged[key], i, i+1)
	return true
}

// columnsOf turns sets into the arrays that the query takes.
func columnsOf(row db.WorkoutImport, sets []broughtSet) db.BringSetsParams {
	p := db.BringSetsParams{UserID: row.UserID, ImportID: &row.ID}
	for i := range sets {
		s := &sets[i]
		p.Ids, p.SessionIds, p.Exercises = append(p.Ids, spotter.UUID(s.ID)), append(p.SessionIds, spotter.UUID(s.session)), append(p.Exercises, s.Exercise)
		p.WeightsKg, p.EnteredValues, p.EnteredUnits = append(p.WeightsKg, s.WeightKG), append(p.EnteredValues, s.Entered.Value), append(p.EnteredUnits, s.Entered.Unit)
		p.Reps, p.Rirs, p.Warmups = append(p.Reps, s.Reps), append(p.Rirs, or(s.RIR, -1)), append(p.Warmups, s.Warmup)
		p.Notes, p.LoggedAts, p.Efforts = append(p.Notes, s.Note), append(p.LoggedAts, s.LoggedAt), append(p.Efforts, s.Effort)
		p.Seconds, p.DistancesM, p.Rpes = append(p.Seconds, or(s.Seconds, 0)), append(p.DistancesM, or(s.DistanceM, 0)), append(p.Rpes, or(s.RPE, 0))
		p.Supersets, p.ImportLines = append(p.Supersets, or(s.Superset, -1)), append(p.ImportLines, or(s.Line, 0))
	}
	return p
}

func or[T any](v *T, without T) T {
	if v == nil {
		return without
	}
	return *v
}

// rowsAtOnce is how many rows go to the database in a statement.
const rowsAtOnce = 2000

// bring adds all that is new, in the transaction of the commit.
func (c *Coach) bring(ctx context.Context, tx *postgres.Tx, row db.WorkoutImport, log *logbook.Log) (spotter.Import, error) {
	b, err := c.bringing(ctx, tx, row, log)
	if err != nil {
		return spotter.Import{}, err
	}
	var sessions, sets int64
	for rows := range slices.Chunk(b.sessions, rowsAtOnce) {
		n, err := tx.BringSessions(ctx, db.BringSessionsParams{UserID: row.UserID, TimeZone: row.TimeZone, ImportID: &row.ID, Rows: mustJSON(rows)})
		if err != nil {
			return spotter.Import{}, err
		}
		sessions += n
	}
	for rows := range slices.Chunk(b.sets, rowsAtOnce) {
		n, err := tx.BringSets(ctx, columnsOf(row, rows))
		if err != nil {
			return spotter.Import{}, err
		}
		sets += n
	}
	if err := tx.TouchOthers(ctx, db.TouchOthersParams{UserID: row.UserID, ImportID: &row.ID}); err != nil {
		return spotter.Import{}, err
	}
	now, a := c.now(), &b.answer
	a.State, a.CommittedAt, a.NewWorkouts = "committed", &now, int(sessions)
	a.Duplicates.Imported += a.NewSets - int(sets)
	a.NewSets = int(sets)
	return b.answer, tx.CommitImport(ctx, db.CommitImportParams{UserID: row.UserID, ID: row.ID, Now: &now,
		Summary: mustJSON(a.ImportSummary), Details: mustJSON(a.ImportDetails)})
}
