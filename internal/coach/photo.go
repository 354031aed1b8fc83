package coach

import (
	"context"
	"net/http"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// Objects signs requests to the object store, which keeps the bytes of photos. Bytes do not pass through
// here.
type Objects interface {
	// PutURL lets whoever holds it store size bytes of contentType as key, within life; headers must be
	// sent with the PUT.
	PutURL(ctx context.Context, key, contentType string, size int, life time.Duration) (url string, headers map[string]string, err error)
	// GetURL lets whoever holds it read key as contentType, within life.
	GetURL(ctx context.Context, key, contentType string, life time.Duration) (string, error)
	// Size is how many bytes an object has; CodeNotFound when there is none.
	Size(ctx context.Context, key string) (int64, error)
}

// noObjects is where there is no store.
type noObjects struct{}

func (noObjects) PutURL(context.Context, string, string, int, time.Duration) (string, map[string]string, error) {
	return "", nil, photosOff()
}

func (noObjects) GetURL(context.Context, string, string, time.Duration) (string, error) {
	return "", photosOff()
}

func (noObjects) Size(context.Context, string) (int64, error) { return 0, photosOff() }

func photosOff() error {
	return &spotter.Error{Code: spotter.CodeUnavailable, Detail: "photos_off", Message: "This server keeps no photos."}
}

const (
	uploadLife   = 15 * time.Minute // of the URL that takes a photo
	lookLife     = 10 * time.Minute // of the URL that shows one
	lastByte     = time.Hour        // after the announcement; nothing that was signed can arrive later
	pendingLife  = 24 * time.Hour   // of an upload that is not completed
	mostPending  = 20
	mostPhotos   = 2000
	sweptAtATime = 500
)

// StartUpload announces a photo and answers where its bytes go, for 15 minutes. CodeConflict
// uploads_pending with 20 that are not completed, photos_full with 2,000 photos.
func (c *Coach) StartUpload(ctx context.Context, caller spotter.Caller, in spotter.UploadInput) (spotter.Upload, error) {
	if _, off := c.objects.(noObjects); off {
		return spotter.Upload{}, photosOff()
	}
	// The id only is kept for a repeat of the request: the address is signed afresh each time.
	id, err := once(ctx, c, caller, func(tx *postgres.Tx) (spotter.PhotoID, error) {
		id := spotter.NewID[spotter.Photo](c.now())
		return id, c.announce(ctx, tx, id, in)
	})
	if err != nil {
		return spotter.Upload{}, err
	}
	url, headers, err := c.objects.PutURL(ctx, spotter.ObjectKey(caller.User, id), in.ContentType, in.Size, uploadLife)
	return spotter.Upload{ID: id, Method: http.MethodPut, URL: url, Headers: headers, ExpiresAt: c.now().Add(uploadLife)}, err
}

// announce stores a pending photo of the caller's, one at a time so that the limits hold.
func (c *Coach) announce(ctx context.Context, tx *postgres.Tx, id spotter.PhotoID, in spotter.UploadInput) error {
	user := tx.Caller.User
	if _, err := tx.LockUser(ctx, user); err != nil {
		return gone(err)
	}
	count, err := tx.CountPhotos(ctx, user)
	switch {
	case err != nil:
		return err
	case count.Pending >= mostPending:
		return spotter.Conflict("uploads_pending", "Too many uploads are under way: complete or delete some of them.")
	case count.Photos >= mostPhotos:
		return spotter.Conflict("photos_full", "There is room for 2,000 photos: delete some of them.")
	}
	where, err := c.placeOf(ctx, tx)
	if err != nil {
		return err
	}
	now := c.now()
	return tx.InsertPhoto(ctx, db.InsertPhotoParams{UserID: user, ID: id, Kind: string(in.Kind), ContentType: in.ContentType,
		Size: in.Size, Now: now, LocalDate: pgDate(spotter.DateOf(now, where.zone)), TimeZone: where.name})
}

// FinishUpload makes a photo of an upload whose bytes have arrived; a second time it answers as the
// first. CodeConflict upload_missing when they have not, upload_differs when they are not as many as
// announced.
func (c *Coach) FinishUpload(ctx context.Context, caller spotter.Caller, id spotter.PhotoID) (spotter.Photo, error) {
	row, err := c.db.As(caller).GetPhoto(ctx, db.GetPhotoParams{UserID: caller.User, ID: id})
	if err != nil {
		return spotter.Photo{}, orNotFound(err, "upload")
	}
	if row.State == "pending" {
		if err := c.arrived(ctx, row); err != nil {
			return spotter.Photo{}, err
		}
	}
	row, err = once(ctx, c, caller, func(tx *postgres.Tx) (db.Photo, error) {
		return tx.StorePhoto(ctx, db.StorePhotoParams{UserID: caller.User, ID: id})
	})
	if err != nil {
		return spotter.Photo{}, orNotFound(err, "upload")
	}
	return c.photoOf(ctx, row)
}

// arrived asks the store, outside of any transaction.
func (c *Coach) arrived(ctx context.Context, row db.Photo) error {
	size, err := c.objects.Size(ctx, spotter.ObjectKey(row.UserID, row.ID))
	switch {
	case spotter.CodeOf(err) == spotter.CodeNotFound:
		return spotter.Conflict("upload_missing", "The photo has not arrived: send it to the address that was given, then complete the upload.")
	case err != nil:
		return err
	case size != int64(row.Size):
		return spotter.Conflict("upload_differs", "What has arrived is not of the size that was announced: start another upload.")
	}
	return nil
}

// Photos pages through photos, newest first. Each comes with a URL that shows it for 10 minutes.
func (c *Coach) Photos(ctx context.Context, caller spotter.Caller, before *spotter.PhotoID, limit int) (Page[spotter.Photo], error) {
	params := db.ListPhotosParams{UserID: caller.User, Most: int32(limit + 1)}
	if before != nil {
		id := spotter.UUID(*before)
		params.Before = &id
	}
	rows, err := c.db.As(caller).ListPhotos(ctx, params)
	if err != nil {
		return Page[spotter.Photo]{}, err
	}
	return page(rows, limit, func(r db.Photo) string { return r.ID.String() },
		func(r db.Photo) (spotter.Photo, error) { return c.photoOf(ctx, r) })
}

func (c *Coach) photoOf(ctx context.Context, row db.Photo) (spotter.Photo, error) {
	url, err := c.objects.GetURL(ctx, spotter.ObjectKey(row.UserID, row.ID), row.ContentType, lookLife)
	return spotter.Photo{ID: row.ID, Kind: spotter.PhotoKind(row.Kind), ContentType: row.ContentType, Size: row.Size,
		CreatedAt: row.CreatedAt, Date: fromPG(row.LocalDate), TimeZone: row.TimeZone, URL: url, ExpiresAt: c.now().Add(lookLife)}, err
}

// DropPhoto deletes a photo, or an upload that is not completed. Its bytes follow in a job.
func (c *Coach) DropPhoto(ctx context.Context, caller spotter.Caller, id spotter.PhotoID) error {
	_, err := once(ctx, c, caller, func(tx *postgres.Tx) (struct{}, error) {
		announced, err := tx.DropPhoto(ctx, db.DropPhotoParams{UserID: caller.User, ID: id})
		if err != nil {
			return struct{}{}, orNotFound(err, "photo")
		}
		return struct{}{}, forgetObjects(ctx, tx, spotter.DeleteObject{UserID: caller.User, PhotoID: id}, c.now(), announced)
	})
	return err
}

// forgetObjects enqueues what deletes bytes: now, and again when no upload that was signed up to then can
// still arrive.
func forgetObjects(ctx context.Context, tx *postgres.Tx, job spotter.Job, now, signed time.Time) error {
	if err := tx.Enqueue(ctx, job, postgres.Persistent); err != nil {
		return err
	}
	if last := signed.Add(lastByte); last.After(now) {
		return tx.Enqueue(ctx, job, postgres.Persistent, postgres.At(last))
	}
	return nil
}

// SweepUploads drops the uploads of all people that were announced a day ago and not completed, some
// hundreds at a time, each as its person.
func (c *Coach) SweepUploads(ctx context.Context) error {
	stale, err := c.db.StaleUploads(ctx, c.now().Add(-pendingLife), sweptAtATime)
	if err != nil {
		return err
	}
	for _, u := range stale {
		err := c.db.Write(ctx, spotter.Caller{User: u.User, Actor: spotter.ActorJob}, func(tx *postgres.Tx) error {
			n, err := tx.DropStaleUpload(ctx, db.DropStaleUploadParams{UserID: u.User, ID: u.Photo})
			if err != nil || n == 0 { // completed or deleted in between
				return err
			}
			return tx.Enqueue(ctx, spotter.DeleteObject{UserID: u.User, PhotoID: u.Photo}, postgres.Persistent)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
