package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

func photoRoutes(rt *router, c *coach.Coach) {
	const tag = "files"
	start := create("/uploads", "start-upload", tag, "Announce a photo and learn where its bytes go")
	start.detail = "Send the bytes to url with method and headers, within 15 minutes, then complete the upload. " +
		"At most 20 uploads may be under way (409 uploads_pending), and a person has at most 2,000 photos (409 photos_full)."
	register(rt, start, func(ctx context.Context, q *call, _ *none, in *spotter.UploadInput) (spotter.Upload, error) {
		return c.StartUpload(ctx, q.Caller, *in)
	})
	finish := post("/uploads/{id}/complete", "complete-upload", tag, "Make a photo of an upload whose bytes have arrived")
	finish.detail = "409 upload_missing when they have not. An upload that is not completed is forgotten after a day."
	register(rt, finish, func(ctx context.Context, q *call, p *idPath[spotter.Photo], _ *none) (spotter.Photo, error) {
		return c.FinishUpload(ctx, q.Caller, p.ID)
	})
	register(rt, get("/photos", "list-photos", tag, "Photos, newest first, each with an address that shows it for 10 minutes"),
		func(ctx context.Context, q *call, p *idPaging[spotter.Photo], _ *none) (coach.Page[spotter.Photo], error) {
			return c.Photos(ctx, q.Caller, p.Cursor, p.Limit)
		})
	drop := remove("/photos/{id}", "delete-photo", "Delete a photo, or an upload that is not completed")
	drop.tag = tag
	register(rt, drop, func(ctx context.Context, q *call, p *idPath[spotter.Photo], _ *none) (none, error) {
		return none{}, c.DropPhoto(ctx, q.Caller, p.ID)
	})
}
