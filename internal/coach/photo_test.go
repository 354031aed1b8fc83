package coach_test

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/media"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
)

// album is a coach with a store of its own.
type album struct {
	*fixture
	files *media.Files
}

func newAlbum(t *testing.T) *album {
	t.Helper()
	database, clock := postgrestest.Open(t), &clock{t: monday}
	files, err := media.NewFiles(t.TempDir(), []byte(strings.Repeat("k", 32)), "https://coach.example.org", clock.now)
	if err != nil {
		t.Fatal(err)
	}
	c, err := coach.New(coach.Config{DB: database, Objects: files, Now: clock.now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return &album{&fixture{Coach: c, db: database, clock: clock}, files}
}

func announced(size int) spotter.UploadInput {
	return spotter.UploadInput{Kind: spotter.PhotoProgress, ContentType: "image/jpeg", Size: size}
}

// arrive puts bytes where an upload goes.
func (a *album) arrive(t *testing.T, who spotter.Caller, id spotter.PhotoID, size int) {
	t.Helper()
	if err := a.files.Put(t.Context(), spotter.ObjectKey(who.User, id), strings.NewReader(strings.Repeat("x", size)), int64(size)); err != nil {
		t.Fatal(err)
	}
}

// photo is a photo from announcement to completion.
func (a *album) photo(t *testing.T, who spotter.Caller) spotter.Photo {
	t.Helper()
	up := must[spotter.Upload](t)(a.StartUpload(t.Context(), who, announced(9)))
	a.arrive(t, who, up.ID, 9)
	return must[spotter.Photo](t)(a.FinishUpload(t.Context(), who, up.ID))
}

// jobsOf are a person's jobs of a kind: how many are due, and how many wait.
func (a *album) jobsOf(t *testing.T, who spotter.Caller, kind string) (due, later int) {
	t.Helper()
	err := a.db.Write(t.Context(), who, func(tx *postgres.Tx) error {
		return tx.Raw().QueryRow(t.Context(), `select count(*) filter (where state = 'available'), count(*) filter (where state = 'scheduled')
			from river_job where kind = $1`, kind).Scan(&due, &later)
	})
	if err != nil {
		t.Fatal(err)
	}
	return due, later
}

func TestPhotoFromAnnouncementToDeletion(t *testing.T) {
	t.Parallel()
	a := newAlbum(t)
	ctx, who := t.Context(), a.onboarded(t, answers())
	a.clock.set(time.Date(2026, 11, 23, 23, 30, 0, 0, time.UTC)) // Tuesday in Berlin
	up := must[spotter.Upload](t)(a.StartUpload(ctx, who, announced(9)))
	if up.Method != "PUT" || !strings.HasPrefix(up.URL, "https://coach.example.org/media/"+spotter.ObjectKey(who.User, up.ID)+"?") ||
		up.Headers["Content-Type"] != "image/jpeg" || !up.ExpiresAt.Equal(a.clock.now().Add(15*time.Minute)) {
		t.Errorf("upload %+v", up)
	}
	_, err := a.FinishUpload(ctx, who, up.ID)
	refused(t, err, "upload_missing")
	a.arrive(t, who, up.ID, 8)
	_, err = a.FinishUpload(ctx, who, up.ID)
	refused(t, err, "upload_differs")
	if items := must[coach.Page[spotter.Photo]](t)(a.Photos(ctx, who, nil, 10)).Items; len(items) != 0 {
		t.Errorf("%d photos before one is complete", len(items))
	}
	a.arrive(t, who, up.ID, 9)
	done := must[spotter.Photo](t)(a.FinishUpload(ctx, who, up.ID))
	if again := must[spotter.Photo](t)(a.FinishUpload(ctx, who, up.ID)); cmp.Diff(done, again) != "" {
		t.Errorf("completed again: %s", cmp.Diff(done, again))
	}
	if done.Date.String() != "2026-11-24" || done.TimeZone != "Europe/Berlin" || done.Kind != spotter.PhotoProgress || done.Size != 9 {
		t.Errorf("photo %+v", done)
	}
	listed := must[coach.Page[spotter.Photo]](t)(a.Photos(ctx, who, nil, 10))
	if diff := cmp.Diff([]spotter.Photo{done}, listed.Items); diff != "" {
		t.Error(diff)
	}
	if err := a.DropPhoto(ctx, who, up.ID); err != nil {
		t.Fatal(err)
	}
	if due, later := a.jobsOf(t, who, "delete_object"); due != 1 || later != 1 {
		t.Errorf("%d deletions due and %d later, want 1 each: a signed upload is still good", due, later)
	}
	_, err = a.FinishUpload(ctx, who, up.ID)
	refused(t, err, "not_found")
	refused(t, a.DropPhoto(ctx, who, up.ID), "not_found")
}

func TestDeletionOfAnOldPhotoIsOnePass(t *testing.T) {
	t.Parallel()
	a := newAlbum(t)
	who := a.person(t)
	photo := a.photo(t, who)
	a.clock.add(2 * time.Hour)
	if err := a.DropPhoto(t.Context(), who, photo.ID); err != nil {
		t.Fatal(err)
	}
	if due, later := a.jobsOf(t, who, "delete_object"); due != 1 || later != 0 {
		t.Errorf("%d deletions due and %d later", due, later)
	}
}

func TestPhotosOfAnotherAreNotThere(t *testing.T) {
	t.Parallel()
	a := newAlbum(t)
	ctx, ann, ben := t.Context(), a.person(t), a.person(t)
	photo := a.photo(t, ann)
	pending := must[spotter.Upload](t)(a.StartUpload(ctx, ann, announced(9)))
	for _, id := range []spotter.PhotoID{photo.ID, pending.ID, spotter.NewID[spotter.Photo](monday)} {
		_, err := a.FinishUpload(ctx, ben, id)
		refused(t, err, "not_found")
		refused(t, a.DropPhoto(ctx, ben, id), "not_found")
	}
	if items := must[coach.Page[spotter.Photo]](t)(a.Photos(ctx, ben, &pending.ID, 10)).Items; len(items) != 0 {
		t.Errorf("ben sees %+v", items)
	}
	if due, later := a.jobsOf(t, ben, "delete_object"); due+later != 0 {
		t.Error("ben enqueued a deletion")
	}
	if items := must[coach.Page[spotter.Photo]](t)(a.Photos(ctx, ann, nil, 10)).Items; len(items) != 1 {
		t.Errorf("ann has %d photos", len(items))
	}
}

func TestPhotosArePaged(t *testing.T) {
	t.Parallel()
	a := newAlbum(t)
	ctx, who := t.Context(), a.person(t)
	var want, got []spotter.PhotoID
	for range 5 {
		a.clock.add(time.Second)
		want = append([]spotter.PhotoID{a.photo(t, who).ID}, want...)
	}
	var before *spotter.PhotoID
	for range 3 {
		page := must[coach.Page[spotter.Photo]](t)(a.Photos(ctx, who, before, 2))
		for _, p := range page.Items {
			got = append(got, p.ID)
		}
		if page.NextCursor == "" {
			break
		}
		next := must[spotter.PhotoID](t)(spotter.ParseID[spotter.Photo](page.NextCursor))
		if err := a.DropPhoto(ctx, who, next); err != nil { // the page after goes on all the same
			t.Fatal(err)
		}
		before = &next
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestUploadLimitsHoldAtOnce announces from many sides.
func TestUploadLimitsHoldAtOnce(t *testing.T) {
	t.Parallel()
	a := newAlbum(t)
	ctx, who := t.Context(), a.person(t)
	var wg sync.WaitGroup
	var mu sync.Mutex
	taken := 0
	for range 30 {
		wg.Go(func() {
			_, err := a.StartUpload(ctx, who, announced(9))
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				taken++
			} else if !spotter.HasDetail(err, "uploads_pending") {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if taken != 20 {
		t.Errorf("%d uploads are under way", taken)
	}
	if _, err := a.StartUpload(ctx, a.person(t), announced(9)); err != nil {
		t.Errorf("another person: %v", err)
	}
}

func TestPhotosAreBounded(t *testing.T) {
	t.Parallel()
	a := newAlbum(t)
	ctx, who := t.Context(), a.person(t)
	err := a.db.Write(ctx, who, func(tx *postgres.Tx) error {
		_, err := tx.Raw().Exec(ctx, `insert into photos (user_id, id, kind, content_type, size, state, created_at, local_date, time_zone)
			select $1, gen_random_uuid(), 'meal', 'image/png', 1, 'stored', now(), '2026-11-23', 'UTC' from generate_series(1, 2000)`, who.User)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = a.StartUpload(ctx, who, announced(9))
	refused(t, err, "photos_full")
}

// TestRepeatedUploadIsSignedAfresh repeats a request whose answer was lost: one photo, an address that
// is good from now.
func TestRepeatedUploadIsSignedAfresh(t *testing.T) {
	t.Parallel()
	a := newAlbum(t)
	ctx, who := t.Context(), a.person(t)
	who.Once = spotter.Once{Key: "k", Fingerprint: [32]byte{1}}
	first := must[spotter.Upload](t)(a.StartUpload(ctx, who, announced(9)))
	a.clock.add(time.Hour)
	again := must[spotter.Upload](t)(a.StartUpload(ctx, who, announced(9)))
	if again.ID != first.ID || again.URL == first.URL || !again.ExpiresAt.Equal(first.ExpiresAt.Add(time.Hour)) {
		t.Errorf("first %+v, again %+v", first, again)
	}
	who.Once.Fingerprint = [32]byte{2}
	_, err := a.StartUpload(ctx, who, announced(8))
	refused(t, err, "idempotency_key_reused")
	if err := a.db.Write(ctx, who, func(tx *postgres.Tx) error {
		var kept string
		err := tx.Raw().QueryRow(ctx, "select string_agg(answer::text, ' ') from idempotency_keys").Scan(&kept)
		if strings.Contains(kept, "sig=") {
			t.Errorf("a signed address is kept: %s", kept)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func TestWithoutAStoreThereAreNoPhotos(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ctx, who := t.Context(), f.person(t)
	_, err := f.StartUpload(ctx, who, announced(9))
	refused(t, err, "photos_off")
	if items := must[coach.Page[spotter.Photo]](t)(f.Photos(ctx, who, nil, 10)).Items; len(items) != 0 {
		t.Errorf("photos %v", items)
	}
}

// away is a store that cannot be asked.
type away struct{ *media.Files }

func (away) Size(context.Context, string) (int64, error) {
	return 0, &spotter.Error{Code: spotter.CodeUnavailable, Message: "away"}
}

func TestCompletionWaitsForTheStore(t *testing.T) {
	t.Parallel()
	a := newAlbum(t)
	c, err := coach.New(coach.Config{DB: a.db, Objects: away{a.files}, Now: a.clock.now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	who := a.person(t)
	up := must[spotter.Upload](t)(c.StartUpload(t.Context(), who, announced(9)))
	a.arrive(t, who, up.ID, 9)
	_, err = c.FinishUpload(t.Context(), who, up.ID)
	refused(t, err, "unavailable")
	if _, err := a.FinishUpload(t.Context(), who, up.ID); err != nil {
		t.Errorf("when it is back: %v", err)
	}
}

// TestErasureOfPhotosOutlivesThePerson leaves the jobs that empty the store, and no other of the person's.
func TestErasureOfPhotosOutlivesThePerson(t *testing.T) {
	t.Parallel()
	a := newAlbum(t)
	ctx, who := t.Context(), a.person(t)
	photo := a.photo(t, who)
	if err := a.DropPhoto(ctx, who, photo.ID); err != nil {
		t.Fatal(err)
	}
	accounts, err := coach.NewAccounts(coach.AccountsConfig{DB: a.db, Now: a.clock.now, Log: slog.New(slog.DiscardHandler),
		Secret: []byte(secret), PublicURL: "https://coach.example.com"})
	if err != nil {
		t.Fatal(err)
	}
	if err := accounts.Erase(ctx, who.User); err != nil {
		t.Fatal(err)
	}
	if due, later := a.jobsOf(t, who, "erase_objects"); due != 1 || later != 1 {
		t.Errorf("%d due, %d later, want 1 each", due, later)
	}
	if due, later := a.jobsOf(t, who, "delete_object"); due+later != 0 {
		t.Errorf("%d jobs are left that another one covers", due+later)
	}
}
