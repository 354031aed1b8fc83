package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"spotter/catalog/foreign"
	"spotter/internal/coach"
	"spotter/internal/postgres"
)

// shownFaults is how many faults an import prints; the rest is counted.
const shownFaults = 50

// maxImport is the size of the largest file that an import reads: the whole of USDA's table has 2 MB.
const maxImport = 64 << 20

// importEntries reads another table and stores its entries as the owner of the schema.
func (p *program) importEntries(ctx context.Context, args []string) error {
	if len(args) == 0 || foreign.Formats(args[0]) == nil {
		return usageError("say foods, exercises or workouts")
	}
	kind := args[0]
	flags := flag.NewFlagSet("import", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	format := flags.String("format", "", "")
	dryRun := flags.Bool("dry-run", false, "")
	texts := flags.Bool("texts", false, "")
	if err := flags.Parse(args[1:]); err != nil {
		return usageError(err.Error())
	}
	if !slices.Contains(foreign.Formats(kind), *format) || flags.NArg() != 1 {
		return usageError("say one FILE, and --format " + strings.Join(foreign.Formats(kind), " or "))
	}
	data, err := readLimited(flags.Arg(0), maxImport)
	if err != nil {
		return err
	}
	entries, faults, err := foreign.Read(*format, data, foreign.Options{Texts: *texts})
	if err != nil {
		return fmt.Errorf("%s: %w", flags.Arg(0), err)
	}
	return p.storeEntries(ctx, entries, faults, *dryRun)
}

// readLimited reads a file of at most so many bytes.
func readLimited(name string, most int64) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("%s is larger than %d MiB", name, most>>20)
	}
	return data, err
}

// storeEntries stores what can be read and says what cannot; faults make the command fail afterwards.
func (p *program) storeEntries(ctx context.Context, entries []foreign.Entry, faults []foreign.Fault, dryRun bool) error {
	for i, f := range faults {
		if i == shownFaults {
			fmt.Fprintf(p.err, "and %d more\n", len(faults)-i)
			break
		}
		fmt.Fprintln(p.err, f)
	}
	db, err := p.openOwner(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	counts, err := coach.Import(ctx, db, entries, dryRun, p.now())
	if err != nil {
		return err
	}
	if dryRun {
		fmt.Fprint(p.out, "dry run, nothing is stored: ")
	}
	fmt.Fprintf(p.out, "%d added, %d changed, %d unchanged, %d left out\n", counts.Added, counts.Changed, counts.Unchanged, len(faults))
	licences := map[string]int{}
	for _, e := range entries {
		licences[e.Licence]++
	}
	for licence, n := range licences {
		fmt.Fprintf(p.out, "  %d under: %s\n", n, licence)
	}
	if len(faults) > 0 {
		return errors.New("some rows were left out; see above")
	}
	return nil
}

// openOwner connects as the owner of the schema: MIGRATION_DATABASE_URL, else the dev that runs now.
func (p *program) openOwner(ctx context.Context) (*postgres.DB, error) {
	c, err := p.loadConfig()
	if err != nil {
		return nil, err
	}
	if c.MigrationDatabaseURL == "" {
		if err := useRunningDev(&c); err != nil {
			return nil, err
		}
	}
	if err := want([2]string{"MIGRATION_DATABASE_URL", c.MigrationDatabaseURL}); err != nil {
		return nil, err
	}
	return postgres.Open(ctx, c.MigrationDatabaseURL, postgres.Options{MaxConns: 1})
}
