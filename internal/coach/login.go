package coach

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

const maxLogins = 100 // listed

// Login signs a person in by password. CodeUnauthorized invalid_credentials is the same, and takes as
// long, for an address without an account, an account without a password, a deactivated one and a
// wrong password; CodeLimited after too many of them.
func (a *Accounts) Login(ctx context.Context, from Client, in *spotter.Credentials) (spotter.SignedIn, error) {
	key := spotter.EmailKey(in.Email)
	found, err := a.db.FindUser(ctx, key)
	if err != nil && !postgres.IsNoRows(err) {
		return spotter.SignedIn{}, err
	}
	tried, err := a.throttle.admit(ctx, a.throttle.login(key, from, found.Addresses))
	if err != nil {
		return spotter.SignedIn{}, err
	}
	right, err := a.passwords.verify(ctx, found.PasswordHash, in.Password)
	switch {
	case err != nil:
		a.throttle.takeBack(ctx, tried)
		return spotter.SignedIn{}, err
	case !right || !found.Active:
		return spotter.SignedIn{}, wrongCredentials()
	}
	signed, err := a.signIn(ctx, found.ID, from, func(held db.HoldUserRow) bool {
		return held.PasswordHash != nil && *held.PasswordHash == *found.PasswordHash
	})
	if err != nil {
		return signed, err
	}
	a.throttle.forgive(ctx, tried)
	a.rehash(ctx, found, in.Password)
	return signed, nil
}

func wrongCredentials() *spotter.Error {
	return unauthorized("invalid_credentials", "The e-mail address or the password is not right.")
}

// signIn starts a login for a person who proved an identity, if the proof still holds.
func (a *Accounts) signIn(ctx context.Context, id spotter.UserID, from Client, proof func(db.HoldUserRow) bool) (spotter.SignedIn, error) {
	var signed spotter.SignedIn
	err := a.db.Write(ctx, person(id), func(tx *postgres.Tx) error {
		held, err := tx.HoldUser(ctx, id)
		if postgres.IsNoRows(err) || err == nil && (!held.Active || !proof(held)) {
			return wrongCredentials()
		}
		if err != nil {
			return err
		}
		signed, err = a.startLogin(ctx, tx, from)
		return err
	})
	return signed, err
}

// startLogin begins a family of refresh tokens in tx, for its caller.
func (a *Accounts) startLogin(ctx context.Context, tx *postgres.Tx, from Client) (spotter.SignedIn, error) {
	now, id := a.now(), tx.Caller.User
	login, refresh := spotter.NewID[spotter.Login](now), randomToken()
	if err := tx.DropDeadLogins(ctx, db.DropDeadLoginsParams{UserID: id, Before: now.Add(-refreshTTL)}); err != nil {
		return spotter.SignedIn{}, err
	}
	err := tx.InsertLogin(ctx, db.InsertLoginParams{
		UserID: id, ID: login, Device: from.device(), Address: from.address(), Now: now, ExpiresAt: now.Add(refreshTTL),
	})
	if err != nil {
		return spotter.SignedIn{}, err
	}
	err = tx.InsertRefreshToken(ctx, db.InsertRefreshTokenParams{UserID: id, LoginID: login, Hash: hashOf(refresh), Now: now})
	if err != nil {
		return spotter.SignedIn{}, err
	}
	return a.answer(ctx, tx, login, refresh)
}

func (a *Accounts) answer(ctx context.Context, tx *postgres.Tx, login spotter.LoginID, refresh string) (spotter.SignedIn, error) {
	u, err := user(tx.GetUser(ctx, tx.Caller.User))
	if err != nil {
		return spotter.SignedIn{}, err
	}
	access, err := a.keys.access(u.ID, login, a.now())
	return spotter.SignedIn{
		AccessToken: access, RefreshToken: refresh, TokenType: "Bearer", ExpiresIn: int(accessTTL / time.Second), User: u,
	}, err
}

// Refresh trades a refresh token for a new pair, once. Within 10 seconds the same answer is given again,
// for one that got lost, as long as nobody used it; any other second use means that the token is in two
// hands: CodeUnauthorized refresh_token_reused, and the login has ended. CodeUnauthorized
// invalid_refresh_token when it is unknown, has expired or its login has ended.
func (a *Accounts) Refresh(ctx context.Context, from Client, in *spotter.RefreshInput) (spotter.SignedIn, error) {
	found, err := a.db.FindRefresh(ctx, hashOf(in.RefreshToken))
	if err != nil && !postgres.IsNoRows(err) {
		return spotter.SignedIn{}, err
	}
	if err != nil || !found.Active {
		return spotter.SignedIn{}, noRefresh()
	}
	var signed spotter.SignedIn
	var next string
	err = a.db.Write(ctx, person(found.User), func(tx *postgres.Tx) error {
		if err := a.holdLogin(ctx, tx, found); err != nil {
			return err
		}
		if next, err = a.rotate(ctx, tx, found.Login, in.RefreshToken); err != nil {
			return err
		}
		if next == "" {
			return a.endLogin(ctx, tx, found.Login)
		}
		if err := a.useLogin(ctx, tx, found.Login, from); err != nil {
			return err
		}
		signed, err = a.answer(ctx, tx, found.Login, next)
		return err
	})
	if err == nil && next == "" {
		a.revoked.add(spotter.UUID(found.Login))
		a.log.WarnContext(ctx, "a refresh token was used twice; its login has ended", "user", found.User, "login", found.Login)
		return spotter.SignedIn{}, unauthorized("refresh_token_reused", "This refresh token was used before, so the sign-in has ended: sign in again.")
	}
	return signed, err
}

func noRefresh() *spotter.Error {
	return unauthorized("invalid_refresh_token", "The sign-in has ended: sign in again.")
}

// holdLogin makes refreshes of one login wait for each other, and refuses one that has ended.
func (a *Accounts) holdLogin(ctx context.Context, tx *postgres.Tx, found postgres.FoundLogin) error {
	held, err := tx.HoldUser(ctx, found.User)
	if postgres.IsNoRows(err) || err == nil && !held.Active {
		return noRefresh()
	}
	if err != nil {
		return err
	}
	login, err := tx.LockLogin(ctx, db.LockLoginParams{UserID: found.User, ID: found.Login})
	if postgres.IsNoRows(err) || err == nil && (login.RevokedAt != nil || !login.ExpiresAt.After(a.now())) {
		return noRefresh()
	}
	return err
}

// rotate answers the successor of a refresh token, empty for a token that somebody else used.
func (a *Accounts) rotate(ctx context.Context, tx *postgres.Tx, login spotter.LoginID, token string) (string, error) {
	now, id := a.now(), tx.Caller.User
	row, err := tx.GetRefreshToken(ctx, db.GetRefreshTokenParams{UserID: id, LoginID: login, Hash: hashOf(token)})
	if postgres.IsNoRows(err) {
		return "", noRefresh()
	}
	if err != nil {
		return "", err
	}
	if row.UsedAt != nil {
		return a.repeat(ctx, tx, login, token, row)
	}
	next := a.keys[0].successor(token)
	err = tx.UseRefreshToken(ctx, db.UseRefreshTokenParams{UserID: id, Hash: hashOf(token), Now: &now, Successor: hashOf(next)})
	if err != nil {
		return "", err
	}
	return next, tx.InsertRefreshToken(ctx, db.InsertRefreshTokenParams{UserID: id, LoginID: login, Hash: hashOf(next), Now: now})
}

// repeat answers a second use: the same successor while it may have got lost, else empty.
func (a *Accounts) repeat(ctx context.Context, tx *postgres.Tx, login spotter.LoginID, token string, row db.GetRefreshTokenRow) (string, error) {
	if a.now().Sub(*row.UsedAt) > reuseGrace {
		return "", nil
	}
	after, err := tx.GetRefreshToken(ctx, db.GetRefreshTokenParams{UserID: tx.Caller.User, LoginID: login, Hash: row.Successor})
	if postgres.IsNoRows(err) || err == nil && after.UsedAt != nil {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	next, ok := a.keys.successorOf(token, row.Successor)
	if !ok {
		return "", noRefresh() // the key that made it has been withdrawn
	}
	return next, nil
}

// useLogin slides a login's end and drops spent tokens that would have expired unspent.
func (a *Accounts) useLogin(ctx context.Context, tx *postgres.Tx, login spotter.LoginID, from Client) error {
	now, id := a.now(), tx.Caller.User
	before := now.Add(-refreshTTL)
	if err := tx.DropSpentRefreshTokens(ctx, db.DropSpentRefreshTokensParams{UserID: id, LoginID: login, Before: &before}); err != nil {
		return err
	}
	return tx.UseLogin(ctx, db.UseLoginParams{
		UserID: id, ID: login, Now: now, ExpiresAt: now.Add(refreshTTL), Address: from.address(), Device: from.device(),
	})
}

// endLogin revokes a login in tx, for all instances. CodeNotFound when it is none, or has ended.
func (a *Accounts) endLogin(ctx context.Context, tx *postgres.Tx, login spotter.LoginID) error {
	now, id := a.now(), tx.Caller.User
	n, err := tx.RevokeLogin(ctx, db.RevokeLoginParams{UserID: id, ID: login, Now: &now})
	if err != nil {
		return err
	}
	if n == 0 {
		return spotter.NotFound("session")
	}
	return tx.Revoke(ctx, db.RevokeParams{UserID: id, Subjects: []spotter.UUID{spotter.UUID(login)}})
}

// Logout ends the login that the request came through, on every instance within a second.
// CodeForbidden login_required with a personal token.
func (a *Accounts) Logout(ctx context.Context, id Identity) error {
	if id.Login.IsZero() {
		return loginRequired()
	}
	err := a.RevokeSession(ctx, id, id.Login)
	if spotter.CodeOf(err) == spotter.CodeNotFound {
		return nil
	}
	return err
}

func loginRequired() *spotter.Error {
	return &spotter.Error{Code: spotter.CodeForbidden, Detail: "login_required", Message: "A personal token cannot do this: sign in."}
}

// Sessions lists the logins that hold, the last used first, at most 100.
func (a *Accounts) Sessions(ctx context.Context, id Identity) ([]spotter.Login, error) {
	rows, err := a.db.As(id.Caller()).ListLogins(ctx, db.ListLoginsParams{UserID: id.User, Now: a.now(), Most: maxLogins})
	out := make([]spotter.Login, 0, len(rows))
	for _, r := range rows {
		out = append(out, spotter.Login{
			ID: r.ID, Device: r.Device, Address: r.Address, CreatedAt: r.CreatedAt,
			LastUsed: r.LastUsedAt, ExpiresAt: r.ExpiresAt, Current: r.ID == id.Login,
		})
	}
	return out, err
}

// RevokeSession ends one of the caller's logins. CodeNotFound when it is none, or has ended;
// CodeForbidden login_required with a personal token.
func (a *Accounts) RevokeSession(ctx context.Context, id Identity, login spotter.LoginID) error {
	if id.Login.IsZero() {
		return loginRequired()
	}
	err := a.do(ctx, id.Caller(), func(tx *postgres.Tx) error { return a.endLogin(ctx, tx, login) })
	if err == nil {
		a.revoked.add(spotter.UUID(login))
	}
	return err
}

// endLogins revokes all logins but one in tx; the answer is what to refuse here once it is committed.
func (a *Accounts) endLogins(ctx context.Context, tx *postgres.Tx, but spotter.LoginID) ([]spotter.UUID, error) {
	now, id := a.now(), tx.Caller.User
	ended, err := tx.RevokeLogins(ctx, db.RevokeLoginsParams{UserID: id, But: but, Now: &now})
	if err != nil {
		return nil, err
	}
	subjects := make([]spotter.UUID, 0, len(ended))
	for _, login := range ended {
		subjects = append(subjects, spotter.UUID(login))
	}
	return subjects, tx.Revoke(ctx, db.RevokeParams{UserID: id, Subjects: subjects})
}

func (c Client) device() string  { return clip(c.Device, 200) }
func (c Client) address() string { return clip(c.Address, 60) }

// clip makes a client's header fit for storing.
func clip(s string, most int) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\x00", "")
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most])
	}
	return s
}
