package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

// historyFile is how a file is to be read.
type historyFile struct {
	Unit string `query:"unit" json:"unit,omitempty" enum:"kg,lb" doc:"The unit of loads whose unit the file does not say; without it the one that you use"`
}

func importRoutes(rt *router, c *coach.Coach) {
	const tag = "import"
	stage := create("/imports/workouts", "stage-import", tag, "Look at a training history from Strong or Hevy before it is brought in")
	stage.detail = "The body is the CSV file that the app exports, as it is: either separator, UTF-8, UTF-16 or Windows-1252, at most 16 MiB and 100,000 rows. " +
		"Nothing is brought in yet. Rows that cannot be read are told by line; the others are kept. Local times are read in your time zone. " +
		"409 imports_pending with five that wait; one that is not committed is forgotten after seven days."
	stage.file = file{"text/csv", coach.MostHistory, "An export of Strong or Hevy"}
	register(rt, stage, func(ctx context.Context, q *call, p *historyFile, body *[]byte) (spotter.Import, error) {
		return c.StageImport(ctx, q.Caller, coach.HistoryInput{Unit: p.Unit, File: *body})
	})
	register(rt, get("/imports", "list-imports", tag, "Imports, newest first"),
		func(ctx context.Context, q *call, p *idPaging[spotter.Import], _ *none) (coach.Page[spotter.ImportSummary], error) {
			return c.ImportList(ctx, q.Caller, p.Cursor, p.Limit)
		})
	register(rt, one("/imports/{id}", "get-import", tag, "One import with its names, skipped rows and errors"),
		func(ctx context.Context, q *call, p *idPath[spotter.Import], _ *none) (spotter.Import, error) {
			return c.Import(ctx, q.Caller, p.ID)
		})
	names := operation{method: "PUT", path: "/imports/{id}/mappings", id: "map-import-names", tag: tag, summary: "Say which exercises the names of a staged import mean"}
	names.detail = "Remembered for later imports. 409 import_settled when the import is not staged any more."
	register(rt, names, func(ctx context.Context, q *call, p *idPath[spotter.Import], in *spotter.MappingsInput) (spotter.Import, error) {
		return c.MapNames(ctx, q.Caller, p.ID, *in)
	})
	commit := post("/imports/{id}/commit", "commit-import", tag, "Bring in what a staged import shows, all of it or nothing")
	commit.detail = "A second time it answers as the first. 409 import_undone when it was taken back."
	register(rt, commit, func(ctx context.Context, q *call, p *idPath[spotter.Import], _ *none) (spotter.Import, error) {
		return c.CommitImport(ctx, q.Caller, p.ID)
	})
	undo := operation{method: "DELETE", path: "/imports/{id}", id: "undo-import", tag: tag, summary: "Take an import back"}
	undo.detail = "What it brought goes, but for sets that were changed since and the sessions that hold them or sets that were added. A staged import is forgotten."
	register(rt, undo, func(ctx context.Context, q *call, p *idPath[spotter.Import], _ *none) (spotter.ImportUndo, error) {
		return c.UndoImport(ctx, q.Caller, p.ID)
	})
}
