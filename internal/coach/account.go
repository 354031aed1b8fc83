package coach

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// AccountsConfig is what [NewAccounts] needs; fields without a default are required.
type AccountsConfig struct {
	DB              *postgres.DB
	Now             func() time.Time
	Log             *slog.Logger
	Secret          []byte       // JWT_SECRET, 32 bytes or more: signs
	PreviousSecrets [][]byte     // still verify what they signed
	PublicURL       string       // where people reach the web client; also the passkeys' origin
	GoogleClientID  string       // empty: no sign-in with Google
	IssuerURL       string       // of Google's ID tokens; https://accounts.google.com when empty
	HTTP            *http.Client // towards the issuer; http.DefaultClient when nil
	Hash            HashCost     // zero: what OWASP asks for
	Throttle        *Throttle    // nil: DefaultThrottle
}

// Accounts are the use cases of accounts, and what tells who asks.
type Accounts struct {
	db        *postgres.DB
	now       func() time.Time
	log       *slog.Logger
	publicURL string
	keys      keyring
	passwords *hasher
	throttle  throttle
	seen      *identityCache
	revoked   *revocations
	google    *googleVerifier
	passkeys  *passkeyCeremonies
}

// NewAccounts checks the configuration; it does not touch the network.
func NewAccounts(c AccountsConfig) (*Accounts, error) {
	if c.DB == nil || c.Now == nil || c.Log == nil {
		return nil, errors.New("accounts: DB, Now and Log are required")
	}
	keys, err := newKeyring(c.Secret, c.PreviousSecrets)
	if err != nil {
		return nil, err
	}
	public, err := url.Parse(c.PublicURL)
	if err != nil || public.Host == "" {
		return nil, errors.New("accounts: the public URL must be absolute, such as https://coach.example.com")
	}
	passkeys, err := newPasskeyCeremonies(public)
	if err != nil {
		return nil, err
	}
	return &Accounts{
		db: c.DB, now: c.Now, log: c.Log, publicURL: public.Scheme + "://" + public.Host, keys: keys,
		passwords: newHasher(c.Hash), throttle: newThrottle(c, keys), seen: newIdentityCache(),
		revoked: newRevocations(c.DB, c.Now), google: newGoogleVerifier(c), passkeys: passkeys,
	}, nil
}

// Client is where a request comes from, as the door saw it.
type Client struct {
	Address string // network address
	Device  string // what the client calls itself
}

// Register opens an account and signs it in. CodeConflict email_taken when the address has one,
// CodeInvalid for a password that everybody knows, CodeLimited when the network address opened too many.
func (a *Accounts) Register(ctx context.Context, from Client, in *spotter.Registration) (spotter.SignedIn, error) {
	if err := checkPassword("body.password", in.Password, in.Email); err != nil {
		return spotter.SignedIn{}, err
	}
	if _, err := a.throttle.admit(ctx, a.throttle.register(from)); err != nil {
		return spotter.SignedIn{}, err
	}
	hash, err := a.passwords.hash(ctx, in.Password)
	if err != nil {
		return spotter.SignedIn{}, err
	}
	return a.open(ctx, from, db.InsertUserParams{
		Email: in.Email, FullName: in.FullName, TimeZone: in.TimeZone, PasswordHash: &hash,
	})
}

// open stores a new account with its onboarding and first login, in one transaction.
func (a *Accounts) open(ctx context.Context, from Client, row db.InsertUserParams) (spotter.SignedIn, error) {
	now := a.now()
	row.ID, row.EmailKey, row.Now = spotter.NewID[spotter.User](now), spotter.EmailKey(row.Email), now
	if row.TimeZone == "" {
		row.TimeZone = "UTC"
	}
	var signed spotter.SignedIn
	err := a.db.Write(ctx, person(row.ID), func(tx *postgres.Tx) error {
		if err := tx.InsertUser(ctx, row); err != nil {
			return taken(err)
		}
		if err := tx.StartOnboarding(ctx, db.StartOnboardingParams{UserID: row.ID, Now: now}); err != nil {
			return err
		}
		if row.EmailVerifiedAt == nil {
			if err := a.mail(ctx, tx, spotter.MailVerify); err != nil {
				return err
			}
		}
		var err error
		signed, err = a.startLogin(ctx, tx, from)
		return err
	})
	return signed, err
}

func taken(err error) error {
	switch postgres.Violated(err) {
	case "users_email_key_key":
		return spotter.Conflict("email_taken", "This e-mail address has an account already: sign in, or reset the password.")
	case "users_google_subject_key":
		return spotter.Conflict("account_exists", "This Google account is in use already: try again to sign in.")
	}
	return err
}

// Me is the caller's own account.
func (a *Accounts) Me(ctx context.Context, caller spotter.Caller) (spotter.User, error) {
	return user(a.db.As(caller).GetUser(ctx, caller.User))
}

// UpdateMe corrects the caller's account. ifRevision 0 means any. CodePrecondition when the account has
// another revision, CodeConflict time_zone_in_profile for the time zone after onboarding.
func (a *Accounts) UpdateMe(ctx context.Context, caller spotter.Caller, ifRevision int, in *spotter.AccountPatch) (spotter.User, error) {
	return onceIn(ctx, a.db, a.now, caller, func(tx *postgres.Tx) (spotter.User, error) {
		held, err := tx.LockUser(ctx, caller.User)
		if err != nil {
			return spotter.User{}, gone(err)
		}
		if ifRevision != 0 && held.Revision != ifRevision {
			return spotter.User{}, &spotter.Error{Code: spotter.CodePrecondition, Message: "The account was changed in between: read it again."}
		}
		out, err := user(tx.GetUser(ctx, caller.User))
		if err != nil {
			return out, err
		}
		if err := patchUser(&out, in); err != nil {
			return out, err
		}
		out.Revision++
		return out, tx.UpdateUser(ctx, db.UpdateUserParams{ID: caller.User, FullName: out.FullName, TimeZone: out.TimeZone})
	}, nil)
}

func patchUser(u *spotter.User, in *spotter.AccountPatch) error {
	if in.TimeZone != nil && *in.TimeZone != u.TimeZone {
		if u.Onboarded {
			return spotter.Conflict("time_zone_in_profile", "After onboarding the time zone is a part of the profile: change it there.")
		}
		u.TimeZone = *in.TimeZone
	}
	if in.FullName != nil {
		u.FullName = *in.FullName
	}
	return nil
}

// DeleteMe deletes the caller's account with everything in it; all its tokens die at once. CodeForbidden
// reauthentication_required unless the password is right, or none is given and the login is younger
// than 10 minutes.
func (a *Accounts) DeleteMe(ctx context.Context, id Identity, from Client, in *spotter.AccountDeletion) error {
	if _, err := a.reauthenticate(ctx, id, from, in.Password, false); err != nil {
		return err
	}
	return a.Erase(ctx, id.User)
}

// Deactivate shuts a person out: no token of theirs holds any more and no sign-in succeeds.
// CodeNotFound when there is no such account.
func (a *Accounts) Deactivate(ctx context.Context, id spotter.UserID) error {
	n, err := a.db.As(spotter.Caller{User: id, Actor: spotter.ActorJob}).DeactivateUser(ctx, id)
	if err == nil && n == 0 {
		err = spotter.NotFound("account")
	}
	if err == nil {
		a.revoked.add(spotter.UUID(id))
	}
	return err
}

func person(id spotter.UserID) spotter.Caller {
	return spotter.Caller{User: id, Actor: spotter.ActorPerson}
}

func user(row db.GetUserRow, err error) (spotter.User, error) {
	return spotter.User{
		ID: row.ID, Email: row.Email, FullName: row.FullName, TimeZone: row.TimeZone, EmailVerified: row.EmailVerifiedAt != nil,
		HasPassword: row.HasPassword, Onboarded: row.OnboardedAt != nil, CreatedAt: row.CreatedAt, Revision: row.Revision,
	}, gone(err)
}

// do runs write once for the caller's idempotency key, in a transaction.
func (a *Accounts) do(ctx context.Context, caller spotter.Caller, write func(*postgres.Tx) error) error {
	_, err := onceIn(ctx, a.db, a.now, caller, func(tx *postgres.Tx) (struct{}, error) { return struct{}{}, write(tx) }, nil)
	return err
}

// replayed answers as the first did, for use cases that prove something before they write.
func replayed[T any](ctx context.Context, a *Accounts, caller spotter.Caller) (answer T, done bool, err error) {
	if caller.Once.Key == "" {
		return answer, false, nil
	}
	err = a.db.Write(ctx, caller, func(tx *postgres.Tx) error {
		done, err = replay(ctx, tx, a.now(), &answer)
		return err
	})
	return answer, done, err
}

// gone says that an account ended while it was asked for.
func gone(err error) error {
	if postgres.IsNoRows(err) {
		return unauthorized("", "This account does not exist any more.")
	}
	return err
}

func unauthorized(detail, message string) *spotter.Error {
	return &spotter.Error{Code: spotter.CodeUnauthorized, Detail: detail, Message: message}
}
