package jobs

import (
	"context"
	"errors"

	"github.com/riverqueue/river"

	"spotter"
)

// Objects is the store that photos lie in. Deleting what is not there is no failure.
type Objects interface {
	Delete(ctx context.Context, key string) error
	DeleteAll(ctx context.Context, prefix string) error
}

// A job that deletes bytes asks nobody: the row that named them is gone, and the person may be.

type deleteObject struct {
	river.WorkerDefaults[spotter.DeleteObject]
	objects Objects
}

func (w *deleteObject) Work(ctx context.Context, job *river.Job[spotter.DeleteObject]) error {
	if job.Args.UserID.IsZero() || job.Args.PhotoID.IsZero() {
		return river.JobCancel(errors.New("no user_id or no photo_id"))
	}
	return w.objects.Delete(ctx, spotter.ObjectKey(job.Args.UserID, job.Args.PhotoID))
}

type eraseObjects struct {
	river.WorkerDefaults[spotter.EraseObjects]
	objects Objects
}

func (w *eraseObjects) Work(ctx context.Context, job *river.Job[spotter.EraseObjects]) error {
	if job.Args.UserID.IsZero() {
		return river.JobCancel(errors.New("no user_id"))
	}
	return w.objects.DeleteAll(ctx, spotter.ObjectPrefix(job.Args.UserID))
}
