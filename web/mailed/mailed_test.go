package mailed_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"spotter/web/mailed"
)

func TestPagesAreServed(t *testing.T) {
	t.Parallel()
	handler := mailed.Handler()
	for _, path := range mailed.Paths {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
		policy := answer.Header().Get("Content-Security-Policy")
		if answer.Code != http.StatusOK || answer.Body.Len() == 0 || !strings.Contains(policy, "script-src 'self'") {
			t.Errorf("%s: %d, %d bytes, policy %q", path, answer.Code, answer.Body.Len(), policy)
		}
		if body := answer.Body.String(); strings.Contains(body, "<style") || strings.Contains(body, "onclick") {
			t.Errorf("%s has what the policy forbids", path)
		}
	}
}
