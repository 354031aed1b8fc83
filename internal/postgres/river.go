package postgres

import (
	"context"
	"database/sql"
	_ "embed"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// firstRiver is the place of River's first migration in our history. Each of River's has a place of its
// own, because a value added to an enum can be used only after its transaction; the policies come last.
// riverCount is pinned: a newer River's further migrations get places of their own.
const (
	firstRiver = 6
	riverCount = 8
)

//go:embed river_up.sql
var riverUp string

//go:embed river_down.sql
var riverDown string

// riverMigrations are River's own and then the policies that hold the app role to the jobs of its user.
func riverMigrations() []*goose.Migration {
	var out []*goose.Migration
	for i, v := range riverVersions()[:riverCount] {
		out = append(out, goose.NewGoMigration(firstRiver+int64(i), inTx(v.SQLUp), inTx(v.SQLDown)))
	}
	return append(out, goose.NewGoMigration(firstRiver+riverCount, inTx(riverUp), inTx(riverDown)))
}

func riverVersions() []rivermigrate.Migration {
	migrator, err := rivermigrate.New[pgx.Tx](riverpgxv5.New(nil), nil)
	if err != nil {
		panic("postgres: river's own migrations cannot be read: " + err.Error())
	}
	return migrator.AllVersions()
}

// inTx puts our schema where River marks the place for it, also inside string literals.
func inTx(statements string) *goose.GoFunc {
	statements = strings.ReplaceAll(statements, "/* TEMPLATE: schema */", "public.")
	return &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, statements)
		return err
	}}
}
