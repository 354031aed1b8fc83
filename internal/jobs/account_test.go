package jobs

import (
	"log/slog"
	"strings"
	"testing"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"spotter"
	"spotter/internal/coach"
)

// accounts are the real use cases, over the bench's database.
func (b *bench) accounts() *coach.Accounts {
	b.Helper()
	a, err := coach.NewAccounts(coach.AccountsConfig{
		DB: b.app, Now: clock, Log: slog.New(slog.NewTextHandler(b.logs, nil)),
		Secret: []byte(strings.Repeat("k", 32)), PublicURL: "https://coach.example.org",
	})
	if err != nil {
		b.Fatal(err)
	}
	return a
}

func (b *bench) register(a *coach.Accounts) spotter.User {
	b.Helper()
	in := &spotter.Registration{Email: address, Password: "a long passphrase of mine", FullName: "Ann"}
	signedIn, err := a.Register(b.Context(), coach.Client{}, in)
	if err != nil {
		b.Fatal(err)
	}
	return signedIn.User
}

func TestRegistrationIsMailed(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	a := b.accounts()
	_, events := b.worker(func(c *Config) { c.Mailer = a })
	b.register(a)
	e := b.next(events)
	if e.Kind != river.EventKindJobCompleted {
		t.Fatalf("%s: %v", e.Kind, e.Job.Errors)
	}
	b.noAddress(e)
	sent := b.ports.mails()
	if len(sent) != 1 || sent[0].To != address || !strings.Contains(sent[0].Text, "https://coach.example.org/verify-email#token=") {
		t.Errorf("sent %+v", sent)
	}
}

func TestMailForADeletedPersonIsGivenUp(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	a := b.accounts()
	user := b.register(a)
	b.exec("delete from users where id = $1", user.ID) // and not the job, as if it had been enqueued just then
	_, events := b.worker(func(c *Config) { c.Mailer = a })
	if e := b.next(events); e.Job.State != rivertype.JobStateCancelled || e.Job.Attempt != 1 {
		t.Errorf("attempt %d ended %s", e.Job.Attempt, e.Job.State)
	} else {
		b.noAddress(e)
	}
	if sent := b.ports.mails(); len(sent) != 0 {
		t.Errorf("sent %+v", sent)
	}
}
