package coach_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"spotter"
	"spotter/internal/coach"
)

func keyID(secret string) string {
	sum := sha256.Sum256([]byte("spotter key id\x00" + secret))
	return hex.EncodeToString(sum[:4])
}

// forge signs what an access token says, after change had its way.
func forge(t *testing.T, method jwt.SigningMethod, key any, user spotter.UserID, change func(header map[string]any, claims jwt.MapClaims)) string {
	t.Helper()
	claims := jwt.MapClaims{
		"iss": "spotter", "aud": "spotter", "sub": user.String(), "sid": spotter.NewID[spotter.Login](monday).String(), "typ": "access",
		"iat": monday.Unix(), "exp": monday.Add(15 * time.Minute).Unix(),
	}
	token := jwt.NewWithClaims(method, claims)
	token.Header["kid"] = keyID(secret)
	change(token.Header, claims)
	signed, err := token.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func TestForgedTokens(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	user := f.register(t, "ada@example.com").User.ID
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	key, hs := []byte(secret), jwt.SigningMethodHS256
	claim := func(name string, value any) func(map[string]any, jwt.MapClaims) {
		return func(_ map[string]any, c jwt.MapClaims) {
			if c[name] = value; value == nil {
				delete(c, name)
			}
		}
	}
	header := func(name string, value any) func(map[string]any, jwt.MapClaims) {
		return func(h map[string]any, _ jwt.MapClaims) {
			if h[name] = value; value == nil {
				delete(h, name)
			}
		}
	}
	same := func(map[string]any, jwt.MapClaims) {}
	jwk := map[string]any{"kty": "oct", "k": base64.RawURLEncoding.EncodeToString([]byte("attacker's own key of 32 bytes!!"))}
	identify(t, f.Accounts, forge(t, hs, key, user, same)) // what the forgeries are measured by
	tests := map[string]string{
		"alg none":           forge(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, user, same),
		"alg none, spelled":  forge(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, user, header("alg", "nOnE")),
		"alg HS384":          forge(t, jwt.SigningMethodHS384, key, user, same),
		"alg HS512":          forge(t, jwt.SigningMethodHS512, key, user, same),
		"alg RS256":          forge(t, jwt.SigningMethodRS256, rsaKey, user, same),
		"alg says RS256":     forge(t, hs, key, user, header("alg", "RS256")),
		"another key":        forge(t, hs, []byte("attacker's own key of 32 bytes!!"), user, same),
		"key in the header":  forge(t, hs, []byte("attacker's own key of 32 bytes!!"), user, header("jwk", jwk)),
		"key elsewhere":      forge(t, hs, []byte("attacker's own key of 32 bytes!!"), user, header("jku", "https://evil.example/keys")),
		"empty key":          forge(t, hs, []byte{}, user, same),
		"no kid":             forge(t, hs, key, user, header("kid", nil)),
		"unknown kid":        forge(t, hs, key, user, header("kid", "00000000")),
		"kid is a path":      forge(t, hs, []byte{}, user, header("kid", "../../../dev/null")),
		"kid is a number":    forge(t, hs, key, user, header("kid", 7)),
		"critical header":    forge(t, hs, key, user, header("crit", []string{"exp"})),
		"another issuer":     forge(t, hs, key, user, claim("iss", "eve")),
		"no issuer":          forge(t, hs, key, user, claim("iss", nil)),
		"another audience":   forge(t, hs, key, user, claim("aud", "livekit")),
		"no audience":        forge(t, hs, key, user, claim("aud", nil)),
		"another type":       forge(t, hs, key, user, claim("typ", "refresh")),
		"no type":            forge(t, hs, key, user, claim("typ", nil)),
		"no expiry":          forge(t, hs, key, user, claim("exp", nil)),
		"expired":            forge(t, hs, key, user, claim("exp", monday.Unix())),
		"not yet valid":      forge(t, hs, key, user, claim("nbf", monday.Add(time.Hour).Unix())),
		"no subject":         forge(t, hs, key, user, claim("sub", nil)),
		"subject is no id":   forge(t, hs, key, user, claim("sub", "admin")),
		"no login":           forge(t, hs, key, user, claim("sid", nil)),
		"nothing":            "",
		"not a token":        "x.y.z",
		"unknown personal":   "spt_" + strings.Repeat("A", 43),
		"personal, nothing":  "spt_",
		"very long":          strings.Repeat("a.", 4000),
		"two signatures":     forge(t, hs, key, user, same) + ".x",
		"another signature":  swapSignature(forge(t, hs, key, user, same)),
		"another payload":    tamper(t, forge(t, hs, key, user, same)),
		"with trailing data": forge(t, hs, key, user, same) + "=",
	}
	for name, token := range tests {
		if id, err := f.Identify(t.Context(), token); spotter.CodeOf(err) != spotter.CodeUnauthorized {
			t.Errorf("%s: identity %+v, error %v", name, id, err)
		}
	}
}

func swapSignature(token string) string {
	last := token[len(token)-10]
	swapped := byte('A')
	if last == 'A' {
		swapped = 'B'
	}
	return token[:len(token)-10] + string(swapped) + token[len(token)-9:]
}

// tamper puts another user into a token and keeps its signature.
func tamper(t *testing.T, token string) string {
	t.Helper()
	parts := strings.Split(token, ".")
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	var claims map[string]any
	if err := json.Unmarshal(raw, &claims); err != nil {
		t.Fatal(err)
	}
	claims["sub"] = spotter.NewID[spotter.User](monday).String()
	if raw, err = json.Marshal(claims); err != nil {
		t.Fatal(err)
	}
	return parts[0] + "." + base64.RawURLEncoding.EncodeToString(raw) + "." + parts[2]
}

func TestTokensAreNotInterchangeable(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	signed := f.register(t, "ada@example.com")
	_, err := f.Identify(t.Context(), signed.RefreshToken)
	wantError(t, err, "invalid_token")
	_, err = f.Refresh(t.Context(), home, &spotter.RefreshInput{RefreshToken: signed.AccessToken})
	wantError(t, err, "invalid_refresh_token")
	wantError(t, f.VerifyEmail(t.Context(), home, &spotter.MailedToken{Token: signed.RefreshToken}), "token_invalid")
}

func TestAccessTokenExpires(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	signed := f.register(t, "ada@example.com")
	f.clock.add(15*time.Minute - time.Second)
	identify(t, f.Accounts, signed.AccessToken)
	f.clock.add(2 * time.Second)
	_, err := f.Identify(t.Context(), signed.AccessToken) // out of the cache
	wantError(t, err, "token_expired")
	_, err = f.instance(t).Identify(t.Context(), signed.AccessToken)
	wantError(t, err, "token_expired")
}

func TestKeyRotation(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	signed := f.register(t, "ada@example.com")
	const next = "the next secret, of 32 bytes or more"
	rotated := f.instance(t, func(c *coach.AccountsConfig) { c.Secret, c.PreviousSecrets = []byte(next), [][]byte{[]byte(secret)} })
	identify(t, rotated, signed.AccessToken)
	fresh, err := rotated.Refresh(t.Context(), home, &spotter.RefreshInput{RefreshToken: signed.RefreshToken})
	if err != nil {
		t.Fatal(err)
	}
	withdrawn := f.instance(t, func(c *coach.AccountsConfig) { c.Secret = []byte(next) })
	identify(t, withdrawn, fresh.AccessToken)
	_, err = withdrawn.Identify(t.Context(), signed.AccessToken)
	wantError(t, err, "invalid_token")
	_, err = f.Identify(t.Context(), fresh.AccessToken) // an instance that does not know the new key yet
	wantError(t, err, "invalid_token")

	_, err = coach.NewAccounts(coach.AccountsConfig{DB: f.db, Now: f.clock.now, Log: discard(), PublicURL: "http://localhost", Secret: []byte("short")})
	if err == nil {
		t.Error("a short secret is taken")
	}
}

func TestPersonalTokens(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	other := f.instance(t)
	id := identify(t, f.Accounts, f.register(t, "ada@example.com").AccessToken)
	eve := identify(t, f.Accounts, f.register(t, "eve@example.com").AccessToken)
	week := 7
	minted, err := f.CreateToken(t.Context(), id, &spotter.NewToken{Name: "script", Scopes: []spotter.Scope{spotter.ScopeRead}, Expires: &week})
	if err != nil {
		t.Fatal(err)
	}
	got := identify(t, other, minted.Token)
	if got.User != id.User || got.Token != minted.ID || !got.Login.IsZero() || len(got.Scopes) != 1 || got.Scopes[0] != spotter.ScopeRead {
		t.Errorf("identity %+v", got)
	}
	if !strings.HasPrefix(minted.Token, "spt_") || len(minted.Token) != 4+43 {
		t.Errorf("token of %d characters", len(minted.Token))
	}
	if n := f.super(t, "select count(*)::text from personal_tokens where strpos(personal_tokens::text, $1) > 0", minted.Token)[0]; n != "0" {
		t.Error("the secret is stored")
	}
	tokens, err := f.Tokens(t.Context(), id)
	if err != nil || len(tokens) != 1 || tokens[0].Name != "script" || tokens[0].LastUsed == nil {
		t.Errorf("tokens %+v, %v", tokens, err)
	}
	_, err = f.CreateToken(t.Context(), got, &spotter.NewToken{Name: "more", Scopes: []spotter.Scope{spotter.ScopeWrite}})
	wantError(t, err, "login_required")
	wantError(t, f.Logout(t.Context(), got), "login_required")
	wantError(t, f.RevokeSession(t.Context(), got, id.Login), "login_required")

	wantError(t, f.RevokeToken(t.Context(), eve, minted.ID), "not_found")
	if err := f.RevokeToken(t.Context(), id, minted.ID); err != nil {
		t.Fatal(err)
	}
	f.clock.add(time.Second)
	for _, a := range []*coach.Accounts{f.Accounts, other} {
		_, err = a.Identify(t.Context(), minted.Token)
		if spotter.CodeOf(err) != spotter.CodeUnauthorized {
			t.Errorf("a revoked token: %v", err)
		}
	}
	minted, err = f.CreateToken(t.Context(), id, &spotter.NewToken{Name: "script", Scopes: []spotter.Scope{spotter.ScopeRead}, Expires: &week})
	if err != nil {
		t.Fatal(err)
	}
	f.clock.add(7*24*time.Hour + time.Second)
	_, err = f.Identify(t.Context(), minted.Token)
	wantError(t, err, "invalid_token")
}
