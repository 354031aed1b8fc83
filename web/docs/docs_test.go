package docs_test

import (
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"spotter/web/docs"
)

// TestPageIsWhole follows every reference of the page.
func TestPageIsWhole(t *testing.T) {
	t.Parallel()
	handler := docs.Handler()
	get := func(path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("Accept-Encoding", "gzip")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		return w
	}
	page := get("/docs/")
	if page.Code != 200 || strings.Contains(page.Body.String(), "<script>") {
		t.Fatalf("GET /docs/: %d; the policy allows no inline script", page.Code)
	}
	refs := regexp.MustCompile(`(?:src|href)="([^"/:]+/?[^":]*)"`).FindAllStringSubmatch(page.Body.String(), -1)
	if len(refs) != 3 {
		t.Fatalf("references: got %q, want a style and two scripts", refs)
	}
	for _, ref := range refs {
		answer := get("/docs/" + ref[1])
		if answer.Code != 200 {
			t.Errorf("GET /docs/%s: %d", ref[1], answer.Code)
		}
		if strings.HasPrefix(ref[1], "swagger-ui-") && answer.Header().Get("Content-Encoding") != "gzip" {
			t.Errorf("GET /docs/%s: not compressed", ref[1])
		}
	}
	if redirect := get("/docs"); redirect.Code != 308 || redirect.Header().Get("Location") != "/docs/" {
		t.Errorf("GET /docs: %d to %q", redirect.Code, redirect.Header().Get("Location"))
	}
}
