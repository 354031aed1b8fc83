package landing_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"spotter/web/landing"
)

func TestPage(t *testing.T) {
	t.Parallel()
	tests := []struct {
		path string
		code int
		want string // part of the body
	}{
		{"/", 200, "Your own coach runs here"},
		{"/landing/style.css", 200, "--green"},
		{"/landing/nothing", 404, ""},
		{"/nothing", 404, ""},
	}
	for _, tt := range tests {
		w := httptest.NewRecorder()
		landing.Handler().ServeHTTP(w, httptest.NewRequest("GET", tt.path, nil))
		if w.Code != tt.code || !strings.Contains(w.Body.String(), tt.want) {
			t.Errorf("GET %s: got %d, want %d with %q", tt.path, w.Code, tt.code, tt.want)
		}
		if strings.Contains(w.Body.String(), "<script") {
			t.Errorf("GET %s: holds a script", tt.path)
		}
	}
}
