package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"spotter"
)

// web are the headers of the web client, with a cookie.
func web(cookie *http.Cookie, more ...string) map[string]string {
	h := map[string]string{"X-Spotter-Client": "web"}
	if cookie != nil {
		h["Cookie"] = cookie.Name + "=" + cookie.Value
	}
	for i := 0; i < len(more); i += 2 {
		h[more[i]] = more[i+1]
	}
	return h
}

// cookieOf is the session cookie that an answer sets; nil when it sets none.
func cookieOf(header http.Header) *http.Cookie {
	for _, c := range (&http.Response{Header: header}).Cookies() {
		if strings.Contains(c.Name, "spotter") {
			return c
		}
	}
	return nil
}

func (w *world) post(t *testing.T, path string, body any, headers map[string]string, token string) answer {
	t.Helper()
	return w.do(t, call{method: "POST", path: "/api/v1" + path, body: body, headers: headers, token: token})
}

func credentials(email string) map[string]any {
	return map[string]any{"email": email, "password": "correct horse battery"}
}

func TestWebSessionIsInACookie(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	email := w.person(t).email
	in := w.post(t, "/auth/login", credentials(email), web(nil), "").want(t, 200)
	cookie := cookieOf(in.header)
	if cookie == nil || !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode || cookie.Path != "/" || cookie.Domain != "" || cookie.MaxAge < 86400 {
		t.Fatalf("cookie %+v", cookie)
	}
	if strings.Contains(string(in.body), "refresh_token") {
		t.Errorf("the answer holds the refresh token: %s", in.body)
	}
	next := w.post(t, "/auth/refresh", map[string]any{}, web(cookie), "").want(t, 200)
	second := cookieOf(next.header)
	if second == nil || second.Value == cookie.Value || strings.Contains(string(next.body), "refresh_token") {
		t.Fatalf("second cookie %+v: %s", second, next.body)
	}
	token := next.text(t, "access_token")
	out := w.post(t, "/auth/logout", nil, web(second), token).want(t, 204)
	if gone := cookieOf(out.header); gone == nil || gone.MaxAge >= 0 {
		t.Errorf("after logout: %+v", gone)
	}
	w.post(t, "/auth/refresh", map[string]any{}, web(second), "").refused(t, 401, "invalid_refresh_token")
}

func TestNativeClientsKeepTheBodyForm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	email := w.person(t).email
	in := w.post(t, "/auth/login", credentials(email), nil, "").want(t, 200)
	if c := cookieOf(in.header); c != nil {
		t.Errorf("a native client got a cookie: %+v", c)
	}
	next := w.post(t, "/auth/refresh", map[string]any{"refresh_token": in.text(t, "refresh_token")}, nil, "").want(t, 200)
	if next.text(t, "refresh_token") == "" {
		t.Error("no refresh token")
	}
	w.post(t, "/auth/refresh", map[string]any{}, nil, "").refused(t, 422, "invalid")
}

// TestCookieCountsForTheWebClientOnly is what keeps other sites out: without the header, or from elsewhere, the
// cookie is as if it were not there.
func TestCookieCountsForTheWebClientOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	email := w.person(t).email
	cookie := cookieOf(w.post(t, "/auth/login", credentials(email), web(nil), "").want(t, 200).header)
	for name, headers := range map[string]map[string]string{
		"no header":      web(cookie, "X-Spotter-Client", ""),
		"another client": web(cookie, "X-Spotter-Client", "app"),
		"another site":   web(cookie, "Sec-Fetch-Site", "cross-site"),
		"a subdomain":    web(cookie, "Sec-Fetch-Site", "same-site"),
		"another origin": web(cookie, "Origin", "https://evil.example"),
		"no origin":      web(cookie, "Origin", "null"),
	} {
		got := w.post(t, "/auth/refresh", map[string]any{}, headers, "")
		if got.status != 422 || cookieOf(got.header) != nil {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	w.post(t, "/auth/refresh", map[string]any{}, web(cookie, "Sec-Fetch-Site", "same-origin"), "").want(t, 200)
}

// TestTabsDoNotFight sends one cookie twice, as two tabs do that wake together, and then long after.
func TestTabsDoNotFight(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	email := w.person(t).email
	cookie := cookieOf(w.post(t, "/auth/login", credentials(email), web(nil), "").want(t, 200).header)
	a := cookieOf(w.post(t, "/auth/refresh", map[string]any{}, web(cookie), "").want(t, 200).header)
	w.clock.add(3 * time.Second)
	b := cookieOf(w.post(t, "/auth/refresh", map[string]any{}, web(cookie), "").want(t, 200).header)
	if a.Value != b.Value {
		t.Error("two tabs got different cookies: the one that is overwritten would be used twice")
	}
	w.clock.add(time.Minute)
	stolen := w.post(t, "/auth/refresh", map[string]any{}, web(cookie), "")
	stolen.refused(t, 401, "refresh_token_reused")
	if gone := cookieOf(stolen.header); gone == nil || gone.MaxAge >= 0 {
		t.Errorf("the cookie of an ended session stays: %+v", gone)
	}
	w.post(t, "/auth/refresh", map[string]any{}, web(a), "").refused(t, 401, "invalid_refresh_token")
}

func TestSignInMethods(t *testing.T) {
	t.Parallel()
	var methods spotter.SignInMethods
	w := newWorld(t)
	w.do(t, call{method: "GET", path: "/api/v1/auth/methods"}).want(t, 200).decode(t, &methods)
	if methods.Google != nil {
		t.Errorf("Google is not set up: %+v", methods)
	}
}
