package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// setSaver says who asks in a transaction that others share. It waits only shortly for a row that somebody has
// locked: who needs longer does so alone.
const setSaver = setCaller + ", set_config('lock_timeout', '20ms', true)"

// commitTogether saves: the asks of a batch are one implicit transaction, ended by one Sync, so that they share a
// commit. Who asks is set anew before each of them. Nothing is answered before the commit has succeeded. When the
// server refuses any of it, nothing is kept, and each is told to run alone; when the commit's outcome is not known,
// each is told so.
func commitTogether(ctx context.Context, conn *pgx.Conn, batch []*ask) (answered int, err error) {
	slices.SortStableFunc(batch, byCaller)
	identify, err := bind(ctx, conn, setSaver, batch)
	if err != nil {
		return 0, errAlone
	}
	pipeline := conn.PgConn().StartPipeline(ctx)
	for _, a := range batch {
		a.send(pipeline, identify)
	}
	failed, refused, err := readTogether(conn, pipeline, batch)
	if closeErr := pipeline.Close(); err == nil {
		err = closeErr
	}
	switch {
	case err != nil:
		return 0, err
	case ofAnotherSchema(refused): // what is saved next is to be prepared anew
		_ = conn.Close(ctx)
	}
	if refused != nil {
		return 0, errAlone
	}
	for i, a := range batch {
		a.done <- failed[i]
	}
	return len(batch), nil
}

// byCaller orders the rows that a batch locks, so that two batches do not wait for one another. What one person
// saves stays in its order.
func byCaller(a, b *ask) int { return bytes.Compare(a.caller.User[:], b.caller.User[:]) }

// readTogether sends a pipeline and scans its results up to the Sync, which says that they are committed. failed are
// the asks' own failures to be scanned; refused is the server's refusal, with which nothing is kept; err the
// connection's failure.
func readTogether(conn *pgx.Conn, pipeline *pgconn.Pipeline, batch []*ask) (failed []error, refused, err error) {
	if err := pipeline.Sync(); err != nil {
		return nil, nil, err
	}
	for who := true; ; {
		results, err := pipeline.GetResults()
		switch r := results.(type) {
		case *pgconn.ResultReader:
			if who {
				_, err = r.Close()
			} else {
				err = batch[len(failed)].scan(pgx.RowsFromResultReader(conn.TypeMap(), r))
				failed = append(failed, err)
			}
			who = !who
		case *pgconn.PipelineSync:
			if refused == nil && len(failed) < len(batch) {
				return nil, nil, errors.New("a save without a result")
			}
			return failed, refused, nil
		default:
			if err == nil {
				return nil, nil, errors.New("a pipeline ended before its saves")
			}
		}
		var fault *pgconn.PgError
		switch {
		case conn.IsClosed(): // whether it was committed is not known
			return nil, nil, fmt.Errorf("a connection ended before its commit: %w", err)
		case errors.As(err, &fault):
			refused = err
		}
	}
}
