package coach_test

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"spotter"
	"spotter/internal/coach"
)

// issuer is an emulated OpenID Connect issuer.
type issuer struct {
	*httptest.Server
	key  *rsa.PrivateKey
	away atomic.Bool
}

const clientID = "spotter.apps.example"

func newIssuer(t *testing.T) *issuer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	i := &issuer{key: key}
	answer := func(document func() any) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			if i.away.Load() {
				http.Error(w, "away", http.StatusServiceUnavailable)
				return
			}
			w.Header().Set("Content-Type", "application/json")
			if err := json.NewEncoder(w).Encode(document()); err != nil {
				t.Error(err)
			}
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", answer(func() any {
		return map[string]any{"issuer": i.URL, "jwks_uri": i.URL + "/keys", "authorization_endpoint": i.URL + "/auth",
			"token_endpoint": i.URL + "/token", "id_token_signing_alg_values_supported": []string{"RS256", "none", "HS256"}}
	}))
	mux.HandleFunc("GET /keys", answer(func() any {
		e := base64.RawURLEncoding
		return map[string]any{"keys": []any{map[string]any{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "1",
			"n": e.EncodeToString(key.N.Bytes()), "e": e.EncodeToString(big.NewInt(int64(key.E)).Bytes())}}}
	}))
	i.Server = httptest.NewServer(mux)
	t.Cleanup(i.Close)
	return i
}

// credential is an ID token, after change had its way.
func (i *issuer) credential(t *testing.T, change func(jwt.MapClaims)) string {
	t.Helper()
	return i.sign(t, jwt.SigningMethodRS256, i.key, change)
}

func (i *issuer) sign(t *testing.T, method jwt.SigningMethod, key any, change func(jwt.MapClaims)) string {
	t.Helper()
	claims := jwt.MapClaims{
		"iss": i.URL, "aud": clientID, "sub": "1001", "email": "ada@example.com", "email_verified": true, "name": "Ada Lovelace",
		"iat": monday.Unix(), "exp": monday.Add(time.Hour).Unix(),
	}
	change(claims)
	token := jwt.NewWithClaims(method, claims)
	token.Header["kid"] = "1"
	signed, err := token.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func setupGoogle(t *testing.T) (*accountsFixture, *issuer) {
	t.Helper()
	i := newIssuer(t)
	return setupAccounts(t, func(c *coach.AccountsConfig) {
		c.GoogleClientID, c.IssuerURL, c.HTTP = clientID, i.URL, i.Client()
	}), i
}

func (f *accountsFixture) google(t *testing.T, credential string) (spotter.SignedIn, error) {
	t.Helper()
	return f.Google(t.Context(), home, &spotter.GoogleInput{Credential: credential})
}

func unchanged(jwt.MapClaims) {}

func TestGoogleOpensAnAccount(t *testing.T) {
	t.Parallel()
	f, i := setupGoogle(t)
	signed, err := f.google(t, i.credential(t, unchanged))
	if err != nil {
		t.Fatal(err)
	}
	if u := signed.User; u.Email != "ada@example.com" || u.FullName != "Ada Lovelace" || !u.EmailVerified || u.HasPassword {
		t.Errorf("user %+v", u)
	}
	if n := f.super(t, "select count(*)::text from river_job")[0]; n != "0" {
		t.Error("a verified address is mailed")
	}
	again, err := f.google(t, i.credential(t, func(c jwt.MapClaims) { c["email"] = "moved@example.com" }))
	if err != nil || again.User.ID != signed.User.ID {
		t.Errorf("known by subject: %+v, %v", again.User, err)
	}
	_, err = f.login(t.Context(), home, "ada@example.com", password)
	wantError(t, err, "invalid_credentials")
	f.super(t, "update users set active = false returning ''")
	_, err = f.google(t, i.credential(t, unchanged))
	wantError(t, err, "invalid_credentials")
}

func TestGoogleLinksOnlyVerified(t *testing.T) {
	t.Parallel()
	f, i := setupGoogle(t)
	mine := f.register(t, "ADA@example.com")
	_, err := f.google(t, i.credential(t, unchanged))
	wantError(t, err, "account_exists")
	if linked := f.super(t, "select coalesce(google_subject, '') from users")[0]; linked != "" {
		t.Fatal("an unverified password account was linked")
	}
	token := f.mailed(t, mine.User.ID, spotter.MailVerify)[0]
	if err := f.VerifyEmail(t.Context(), home, &spotter.MailedToken{Token: token}); err != nil {
		t.Fatal(err)
	}
	signed, err := f.google(t, i.credential(t, unchanged))
	if err != nil || signed.User.ID != mine.User.ID || !signed.User.HasPassword {
		t.Errorf("verified: %+v, %v", signed.User, err)
	}
	_, err = f.google(t, i.credential(t, func(c jwt.MapClaims) { c["sub"] = "2002" }))
	wantError(t, err, "account_exists") // another Google account with the same address
}

func TestGoogleRefusals(t *testing.T) {
	t.Parallel()
	f, i := setupGoogle(t)
	stranger, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	claim := func(name string, value any) string {
		return i.credential(t, func(c jwt.MapClaims) { c[name] = value })
	}
	public := i.key.PublicKey.N.Bytes()
	tests := map[string]struct{ credential, want string }{
		"for another client":    {claim("aud", "other"), "invalid_credential"},
		"of another issuer":     {claim("iss", "https://accounts.google.com"), "invalid_credential"},
		"expired":               {claim("exp", monday.Add(-time.Second).Unix()), "invalid_credential"},
		"without a subject":     {claim("sub", ""), "invalid_credential"},
		"by another key":        {i.sign(t, jwt.SigningMethodRS256, stranger, unchanged), "invalid_credential"},
		"not signed":            {i.sign(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, unchanged), "invalid_credential"},
		"by the public key":     {i.sign(t, jwt.SigningMethodHS256, public, unchanged), "invalid_credential"},
		"unverified":            {claim("email_verified", false), "email_unverified"},
		"with no address":       {claim("email", ""), "invalid"},
		"with an odd address":   {claim("email", "Ada <ada@example.com>"), "invalid"},
		"nothing":               {"x", "invalid_credential"},
		"an access token of us": {f.register(t, "eve@example.com").AccessToken, "invalid_credential"},
	}
	for name, test := range tests {
		_, err := f.google(t, test.credential)
		if !spotter.HasDetail(err, test.want) {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
	if n := f.super(t, "select count(*)::text from users")[0]; n != "1" {
		t.Errorf("%s people", n)
	}
}

func TestGoogleAway(t *testing.T) {
	t.Parallel()
	f, i := setupGoogle(t)
	i.away.Store(true)
	_, err := f.google(t, i.credential(t, unchanged))
	if spotter.CodeOf(err) != spotter.CodeUnavailable {
		t.Errorf("discovery away: %v", err)
	}
	i.away.Store(false)
	if _, err := f.google(t, i.credential(t, unchanged)); err != nil {
		t.Fatal(err)
	}
	i.away.Store(true)
	if _, err := f.google(t, i.credential(t, unchanged)); err != nil {
		t.Errorf("with keys at hand: %v", err)
	}
	_, err = setupAccounts(t).google(t, i.credential(t, unchanged))
	wantError(t, err, "google_off")
}
