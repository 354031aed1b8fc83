package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"spotter/internal/postgres"
)

func (p *program) migrate(ctx context.Context, args []string) error {
	if len(args) == 2 && args[0] == "create" {
		return p.createMigration(args[1])
	}
	if len(args) != 1 {
		return usageError("say up, down, status or create NAME")
	}
	c, err := p.loadConfig()
	if err != nil {
		return err
	}
	if err := want([2]string{"MIGRATION_DATABASE_URL", c.MigrationDatabaseURL}); err != nil {
		return err
	}
	m, err := postgres.OpenMigrator(c.MigrationDatabaseURL)
	if err != nil {
		return err
	}
	defer func() { _ = m.Close() }()
	switch args[0] {
	case "up":
		names, err := m.Up(ctx)
		for _, name := range names {
			fmt.Fprintln(p.out, "applied", name)
		}
		if err == nil && len(names) == 0 {
			fmt.Fprintln(p.out, "nothing to apply")
		}
		return err
	case "down":
		name, err := m.Down(ctx)
		switch {
		case err != nil:
			return err
		case name == "":
			fmt.Fprintln(p.out, "nothing to take back")
		default:
			fmt.Fprintln(p.out, "took back", name)
		}
		return nil
	case "status":
		return p.migrationStatus(ctx, m)
	default:
		return usageError("say up, down, status or create NAME")
	}
}

func (p *program) migrationStatus(ctx context.Context, m *postgres.Migrator) error {
	all, err := m.Status(ctx)
	for _, entry := range all {
		at := "pending"
		if entry.AppliedAt != nil {
			at = entry.AppliedAt.Format(time.RFC3339)
		}
		fmt.Fprintf(p.out, "%-26s %s\n", at, entry.Name)
	}
	return err
}

const migrationsDir = "internal/postgres/migrations"

// createMigration writes an empty migration with the next number.
func (p *program) createMigration(name string) error {
	if !regexp.MustCompile(`^[a-z][a-z0-9_]*$`).MatchString(name) {
		return usageError("NAME has lower-case letters, digits and _ only")
	}
	if _, err := os.Stat(migrationsDir); err != nil {
		return fmt.Errorf("run it at the root of the repository: %w", err)
	}
	next, err := postgres.NextMigration()
	if err != nil {
		return err
	}
	path := filepath.Join(migrationsDir, fmt.Sprintf("%04d_%s.sql", next, name))
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, "-- Why this is needed.\n\n-- +goose Up\n\n-- +goose Down\n")
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		fmt.Fprintln(p.out, path)
	}
	return err
}

// bootstrap makes roles and database with the URL of an administrator. Passwords are the
// administrator's to set.
func (p *program) bootstrap(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("bootstrap", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	database := flags.String("database", "spotter", "")
	if err := flags.Parse(args); err != nil || flags.NArg() != 1 {
		return usageError("give the URL of an administrator, such as postgres://postgres@localhost/postgres")
	}
	if err := postgres.Bootstrap(ctx, flags.Arg(0), *database); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "roles %s, %s and %s and the database %s are there; give the roles passwords with ALTER ROLE ... PASSWORD\n",
		postgres.RoleOwner, postgres.RoleApp, postgres.RoleWorker, *database)
	return nil
}

func (p *program) openapi(_ context.Context, args []string) error {
	if len(args) > 0 {
		return usageError("takes no arguments")
	}
	document, err := openapiYAML()
	if err != nil {
		return err
	}
	_, err = p.out.Write(document)
	return err
}
