package coach_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/postgres"
)

var update = flag.Bool("update", false, "write the golden files again")

const strongHeader = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"

// twoDays are two workouts of a person who lifts in kg.
const twoDays = strongHeader +
	"2026-11-02 18:00:00,Push,1h,Bench Press (Barbell),W,40,10,0,0,,,\n" +
	"2026-11-02 18:00:00,Push,1h,Bench Press (Barbell),1,80,5,0,0,,,8\n" +
	"2026-11-02 18:00:00,Push,1h,Bench Press (Barbell),2,82.5,5,0,0,,,9\n" +
	"2026-11-02 18:00:00,Push,1h,Wall Thing,1,10,12,0,0,,,\n" +
	"2026-11-04 18:00:00,Pull,50m,Pull Up,1,0,8,0,0,,,\n" +
	"2026-11-04 18:00:00,Pull,50m,Plank,1,0,0,0,75,,,\n"

func (f *fixture) staged(t testing.TB, who spotter.Caller, file string) spotter.Import {
	t.Helper()
	in, err := f.StageImport(t.Context(), who, coach.HistoryInput{File: []byte(file)})
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func (f *fixture) brought(t testing.TB, who spotter.Caller, file string) spotter.Import {
	t.Helper()
	in, err := f.CommitImport(t.Context(), who, f.staged(t, who, file).ID)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func (f *fixture) sessions(t testing.TB, who spotter.Caller) []spotter.Session {
	t.Helper()
	page, err := f.Sessions(t.Context(), who, nil, 100)
	if err != nil {
		t.Fatal(err)
	}
	return page.Items
}

// counts is what of an import a test looks at.
type counts struct{ workouts, sets, newWorkouts, newSets, imported, logged int }

func countsOf(i spotter.Import) counts {
	return counts{i.Workouts, i.Sets, i.NewWorkouts, i.NewSets, i.Duplicates.Imported, i.Duplicates.Logged}
}

func wantCounts(t testing.TB, what string, got spotter.Import, want counts) {
	t.Helper()
	if countsOf(got) != want {
		t.Errorf("%s: %+v, want %+v", what, countsOf(got), want)
	}
}

func TestImportFromPreviewToUndo(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ctx, who := t.Context(), f.onboarded(t, answers())
	in := f.staged(t, who, twoDays)
	wantCounts(t, "preview", in, counts{2, 6, 2, 6, 0, 0})
	if in.State != "staged" || in.From.String() != "2026-11-02" || in.To.String() != "2026-11-04" || in.TimeZone != "Europe/Berlin" || !in.ExpiresAt.Equal(monday.AddDate(0, 0, 7)) {
		t.Errorf("%+v", in.ImportSummary)
	}
	if in.OpenNames != 1 || in.Exercises[0].Name != "Wall Thing" || in.Exercises[0].Decided != "open" || *in.Exercises[1].Exercise != "barbell_bench_press" {
		t.Errorf("%+v", in.Exercises)
	}
	if len(f.sessions(t, who)) != 0 {
		t.Error("something was brought before the commit")
	}
	done := must[spotter.Import](t)(f.CommitImport(ctx, who, in.ID))
	wantCounts(t, "commit", done, counts{2, 6, 2, 6, 0, 0})
	sessions := f.sessions(t, who)
	if len(sessions) != 2 || sessions[0].Name != "Pull" || sessions[0].State != "completed" || *sessions[0].ImportID != in.ID || sessions[0].CompletedAt.Sub(sessions[0].StartedAt) != 50*time.Minute {
		t.Fatalf("%+v", sessions)
	}
	pull, push := sessions[0].Sets, sessions[1].Sets
	if pull[1].Exercise != "plank" || pull[1].Reps != 75 || *pull[1].Seconds != 75 {
		t.Errorf("a hold is counted in seconds: %+v", pull[1])
	}
	if !push[0].Warmup || *push[1].RIR != 2 || *push[2].RPE != 9 || push[3].Exercise != "Wall Thing" || *push[3].Line != 5 || *push[3].ImportID != in.ID {
		t.Errorf("%+v", push)
	}
	again := must[spotter.Import](t)(f.CommitImport(ctx, who, in.ID))
	if diff := cmp.Diff(done, again); diff != "" {
		t.Errorf("a second commit: %s", diff)
	}
	six := 6
	must[spotter.Set](t)(f.ChangeSet(ctx, who, sessions[1].ID, push[1].ID, spotter.SetPatch{Reps: &six}, 0))
	undo := must[spotter.ImportUndo](t)(f.UndoImport(ctx, who, in.ID))
	if want := (spotter.ImportUndo{RemovedWorkouts: 1, RemovedSets: 5, KeptWorkouts: 1, KeptSets: 1}); undo != want {
		t.Errorf("%+v, want %+v", undo, want)
	}
	if twice := must[spotter.ImportUndo](t)(f.UndoImport(ctx, who, in.ID)); twice != undo {
		t.Errorf("a second undo: %+v", twice)
	}
	if left := f.sessions(t, who); len(left) != 1 || len(left[0].Sets) != 1 || left[0].Sets[0].Reps != 6 {
		t.Errorf("%+v", left)
	}
	_, err := f.CommitImport(ctx, who, in.ID)
	refused(t, err, "import_undone")
	wantCounts(t, "once more", f.brought(t, who, twoDays), counts{2, 6, 1, 5, 1, 0})
	if got := must[spotter.Import](t)(f.Import(ctx, who, in.ID)); got.State != "undone" || *got.Undone != undo {
		t.Errorf("%+v", got.ImportSummary)
	}
}

func TestImportKnowsWhatIsThere(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	f.brought(t, who, twoDays)
	wantCounts(t, "the same file", f.staged(t, who, twoDays), counts{2, 6, 0, 0, 6, 0})
	longer := twoDays + "2026-11-04 18:00:00,Pull,50m,Pull Up,2,0,7,0,0,,,\n2026-11-06 18:00:00,Legs,,Squat,1,100,5,0,0,,,\n"
	wantCounts(t, "a longer export", f.brought(t, who, longer), counts{3, 8, 1, 2, 6, 0})
	hevy := "title,start_time,end_time,exercise_title,set_index,set_type,weight_kg,reps,rpe\n\"Push renamed\",\"2 Nov 2026, 18:00\",\"2 Nov 2026, 19:00\",Bench Press (Barbell),0,warmup,40,10,\n"
	wantCounts(t, "another app, the same workout", f.staged(t, who, hevy), counts{1, 1, 0, 0, 1, 0})
	if got := f.sessions(t, who); len(got) != 3 || len(got[1].Sets) != 3 {
		t.Errorf("%d sessions, %+v", len(got), got)
	}
	must[spotter.Profile](t)(f.PatchProfile(t.Context(), who, []byte(`{"about":{"time_zone":"Pacific/Auckland"}}`), "moved", 0))
	moved := f.staged(t, who, longer)
	wantCounts(t, "after a move", moved, counts{3, 8, 0, 0, 8, 0})
	if moved.TimeZone != "Pacific/Auckland" {
		t.Errorf("read in %s", moved.TimeZone)
	}
}

func TestImportKnowsWhatWasLoggedByHand(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ctx, who := t.Context(), f.onboarded(t, answers())
	date, load, five := spotter.Date{Year: 2026, Month: 11, Day: 2}, 80.0, 5
	session := must[spotter.Session](t)(f.StartSession(ctx, who, coach.StartSessionInput{Date: &date}))
	at := time.Date(2026, 11, 2, 17, 20, 0, 0, time.UTC) // 18:20 in Berlin
	must[spotter.LoggedSet](t)(f.LogSet(ctx, who, session.ID, spotter.SetEntry{Exercise: "bench press", WeightKG: &load, Reps: &five, LoggedAt: &at}))
	must[spotter.Session](t)(f.CompleteSession(ctx, who, session.ID, 0))
	wantCounts(t, "one by hand", f.staged(t, who, twoDays), counts{2, 6, 2, 5, 0, 1})
	twice := strings.Replace(twoDays, "2,82.5,5", "2,80,5", 1) // two sets alike, and one of them was logged
	wantCounts(t, "one of two alike", f.staged(t, who, twice), counts{2, 6, 2, 5, 0, 1})
	later := strings.ReplaceAll(twoDays, "2026-11-02 18", "2026-11-02 12")
	wantCounts(t, "another workout of the day", f.staged(t, who, later), counts{2, 6, 2, 6, 0, 0})
}

func TestImportRemembersNames(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ctx, who := t.Context(), f.onboarded(t, answers())
	in := f.staged(t, who, twoDays)
	mapTo := func(name, to string) (spotter.Import, error) {
		return f.MapNames(ctx, who, in.ID, spotter.MappingsInput{Mappings: map[string]string{name: to}})
	}
	mapped := must[spotter.Import](t)(mapTo("Wall Thing", "Push-up"))
	if mapped.OpenNames != 0 {
		t.Errorf("%+v", mapped.Exercises)
	}
	for _, wrong := range [][2]string{{"Nobody", "push_up"}, {"Wall Thing", "no such exercise"}} {
		_, err := mapTo(wrong[0], wrong[1])
		if e := new(spotter.Error); !errors.As(err, &e) || e.Code != spotter.CodeInvalid || e.Problems[0].Location != "body.mappings."+wrong[0] {
			t.Errorf("%v: %v", wrong, err)
		}
	}
	must[spotter.Import](t)(f.CommitImport(ctx, who, in.ID))
	if got := f.sessions(t, who)[1].Sets[3].Exercise; got != "push_up" {
		t.Errorf("stored as %s", got)
	}
	_, err := mapTo("Wall Thing", spotter.KeepName)
	refused(t, err, "import_settled")
	next := f.staged(t, who, strings.ReplaceAll(twoDays, "2026-11", "2026-10"))
	if next.OpenNames != 0 {
		t.Errorf("forgotten: %+v", next.Exercises)
	}
	in.ID = next.ID
	if kept := must[spotter.Import](t)(mapTo("Wall Thing", spotter.KeepName)); kept.OpenNames != 0 {
		t.Errorf("%+v", kept.Exercises)
	}
	if open := must[spotter.Import](t)(mapTo("Wall Thing", spotter.ForgetName)); open.OpenNames != 1 {
		t.Errorf("%+v", open.Exercises)
	}
	other := f.onboarded(t, answers())
	if theirs := f.staged(t, other, twoDays); theirs.OpenNames != 1 {
		t.Errorf("another person's names: %+v", theirs.Exercises)
	}
	_, err = f.CommitImport(ctx, other, next.ID)
	if spotter.CodeOf(err) != spotter.CodeNotFound {
		t.Errorf("another person's import: %v", err)
	}
}

func TestImportsWaitAndExpire(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ctx, who := t.Context(), f.onboarded(t, answers())
	first := f.staged(t, who, twoDays)
	if again := f.staged(t, who, twoDays); again.ID != first.ID {
		t.Error("the same file waits twice")
	}
	for i := range 4 {
		f.staged(t, who, strings.ReplaceAll(twoDays, "2026-11", fmt.Sprintf("2026-0%d", i+1)))
	}
	_, err := f.StageImport(ctx, who, coach.HistoryInput{File: []byte(strings.ReplaceAll(twoDays, "2026-11", "2026-06"))})
	refused(t, err, "imports_pending")
	must[spotter.ImportUndo](t)(f.UndoImport(ctx, who, first.ID))
	second := f.staged(t, who, twoDays)
	f.clock.add(7*24*time.Hour + time.Second)
	_, err = f.CommitImport(ctx, who, second.ID)
	if spotter.CodeOf(err) != spotter.CodeNotFound {
		t.Errorf("a stale import: %v", err)
	}
	if list := must[coach.Page[spotter.ImportSummary]](t)(f.ImportList(ctx, who, nil, 10)); len(list.Items) != 0 {
		t.Errorf("%+v", list.Items)
	}
	f.staged(t, who, twoDays)
	if left := f.importRows(t, who); left != 1 {
		t.Errorf("%d rows: what is stale goes when the next comes", left)
	}
}

// importRows counts a person's imports, stale ones too.
func (f *fixture) importRows(t *testing.T, who spotter.Caller) (n int) {
	t.Helper()
	if err := f.db.Write(t.Context(), who, func(tx *postgres.Tx) error {
		return tx.Raw().QueryRow(t.Context(), "select count(*) from workout_imports").Scan(&n)
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestStaleImportsAreForgottenOfAll runs the part of the housekeeping that is about imports.
func TestStaleImportsAreForgottenOfAll(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ann, ben := f.onboarded(t, answers()), f.onboarded(t, answers())
	f.brought(t, ann, twoDays)
	f.staged(t, ann, strings.ReplaceAll(twoDays, "2026-11", "2026-10"))
	f.clock.add(time.Hour)
	f.staged(t, ben, twoDays)
	if err := f.db.Lookup().ForgetImports(t.Context(), monday.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if a, b := f.importRows(t, ann), f.importRows(t, ben); a != 1 || b != 1 {
		t.Errorf("%d and %d are left, want what was committed and what is fresh", a, b)
	}
}

// TestTwoCommitsAtOnce has one effect.
func TestTwoCommitsAtOnce(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	in := f.staged(t, who, twoDays)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			done, err := f.CommitImport(t.Context(), who, in.ID)
			if err != nil || done.NewSets != 6 {
				t.Errorf("%v %+v", err, done.ImportSummary)
			}
		})
	}
	all.Wait()
	if got := f.sessions(t, who); len(got) != 2 || len(got[0].Sets)+len(got[1].Sets) != 6 {
		t.Errorf("%+v", got)
	}
}

// TestAnImportKeepsItsDay holds that today and progress say the same of a workout from elsewhere, and that one that
// was logged here goes first.
func TestAnImportKeepsItsDay(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ctx, who := t.Context(), f.onboarded(t, answers())
	done := f.brought(t, who, strings.ReplaceAll(twoDays, "2026-11-02 18", "2026-11-23 09")) // today
	day := must[spotter.Today](t)(f.Today(ctx, who, spotter.Date{}))
	kept := must[spotter.ProgressReport](t)(f.Progress(ctx, who, day.Date, day.Date)).Sessions
	if s := day.Session; s.State != "completed" || !s.Imported || s.SessionID == nil || kept.Planned != 1 || kept.Kept != 1 {
		t.Errorf("today is %s, imported %v; of %d planned %d took place", s.State, s.Imported, kept.Planned, kept.Kept)
	}
	own := must[spotter.Session](t)(f.StartSession(ctx, who, coach.StartSessionInput{}))
	if s := must[spotter.Today](t)(f.Today(ctx, who, spotter.Date{})).Session; s.State != "active" || s.Imported || *s.SessionID != own.ID {
		t.Errorf("with a session under way: %s, %v", s.State, s.Imported)
	}
	must[spotter.ImportUndo](t)(f.UndoImport(ctx, who, done.ID))
	if n := len(f.sessions(t, who)); n != 1 {
		t.Errorf("%d sessions after the import was taken back", n)
	}
}

// TestAKilledCommitLeavesNothing ends a commit in the middle of its insertions, as a kill of the process does.
func TestAKilledCommitLeavesNothing(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ctx, who := t.Context(), f.onboarded(t, answers())
	in := f.staged(t, who, many(3000))
	inside, release, blocked := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() { // holds back the sets, when the sessions are there already
		blocked <- f.db.Write(ctx, who, func(tx *postgres.Tx) error {
			if _, err := tx.Raw().Exec(ctx, "lock table workout_sets in share mode"); err != nil {
				close(inside)
				return err
			}
			close(inside)
			<-release
			return nil
		})
	}()
	<-inside
	short, cancel := context.WithTimeout(ctx, 1500*time.Millisecond)
	defer cancel()
	_, err := f.CommitImport(short, who, in.ID)
	if err == nil {
		t.Error("the commit was not held back")
	}
	close(release)
	if err := <-blocked; err != nil {
		t.Fatal(err)
	}
	if n := len(f.sessions(t, who)); n != 0 {
		t.Errorf("%d sessions of an import that was ended in the middle", n)
	}
	if got := must[spotter.Import](t)(f.Import(ctx, who, in.ID)); got.State != "staged" {
		t.Errorf("it is %s", got.State)
	}
	if done := must[spotter.Import](t)(f.CommitImport(ctx, who, in.ID)); done.NewSets != 3000 {
		t.Errorf("%+v", done.ImportSummary)
	}
}

// many is an export of n sets, twenty to a workout, of a hundred exercises.
func many(n int) string {
	var out strings.Builder
	out.WriteString(strongHeader)
	start := time.Date(2015, 1, 1, 18, 0, 0, 0, time.UTC)
	for i := range n {
		w := i / 20
		fmt.Fprintf(&out, "%s,Workout %d,1h 5m,Exercise %d (Barbell),%d,%.1f,%d,0,0,,\"felt good, mostly\",8\n",
			start.AddDate(0, 0, w).Format("2006-01-02 15:04:05"), w%4, i/4%100, i%4+1, 40+float64(i%80)*2.5, 3+i%10)
	}
	return out.String()
}

// TestALongHistory brings fifty thousand sets and finds each again.
func TestALongHistory(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ctx, who := t.Context(), f.onboarded(t, answers())
	file := many(50_000) // the last workouts lie in 2021
	in := f.staged(t, who, file)
	wantCounts(t, "preview", in, counts{2500, 50_000, 2500, 50_000, 0, 0})
	wantCounts(t, "commit", must[spotter.Import](t)(f.CommitImport(ctx, who, in.ID)), counts{2500, 50_000, 2500, 50_000, 0, 0})
	wantCounts(t, "again", f.staged(t, who, file), counts{2500, 50_000, 0, 0, 50_000, 0})
	if undo := must[spotter.ImportUndo](t)(f.UndoImport(ctx, who, in.ID)); undo.RemovedSets != 50_000 || undo.RemovedWorkouts != 2500 || undo.KeptSets != 0 {
		t.Errorf("%+v", undo)
	}
}

func BenchmarkImport50k(b *testing.B) {
	f := setup(b)
	file := many(50_000)
	for b.Loop() {
		who := f.person(b)
		start := b.Elapsed()
		in := f.staged(b, who, file)
		b.ReportMetric((b.Elapsed() - start).Seconds(), "s/preview")
		start = b.Elapsed()
		if _, err := f.CommitImport(b.Context(), who, in.ID); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric((b.Elapsed() - start).Seconds(), "s/commit")
	}
}

// TestPreviewsOfEachDialect shows each export of the reader's test data and holds the preview against a
// golden file.
func TestPreviewsOfEachDialect(t *testing.T) {
	t.Parallel()
	f := setup(t)
	files, err := filepath.Glob("../../science/logbook/testdata/*.csv")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		who := f.onboarded(t, answers())
		in := f.staged(t, who, string(data))
		in.ID = spotter.ImportID{}
		got, err := json.MarshalIndent(in, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", "history", strings.TrimSuffix(filepath.Base(name), ".csv")+".json")
		if *update {
			if err := os.WriteFile(golden, append(got, '\n'), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.TrimSpace(string(want)), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		done := f.brought(t, who, string(data))
		n := 0
		for _, s := range f.sessions(t, who) {
			n += len(s.Sets)
			if !slices.IsSortedFunc(s.Sets, func(a, b spotter.Set) int { return *a.Line - *b.Line }) {
				t.Errorf("%s: the sets of %s are out of order", name, s.Name)
			}
		}
		if n != done.NewSets || n != in.NewSets {
			t.Errorf("%s: %d sets, and %d and %d were told", name, n, done.NewSets, in.NewSets)
		}
	}
}
