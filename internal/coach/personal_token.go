package coach

import (
	"context"
	"slices"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

const (
	maxTokens        = 50
	defaultTokenDays = 90
)

// CreateToken makes a personal token; its secret is in the answer and nowhere else. CodeForbidden
// login_required with a personal token, CodeConflict too_many_tokens beyond 50.
func (a *Accounts) CreateToken(ctx context.Context, id Identity, in *spotter.NewToken) (spotter.MintedToken, error) {
	if id.Login.IsZero() {
		return spotter.MintedToken{}, loginRequired()
	}
	return a.MintToken(ctx, id.User, in)
}

// MintToken makes a personal token for a user, as an operator does; see CreateToken.
func (a *Accounts) MintToken(ctx context.Context, user spotter.UserID, in *spotter.NewToken) (spotter.MintedToken, error) {
	now, days, secret := a.now(), defaultTokenDays, tokenPrefix+randomToken()
	if in.Expires != nil {
		days = *in.Expires
	}
	out := spotter.MintedToken{Token: secret, PersonalToken: spotter.PersonalToken{
		ID: spotter.NewID[spotter.PersonalToken](now), Name: in.Name, Scopes: slices.Clone(in.Scopes), CreatedAt: now, ExpiresAt: now.AddDate(0, 0, days),
	}}
	err := a.db.Write(ctx, person(user), func(tx *postgres.Tx) error {
		if _, err := tx.LockUser(ctx, user); err != nil {
			return gone(err)
		}
		n, err := tx.CountPersonalTokens(ctx, user)
		if err != nil {
			return err
		}
		if n >= maxTokens {
			return spotter.Conflict("too_many_tokens", "There are 50 personal tokens: revoke one first.")
		}
		return tx.InsertPersonalToken(ctx, db.InsertPersonalTokenParams{
			UserID: user, ID: out.ID, Name: out.Name, Hash: hashOf(secret), Scopes: scopeNames(out.Scopes), Now: now, ExpiresAt: out.ExpiresAt,
		})
	})
	return out, err
}

func scopeNames(scopes []spotter.Scope) []string {
	names := make([]string, 0, len(scopes))
	for _, s := range scopes {
		names = append(names, string(s))
	}
	return names
}

// Tokens lists the caller's personal tokens, the newest first, without their secrets.
func (a *Accounts) Tokens(ctx context.Context, id Identity) ([]spotter.PersonalToken, error) {
	rows, err := a.db.As(id.Caller()).ListPersonalTokens(ctx, id.User)
	out := make([]spotter.PersonalToken, 0, len(rows))
	for _, r := range rows {
		t := spotter.PersonalToken{ID: r.ID, Name: r.Name, Scopes: []spotter.Scope{}, CreatedAt: r.CreatedAt, ExpiresAt: r.ExpiresAt, LastUsed: r.LastUsedAt}
		for _, s := range r.Scopes {
			t.Scopes = append(t.Scopes, spotter.Scope(s))
		}
		out = append(out, t)
	}
	return out, err
}

// RevokeToken ends a personal token, on every instance within a second. CodeNotFound when it is none of
// the caller's; CodeForbidden login_required with a personal token.
func (a *Accounts) RevokeToken(ctx context.Context, id Identity, token spotter.TokenID) error {
	if id.Login.IsZero() {
		return loginRequired()
	}
	err := a.do(ctx, id.Caller(), func(tx *postgres.Tx) error {
		n, err := tx.DeletePersonalToken(ctx, db.DeletePersonalTokenParams{UserID: id.User, ID: token})
		if err != nil {
			return err
		}
		if n == 0 {
			return spotter.NotFound("token")
		}
		return tx.Revoke(ctx, db.RevokeParams{UserID: id.User, Subjects: []spotter.UUID{spotter.UUID(token)}})
	})
	if err == nil {
		a.revoked.add(spotter.UUID(token))
	}
	return err
}
