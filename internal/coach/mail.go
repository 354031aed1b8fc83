package coach

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// mailForm is what is particular to one kind of mail. The token goes into the link's fragment, which no
// server sees.
type mailForm struct {
	lasts   time.Duration
	path    string // in the web client
	subject string
	text    string
}

func formOf(kind spotter.MailKind) (mailForm, bool) {
	switch kind {
	case spotter.MailVerify:
		return mailForm{24 * time.Hour, "/verify-email", "Confirm your e-mail address for Spotter",
			"Hello%s,\n\nplease confirm that this is your e-mail address:\n\n%s\n\n" +
				"The link is good for 24 hours. If you did not open an account, do nothing.\n"}, true
	case spotter.MailReset:
		return mailForm{time.Hour, "/reset-password", "Set a new password for Spotter",
			"Hello%s,\n\nset a new password here:\n\n%s\n\n" +
				"The link is good for one hour, once. If you did not ask for it, do nothing: your password stays as it is.\n"}, true
	}
	return mailForm{}, false
}

// mail stores a token and enqueues its mail, in tx. What is stored opens nothing: the token that is
// mailed is computed when the mail is written.
func (a *Accounts) mail(ctx context.Context, tx *postgres.Tx, kind spotter.MailKind) error {
	form, ok := formOf(kind)
	if !ok {
		return fmt.Errorf("no mail is of kind %q", kind)
	}
	now, user := a.now(), tx.Caller.User
	id := spotter.NewID[any](now)
	if err := tx.VoidEmailTokens(ctx, db.VoidEmailTokensParams{UserID: user, Purpose: string(kind), Now: now}); err != nil {
		return err
	}
	err := tx.InsertEmailToken(ctx, db.InsertEmailTokenParams{UserID: user, ID: id, Purpose: string(kind), Now: now, ExpiresAt: now.Add(form.lasts)})
	if err != nil {
		return err
	}
	return tx.Enqueue(ctx, spotter.SendMail{UserID: user, MailKind: kind, TokenID: id})
}

// mailNobody costs about what mail costs, so that its absence does not show in the time of an answer.
func (a *Accounts) mailNobody(ctx context.Context) error {
	now := a.now()
	return a.db.Write(ctx, spotter.Caller{}, func(tx *postgres.Tx) error {
		for range 2 {
			err := tx.KeepCeremony(ctx, db.KeepCeremonyParams{ID: spotter.NewID[any](now), Data: []byte("{}"), ExpiresAt: now})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// MailContent writes the mail that a job sends. CodeNotFound when the person is gone, CodeConflict
// mail_pointless when the token was used, has expired or was replaced.
func (a *Accounts) MailContent(ctx context.Context, id spotter.UserID, kind spotter.MailKind, token spotter.UUID) (spotter.Mail, error) {
	form, ok := formOf(kind)
	if !ok {
		return spotter.Mail{}, spotter.Conflict("mail_pointless", "There is no such mail.")
	}
	queries := a.db.As(spotter.Caller{User: id, Actor: spotter.ActorJob})
	u, err := queries.GetUser(ctx, id)
	if postgres.IsNoRows(err) {
		return spotter.Mail{}, spotter.NotFound("account")
	}
	if err != nil {
		return spotter.Mail{}, err
	}
	row, err := queries.GetEmailToken(ctx, db.GetEmailTokenParams{UserID: id, ID: token})
	if postgres.IsNoRows(err) || err == nil && (row.Purpose != string(kind) || row.UsedAt != nil || !row.ExpiresAt.After(a.now())) {
		return spotter.Mail{}, spotter.Conflict("mail_pointless", "The link of this mail was used or has expired.")
	}
	var name string
	if u.EmailVerifiedAt != nil { // else a stranger may have written it, to be read in somebody's mailbox
		name = " " + u.FullName
	}
	link := a.publicURL + form.path + "#token=" + a.keys[0].mailed(string(kind), token, id)
	return spotter.Mail{To: u.Email, Subject: form.subject, Text: fmt.Sprintf(form.text, name, link)}, err
}

// ResendVerification mails another link to confirm the address. CodeConflict email_verified when there
// is nothing to confirm, CodeLimited after a few.
func (a *Accounts) ResendVerification(ctx context.Context, caller spotter.Caller) error {
	held, err := a.db.As(caller).HoldUser(ctx, caller.User)
	if err != nil {
		return gone(err)
	}
	if held.EmailVerifiedAt != nil {
		return spotter.Conflict("email_verified", "The e-mail address is confirmed already.")
	}
	if _, err := a.throttle.admit(ctx, a.throttle.mailbox(spotter.MailVerify, held.EmailKey)); err != nil {
		return err
	}
	return a.do(ctx, caller, func(tx *postgres.Tx) error { return a.mail(ctx, tx, spotter.MailVerify) })
}

// VerifyEmail takes the e-mail address as verified by a mailed token. CodeInvalid token_invalid when the
// token is wrong, used or older than a day.
func (a *Accounts) VerifyEmail(ctx context.Context, from Client, in *spotter.MailedToken) error {
	proof, err := a.readMailed(ctx, from, spotter.MailVerify, in.Token)
	if err != nil {
		return err
	}
	now := a.now()
	return a.db.Write(ctx, person(proof.user), func(tx *postgres.Tx) error {
		if err := a.takeMailed(ctx, tx, proof); err != nil {
			return err
		}
		return tx.VerifyEmail(ctx, db.VerifyEmailParams{ID: proof.user, Now: &now})
	})
}

// mailedProof is a mailed token that is ours; whether it is still good is for takeMailed to say.
type mailedProof struct {
	user    spotter.UserID
	id      spotter.UUID
	purpose string
}

// readMailed checks that we made a token. Wrong ones are counted against the network address.
func (a *Accounts) readMailed(ctx context.Context, from Client, kind spotter.MailKind, token string) (mailedProof, error) {
	tried, err := a.throttle.admit(ctx, a.throttle.mailed(from))
	if err != nil {
		return mailedProof{}, err
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(raw) != 16+sha256.Size {
		return mailedProof{}, tokenInvalid()
	}
	proof := mailedProof{id: spotter.UUID(raw[:16]), purpose: string(kind)}
	if proof.user, err = a.db.FindEmailToken(ctx, proof.id); postgres.IsNoRows(err) {
		return mailedProof{}, tokenInvalid()
	} else if err != nil {
		return mailedProof{}, err
	}
	for _, k := range a.keys {
		if hmac.Equal([]byte(token), []byte(k.mailed(proof.purpose, proof.id, proof.user))) {
			a.throttle.takeBack(ctx, tried)
			return proof, nil
		}
	}
	return mailedProof{}, tokenInvalid()
}

// takeMailed spends a token, once.
func (a *Accounts) takeMailed(ctx context.Context, tx *postgres.Tx, proof mailedProof) error {
	now := a.now()
	n, err := tx.TakeEmailToken(ctx, db.TakeEmailTokenParams{UserID: proof.user, ID: proof.id, Purpose: proof.purpose, Now: &now})
	if err == nil && n == 0 {
		return tokenInvalid()
	}
	return err
}

func tokenInvalid() *spotter.Error {
	return &spotter.Error{Code: spotter.CodeInvalid, Detail: "token_invalid", Message: "This link is wrong, was used or has expired: ask for another.",
		Problems: []spotter.Problem{{Location: "body.token", Message: "is wrong, was used or has expired"}}}
}

// mailed is the token that a mail carries: the id, and a keyed hash of what it is for and whose it is.
func (k key) mailed(purpose string, id spotter.UUID, user spotter.UserID) string {
	mac := hmac.New(sha256.New, k.mail)
	mac.Write([]byte(purpose + "\x00"))
	mac.Write(id[:])
	mac.Write(user[:])
	return base64.RawURLEncoding.EncodeToString(mac.Sum(id[:]))
}
