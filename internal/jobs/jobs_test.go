package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
	"spotter/internal/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Main(m)) }

// ports stands in for the use cases and for the mail server.
type ports struct {
	content func(spotter.UserID) (spotter.Mail, error)
	send    func(context.Context, spotter.Mail) error

	mu   sync.Mutex
	sent []spotter.Mail
}

const address = "ann.secret@example.org"

func (p *ports) MailContent(_ context.Context, user spotter.UserID, kind spotter.MailKind, _ spotter.UUID) (spotter.Mail, error) {
	if p.content != nil {
		return p.content(user)
	}
	return spotter.Mail{To: address, Subject: string(kind), Text: "https://example.org/verify"}, nil
}

func (p *ports) Send(ctx context.Context, mail spotter.Mail) error {
	if p.send != nil {
		return p.send(ctx, mail)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sent = append(p.sent, mail)
	return nil
}

func (p *ports) SweepUploads(context.Context) error { return nil }

func (p *ports) Delete(context.Context, string) error { return nil }

func (p *ports) DeleteAll(context.Context, string) error { return nil }

func (p *ports) Due(context.Context, coach.Population, func(context.Context, []spotter.Job) error) error {
	return nil
}

func (p *ports) EvaluateDay(context.Context, spotter.UserID) error { return nil }

func (p *ports) ReviewWeek(context.Context, spotter.UserID) error { return nil }

func (p *ports) ToSummarise(context.Context, spotter.UserID) (coach.SummaryTask, error) {
	return coach.SummaryTask{}, nil
}

func (p *ports) SaveSummary(context.Context, spotter.UserID, coach.SummaryTask, string, string, []spotter.Usage) error {
	return nil
}

func (p *ports) CloseDeadTurns(context.Context, coach.Graveyard) error { return nil }

func (p *ports) ForgetEvents(context.Context, time.Time) error { return nil }

func (p *ports) mails() []spotter.Mail {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sent
}

// bench is one database with a worker's parts around it.
type bench struct {
	*testing.T
	dsn   func(string) string
	app   *postgres.DB
	super *pgx.Conn
	logs  *log
	ports ports

	mu       sync.Mutex
	outcomes []Outcome
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{T: t, dsn: postgrestest.Database(t), logs: &log{}}
	b.app = b.open(postgres.RoleApp)
	super, err := pgx.Connect(t.Context(), b.dsn(""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = super.Close(context.Background()) })
	b.super = super
	return b
}

func (b *bench) open(role string) *postgres.DB {
	b.Helper()
	db, err := postgres.Open(b.Context(), b.dsn(role), postgres.Options{MaxConns: 5})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(db.Close)
	return db
}

// worker starts a worker and subscribes to what becomes of jobs; change may be nil.
func (b *bench) worker(change func(*Config)) (*Worker, <-chan *river.Event) {
	b.Helper()
	c := Config{
		Queue: b.open(postgres.RoleWorker), Mailer: &b.ports, Sender: &b.ports, Keeper: b.app.Lookup(), Sweeper: &b.ports, Objects: &b.ports, Adapter: &b.ports, Conversations: &b.ports,
		Now: clock, Log: slog.New(slog.NewTextHandler(b.logs, nil)), Observe: b.observe,
	}
	if change != nil {
		change(&c)
	}
	w, err := New(c)
	if err != nil {
		b.Fatal(err)
	}
	events, cancel := w.client.Subscribe(river.EventKindJobCompleted, river.EventKindJobCancelled,
		river.EventKindJobFailed, river.EventKindJobInterrupted)
	b.Cleanup(cancel)
	if err := w.Start(context.Background()); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { b.stop(w) })
	return w, events
}

func (b *bench) stop(w *Worker) {
	b.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := w.Stop(ctx); err != nil {
		b.Errorf("stop: %v", err)
	}
}

func (b *bench) observe(kind, outcome string, _ time.Duration) {
	if kind == (spotter.SendMail{}).Kind() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.outcomes = append(b.outcomes, Outcome(outcome))
	}
}

func (b *bench) observed() []Outcome {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.outcomes
}

func (b *bench) enqueue(options ...postgres.JobOption) spotter.SendMail {
	b.Helper()
	who := spotter.Caller{User: spotter.NewID[spotter.User](clock()), Actor: spotter.ActorPerson}
	job := spotter.SendMail{UserID: who.User, MailKind: spotter.MailVerify, TokenID: spotter.NewID[any](clock())}
	err := b.app.Write(b.Context(), who, func(tx *postgres.Tx) error { return tx.Enqueue(b.Context(), job, options...) })
	if err != nil {
		b.Fatal(err)
	}
	return job
}

// next is the next event of a mail job.
func (b *bench) next(events <-chan *river.Event) *river.Event {
	b.Helper()
	deadline := time.After(30 * time.Second)
	for {
		select {
		case e := <-events:
			if e.Job.Kind == (spotter.SendMail{}).Kind() {
				return e
			}
		case <-deadline:
			b.Fatalf("no event of a mail job in time; the log says:\n%s", b.logs)
		}
	}
}

// until polls query, which gives one boolean, until it is true.
func (b *bench) until(what, query string, args ...any) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), 30*time.Second)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for ok := false; !ok; {
		if err := b.super.QueryRow(ctx, query, args...).Scan(&ok); err != nil {
			b.Fatalf("%s: %v; the log says:\n%s", what, err, b.logs)
		}
		<-tick.C
	}
}

func (b *bench) exec(sql string, args ...any) {
	b.Helper()
	if _, err := b.super.Exec(b.Context(), sql, args...); err != nil {
		b.Fatal(err)
	}
}

// log collects what is logged, for several goroutines.
type log struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func (b *bench) noAddress(e *river.Event) {
	b.Helper()
	stored := fmt.Sprint(e.Job.Errors, string(e.Job.EncodedArgs), string(e.Job.Metadata))
	for where, text := range map[string]string{"log": b.logs.String(), "row": stored} {
		if strings.Contains(text, "@") {
			b.Errorf("the %s holds an address:\n%s", where, text)
		}
	}
}

var errOpaque = errors.New("lookup of <" + address + "> failed")

func clock() time.Time { return time.Date(2026, 11, 23, 20, 0, 0, 0, time.UTC) }

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }
