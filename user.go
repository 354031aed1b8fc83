package spotter

import "time"

// User is an account.
type User struct {
	ID            UserID    `json:"id"`
	Email         string    `json:"email"`
	FullName      string    `json:"full_name"`
	TimeZone      string    `json:"time_zone" doc:"IANA time zone; the profile's after onboarding"`
	EmailVerified bool      `json:"email_verified"`
	HasPassword   bool      `json:"has_password" doc:"False for an account that only signs in with Google or a passkey"`
	Onboarded     bool      `json:"onboarded"`
	CreatedAt     time.Time `json:"created_at"`
	Revision      int       `json:"-"`
}

// Login is one signed-in device: a family of refresh tokens.
type Login struct {
	ID        LoginID   `json:"id"`
	Device    string    `json:"device" doc:"What the client called itself (User-Agent)"`
	Address   string    `json:"address" doc:"Network address at the last refresh"`
	CreatedAt time.Time `json:"created_at"`
	LastUsed  time.Time `json:"last_used_at"`
	ExpiresAt time.Time `json:"expires_at"`
	Current   bool      `json:"current" doc:"Whether this request came through it"`
}

// Scope limits a personal token.
type Scope string

// The scopes. None implies another. Approve is the person's own yes: to proposals, consent, screening and deletions.
const (
	ScopeRead    Scope = "read"
	ScopeWrite   Scope = "write"
	ScopeApprove Scope = "approve"
)

// PersonalToken is a long-lived token for scripts and MCP clients. Its secret is shown once.
type PersonalToken struct {
	ID        TokenID    `json:"id"`
	Name      string     `json:"name"`
	Scopes    []Scope    `json:"scopes"`
	CreatedAt time.Time  `json:"created_at"`
	ExpiresAt time.Time  `json:"expires_at"`
	LastUsed  *time.Time `json:"last_used_at"`
}

// Passkey is a WebAuthn credential.
type Passkey struct {
	ID        PasskeyID  `json:"id"`
	Name      string     `json:"name"`
	CreatedAt time.Time  `json:"created_at"`
	LastUsed  *time.Time `json:"last_used_at"`
}
