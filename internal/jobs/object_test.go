package jobs

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/media"
	"spotter/internal/postgres"
)

// shelf is a real store, and whether it is away.
type shelf struct {
	*media.Files
	away  atomic.Bool
	tried atomic.Int32
}

func newShelf(t *testing.T) *shelf {
	t.Helper()
	files, err := media.NewFiles(t.TempDir(), []byte(strings.Repeat("k", 32)), "https://coach.example.org", clock)
	if err != nil {
		t.Fatal(err)
	}
	return &shelf{Files: files}
}

func (s *shelf) Delete(ctx context.Context, key string) error {
	s.tried.Add(1)
	if s.away.Load() {
		return &spotter.Error{Code: spotter.CodeUnavailable, Message: "away"}
	}
	return s.Files.Delete(ctx, key)
}

// keep stores a photo of a person's, with its row when the state says so.
func (b *bench) keep(s *shelf, user spotter.UserID, state string, age time.Duration) spotter.PhotoID {
	b.Helper()
	id := spotter.NewID[spotter.Photo](clock())
	b.exec(`insert into photos (user_id, id, kind, content_type, size, state, created_at, local_date, time_zone)
		values ($1, $2, 'meal', 'image/png', 5, $3, $4, '2026-11-23', 'UTC')`, user, id, state, clock().Add(-age))
	if err := s.Put(b.Context(), spotter.ObjectKey(user, id), strings.NewReader("photo"), 5); err != nil {
		b.Fatal(err)
	}
	return id
}

func (b *bench) kept(s *shelf, user spotter.UserID, id spotter.PhotoID) bool {
	b.Helper()
	_, err := s.Size(b.Context(), spotter.ObjectKey(user, id))
	if err != nil && spotter.CodeOf(err) != spotter.CodeNotFound {
		b.Fatal(err)
	}
	return err == nil
}

// coach are the real use cases, over the bench's database.
func (b *bench) coach(s *shelf) *coach.Coach {
	b.Helper()
	c, err := coach.New(coach.Config{DB: b.app, Objects: s, Now: clock, Log: quiet()})
	if err != nil {
		b.Fatal(err)
	}
	return c
}

const settled = "select count(*) = $2 from river_job where kind = $1 and state = 'completed'"

// second makes what is scheduled for later due.
func (b *bench) second() {
	b.exec("update river_job set scheduled_at = now() - interval '1 minute' where state = 'scheduled'")
}

// TestErasedPersonsObjectsGo deletes an account with photos while the store is away: nothing of the
// person is left in the database, and still the job finds what to delete.
func TestErasedPersonsObjectsGo(t *testing.T) {
	t.Parallel()
	b, s := newBench(t), newShelf(t)
	a := b.accounts()
	ann := b.register(a)
	ben := spotter.NewID[spotter.User](clock())
	b.exec("insert into users (id, email, email_key, full_name, time_zone, created_at) values ($1, 'b', 'b', 'B', 'UTC', now())", ben)
	first, second, bens := b.keep(s, ann.ID, "stored", 0), b.keep(s, ann.ID, "pending", 0), b.keep(s, ben, "stored", 0)
	if err := a.Erase(t.Context(), ann.ID); err != nil {
		t.Fatal(err)
	}
	b.until("no row of hers", "select count(*) = 0 from photos where user_id = $1", ann.ID)
	b.until("two jobs, one of them for later", `select array_agg(kind || ' ' || state::text || ' ' || max_attempts order by id) =
		array['erase_objects available 50', 'erase_objects scheduled 50'] from river_job`)
	if !b.kept(s, ann.ID, first) {
		t.Fatal("gone before the job")
	}
	b.exec("update river_job set scheduled_at = now() + interval '1 hour' where state = 'scheduled'") // by the database's clock
	b.worker(func(c *Config) { c.Objects, c.Mailer = s, a })
	b.until("the first pass", settled, spotter.EraseObjects{}.Kind(), 1)
	if b.kept(s, ann.ID, first) || b.kept(s, ann.ID, second) || !b.kept(s, ben, bens) {
		t.Error("not hers and hers only")
	}
	// An upload that was signed before the erasure arrives after it.
	if err := s.Put(t.Context(), spotter.ObjectKey(ann.ID, second), strings.NewReader("photo"), 5); err != nil {
		t.Fatal(err)
	}
	b.second()
	b.until("the second pass", settled, spotter.EraseObjects{}.Kind(), 2)
	if b.kept(s, ann.ID, second) {
		t.Error("a late upload stays")
	}
	if text := b.logs.String(); strings.Contains(text, "@") {
		t.Errorf("the log holds an address:\n%s", text)
	}
}

// TestObjectIsDeletedWhenTheStoreIsBack lets the first attempts fail.
func TestObjectIsDeletedWhenTheStoreIsBack(t *testing.T) {
	t.Parallel()
	b, s := newBench(t), newShelf(t)
	s.away.Store(true)
	ann := b.register(b.accounts()).ID
	id := b.keep(s, ann, "stored", 2*time.Hour)
	err := b.coach(s).DropPhoto(t.Context(), spotter.Caller{User: ann, Actor: spotter.ActorPerson}, id)
	if err != nil {
		t.Fatal(err)
	}
	b.worker(func(c *Config) { c.Objects = s })
	b.until("a failure", "select count(*) = 1 from river_job where kind = 'delete_object' and array_length(errors, 1) >= 1")
	if !b.kept(s, ann, id) {
		t.Fatal("gone though the store is away")
	}
	s.away.Store(false)
	b.exec("update river_job set scheduled_at = now() - interval '1 minute' where state = 'retryable'")
	b.until("done", settled, spotter.DeleteObject{}.Kind(), 1)
	if b.kept(s, ann, id) {
		t.Error("it stays")
	}
}

// TestHousekeepingSweepsUploads drops what was announced a day ago and not completed, with what arrived
// of it.
func TestHousekeepingSweepsUploads(t *testing.T) {
	t.Parallel()
	b, s := newBench(t), newShelf(t)
	ann := b.register(b.accounts()).ID
	old, young, stored := b.keep(s, ann, "pending", 25*time.Hour), b.keep(s, ann, "pending", 23*time.Hour), b.keep(s, ann, "stored", 99*time.Hour)
	b.worker(func(c *Config) { c.Objects, c.Sweeper = s, b.coach(s) })
	b.until("the object is deleted", settled, spotter.DeleteObject{}.Kind(), 1)
	b.until("the others stay", "select count(*) = 2 and bool_and(id <> $1) from photos", old)
	if b.kept(s, ann, old) || !b.kept(s, ann, young) || !b.kept(s, ann, stored) {
		t.Error("not the old one, or not it alone")
	}
}

func TestObjectJobsWithoutIDsAreGivenUp(t *testing.T) {
	t.Parallel()
	b, s := newBench(t), newShelf(t)
	b.exec(`insert into river_job (kind, args, max_attempts) values ('delete_object', '{}', 50), ('erase_objects', '{}', 50)`)
	b.worker(func(c *Config) { c.Objects = s })
	b.until("both are", "select count(*) = 2 from river_job where state = 'cancelled'")
}

// TestOnlyTheOwnerForgets enqueues a deletion of another's objects, which the database refuses.
func TestOnlyTheOwnerForgets(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ann, ben := spotter.NewID[spotter.User](clock()), spotter.NewID[spotter.User](clock())
	for _, job := range []spotter.Job{spotter.EraseObjects{UserID: ben}, spotter.DeleteObject{UserID: ben, PhotoID: spotter.NewID[spotter.Photo](clock())}} {
		err := b.app.Write(t.Context(), spotter.Caller{User: ann, Actor: spotter.ActorPerson}, func(tx *postgres.Tx) error {
			return tx.Enqueue(t.Context(), job)
		})
		if err == nil {
			t.Errorf("%s for another is taken", job.Kind())
		}
	}
}
