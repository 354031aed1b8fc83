package coach

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"spotter"
)

const (
	accessTTL  = 15 * time.Minute
	refreshTTL = 30 * 24 * time.Hour
	// reuseGrace is how long the answer to a refresh may be asked for again, for one that got lost.
	reuseGrace = 10 * time.Second

	tokenName   = "spotter" // issuer and audience
	tokenAccess = "access"
)

// key is one secret and what is derived from it.
type key struct {
	id       string
	secret   []byte
	mail     []byte // keys mailed tokens
	refresh  []byte // keys successors of refresh tokens
	throttle []byte // keys counters of attempts
}

// keyring holds the current key first, then those that still verify.
type keyring []key

func newKeyring(current []byte, previous [][]byte) (keyring, error) {
	var ring keyring
	for _, secret := range append([][]byte{current}, previous...) {
		if len(secret) < 32 {
			return nil, errors.New("JWT_SECRET and each of JWT_PREVIOUS_SECRETS must have 32 bytes or more")
		}
		k := key{id: keyID(secret), secret: secret}
		for info, into := range map[string]*[]byte{"mail": &k.mail, "refresh": &k.refresh, "throttle": &k.throttle} {
			derived, err := hkdf.Key(sha256.New, k.secret, nil, "spotter "+info, sha256.Size)
			if err != nil {
				return nil, fmt.Errorf("derive a key: %w", err)
			}
			*into = derived
		}
		ring = append(ring, k)
	}
	return ring, nil
}

func keyID(secret []byte) string {
	sum := sha256.Sum256(append([]byte("spotter key id\x00"), secret...))
	return hex.EncodeToString(sum[:4])
}

// claims of an access token. Type tells it from any other token that the same key might sign.
type claims struct {
	jwt.RegisteredClaims
	Login string `json:"sid"`
	Type  string `json:"typ"`
}

// access signs an access token for a login, with the current key.
func (r keyring) access(user spotter.UserID, login spotter.LoginID, now time.Time) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: tokenName, Audience: jwt.ClaimStrings{tokenName}, Subject: user.String(), ID: rand.Text(),
			IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(accessTTL)),
		},
		Login: login.String(), Type: tokenAccess,
	})
	token.Header["kid"] = r[0].id
	return token.SignedString(r[0].secret)
}

// verify reads an access token: HS256 with a key of ours by its id, our issuer and audience, the right
// type, not expired. Nothing that the token says about keys is followed.
func (r keyring) verify(token string, now time.Time) (Identity, time.Time, error) {
	var c claims
	_, err := jwt.ParseWithClaims(token, &c, r.choose, jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithIssuer(tokenName), jwt.WithAudience(tokenName), jwt.WithExpirationRequired(),
		jwt.WithStrictDecoding(), jwt.WithTimeFunc(func() time.Time { return now }))
	if errors.Is(err, jwt.ErrTokenExpired) && !errors.Is(err, jwt.ErrTokenSignatureInvalid) {
		return Identity{}, now, unauthorized("token_expired", "The access token has expired: refresh it.")
	}
	user, userErr := spotter.ParseID[spotter.User](c.Subject)
	login, loginErr := spotter.ParseID[spotter.Login](c.Login)
	if err != nil || c.Type != tokenAccess || userErr != nil || loginErr != nil {
		return Identity{}, now, unauthorized("invalid_token", "This is no access token of ours.")
	}
	return Identity{User: user, Login: login}, c.ExpiresAt.Time, nil
}

func (r keyring) choose(t *jwt.Token) (any, error) {
	if _, ok := t.Header["crit"]; ok {
		return nil, errors.New("critical headers are not understood")
	}
	id, _ := t.Header["kid"].(string)
	for _, k := range r {
		if k.id == id {
			return k.secret, nil
		}
	}
	return nil, errors.New("unknown key id")
}

// randomToken is 256 random bits, opaque to whoever carries it.
func randomToken() string {
	var b [32]byte
	rand.Read(b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// hashOf is the form in which a random token is stored. The token has 256 bits, so that one round is enough.
func hashOf(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// successor is the refresh token that follows another. It is computed and not drawn so that the same
// answer can be given twice without its secret being stored: who has neither the token nor the key
// cannot tell it from a random one.
func (k key) successor(token string) string {
	mac := hmac.New(sha256.New, k.refresh)
	mac.Write([]byte(token))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// successorOf finds the successor that was given out before, by whichever key was current then.
func (r keyring) successorOf(token string, hash []byte) (string, bool) {
	for _, k := range r {
		if next := k.successor(token); hmac.Equal(hashOf(next), hash) {
			return next, true
		}
	}
	return "", false
}
