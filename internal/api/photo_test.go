package api_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"spotter/internal/api"
	"spotter/internal/coach"
	"spotter/internal/media"
	"spotter/internal/postgres/postgrestest"
)

// newAlbum is a world that keeps photos in files.
func newAlbum(t *testing.T) *world {
	t.Helper()
	w := worldOver(t, postgrestest.Open(t))
	log := slog.New(slog.NewTextHandler(w, nil))
	files, err := media.NewFiles(t.TempDir(), []byte(strings.Repeat("k", 32)), "http://127.0.0.1:8000", w.clock.now)
	if err != nil {
		t.Fatal(err)
	}
	c, err := coach.New(coach.Config{DB: w.db, Objects: files, Rooms: w.rooms, Now: w.clock.now, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	accounts, err := coach.NewAccounts(coach.AccountsConfig{DB: w.db, Now: w.clock.now, Log: log, Secret: []byte(strings.Repeat("s", 32)),
		PublicURL: "http://127.0.0.1:8000", Hash: coach.HashCost{MemoryKiB: 64, Passes: 1}})
	if err != nil {
		t.Fatal(err)
	}
	w.API, err = api.New(api.Config{Coach: c, Accounts: accounts, Desk: newDesk(t, c), Ready: w.db.Ping, Objects: files.Handler(log), Version: "test", Now: w.clock.now, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// signed uses an address that was given out, with nothing but itself.
func (w *world) signed(t *testing.T, method, address, body string, headers map[string]string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, r)
	return rec
}

func TestPhotoJourney(t *testing.T) {
	t.Parallel()
	w := newAlbum(t)
	ann, ben := w.person(t), w.person(t)
	content := "\xff\xd8\xff a photo"
	up := ann.send(t, "POST", "/uploads", object{"kind": "meal", "content_type": "image/jpeg", "size": len(content)}).want(t, 201)
	id, target := up.text(t, "id"), up.text(t, "url")
	headers := map[string]string{"Content-Type": up.text(t, "headers.Content-Type")}
	ann.send(t, "POST", "/uploads/"+id+"/complete", nil).refused(t, 409, "upload_missing")
	for name, wrong := range map[string]*httptest.ResponseRecorder{
		"size":   w.signed(t, "PUT", target, content+"!", headers),
		"type":   w.signed(t, "PUT", target, content, map[string]string{"Content-Type": "text/html"}),
		"method": w.signed(t, "GET", target, "", nil),
		"other":  w.signed(t, "POST", target, content, headers),
	} {
		if wrong.Code < 400 || wrong.Header().Get("Content-Type") != "application/problem+json" || !strings.Contains(wrong.Body.String(), wrong.Header().Get("X-Request-Id")) {
			t.Errorf("wrong %s: %d %s", name, wrong.Code, wrong.Body)
		}
	}
	if sent := w.signed(t, up.text(t, "method"), target, content, headers); sent.Code != http.StatusOK {
		t.Fatalf("%d %s", sent.Code, sent.Body)
	}
	ben.send(t, "POST", "/uploads/"+id+"/complete", nil).refused(t, 404, "not_found")
	done := ann.send(t, "POST", "/uploads/"+id+"/complete", nil).want(t, 200)
	shown := w.signed(t, "GET", done.text(t, "url"), "", nil)
	if shown.Code != http.StatusOK || shown.Body.String() != content || shown.Header().Get("Content-Type") != "image/jpeg" ||
		!strings.Contains(shown.Header().Get("Content-Security-Policy"), "sandbox") || shown.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%d %v %q", shown.Code, shown.Header(), shown.Body)
	}
	if listed := ann.get(t, "/photos").want(t, 200); listed.text(t, "items.0.id") != id || listed.text(t, "items.0.date") != "2026-11-23" {
		t.Errorf("listed %s", listed.body)
	}
	if items := ben.get(t, "/photos").want(t, 200).at(t, "items").([]any); len(items) != 0 {
		t.Errorf("ben sees %v", items)
	}
	ben.send(t, "DELETE", "/photos/"+id, nil).refused(t, 404, "not_found")
	ann.send(t, "DELETE", "/photos/"+id, nil).want(t, 204)
	ann.send(t, "DELETE", "/photos/"+id, nil).refused(t, 404, "not_found")
	w.logged.Lock()
	defer w.logged.Unlock()
	if text := w.log.String(); !strings.Contains(text, "path=/media/users/") || strings.Contains(text, "sig=") {
		t.Errorf("the log holds no request, or a signature:\n%s", text)
	}
}

func TestUploadsAreHeldToTheirLimits(t *testing.T) {
	t.Parallel()
	w := newAlbum(t)
	p := w.person(t)
	good := object{"kind": "progress", "content_type": "image/heic", "size": 20 << 20}
	p.send(t, "POST", "/uploads", good).want(t, 201)
	for location, in := range map[string]any{
		"body.size":         edit(good, "size", 20<<20+1),
		"body.content_type": edit(good, "content_type", "image/svg+xml"),
		"body.kind":         edit(good, "kind", "selfie"),
	} {
		p.send(t, "POST", "/uploads", in).refused(t, 422, "invalid", location)
	}
	for _, size := range []any{0, -1, 1.5, "9", nil} {
		p.send(t, "POST", "/uploads", edit(good, "size", size)).refused(t, 422, "invalid", "body.size")
	}
	for n := 1; n < 20; n++ {
		p.send(t, "POST", "/uploads", good).want(t, 201)
	}
	p.send(t, "POST", "/uploads", good).refused(t, 409, "uploads_pending")
}
