package api

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"spotter"
)

// The web client keeps its refresh token in a cookie that no script can read. Who asks for that says so in a
// header, which a page of another origin cannot send: it would need a preflight, and nothing here grants one.
const (
	clientHeader = "X-Spotter-Client"
	webClient    = "web"

	// cookieTTL is as long as a refresh token lasts unused; the server's own rule decides.
	cookieTTL = 30 * 24 * time.Hour
)

// cookies is how sessions of browsers are kept.
type cookies struct {
	name   string
	secure bool
}

// newCookies takes the form of the cookie from where people reach the client: with TLS it is bound to this host
// by its prefix. Without, the port is in its name, since browsers keep the cookies of all ports together.
func newCookies(publicURL string) cookies {
	at, err := url.Parse(publicURL)
	switch {
	case err == nil && at.Scheme == "https":
		return cookies{name: "__Host-spotter", secure: true}
	case err == nil && at.Port() != "":
		return cookies{name: "spotter-" + at.Port()}
	}
	return cookies{name: "spotter"}
}

// cookie is the session cookie with a value; an empty one takes it away.
func (k cookies) cookie(value string) *http.Cookie {
	c := &http.Cookie{ //nolint:gosec // without TLS a Secure cookie would never come back
		Name: k.name, Value: value, Path: "/", HttpOnly: true, Secure: k.secure, SameSite: http.SameSiteStrictMode,
		MaxAge: int(cookieTTL / time.Second)}
	if value == "" {
		c.MaxAge = -1
	}
	return c
}

// held is the refresh token of a request's cookie.
func (k cookies) held(r *http.Request) string {
	c, err := r.Cookie(k.name)
	if err != nil {
		return ""
	}
	return c.Value
}

// fromWeb reports whether a request is the web client's: it says so, and no browser says that it is another
// site's.
func fromWeb(r *http.Request) bool {
	if r.Header.Get(clientHeader) != webClient {
		return false
	}
	site := r.Header.Get("Sec-Fetch-Site")
	if site != "" {
		return site == "same-origin"
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	from, err := url.Parse(origin)
	return err == nil && from.Host == r.Host
}

// keepsSession marks an operation that gives, takes or ends a sign-in: with the web client it does so by cookie.
func (op operation) keepsSession() operation { op.session = true; return op }

// browser is the web client's side of a call; nil for all other clients.
type browser struct {
	cookies
	refresh string // of the cookie; empty: none
	writer  http.ResponseWriter
}

func (b *browser) set(value string) { http.SetCookie(b.writer, b.cookie(value)) }

// signedIn hands a sign-in out: to the web client with the refresh token in its cookie only.
func (c *call) signedIn(s spotter.SignedIn, err error) (spotter.SignedIn, error) {
	if c.browser == nil || err != nil {
		return s, err
	}
	c.browser.set(s.RefreshToken)
	s.RefreshToken = ""
	return s, nil
}

// refresh trades the refresh token of the body or, for the web client, of the cookie. A cookie that is no good
// any more is taken away.
func (c *call) refresh(ctx context.Context, in *spotter.RefreshInput, trade func(context.Context, *spotter.RefreshInput) (spotter.SignedIn, error)) (spotter.SignedIn, error) {
	if c.browser != nil && in.RefreshToken == "" {
		in = &spotter.RefreshInput{RefreshToken: c.browser.refresh}
		if in.RefreshToken == "" {
			return spotter.SignedIn{}, &spotter.Error{Code: spotter.CodeUnauthorized, Detail: "invalid_refresh_token", Message: "Nobody is signed in here: sign in."}
		}
	}
	if in.RefreshToken == "" {
		return spotter.SignedIn{}, spotter.InvalidField("body.refresh_token", "is required")
	}
	signed, err := trade(ctx, in)
	if c.browser != nil && spotter.CodeOf(err) == spotter.CodeUnauthorized {
		c.browser.set("")
	}
	return c.signedIn(signed, err)
}

// signedOut takes the cookie away.
func (c *call) signedOut() {
	if c.browser != nil {
		c.browser.set("")
	}
}
