package coach

import (
	"context"

	"spotter"
	"spotter/internal/postgres"
)

// What an operator does at the machine, without the person's credentials.

// FindUser is the account of an e-mail address. CodeNotFound when there is none.
func (a *Accounts) FindUser(ctx context.Context, email string) (spotter.UserID, error) {
	found, err := a.db.FindUser(ctx, spotter.EmailKey(email))
	return found.ID, orNotFound(err, "account")
}

// Erase deletes an account and all its rows; its tokens hold no longer on any instance within a second.
func (a *Accounts) Erase(ctx context.Context, id spotter.UserID) error {
	err := a.db.Write(ctx, person(id), func(tx *postgres.Tx) error {
		if err := tx.ForgetJobs(ctx); err != nil {
			return err
		}
		if err := invalidate(ctx, tx, profileKey(id)); err != nil {
			return err
		}
		_, err := tx.DeleteUser(ctx, id) // a trigger writes the revocation
		return err
	})
	if err == nil {
		a.revoked.add(spotter.UUID(id))
	}
	return err
}
