package api_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/internal/api"
	"spotter/internal/coach"
	"spotter/internal/postgres/postgrestest"
)

const password = "correct horse battery"

// server is the whole API over a database of its own, and everything that it logged.
type server struct {
	handler http.Handler
	logged  *bytes.Buffer
}

func setup(t *testing.T) *server {
	t.Helper()
	database, logged := postgrestest.Open(t), &bytes.Buffer{}
	log := slog.New(slog.NewJSONHandler(logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	now := func() time.Time { return time.Date(2026, 11, 23, 11, 0, 0, 0, time.UTC) }
	c, err := coach.New(coach.Config{DB: database, Now: now, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	a, err := coach.NewAccounts(coach.AccountsConfig{DB: database, Now: now, Log: log, Secret: []byte("a secret of at least thirty-two bytes"),
		PublicURL: "http://localhost:8000", Hash: coach.HashCost{MemoryKiB: 64, Passes: 1}})
	if err != nil {
		t.Fatal(err)
	}
	handler, err := api.New(api.Config{Coach: c, Accounts: a, Ready: database.Ping, Version: "test", Now: now, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	return &server{handler, logged}
}

// reply is what came back.
type reply struct {
	status int
	header http.Header
	body   string
}

func (s *server) do(t *testing.T, method, path, bearer, body string, headers ...string) reply {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "/api/v1"+path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	out := reply{w.Code, w.Header(), w.Body.String()}
	for _, said := range []string{out.body, s.logged.String()} {
		if strings.Contains(said, password) || strings.Contains(said, "argon2id") {
			t.Errorf("%s %s: a password stands in the reply or the log", method, path)
		}
	}
	return out
}

// want wants a status, and reads the reply.
func (a reply) want(t *testing.T, status int, into any) reply {
	t.Helper()
	if a.status != status {
		t.Fatalf("status %d, want %d: %s", a.status, status, a.body)
	}
	if into != nil {
		if err := json.Unmarshal([]byte(a.body), into); err != nil {
			t.Fatalf("%v: %s", err, a.body)
		}
	}
	return a
}

func (a reply) wantProblem(t *testing.T, status int, code string) {
	t.Helper()
	var p api.ProblemDocument
	a.want(t, status, &p)
	if p.Code != code || p.Status != status || a.header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("problem %s, want %s", a.body, code)
	}
}

func (s *server) register(t *testing.T, email string) spotter.SignedIn {
	t.Helper()
	var out spotter.SignedIn
	s.do(t, "POST", "/auth/register", "", `{"email":"`+email+`","password":"`+password+`","full_name":"Ada"}`).want(t, 201, &out)
	return out
}

func TestAccountJourney(t *testing.T) {
	t.Parallel()
	s := setup(t)
	signed := s.register(t, "ada@example.com")
	token := signed.AccessToken
	if signed.TokenType != "Bearer" || signed.ExpiresIn != 900 || signed.User.Email != "ada@example.com" {
		t.Errorf("signed in %+v", signed)
	}
	s.do(t, "POST", "/auth/register", "", `{"email":"ADA@example.com","password":"`+password+`","full_name":"Eve"}`).wantProblem(t, 409, "email_taken")
	s.do(t, "POST", "/auth/register", "", `{"email":"e@example.com","password":"password123","full_name":"Eve"}`).wantProblem(t, 422, "invalid")
	s.do(t, "POST", "/auth/register", "", `{"email":"e@example.com","password":"`+password+`","full_name":"Eve","active":false}`).wantProblem(t, 422, "invalid")

	me := s.do(t, "GET", "/me", token, "").want(t, 200, nil)
	s.do(t, "GET", "/me", token, "", "If-None-Match", me.header.Get("ETag")).want(t, 304, nil)
	s.do(t, "PATCH", "/me", token, `{"full_name":"Countess"}`, "If-Match", me.header.Get("ETag")).want(t, 200, nil)
	s.do(t, "PATCH", "/me", token, `{"full_name":"Countess"}`, "If-Match", me.header.Get("ETag")).wantProblem(t, 412, "precondition")
	s.do(t, "PATCH", "/me", token, `{"full_name":"  "}`).wantProblem(t, 422, "invalid")
	s.do(t, "PATCH", "/me", token, `{"email":"new@example.com"}`).wantProblem(t, 422, "invalid")

	var next spotter.SignedIn
	s.do(t, "POST", "/auth/refresh", "", `{"refresh_token":"`+signed.RefreshToken+`"}`).want(t, 200, &next)
	var sessions coach.Page[spotter.Login]
	s.do(t, "GET", "/auth/sessions", token, "").want(t, 200, &sessions)
	if len(sessions.Items) != 1 || !sessions.Items[0].Current {
		t.Errorf("sessions %+v", sessions)
	}
	s.do(t, "POST", "/auth/password/change", token, `{"current_password":"nope","new_password":"another good one"}`).wantProblem(t, 403, "invalid_credentials")
	s.do(t, "POST", "/auth/password/forgot", "", `{"email":"nobody@example.com"}`).want(t, 202, nil)
	s.do(t, "POST", "/auth/password/forgot", "", `{"email":"ada@example.com"}`).want(t, 202, nil)
	s.do(t, "POST", "/auth/password/reset", "", `{"token":"x","new_password":"another good one"}`).wantProblem(t, 422, "token_invalid")
	s.do(t, "POST", "/auth/email/verify", "", `{"token":"x"}`).wantProblem(t, 422, "token_invalid")
	s.do(t, "POST", "/auth/google", "", `{"credential":"x"}`).wantProblem(t, 503, "google_off")
	s.do(t, "POST", "/auth/logout", token, "").want(t, 204, nil)
	s.do(t, "GET", "/me", next.AccessToken, "").wantProblem(t, 401, "unauthorized")
	s.do(t, "POST", "/auth/refresh", "", `{"refresh_token":"`+next.RefreshToken+`"}`).wantProblem(t, 401, "invalid_refresh_token")
	for _, secret := range []string{token, next.AccessToken, signed.RefreshToken, next.RefreshToken} {
		if strings.Contains(s.logged.String(), secret) {
			t.Error("a token stands in the log")
		}
	}
}

func TestLoginAnswers(t *testing.T) {
	t.Parallel()
	s := setup(t)
	s.register(t, "ada@example.com")
	wrong := s.do(t, "POST", "/auth/login", "", `{"email":"ada@example.com","password":"not that one"}`).want(t, 401, nil)
	unknown := s.do(t, "POST", "/auth/login", "", `{"email":"eve@example.com","password":"not that one"}`).want(t, 401, nil)
	strip := func(a reply) string {
		var p api.ProblemDocument
		a.want(t, 401, &p)
		p.RequestID = ""
		out, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	if strip(wrong) != strip(unknown) {
		t.Errorf("wrong %s, unknown %s", wrong.body, unknown.body)
	}
	for range 4 {
		s.do(t, "POST", "/auth/login", "", `{"email":"ada@example.com","password":"not that one"}`).wantProblem(t, 401, "invalid_credentials")
	}
	limited := s.do(t, "POST", "/auth/login", "", `{"email":"ada@example.com","password":"`+password+`"}`)
	limited.wantProblem(t, 429, "limited")
	if limited.header.Get("Retry-After") != "1" {
		t.Errorf("Retry-After %q", limited.header.Get("Retry-After"))
	}
}

func TestPersonalTokenScopes(t *testing.T) {
	t.Parallel()
	s := setup(t)
	token := s.register(t, "ada@example.com").AccessToken
	var minted spotter.MintedToken
	s.do(t, "POST", "/auth/tokens", token, `{"name":"script","scopes":["read"]}`, "Idempotency-Key", "k").want(t, 201, &minted)
	s.do(t, "POST", "/auth/tokens", token, `{"name":"script","scopes":["admin"]}`).wantProblem(t, 422, "invalid")
	s.do(t, "POST", "/auth/tokens", token, `{"name":"script","scopes":["read"],"expires_in_days":0}`).wantProblem(t, 422, "invalid")
	s.do(t, "GET", "/me", minted.Token, "").want(t, 200, nil)
	s.do(t, "PATCH", "/me", minted.Token, `{"full_name":"Eve"}`).wantProblem(t, 403, "scope_missing")
	s.do(t, "DELETE", "/me", minted.Token, "").wantProblem(t, 403, "scope_missing")
	listed := s.do(t, "GET", "/auth/tokens", token, "").want(t, 200, nil)
	if strings.Contains(listed.body, minted.Token) {
		t.Error("the secret is shown again")
	}
	s.do(t, "DELETE", "/auth/tokens/"+minted.ID.String(), token, "").want(t, 204, nil)
	s.do(t, "GET", "/me", minted.Token, "").wantProblem(t, 401, "unauthorized")
}

func TestPasskeyOptions(t *testing.T) {
	t.Parallel()
	s := setup(t)
	token := s.register(t, "ada@example.com").AccessToken
	var begun struct {
		Ceremony string `json:"ceremony_id"`
		Options  struct {
			Challenge string `json:"challenge"`
		} `json:"options"`
	}
	s.do(t, "POST", "/auth/passkeys/login/begin", "", "").want(t, 200, &begun)
	if len(begun.Options.Challenge) < 22 {
		t.Errorf("begun %+v", begun)
	}
	s.do(t, "POST", "/auth/passkeys/login/finish", "", `{"ceremony_id":"`+begun.Ceremony+`","credential":{}}`).wantProblem(t, 422, "invalid")
	s.do(t, "POST", "/auth/passkeys/login/finish", "", `{"ceremony_id":"`+begun.Ceremony+`","credential":{}}`).wantProblem(t, 409, "ceremony_ended")
	s.do(t, "POST", "/auth/passkeys/register/begin", token, "").want(t, 200, &begun)
	s.do(t, "POST", "/auth/passkeys/register/begin", "", "").wantProblem(t, 401, "unauthorized")
	s.do(t, "GET", "/auth/passkeys", token, "").want(t, 200, nil)
}

func TestDeleteMe(t *testing.T) {
	t.Parallel()
	s := setup(t)
	token := s.register(t, "ada@example.com").AccessToken
	s.do(t, "DELETE", "/me", token, `{"password":"not that one"}`).wantProblem(t, 403, "invalid_credentials")
	s.do(t, "DELETE", "/me", token, "").want(t, 204, nil)
	s.do(t, "GET", "/me", token, "").wantProblem(t, 401, "unauthorized")
	s.do(t, "POST", "/auth/login", "", `{"email":"ada@example.com","password":"`+password+`"}`).wantProblem(t, 401, "invalid_credentials")
	s.register(t, "ada@example.com")
}
