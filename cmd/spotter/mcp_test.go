package main

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestClientsComeIn speaks MCP to a server as it is deployed, without Redis: /mcp is there, and wants a token.
func TestClientsComeIn(t *testing.T) {
	t.Parallel()
	dsn, _ := migratedDatabase(t)
	server := start(t, []string{"DATABASE_URL=" + dsn, "JWT_SECRET=" + goodSecret, "SPOTTER_ADDR=127.0.0.1:0"}, "serve")
	status, body, err := server.post("/auth/register", account(1))
	var in struct {
		Token string `json:"access_token"`
	}
	if err != nil || status != http.StatusCreated || json.Unmarshal([]byte(body), &in) != nil {
		t.Fatalf("register: %d %s %v", status, body, err)
	}
	if status, header, _ := server.list(t, ""); status != http.StatusUnauthorized || header.Get("WWW-Authenticate") == "" || header.Get("X-Request-Id") == "" {
		t.Errorf("without a token: %d %v", status, header)
	}
	status, _, text := server.list(t, in.Token)
	if status != http.StatusOK || !strings.Contains(text, `"log_set"`) {
		t.Errorf("with one: %d %s", status, text)
	}
	limited := 0
	for range 130 {
		if status, header, _ := server.list(t, in.Token); status == http.StatusTooManyRequests && header.Get("Retry-After") != "" {
			limited++
		}
	}
	if limited == 0 {
		t.Error("without Redis nothing is limited")
	}
}

func (p *process) list(t *testing.T, token string) (int, http.Header, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url+"/mcp", strings.NewReader(`{"jsonrpc":"2.0","id":1,"method":"tools/list"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json, text/event-stream")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, answer.Header, string(text)
}
