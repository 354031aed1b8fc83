package postgres

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"spotter"
)

// lanes ask for single rows for many callers over few connections. What waits while a connection is busy goes out
// together when it is free: one write and one wake-up on each side, where there would be one for each caller. A
// caller alone is served at once, as by a connection of their own. Only short statements belong here, since those
// behind a long one wait for it.
type lanes struct {
	pool   *pgxpool.Pool
	most   int // lanes that may be open
	pile   int // asks that wait before a second lane is open
	answer func(context.Context, *pgx.Conn, []*ask) (answered int, err error)

	mu      sync.Mutex
	waiting []*ask
	open    int
	ended   sync.WaitGroup
}

const (
	laneBatch = 16               // asks that go out together
	laneLimit = 15 * time.Second // for a batch; then its connection is closed and the asks are refused
)

// ask is a statement for one caller that answers with one row.
type ask struct {
	caller spotter.Caller
	sql    string
	args   []any
	dest   []any
	taken  atomic.Bool // by a lane, or by its caller who goes away
	done   chan error

	statement *pgconn.StatementDescription
	bound     pgx.ExtendedQueryBuilder
}

// errAlone answers an ask that a lane has not carried out: it is to be run alone.
var errAlone = errors.New("to be run alone")

// laneRow is a row that is asked for when it is scanned.
type laneRow struct {
	ctx   context.Context
	lanes *lanes
	ask
}

// Scan asks for the row. Should ctx end first, nothing is scanned any more when Scan returns.
func (r *laneRow) Scan(dest ...any) error {
	err := r.share(dest)
	if errors.Is(err, errAlone) {
		return scoped{r.lanes.pool, r.caller}.QueryRow(r.ctx, r.sql, r.args...).Scan(dest...)
	}
	return err
}

// share has the row asked for by a lane.
func (r *laneRow) share(dest []any) error {
	r.dest, r.done = dest, make(chan error, 1)
	r.lanes.enter(&r.ask)
	select {
	case err := <-r.done:
		return wrap(err)
	case <-r.ctx.Done():
		if r.taken.CompareAndSwap(false, true) {
			return r.ctx.Err()
		}
		return wrap(<-r.done)
	}
}

// enter queues an ask, and opens a lane when there is none, or when one more may be open.
func (l *lanes) enter(a *ask) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting = append(l.waiting, a)
	if l.open == 0 || l.open < l.most && len(l.waiting) > l.pile {
		l.open++
		l.ended.Go(l.run)
	}
}

// run serves what waits until nothing does.
func (l *lanes) run() {
	for batch := l.take(); batch != nil; batch = l.take() {
		l.serve(batch)
	}
}

// take answers the next asks whose callers are still there; with none, or too few for one lane more, the lane is
// closed.
func (l *lanes) take() []*ask {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open > 1 && len(l.waiting) <= l.pile {
		l.open--
		return nil
	}
	var batch []*ask
	n := 0
	for ; n < len(l.waiting) && len(batch) < laneBatch; n++ {
		if a := l.waiting[n]; a.taken.CompareAndSwap(false, true) {
			batch = append(batch, a)
		}
	}
	rest := copy(l.waiting, l.waiting[n:])
	clear(l.waiting[rest:])
	l.waiting = l.waiting[:rest]
	if batch == nil {
		l.open--
	}
	return batch
}

// serve answers each ask of a batch.
func (l *lanes) serve(batch []*ask) {
	answered, err := 0, errors.New("a lane ended early")
	defer func() {
		for _, a := range batch[answered:] {
			a.done <- err
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), laneLimit)
	defer cancel()
	conn, err := l.pool.Acquire(ctx)
	if err != nil {
		return
	}
	defer conn.Release()
	answered, err = l.answer(ctx, conn.Conn(), batch)
	if errors.Is(err, context.DeadlineExceeded) {
		err = &spotter.Error{Code: spotter.CodeUnavailable, Message: "The database did not answer in time; try again shortly.", RetryAfter: 2 * time.Second, Cause: err}
	}
}

// answerEach reads: each ask is an implicit transaction, ended by its own Sync, so that who asks is set in it and
// forgotten with it, and a failure ends with it. It answers how many asks it has answered, and why not the others.
func answerEach(ctx context.Context, conn *pgx.Conn, batch []*ask) (answered int, err error) {
	identify, err := bind(ctx, conn, setCaller, batch)
	if err != nil {
		return 0, err
	}
	pipeline := conn.PgConn().StartPipeline(ctx)
	defer func() {
		if closeErr := pipeline.Close(); err == nil {
			err = closeErr
		}
	}()
	for _, a := range batch {
		a.send(pipeline, identify)
		pipeline.SendPipelineSync()
	}
	if err := pipeline.Flush(); err != nil {
		return 0, err
	}
	stale := false
	for i, a := range batch {
		failed, broken := a.read(conn, pipeline)
		if broken != nil {
			return i, broken
		}
		stale = stale || ofAnotherSchema(failed)
		a.done <- failed
	}
	if stale { // what is read next is to be prepared anew
		_ = pipeline.Close()
		_ = conn.Close(ctx)
	}
	return len(batch), nil
}

// bind prepares the statement that says who asks and those of a batch, and encodes their arguments. Nothing is
// in a pipeline yet that would have to be taken back when it fails.
func bind(ctx context.Context, conn *pgx.Conn, who string, batch []*ask) (identify *pgconn.StatementDescription, err error) {
	if identify, err = conn.Prepare(ctx, who, who); err != nil {
		return nil, err
	}
	for _, a := range batch {
		if a.statement, err = conn.Prepare(ctx, a.sql, a.sql); err != nil {
			return nil, err
		}
		if err = a.bound.Build(conn.TypeMap(), a.statement, a.args); err != nil {
			return nil, err
		}
	}
	return identify, nil
}

// send puts an ask into a pipeline, behind the statement that says who asks.
func (a *ask) send(pipeline *pgconn.Pipeline, identify *pgconn.StatementDescription) {
	user, actor := identity(a.caller)
	pipeline.SendQueryStatement(identify, [][]byte{[]byte(user), []byte(actor)}, nil, nil)
	pipeline.SendQueryStatement(a.statement, a.bound.ParamValues, a.bound.ParamFormats, a.bound.ResultFormats)
}

// read scans the results of an ask up to its Sync: failed is the ask's own failure, broken the connection's.
func (a *ask) read(conn *pgx.Conn, pipeline *pgconn.Pipeline) (failed, broken error) {
	for n := 0; ; {
		results, err := pipeline.GetResults()
		var refused *pgconn.PgError
		switch {
		case errors.As(err, &refused) && !conn.IsClosed():
			failed = err
			continue
		case err != nil:
			return nil, err
		}
		switch r := results.(type) {
		case *pgconn.ResultReader:
			if n++; n == 1 { // who asks
				_, failed = r.Close()
				continue
			}
			if err := a.scan(pgx.RowsFromResultReader(conn.TypeMap(), r)); failed == nil {
				failed = err
			}
		case *pgconn.PipelineSync:
			if n < 2 && failed == nil {
				failed = errors.New("a read without a result")
			}
			return failed, nil
		default:
			return nil, errors.New("a pipeline ended before its asks")
		}
	}
}

func (a *ask) scan(rows pgx.Rows) error {
	defer rows.Close()
	if !rows.Next() {
		if rows.Err() != nil {
			return rows.Err()
		}
		return pgx.ErrNoRows
	}
	if err := rows.Scan(a.dest...); err != nil {
		return err
	}
	rows.Close()
	return rows.Err()
}

// ofAnotherSchema reports whether a prepared statement no longer fits the tables.
func ofAnotherSchema(err error) bool {
	var refused *pgconn.PgError
	return errors.As(err, &refused) && (refused.Code == "0A000" || refused.Code == "26000")
}
