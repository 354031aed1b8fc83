package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"

	"spotter/internal/coach"
	"spotter/internal/jobs"
	"spotter/internal/media"
)

// objects is where photos lie, with what each part asks of it.
type objects interface {
	coach.Objects
	jobs.Objects
	Probe(context.Context) error
	Describe() string
}

// openObjects takes the bucket that the settings name, else files in the data directory. It touches
// neither.
func (p *program) openObjects(c config) (objects, error) {
	if c.S3Bucket != "" {
		store, err := media.NewS3(media.S3Config{Endpoint: c.S3Endpoint, Bucket: c.S3Bucket, Region: c.S3Region,
			AccessKeyID: c.S3AccessKeyID, SecretAccessKey: c.S3SecretAccessKey})
		if err != nil {
			return nil, fmt.Errorf("S3_BUCKET: %w", err)
		}
		return store, nil
	}
	key := c.MediaKey
	if key == nil {
		key = mediaKey(c.JWTSecret)
	}
	files, err := media.NewFiles(filepath.Join(c.DataDir, "objects"), key, c.PublicURL, p.now)
	if err != nil {
		return nil, err
	}
	return files, nil
}

// mediaKey is the same in every process that has the secret, and tells nothing of it.
func mediaKey(secret string) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	_, _ = mac.Write([]byte("spotter: URLs of objects"))
	return mac.Sum(nil)
}

// mediaHandler serves files; a bucket serves itself.
func mediaHandler(store objects, log *slog.Logger) http.Handler {
	if files, ok := store.(*media.Files); ok {
		return files.Handler(log)
	}
	return nil
}

// sayWhereObjectsAre warns of what is right on one machine only.
func (p *parts) sayWhereObjectsAre() {
	if p.config.S3Bucket == "" {
		p.log.Warn("S3_BUCKET is not set: photos are kept on this machine, in a directory that serve and work must share", "dir", p.config.DataDir)
	}
}

// askObjects stores a probe and deletes it, for the doctor. It makes no data directory.
func (p *program) askObjects(ctx context.Context, c config) (string, error) {
	if c.PublicURL == "" {
		c.PublicURL = "http://" + c.Addr
	}
	store, err := p.openObjects(c)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(c.DataDir); c.S3Bucket == "" && errors.Is(err, fs.ErrNotExist) {
		return "S3_BUCKET is not set, and there is no " + c.DataDir + " yet", errSkipped
	}
	return store.Describe() + ": put, get and delete", store.Probe(ctx)
}
