package livekit

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"spotter"
)

// Access is a LiveKit server and the key to it.
type Access struct {
	URL       string // ws, wss, http or https: how we reach it
	PublicURL string // how a browser reaches it; empty: URL
	Key       string
	Secret    string
}

// passLife is how long a person may take to enter a room; serviceLife how long a token of our own holds.
const (
	passLife    = 10 * time.Minute
	serviceLife = 2 * time.Minute
)

// Check says what of it cannot be right.
func (a Access) Check() error {
	for _, address := range []string{a.URL, cmp.Or(a.PublicURL, a.URL)} {
		if u, err := url.Parse(address); err != nil || u.Host == "" || !strings.Contains(" ws wss http https ", " "+u.Scheme+" ") {
			return fmt.Errorf("%q is no address of a LiveKit server, such as wss://livekit.example.org", address)
		}
	}
	if a.Key == "" || a.Secret == "" {
		return errors.New("the key or the secret of the LiveKit server is missing")
	}
	return nil
}

// web is an address under http, signal the same under ws.
func web(address string) string { return withScheme(address, "ws", "http") }

func signal(address string) string { return withScheme(address, "http", "ws") }

func withScheme(address, from, to string) string {
	if rest, ok := strings.CutPrefix(address, from); ok {
		address = to + rest
	}
	return strings.TrimRight(address, "/")
}

// grants are what a token allows, as LiveKit names it. What is left out is not allowed, except that an absent right
// to publish, to subscribe or to send data counts as given: those are written in any case.
type grants struct {
	Room              string   `json:"room,omitempty"`
	RoomJoin          bool     `json:"roomJoin,omitempty"`
	RoomCreate        bool     `json:"roomCreate,omitempty"`
	RoomList          bool     `json:"roomList,omitempty"`
	RoomAdmin         bool     `json:"roomAdmin,omitempty"`
	Agent             bool     `json:"agent,omitempty"`
	CanPublish        bool     `json:"canPublish"`
	CanSubscribe      bool     `json:"canSubscribe"`
	CanPublishData    bool     `json:"canPublishData"`
	CanPublishSources []string `json:"canPublishSources,omitempty"`
	CanUpdateMetadata bool     `json:"canUpdateOwnMetadata"`
}

// claims are a LiveKit token; Sha256 is of the body that a webhook's token stands for.
type claims struct {
	jwt.RegisteredClaims

	Name   string  `json:"name,omitempty"`
	Video  *grants `json:"video,omitempty"`
	Sha256 string  `json:"sha256,omitempty"`
}

func (a Access) sign(now time.Time, life time.Duration, identity, name string, may grants) (string, error) {
	c := claims{Name: name, Video: &may, RegisteredClaims: jwt.RegisteredClaims{Issuer: a.Key, Subject: identity,
		NotBefore: jwt.NewNumericDate(now.Add(-clockSkew)), ExpiresAt: jwt.NewNumericDate(now.Add(life))}}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString([]byte(a.Secret))
}

// clockSkew is how far another machine's clock may be off.
const clockSkew = 30 * time.Second

// Pass lets a person into one room, within 10 minutes: to speak by microphone, to listen and to write. A name that
// holds an e-mail address is left out.
func (a Access) Pass(now time.Time, room string, user spotter.UserID, name string) (spotter.RoomPass, error) {
	if strings.Contains(name, "@") {
		name = ""
	}
	token, err := a.sign(now, passLife, user.String(), name, grants{Room: room, RoomJoin: true,
		CanPublish: true, CanPublishSources: []string{"microphone"}, CanSubscribe: true, CanPublishData: true})
	return spotter.RoomPass{URL: signal(cmp.Or(a.PublicURL, a.URL)), Token: token, ExpiresAt: now.Add(passLife)}, err
}
