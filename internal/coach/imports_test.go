package coach

import (
	"log/slog"
	"os"
	"testing"
	"time"

	"spotter"
	"spotter/catalog/foreign"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
)

// TestImportedEntries goes the whole way: a file, the operator's import, and what people then find.
func TestImportedEntries(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	dsn := postgrestest.Database(t)
	owner := postgrestest.Connect(t, dsn(postgres.RoleOwner))
	now := time.Date(2026, 11, 25, 8, 0, 0, 0, time.UTC)
	c, err := New(Config{DB: postgrestest.Connect(t, dsn(postgres.RoleApp)), Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	read := func(format, file string) []foreign.Entry {
		t.Helper()
		data, err := os.ReadFile("../../catalog/foreign/testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		entries, _, err := foreign.Read(format, data, foreign.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return entries
	}
	store := func(entries []foreign.Entry, dryRun bool, want ImportCounts) {
		t.Helper()
		if got, err := Import(ctx, owner, entries, dryRun, now); err != nil || got != want {
			t.Errorf("import: %+v, %v, want %+v", got, err, want)
		}
	}
	foods, exercises := read("usda-csv", "usda.csv"), read("free-exercise-db", "free-exercise-db.json")

	store(foods, true, ImportCounts{Added: 2})
	if extra, err := c.freshImports(ctx); err != nil || len(extra.foods) != 0 {
		t.Errorf("a dry run left %d foods, %v", len(extra.foods), err)
	}
	store(foods, false, ImportCounts{Added: 2})
	store(foods, false, ImportCounts{Unchanged: 2})
	store(exercises, false, ImportCounts{Added: 3})
	foods[0].Food.Nutrition.Kcal++
	store(foods, false, ImportCounts{Changed: 1, Unchanged: 1})

	if _, err := c.anyExercise(ctx, "Test Press"); err == nil {
		t.Error("a reading is thrown away before its time: every look-up would ask the database")
	}
	now = now.Add(importsLife)
	e, err := c.anyExercise(ctx, "test press")
	if err != nil || e.ID != "free-exercise-db:Test_Press" {
		t.Errorf("found %q, %v", e.ID, err)
	}
	if c.exerciseID("Test Press") != "free-exercise-db:Test_Press" {
		t.Error("a set of it is not logged under its id")
	}
	extra := c.imports.current()
	if f, ok := extra.food("usda:90001"); !ok || f.Nutrition.Kcal != 401 || extra.origin(f.ID) == nil || extra.origin(f.ID).Licence == "" {
		t.Errorf("the food is %+v", f)
	}
	if extra.origin("chicken_breast") != nil {
		t.Error("an entry of ours has a foreign origin")
	}
	for _, own := range c.exercises.All() {
		if own.ID == e.ID {
			t.Error("an imported exercise is among those that plans are made of")
		}
	}
}

// TestAppCannotImport connects as the app does.
func TestAppCannotImport(t *testing.T) {
	t.Parallel()
	app := postgrestest.Open(t)
	entry := foreign.Entry{ID: "usda:1", Licence: "x", Food: &spotter.Food{ID: "usda:1", Name: "x"}}
	if _, err := Import(t.Context(), app, []foreign.Entry{entry}, false, time.Now()); err == nil {
		t.Error("the app's role wrote to the catalogue")
	}
}

// TestImportsShadowNothing brings in an exercise with a name of ours.
func TestImportsShadowNothing(t *testing.T) {
	t.Parallel()
	dsn := postgrestest.Database(t)
	c, err := New(Config{DB: postgrestest.Connect(t, dsn(postgres.RoleApp)), Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	entry := foreign.Entry{ID: "wger:1", Licence: "CC0", Exercise: &spotter.Exercise{ID: "wger:1", Name: "Barbell bench press", Primary: []string{"chest"}}}
	if _, err := Import(t.Context(), postgrestest.Connect(t, dsn(postgres.RoleOwner)), []foreign.Entry{entry}, false, time.Now()); err != nil {
		t.Fatal(err)
	}
	if e, err := c.anyExercise(t.Context(), "barbell bench press"); err != nil || e.ID != "barbell_bench_press" {
		t.Errorf("the name means %q, %v", e.ID, err)
	}
	if e, err := c.anyExercise(t.Context(), "wger:1"); err != nil || e.ID != "wger:1" {
		t.Errorf("by its id: %q, %v", e.ID, err)
	}
}
