package coach

import (
	"context"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// What an operator does at the machine, without the person's credentials.

// FindUser is the account of an e-mail address. CodeNotFound when there is none.
func (a *Accounts) FindUser(ctx context.Context, email string) (spotter.UserID, error) {
	found, err := a.db.FindUser(ctx, spotter.EmailKey(email))
	return found.ID, orNotFound(err, "account")
}

// Erase deletes an account and all its rows; its tokens hold no longer on any instance within a second.
// Its photos follow in jobs, which need nothing of what is gone.
func (a *Accounts) Erase(ctx context.Context, id spotter.UserID) error {
	err := a.db.Write(ctx, person(id), func(tx *postgres.Tx) error {
		if err := tx.ForgetJobs(ctx); err != nil {
			return err
		}
		if err := uncache(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.DeleteUser(ctx, id); err != nil { // a trigger writes the revocation
			return err
		}
		return forgetObjects(ctx, tx, spotter.EraseObjects{UserID: id}, a.now(), a.now())
	})
	if err == nil {
		a.revoked.add(spotter.UUID(id))
	}
	return err
}

// uncache takes the caller's profile out of the cache, when there is one.
func uncache(ctx context.Context, tx *postgres.Tx) error {
	_, err := tx.LockProfile(ctx, tx.Caller.User)
	if postgres.IsNoRows(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return invalidate(ctx, tx, profileKey(tx.Caller.User))
}

// Enrol opens a verified account, without mail and without the limits of registration: for people whom
// the operator brings along, and for synthetic ones. An empty password means none.
func (a *Accounts) Enrol(ctx context.Context, in *spotter.Registration) (spotter.UserID, error) {
	now := a.now()
	row := db.InsertUserParams{Email: in.Email, FullName: in.FullName, TimeZone: in.TimeZone, EmailVerifiedAt: &now}
	if in.Password != "" {
		hash, err := a.passwords.hash(ctx, in.Password)
		if err != nil {
			return spotter.UserID{}, err
		}
		row.PasswordHash = &hash
	}
	signed, err := a.open(ctx, Client{Address: "local", Device: "operator"}, row)
	return signed.User.ID, err
}

// AccessToken signs an access token for a login that the operator knows to exist. It is an ordinary one:
// it holds for 15 minutes and ends with the login.
func (a *Accounts) AccessToken(user spotter.UserID, login spotter.LoginID) (string, error) {
	return a.keys.access(user, login, a.now())
}
