//go:build !noweb

package web_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"spotter/web"
)

func get(t *testing.T, mux http.Handler, path, accept string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), "GET", path, nil)
	r.Header.Set("Accept-Encoding", accept)
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, r)
	return w
}

func client(t *testing.T, rooms string) http.Handler {
	t.Helper()
	mux := http.NewServeMux()
	for path, page := range web.Pages(rooms) {
		mux.Handle("GET "+path, page)
	}
	return mux
}

func TestPagesAnswerWithTheClient(t *testing.T) {
	t.Parallel()
	mux := client(t, "")
	for path, want := range map[string]int{
		"/": 200, "/sign-in": 200, "/onboarding/diet": 200, "/today": 200,
		"/nothing": 404, "/api/v1/today": 404, "/docs/": 404, "/healthz": 404, "/onboarding/diet/more": 404, "/assets/nothing.js": 404, "/paths.txt": 404,
	} {
		w := get(t, mux, path, "")
		if w.Code != want || (want == 200) != strings.Contains(w.Body.String(), `<div id="app">`) {
			t.Errorf("GET %s: %d, want %d: %.60q", path, w.Code, want, w.Body)
		}
		if want == 200 && w.Header().Get("Cache-Control") != "no-cache" {
			t.Errorf("GET %s: Cache-Control %q", path, w.Header().Get("Cache-Control"))
		}
	}
}

func TestDocumentNeedsNothingInline(t *testing.T) {
	t.Parallel()
	mux := client(t, "wss://rooms.example.org")
	w := get(t, mux, "/", "")
	page, policy := w.Body.String(), w.Header().Get("Content-Security-Policy")
	for _, unwanted := range []string{"unsafe-inline", "unsafe-eval", "http:", "*"} {
		if strings.Contains(policy, unwanted) {
			t.Errorf("the policy has %s: %s", unwanted, policy)
		}
	}
	if !strings.Contains(policy, "connect-src 'self' wss://rooms.example.org https://rooms.example.org;") {
		t.Errorf("the policy does not let the client reach the rooms: %s", policy)
	}
	if inline := regexp.MustCompile(`<style|style="|<script(?: [^>]*)?>[^<]|\son[a-z]+="|src="//|https?://`).FindString(page); inline != "" {
		t.Errorf("the document has %q", inline)
	}
}

func TestAssetsAreForeverAndPacked(t *testing.T) {
	t.Parallel()
	mux := client(t, "")
	assets := regexp.MustCompile(`/assets/[\w-]+\.(?:js|css)`).FindAllString(get(t, mux, "/", "").Body.String(), -1)
	if len(assets) < 2 {
		t.Fatalf("the document names %v", assets)
	}
	for _, asset := range assets {
		for accept, want := range map[string]string{"gzip, br": "br", "gzip": "gzip", "": ""} {
			w := get(t, mux, asset, accept)
			h := w.Header()
			if w.Code != 200 || h.Get("Content-Encoding") != want || !strings.Contains(h.Get("Cache-Control"), "immutable") {
				t.Errorf("GET %s with %q: %d %v", asset, accept, w.Code, h)
			}
		}
	}
}

func TestRoomsInThePolicy(t *testing.T) {
	t.Parallel()
	for rooms, want := range map[string]string{
		"":                             "connect-src 'self';",
		"ws://127.0.0.1:7880":          "connect-src 'self' ws://127.0.0.1:7880 http://127.0.0.1:7880;",
		"https://a.example.org/x?y=1":  "connect-src 'self' wss://a.example.org https://a.example.org;",
		"javascript://x;script-src%20": "connect-src 'self';",
		"://":                          "connect-src 'self';",
	} {
		if policy := get(t, client(t, rooms), "/", "").Header().Get("Content-Security-Policy"); !strings.Contains(policy, want) {
			t.Errorf("rooms %q: %s", rooms, policy)
		}
	}
}
