package coach

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/coreos/go-oidc/v3/oidc"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

const googleIssuer = "https://accounts.google.com"

// googleVerifier checks ID tokens. The issuer's keys are found when the first token comes, so that a
// start does not depend on the issuer.
type googleVerifier struct {
	clientID string
	issuer   string
	client   *http.Client
	now      func() time.Time

	mu        sync.Mutex
	keys      oidc.KeySet
	authorize string // where browsers are sent, once it is known
}

func newGoogleVerifier(c AccountsConfig) *googleVerifier {
	g := &googleVerifier{clientID: c.GoogleClientID, issuer: c.IssuerURL, client: c.HTTP, now: c.Now}
	if g.issuer == "" {
		g.issuer = googleIssuer
	}
	if g.client == nil {
		g.client = &http.Client{Timeout: 5 * time.Second}
	}
	return g
}

// googleClaims is what we read of an ID token.
type googleClaims struct {
	Subject  string `json:"sub"`
	Email    string `json:"email"`
	Verified bool   `json:"email_verified"`
	Name     string `json:"name"`
}

// verify reads an ID token: signed by the issuer with a public-key algorithm, for our client, not expired.
func (g *googleVerifier) verify(ctx context.Context, credential string) (googleClaims, error) {
	var c googleClaims
	if g.clientID == "" {
		return c, &spotter.Error{Code: spotter.CodeUnavailable, Detail: "google_off", Message: "Sign-in with Google is not set up here."}
	}
	keys, _, err := g.discover(ctx)
	if err != nil {
		return c, issuerAway(err)
	}
	watched := &watchedKeys{KeySet: keys}
	token, err := oidc.NewVerifier(g.issuer, watched, &oidc.Config{
		ClientID: g.clientID, Now: g.now, SupportedSigningAlgs: []string{oidc.RS256, oidc.ES256},
	}).Verify(ctx, credential)
	if watched.away != nil {
		return c, issuerAway(watched.away)
	}
	if err == nil {
		err = token.Claims(&c)
	}
	if err != nil || c.Subject == "" {
		return c, &spotter.Error{Code: spotter.CodeUnauthorized, Detail: "invalid_credential", Message: "Google's answer is not valid or has expired: try again.", Cause: err}
	}
	return c, nil
}

func issuerAway(err error) error {
	return &spotter.Error{Code: spotter.CodeUnavailable, Message: "Google cannot be reached for the moment: try again, or sign in by other means.",
		RetryAfter: 5 * time.Second, Cause: err}
}

// discover answers the issuer's keys and where it takes browsers.
func (g *googleVerifier) discover(ctx context.Context) (oidc.KeySet, string, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.keys != nil {
		return g.keys, g.authorize, nil
	}
	provider, err := oidc.NewProvider(oidc.ClientContext(ctx, g.client), g.issuer)
	if err != nil {
		return nil, "", err
	}
	var document struct {
		Keys string `json:"jwks_uri"`
	}
	if err := provider.Claims(&document); err != nil {
		return nil, "", err
	}
	g.keys = oidc.NewRemoteKeySet(oidc.ClientContext(context.WithoutCancel(ctx), g.client), document.Keys)
	g.authorize = provider.Endpoint().AuthURL
	return g.keys, g.authorize, nil
}

// googleAuthorize is where Google itself takes browsers, so that nobody has to wait for it to say so.
const googleAuthorize = "https://accounts.google.com/o/oauth2/v2/auth"

// Methods says how one can sign in here. While an issuer of the host's own cannot be reached, its way is left out.
func (a *Accounts) Methods(ctx context.Context) spotter.SignInMethods {
	g := a.google
	if g.clientID == "" {
		return spotter.SignInMethods{}
	}
	at := googleAuthorize
	if g.issuer != googleIssuer {
		var err error
		if _, at, err = g.discover(ctx); err != nil {
			a.log.WarnContext(ctx, "the issuer of sign-ins cannot be reached", "issuer", g.issuer, "error", err)
			return spotter.SignInMethods{}
		}
	}
	return spotter.SignInMethods{Google: &spotter.GoogleMethod{ClientID: g.clientID, AuthorizeURL: at}}
}

// watchedKeys tells keys that could not be fetched from a signature that is wrong.
type watchedKeys struct {
	oidc.KeySet
	away error
}

func (w *watchedKeys) VerifySignature(ctx context.Context, token string) ([]byte, error) {
	payload, err := w.KeySet.VerifySignature(ctx, token)
	if cause := errors.Unwrap(err); cause != nil { // only what happened on the way is wrapped
		w.away = cause
	}
	return payload, err
}

// Google signs a person in by a Google ID token, and opens an account for one who is new. An existing
// account is linked only when its own e-mail address is verified: CodeConflict account_exists
// otherwise. CodeUnauthorized invalid_credential for a token that is not Google's for us,
// CodeForbidden email_unverified when Google does not vouch for the address.
func (a *Accounts) Google(ctx context.Context, from Client, in *spotter.GoogleInput) (spotter.SignedIn, error) {
	c, err := a.google.verify(ctx, in.Credential)
	if err != nil {
		return spotter.SignedIn{}, err
	}
	id, _, err := a.db.FindGoogle(ctx, c.Subject)
	if err == nil {
		return a.signIn(ctx, id, from, func(held db.HoldUserRow) bool {
			return held.GoogleSubject != nil && *held.GoogleSubject == c.Subject
		})
	}
	if !postgres.IsNoRows(err) {
		return spotter.SignedIn{}, err
	}
	if !c.Verified {
		return spotter.SignedIn{}, &spotter.Error{Code: spotter.CodeForbidden, Detail: "email_unverified",
			Message: "Google has not verified the e-mail address of this Google account."}
	}
	found, err := a.db.FindUser(ctx, spotter.EmailKey(c.Email))
	if postgres.IsNoRows(err) {
		return a.openGoogle(ctx, from, c, in.TimeZone)
	}
	if err != nil {
		return spotter.SignedIn{}, err
	}
	return a.linkGoogle(ctx, from, found.ID, c)
}

func (a *Accounts) openGoogle(ctx context.Context, from Client, c googleClaims, zone string) (spotter.SignedIn, error) {
	name := clip(strings.TrimSpace(strings.Map(visibleRune, c.Name)), 255)
	if name == "" {
		name, _, _ = strings.Cut(c.Email, "@")
	}
	shape := spotter.Registration{Email: c.Email, Password: "not a password", FullName: name, TimeZone: zone}
	if problems := spotter.CheckInput(&shape); len(problems) > 0 {
		return spotter.SignedIn{}, spotter.InvalidField("body.credential", "carries an e-mail address that cannot be used here")
	}
	if _, err := a.throttle.admit(ctx, a.throttle.register(from)); err != nil {
		return spotter.SignedIn{}, err
	}
	now := a.now()
	signed, err := a.open(ctx, from, db.InsertUserParams{Email: c.Email, FullName: name, TimeZone: zone, GoogleSubject: &c.Subject, EmailVerifiedAt: &now})
	if spotter.HasDetail(err, "email_taken") { // by somebody who was quicker
		return signed, accountExists()
	}
	return signed, err
}

// visibleRune leaves out of a name what cannot be seen.
func visibleRune(r rune) rune {
	if unicode.IsGraphic(r) {
		return r
	}
	return -1
}

// linkGoogle signs in to an account by its verified e-mail address and remembers the Google account.
func (a *Accounts) linkGoogle(ctx context.Context, from Client, id spotter.UserID, c googleClaims) (spotter.SignedIn, error) {
	var signed spotter.SignedIn
	err := a.db.Write(ctx, person(id), func(tx *postgres.Tx) error {
		held, err := tx.LockUser(ctx, id)
		if postgres.IsNoRows(err) || err == nil && !held.Active {
			return wrongCredentials()
		}
		if err != nil {
			return err
		}
		if held.EmailVerifiedAt == nil || held.GoogleSubject != nil || held.EmailKey != spotter.EmailKey(c.Email) {
			return accountExists()
		}
		if err := tx.LinkGoogle(ctx, db.LinkGoogleParams{ID: id, GoogleSubject: &c.Subject}); err != nil {
			return taken(err)
		}
		signed, err = a.startLogin(ctx, tx, from)
		return err
	})
	return signed, err
}

func accountExists() error {
	return spotter.Conflict("account_exists", "This e-mail address has an account that is not linked with this Google account: "+
		"sign in by password and confirm the address with the link in your mail (a password reset does both), then try Google again.")
}
