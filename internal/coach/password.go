package coach

import (
	"context"
	_ "embed"
	"strings"
	"time"
	"unicode/utf8"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

//go:embed passwords.txt
var commonPasswords string

// recentLogin is how young a login must be to stand in for a password.
const recentLogin = 10 * time.Minute

// checkPassword wants 8 to 128 characters that are neither common nor the address itself.
func checkPassword(location, password, email string) error {
	lower := strings.ToLower(password)
	switch n := utf8.RuneCountInString(password); {
	case n < 8 || n > 128:
		return spotter.InvalidField(location, "must have between 8 and 128 characters")
	case strings.ContainsRune(password, 0):
		return spotter.InvalidField(location, "must not contain the NUL character")
	case lower == spotter.EmailKey(email):
		return spotter.InvalidField(location, "must not be the e-mail address")
	case !strings.Contains(lower, "\n") && strings.Contains(commonPasswords, "\n"+lower+"\n"):
		return spotter.InvalidField(location, "is one of the most common passwords: choose another")
	}
	return nil
}

// ChangePassword sets another password and ends all other logins. CodeForbidden invalid_credentials when
// the current one is wrong, reauthentication_required when the account has none and the login is older
// than 10 minutes; CodeInvalid for a new one that everybody knows.
func (a *Accounts) ChangePassword(ctx context.Context, id Identity, from Client, in *spotter.PasswordChange) error {
	if _, done, err := replayed[struct{}](ctx, a, id.Caller()); done || err != nil {
		return err
	}
	held, err := a.reauthenticate(ctx, id, from, in.CurrentPassword, true)
	if err != nil {
		return err
	}
	if err := checkPassword("body.new_password", in.NewPassword, held.Email); err != nil {
		return err
	}
	hash, err := a.passwords.hash(ctx, in.NewPassword)
	if err != nil {
		return err
	}
	var ended []spotter.UUID
	err = a.do(ctx, id.Caller(), func(tx *postgres.Tx) error {
		now, err := tx.LockUser(ctx, id.User)
		if err != nil {
			return gone(err)
		}
		if !same(now.PasswordHash, held.PasswordHash) {
			return spotter.Conflict("password_changed", "The password was changed in between: try again with the new one.")
		}
		ended, err = a.setPassword(ctx, tx, hash, id.Login)
		return err
	})
	if err == nil {
		a.revoked.add(ended...)
	}
	return err
}

// setPassword stores a hash and voids what the old one gave out: logins, but for one, and reset links.
func (a *Accounts) setPassword(ctx context.Context, tx *postgres.Tx, hash string, but spotter.LoginID) ([]spotter.UUID, error) {
	id := tx.Caller.User
	if err := tx.SetPassword(ctx, db.SetPasswordParams{ID: id, PasswordHash: &hash}); err != nil {
		return nil, err
	}
	err := tx.VoidEmailTokens(ctx, db.VoidEmailTokensParams{UserID: id, Purpose: string(spotter.MailReset), Now: a.now(), Unused: true})
	if err != nil {
		return nil, err
	}
	return a.endLogins(ctx, tx, but)
}

// reauthenticate makes sure that the person is there: by the password, or where none is given and must
// is false, or there is none to give, by a login younger than 10 minutes.
func (a *Accounts) reauthenticate(ctx context.Context, id Identity, from Client, password string, must bool) (db.HoldUserRow, error) {
	if id.Login.IsZero() {
		return db.HoldUserRow{}, loginRequired()
	}
	held, err := a.db.As(id.Caller()).HoldUser(ctx, id.User)
	if err != nil {
		return held, gone(err)
	}
	if held.PasswordHash == nil || password == "" && !must {
		return held, a.wantRecent(ctx, id)
	}
	tried, err := a.throttle.admit(ctx, a.throttle.login(held.EmailKey, from, []string{from.Address}))
	if err != nil {
		return held, err
	}
	right, err := a.passwords.verify(ctx, held.PasswordHash, password)
	if err != nil {
		a.throttle.takeBack(ctx, tried)
		return held, err
	}
	if !right {
		return held, &spotter.Error{Code: spotter.CodeForbidden, Detail: "invalid_credentials", Message: "The password is not right."}
	}
	a.throttle.forgive(ctx, tried)
	return held, nil
}

func (a *Accounts) wantRecent(ctx context.Context, id Identity) error {
	login, err := a.db.As(id.Caller()).GetLogin(ctx, db.GetLoginParams{UserID: id.User, ID: id.Login})
	if err != nil {
		return gone(err)
	}
	if a.now().Sub(login.CreatedAt) > recentLogin {
		return &spotter.Error{Code: spotter.CodeForbidden, Detail: "reauthentication_required",
			Message: "Give the password, or sign in again and repeat this within 10 minutes."}
	}
	return nil
}

// Forgot mails a link to set a new password, if there is such an account; nobody can tell from the
// answer whether there is. CodeLimited when the network address asked too often.
func (a *Accounts) Forgot(ctx context.Context, from Client, in *spotter.EmailInput) error {
	if _, err := a.throttle.admit(ctx, a.throttle.askMail(from)); err != nil {
		return err
	}
	key := spotter.EmailKey(in.Email)
	found, err := a.db.FindUser(ctx, key)
	if err != nil && !postgres.IsNoRows(err) {
		return err
	}
	if _, err := a.throttle.admit(ctx, a.throttle.mailbox(spotter.MailReset, key)); err != nil {
		if spotter.CodeOf(err) == spotter.CodeLimited {
			return nil // the mailbox has its mails
		}
		return err
	}
	if !found.Active { // also when there is none
		return a.mailNobody(ctx)
	}
	return a.db.Write(ctx, person(found.ID), func(tx *postgres.Tx) error {
		return a.mail(ctx, tx, spotter.MailReset)
	})
}

// ResetPassword sets a password by a mailed token, ends all logins, and takes the e-mail address as
// verified. CodeInvalid token_invalid when the token is wrong, used or older than an hour; CodeInvalid
// for a password that everybody knows, which leaves the token good.
func (a *Accounts) ResetPassword(ctx context.Context, from Client, in *spotter.PasswordReset) error {
	proof, err := a.readMailed(ctx, from, spotter.MailReset, in.Token)
	if err != nil {
		return err
	}
	held, err := a.db.As(person(proof.user)).HoldUser(ctx, proof.user)
	if err != nil {
		return gone(err)
	}
	if err := checkPassword("body.new_password", in.NewPassword, held.Email); err != nil {
		return err
	}
	hash, err := a.passwords.hash(ctx, in.NewPassword)
	if err != nil {
		return err
	}
	var ended []spotter.UUID
	err = a.db.Write(ctx, person(proof.user), func(tx *postgres.Tx) error {
		ended, err = a.reset(ctx, tx, proof, hash)
		return err
	})
	if err != nil {
		return err
	}
	a.revoked.add(ended...)
	a.throttle.forgive(ctx, a.throttle.login(held.EmailKey, from, nil))
	return nil
}

func (a *Accounts) reset(ctx context.Context, tx *postgres.Tx, proof mailedProof, hash string) ([]spotter.UUID, error) {
	now := a.now()
	held, err := tx.LockUser(ctx, proof.user)
	if postgres.IsNoRows(err) || err == nil && !held.Active {
		return nil, tokenInvalid()
	}
	if err != nil {
		return nil, err
	}
	if err := a.takeMailed(ctx, tx, proof); err != nil {
		return nil, err
	}
	var ended []spotter.UUID
	if held.EmailVerifiedAt == nil {
		if ended, err = a.dropUnproven(ctx, tx); err != nil {
			return nil, err
		}
	}
	if err := tx.VerifyEmail(ctx, db.VerifyEmailParams{ID: proof.user, Now: &now}); err != nil {
		return nil, err
	}
	logins, err := a.setPassword(ctx, tx, hash, spotter.LoginID{})
	return append(ended, logins...), err
}

// dropUnproven takes away what somebody put on the account before its mailbox was proven: it may have
// been registered by a stranger, who must not keep a key to it.
func (a *Accounts) dropUnproven(ctx context.Context, tx *postgres.Tx) ([]spotter.UUID, error) {
	id := tx.Caller.User
	if err := tx.DeletePasskeys(ctx, id); err != nil {
		return nil, err
	}
	tokens, err := tx.DeletePersonalTokens(ctx, id)
	if err != nil {
		return nil, err
	}
	subjects := make([]spotter.UUID, 0, len(tokens))
	for _, t := range tokens {
		subjects = append(subjects, spotter.UUID(t))
	}
	return subjects, tx.Revoke(ctx, db.RevokeParams{UserID: id, Subjects: subjects})
}

func same(a, b *string) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}
