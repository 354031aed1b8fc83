package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"slices"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/postgres"
)

// importData brings in what others have: entries for the catalogue, or a person's history.
func (p *program) importData(ctx context.Context, args []string) error {
	if len(args) > 0 && args[0] == "workouts" {
		return p.importWorkouts(ctx, args[1:])
	}
	return p.importEntries(ctx, args)
}

// importWorkouts brings a person's training history in, as they would do it themselves. A dry run shows what
// would be brought and forgets the file.
func (p *program) importWorkouts(ctx context.Context, args []string) error {
	dryRun := slices.Contains(args, "--dry-run")
	args = slices.DeleteFunc(slices.Clone(args), func(a string) bool { return a == "--dry-run" })
	flags := flag.NewFlagSet("import workouts", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	unit := flags.String("unit", "", "")
	if err := flags.Parse(args); err != nil {
		return usageError(err.Error())
	}
	if flags.NArg() != 2 || *unit != "" && *unit != "kg" && *unit != "lb" {
		return usageError("say workouts [--unit kg|lb] [--dry-run] EMAIL FILE")
	}
	file, err := readLimited(flags.Arg(1), coach.MostHistory)
	if err != nil {
		return err
	}
	c, person, end, err := p.openPerson(ctx, flags.Arg(0))
	if err != nil {
		return err
	}
	defer end()
	start := p.now()
	staged, err := c.StageImport(ctx, person, coach.HistoryInput{Unit: *unit, File: file})
	if err != nil {
		return err
	}
	p.tellImport(staged)
	if dryRun {
		fmt.Fprintln(p.out, "dry run, nothing is stored")
		if staged.CreatedAt.Before(start) { // the person looks at the same file themselves
			return nil
		}
		_, err := c.UndoImport(ctx, person, staged.ID)
		return err
	}
	done, err := c.CommitImport(ctx, person, staged.ID)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "import %s: %d workouts with %d sets added\n", done.ID, done.NewWorkouts, done.NewSets)
	return nil
}

// openPerson is the use cases, and somebody to carry them out for.
func (p *program) openPerson(ctx context.Context, email string) (*coach.Coach, spotter.Caller, func(), error) {
	accounts, end, err := p.openAccounts(ctx)
	if err != nil {
		return nil, spotter.Caller{}, nil, err
	}
	defer end()
	id, err := accounts.FindUser(ctx, email)
	if err != nil {
		return nil, spotter.Caller{}, nil, err
	}
	config, err := p.loadConfig()
	if err == nil {
		err = useRunningDev(&config)
	}
	if err != nil {
		return nil, spotter.Caller{}, nil, err
	}
	db, err := postgres.Open(ctx, config.DatabaseURL, postgres.Options{MaxConns: 2})
	if err != nil {
		return nil, spotter.Caller{}, nil, err
	}
	c, err := coach.New(coach.Config{DB: db, Now: p.now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		db.Close()
		return nil, spotter.Caller{}, nil, err
	}
	return c, spotter.Caller{User: id, Actor: spotter.ActorPerson}, db.Close, nil
}

// tellImport says what a file holds; what cannot be read goes where errors go.
func (p *program) tellImport(i spotter.Import) {
	fmt.Fprintf(p.out, "%s: %d rows, %d workouts, %d sets; new: %d workouts, %d sets; there already: %d imported, %d logged\n",
		i.Source, i.Rows, i.Workouts, i.Sets, i.NewWorkouts, i.NewSets, i.Duplicates.Imported, i.Duplicates.Logged)
	for _, s := range i.Skipped {
		fmt.Fprintf(p.out, "%d rows skipped: %s\n", s.Rows, s.Message)
	}
	for _, n := range i.Exercises[:i.OpenNames] {
		fmt.Fprintf(p.out, "no exercise is known as %q; its %d sets keep that name\n", n.Name, n.Rows)
	}
	for _, notice := range i.Notices {
		fmt.Fprintln(p.out, notice)
	}
	for n, e := range i.Errors {
		if n == shownFaults {
			fmt.Fprintf(p.err, "and %d more rows that cannot be read\n", i.ErrorRows-n)
			break
		}
		fmt.Fprintf(p.err, "line %d: %s\n", e.Line, e.Message)
	}
}
