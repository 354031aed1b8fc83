package coach

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/json"
	"io"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/logbook"
)

const (
	mostStaged = 5
	// MostHistory is how many bytes a file of history may have: a hundred thousand rows as the apps write them.
	MostHistory = 16 << 20
	// readAtOnce is how many files are read at a time; each may take some ten times its size in memory.
	readAtOnce = 2
)

// HistoryInput is a file from another app.
type HistoryInput struct {
	Unit string // kg or lb, of loads whose unit the file does not say; empty: the one that the person uses
	File []byte
}

// StageImport reads a file and shows what its import would bring. Nothing is brought yet. The same file again
// is the same import while it is staged. CodeInvalid when it cannot be read at all; CodeConflict
// imports_pending with five that wait.
func (c *Coach) StageImport(ctx context.Context, caller spotter.Caller, in HistoryInput) (spotter.Import, error) {
	if len(in.File) > MostHistory {
		return spotter.Import{}, &spotter.Error{Code: spotter.CodeTooLarge, Message: "The file is larger than 16 MiB. Cut it into several, each with the header."}
	}
	return inTurn(ctx, c, func() (spotter.Import, error) {
		return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Import, error) {
			where, err := c.placeOf(ctx, tx)
			if err != nil {
				return spotter.Import{}, err
			}
			row := db.WorkoutImport{UserID: caller.User, State: "staged", TimeZone: where.name, WeightUnit: in.Unit, CreatedAt: c.now()}
			if row.WeightUnit == "" {
				row.WeightUnit = unitOf(where)
			}
			log, err := c.readLog(row, in.File)
			if err != nil {
				return spotter.Import{}, err
			}
			return c.stage(ctx, tx, row, log, in.File)
		})
	})
}

// unitOf is the unit in which a person lifts.
func unitOf(where place) string {
	if where.known && where.profile.About.Units == "imperial" {
		return "lb"
	}
	return "kg"
}

// inTurn bounds how many files are in memory as rows, and has the names of an operator's exercises at hand
// for them.
func inTurn[T any](ctx context.Context, c *Coach, do func() (T, error)) (T, error) {
	var none T
	select {
	case c.reading <- struct{}{}:
		defer func() { <-c.reading }()
		if _, err := c.freshImports(ctx); err != nil {
			return none, err
		}
		return do()
	case <-ctx.Done():
		return none, &spotter.Error{Code: spotter.CodeUnavailable, Message: "Other imports are being read; try again shortly.", RetryAfter: 5 * time.Second}
	}
}

// readLog reads a file in the way that was settled when it was staged.
func (c *Coach) readLog(row db.WorkoutImport, file []byte) (*logbook.Log, error) {
	zone, err := spotter.LoadZone(row.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	return logbook.Read(file, logbook.Options{Zone: zone, Unit: row.WeightUnit, Now: row.CreatedAt})
}

func (c *Coach) stage(ctx context.Context, tx *postgres.Tx, row db.WorkoutImport, log *logbook.Log, file []byte) (spotter.Import, error) {
	user, fingerprint := tx.Caller.User, sha256.Sum256(file)
	if _, err := tx.LockUser(ctx, user); err != nil {
		return spotter.Import{}, gone(err)
	}
	if err := tx.ForgetStaged(ctx, db.ForgetStagedParams{UserID: user, Before: c.stagedSince()}); err != nil {
		return spotter.Import{}, err
	}
	same, err := tx.FindStaged(ctx, db.FindStagedParams{UserID: user, Fingerprint: fingerprint[:], WeightUnit: row.WeightUnit, TimeZone: row.TimeZone})
	if err == nil {
		row.ID, row.CreatedAt = same.ID, same.CreatedAt
		return c.describe(ctx, tx, row, log)
	}
	if !postgres.IsNoRows(err) {
		return spotter.Import{}, err
	}
	waiting, err := tx.CountStaged(ctx, user)
	if err == nil && waiting >= mostStaged {
		err = spotter.Conflict("imports_pending", "Five imports wait already: commit or delete some of them.")
	}
	if err != nil {
		return spotter.Import{}, err
	}
	row.ID, row.Source = spotter.NewID[spotter.Import](c.now()), log.Source
	packed, err := pack(file)
	if err != nil {
		return spotter.Import{}, err
	}
	err = tx.StageImport(ctx, db.StageImportParams{UserID: user, ID: row.ID, Source: row.Source, TimeZone: row.TimeZone, WeightUnit: row.WeightUnit,
		Fingerprint: fingerprint[:], File: packed, Summary: mustJSON(struct{}{}), Details: mustJSON(struct{}{}), Now: row.CreatedAt})
	if err != nil {
		return spotter.Import{}, err
	}
	return c.describe(ctx, tx, row, log)
}

// stagedSince is when the oldest import was staged that is still there.
func (c *Coach) stagedSince() time.Time { return c.now().Add(-spotter.StagedImportLife) }

func pack(file []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(file); err != nil {
		return nil, err
	}
	err = w.Close() // writes what is left
	return out.Bytes(), err
}

func unpack(packed []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, MostHistory+1))
}

// describe computes what an import would bring and keeps the answer.
func (c *Coach) describe(ctx context.Context, tx *postgres.Tx, row db.WorkoutImport, log *logbook.Log) (spotter.Import, error) {
	b, err := c.bringing(ctx, tx, row, log)
	if err != nil {
		return spotter.Import{}, err
	}
	return c.shown(row.CreatedAt, b.answer), tx.DescribeImport(ctx, db.DescribeImportParams{UserID: row.UserID, ID: row.ID,
		Summary: mustJSON(b.answer.ImportSummary), Details: mustJSON(b.answer.ImportDetails)})
}

// shown adds when an import will be forgotten.
func (c *Coach) shown(created time.Time, answer spotter.Import) spotter.Import {
	answer.ExpiresAt = nil
	if answer.State == "staged" {
		expires := created.Add(spotter.StagedImportLife)
		answer.ExpiresAt = &expires
	}
	return answer
}

// Import is one import. CodeNotFound for one that was forgotten.
func (c *Coach) Import(ctx context.Context, caller spotter.Caller, id spotter.ImportID) (spotter.Import, error) {
	row, err := c.db.As(caller).GetImport(ctx, db.GetImportParams{UserID: caller.User, ID: id, StagedSince: c.stagedSince()})
	if err != nil {
		return spotter.Import{}, orNotFound(err, "import")
	}
	return c.importOf(row.CreatedAt, row.Summary, row.Details)
}

func (c *Coach) importOf(created time.Time, summary, details json.RawMessage) (spotter.Import, error) {
	var out spotter.Import
	if err := json.Unmarshal(summary, &out.ImportSummary); err != nil {
		return out, err
	}
	if err := json.Unmarshal(details, &out.ImportDetails); err != nil {
		return out, err
	}
	return c.shown(created, out), nil
}

// ImportList pages through imports, newest first.
func (c *Coach) ImportList(ctx context.Context, caller spotter.Caller, before *spotter.ImportID, limit int) (Page[spotter.ImportSummary], error) {
	params := db.ListImportsParams{UserID: caller.User, StagedSince: c.stagedSince(), Most: int32(limit + 1)}
	if before != nil {
		id := spotter.UUID(*before)
		params.Before = &id
	}
	rows, err := c.db.As(caller).ListImports(ctx, params)
	if err != nil {
		return Page[spotter.ImportSummary]{}, err
	}
	return page(rows, limit, func(r db.ListImportsRow) string { return r.ID.String() },
		func(r db.ListImportsRow) (spotter.ImportSummary, error) {
			one, err := c.importOf(r.CreatedAt, r.Summary, mustJSON(struct{}{}))
			return one.ImportSummary, err
		})
}

// held locks an import that is still there.
func (c *Coach) held(ctx context.Context, tx *postgres.Tx, id spotter.ImportID) (db.WorkoutImport, error) {
	if _, err := tx.LockUser(ctx, tx.Caller.User); err != nil {
		return db.WorkoutImport{}, gone(err)
	}
	row, err := tx.LockImport(ctx, db.LockImportParams{UserID: tx.Caller.User, ID: id, StagedSince: c.stagedSince()})
	return row, orNotFound(err, "import")
}

// reread reads the file of a staged import.
func (c *Coach) reread(row db.WorkoutImport) (*logbook.Log, error) {
	file, err := unpack(row.File)
	if err != nil {
		return nil, err
	}
	return c.readLog(row, file)
}

// MapNames says what names of a staged import mean, for it and for the person's later ones, and shows what it
// would bring now. CodeConflict import_settled when it is not staged any more.
func (c *Coach) MapNames(ctx context.Context, caller spotter.Caller, id spotter.ImportID, in spotter.MappingsInput) (spotter.Import, error) {
	return inTurn(ctx, c, func() (spotter.Import, error) {
		return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Import, error) {
			row, err := c.held(ctx, tx, id)
			if err != nil {
				return spotter.Import{}, err
			}
			if row.State != "staged" {
				return spotter.Import{}, spotter.Conflict("import_settled", "This import is "+row.State+": its names are settled. Change single sets instead, or undo it and import the file again.")
			}
			log, err := c.reread(row)
			if err != nil {
				return spotter.Import{}, err
			}
			if err := c.remember(ctx, tx, log, in.Mappings); err != nil {
				return spotter.Import{}, err
			}
			return c.describe(ctx, tx, row, log)
		})
	})
}

// CommitImport brings in what a staged import shows, all of it or nothing. A second time it answers as the
// first. CodeConflict import_undone when it was taken back.
func (c *Coach) CommitImport(ctx context.Context, caller spotter.Caller, id spotter.ImportID) (spotter.Import, error) {
	return inTurn(ctx, c, func() (spotter.Import, error) {
		return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Import, error) {
			row, err := c.held(ctx, tx, id)
			if err != nil {
				return spotter.Import{}, err
			}
			switch row.State {
			case "committed":
				return c.importOf(row.CreatedAt, row.Summary, row.Details)
			case "undone":
				return spotter.Import{}, spotter.Conflict("import_undone", "This import was taken back; send the file again to bring it in once more.")
			}
			log, err := c.reread(row)
			if err != nil {
				return spotter.Import{}, err
			}
			return c.bring(ctx, tx, row, log)
		})
	})
}

// UndoImport takes back what an import brought and nobody has changed since, and forgets one that is only
// staged. A second time it answers as the first.
func (c *Coach) UndoImport(ctx context.Context, caller spotter.Caller, id spotter.ImportID) (spotter.ImportUndo, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.ImportUndo, error) {
		row, err := c.held(ctx, tx, id)
		if err != nil {
			return spotter.ImportUndo{}, err
		}
		told, err := c.importOf(row.CreatedAt, row.Summary, row.Details)
		switch {
		case err != nil:
			return spotter.ImportUndo{}, err
		case row.State == "staged":
			return spotter.ImportUndo{}, tx.DropImport(ctx, db.DropImportParams{UserID: caller.User, ID: id})
		case told.Undone != nil:
			return *told.Undone, nil
		}
		undo, err := takeBack(ctx, tx, id)
		if err != nil {
			return undo, err
		}
		now := c.now()
		told.State, told.UndoneAt, told.Undone = "undone", &now, &undo
		return undo, tx.UndoImport(ctx, db.UndoImportParams{UserID: caller.User, ID: id, Now: &now, Summary: mustJSON(told.ImportSummary)})
	})
}

func takeBack(ctx context.Context, tx *postgres.Tx, id spotter.ImportID) (spotter.ImportUndo, error) {
	user := tx.Caller.User
	if err := tx.TouchOthers(ctx, db.TouchOthersParams{UserID: user, ImportID: &id}); err != nil {
		return spotter.ImportUndo{}, err
	}
	sets, err := tx.TakeSets(ctx, db.TakeSetsParams{UserID: user, ImportID: &id})
	if err != nil {
		return spotter.ImportUndo{}, err
	}
	sessions, err := tx.TakeSessions(ctx, db.TakeSessionsParams{UserID: user, ImportID: &id})
	if err != nil {
		return spotter.ImportUndo{}, err
	}
	left, err := tx.CountBrought(ctx, db.CountBroughtParams{UserID: user, ImportID: &id})
	return spotter.ImportUndo{RemovedWorkouts: int(sessions), RemovedSets: int(sets), KeptWorkouts: left.Sessions, KeptSets: left.Sets}, err
}
