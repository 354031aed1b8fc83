package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"spotter/internal/postgres"
)

// request sends a body with a token and headers, and answers the status and the body.
func (p *process) request(t *testing.T, method, address, token, body string, headers map[string]string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// api sends JSON and reads it, and wants a status.
func (p *process) api(t *testing.T, method, path, token, body string, status int, into any) {
	t.Helper()
	code, text := p.request(t, method, p.url+"/api/v1"+path, token, body, map[string]string{"Content-Type": "application/json"})
	if code != status {
		t.Fatalf("%s %s: %d %s", method, path, code, text)
	}
	if into != nil {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			t.Fatal(err)
		}
	}
}

// TestPhotosInDev sends a photo through the running program, finds its file, deletes the account and
// waits until the file is gone.
func TestPhotosInDev(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts a cluster")
	}
	data := filepath.Join(t.TempDir(), "d")
	p := start(t, nil, "dev", "--data", data, "--addr", "127.0.0.1:0")
	var signed struct {
		Token string `json:"access_token"`
	}
	p.api(t, "POST", "/auth/register", "", account(1), http.StatusCreated, &signed)
	var up struct {
		ID, URL, Method string
		Headers         map[string]string
	}
	p.api(t, "POST", "/uploads", signed.Token, `{"kind":"progress","content_type":"image/webp","size":5}`, http.StatusCreated, &up)
	if code, text := p.request(t, up.Method, up.URL, "", "photo", up.Headers); code != http.StatusOK {
		t.Fatalf("%d %s", code, text)
	}
	var photo struct{ URL string }
	p.api(t, "POST", "/uploads/"+up.ID+"/complete", signed.Token, "", http.StatusOK, &photo)
	if code, text := p.request(t, "GET", photo.URL, "", "", nil); code != http.StatusOK || text != "photo" {
		t.Errorf("%d %s", code, text)
	}
	if says := "files in " + filepath.Join(data, "objects"); !strings.Contains(p.log.String(), says) {
		t.Errorf("the start does not say %q:\n%s", says, p.log)
	}
	pattern := filepath.Join(data, "objects", "users", "*", up.ID)
	if found, err := filepath.Glob(pattern); err != nil || len(found) != 1 {
		t.Errorf("found %v, %v", found, err)
	}
	p.api(t, "DELETE", "/me", signed.Token, "", http.StatusNoContent, nil)
	eventually(t, "the file is gone", func() bool {
		found, err := filepath.Glob(pattern)
		return err == nil && len(found) == 0
	})
	if strings.Contains(p.log.String(), "sig=") {
		t.Errorf("a signature stands in the log:\n%s", p.log)
	}
	if err := p.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := p.wait(t); err != nil {
		t.Errorf("%v\n%s", err, p.log)
	}
}

// TestDoctorTriesTheObjects looks at files, at a bucket, and at a bucket that is not there.
func TestDoctorTriesTheObjects(t *testing.T) {
	t.Parallel()
	app, dsn := migratedDatabase(t)
	backend := s3mem.New()
	if err := backend.CreateBucket("photos"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(backend, gofakes3.WithLogger(gofakes3.DiscardLog())).Server())
	t.Cleanup(server.Close)
	data, nowhere := t.TempDir(), filepath.Join(t.TempDir(), "none")
	bucket := func(name string) []string {
		return []string{"S3_ENDPOINT=" + server.URL, "S3_BUCKET=" + name, "S3_ACCESS_KEY_ID=id", "S3_SECRET_ACCESS_KEY=hunter2"}
	}
	for name, test := range map[string]struct {
		environ []string
		code    int
		says    string
	}{
		"files":        {[]string{"SPOTTER_DATA_DIR=" + data}, 0, "ok    objects                files in " + filepath.Join(data, "objects")},
		"nothing yet":  {[]string{"SPOTTER_DATA_DIR=" + nowhere}, 0, "-     objects                S3_BUCKET is not set"},
		"a bucket":     {append(bucket("photos"), "SPOTTER_DATA_DIR="+nowhere), 0, "ok    objects                bucket photos at " + server.URL},
		"not a bucket": {append(bucket("nothing"), "SPOTTER_DATA_DIR="+nowhere), 1, "FAIL  objects"},
	} {
		environ := append(test.environ, "DATABASE_URL="+app, "WORKER_DATABASE_URL="+dsn(postgres.RoleWorker), "JWT_SECRET="+goodSecret)
		code, out, errs := invoke(t.Context(), environ, "doctor")
		if code != test.code || !strings.Contains(out, test.says) || strings.Contains(out+errs, "hunter2") {
			t.Errorf("%s: %d, want %q in:\n%s%s", name, code, test.says, out, errs)
		}
	}
	if _, err := os.Stat(nowhere); err == nil {
		t.Error("the doctor made a data directory")
	}
}

func TestKeyOfObjectURLs(t *testing.T) {
	t.Parallel()
	p := &program{now: time.Now}
	c := config{DataDir: t.TempDir(), PublicURL: "http://127.0.0.1", JWTSecret: strings.Repeat("k", 32)}
	sign := func(c config) string {
		store, err := p.openObjects(c)
		if err != nil {
			t.Fatal(err)
		}
		if mediaHandler(store, nil) == nil {
			t.Error("files are not served")
		}
		address, err := store.GetURL(t.Context(), "a", "image/png", 1000*time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		return address[strings.Index(address, "sig="):]
	}
	other, own := c, c
	other.JWTSecret = strings.Repeat("o", 32)
	own.MediaKey = []byte(strings.Repeat("m", 32))
	if sign(c) == sign(other) || sign(c) == sign(own) {
		t.Error("another key signs alike")
	}
	c.S3Bucket, c.S3Region, c.S3AccessKeyID, c.S3SecretAccessKey = "b", "r", "i", "s"
	store, err := p.openObjects(c)
	if err != nil || mediaHandler(store, nil) != nil {
		t.Errorf("a bucket is served here: %v", err)
	}
}
