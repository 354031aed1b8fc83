package livekit_test

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"spotter"
	"spotter/internal/livekit"
)

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

const secret = "a secret of thirty-two characters or more"

func service(t *testing.T) *livekit.Service {
	t.Helper()
	s, err := livekit.NewService(livekit.Access{URL: "ws://127.0.0.1:1", PublicURL: "wss://voice.example.test/", Key: "key", Secret: secret}, agentName, nil, func() time.Time { return noon })
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// hook is a webhook with its token, as a server makes them.
type hook struct {
	body, secret, issuer string
	expires              time.Time
	method               jwt.SigningMethod
}

func joined(at time.Time) hook {
	body := fmt.Sprintf(`{"event":"participant_joined","id":"EV_1","createdAt":"%d","room":{"name":"r"},"participant":{"identity":"me","kind":"STANDARD","new":1}}`, at.Unix())
	return hook{body: body, secret: secret, issuer: "key", expires: noon.Add(5 * time.Minute), method: jwt.SigningMethodHS256}
}

func (h hook) token(t *testing.T) string {
	t.Helper()
	sum := sha256.Sum256([]byte(h.body))
	var key any = []byte(h.secret)
	if h.method == jwt.SigningMethodNone {
		key = jwt.UnsafeAllowNoneSignatureType
	}
	signed, err := jwt.NewWithClaims(h.method, jwt.MapClaims{"iss": h.issuer, "exp": h.expires.Unix(), "sha256": base64.StdEncoding.EncodeToString(sum[:])}).SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func TestAWebhookIsRead(t *testing.T) {
	t.Parallel()
	h := joined(noon)
	news, err := service(t).News(h.token(t), []byte(h.body))
	want := spotter.RoomNews{ID: "EV_1", Kind: spotter.RoomJoined, Room: "r", Identity: "me", At: noon}
	if err != nil || news != want {
		t.Errorf("%+v, %v", news, err)
	}
}

func TestForgedWebhooksAreRefused(t *testing.T) {
	t.Parallel()
	change := func(f func(*hook)) hook { h := joined(noon); f(&h); return h }
	for name, h := range map[string]hook{
		"another secret": change(func(h *hook) { h.secret = "another secret of thirty-two characters" }),
		"another key":    change(func(h *hook) { h.issuer = "other" }),
		"expired":        change(func(h *hook) { h.expires = noon.Add(-time.Minute) }),
		"no signature":   change(func(h *hook) { h.method = jwt.SigningMethodNone }),
		"another method": change(func(h *hook) { h.method = jwt.SigningMethodHS512 }),
		"old":            joined(noon.Add(-time.Hour)),
		"of the future":  joined(noon.Add(time.Hour)),
	} {
		if _, err := service(t).News(h.token(t), []byte(h.body)); !spotter.HasDetail(err, "webhook_forged") {
			t.Errorf("%s: %v", name, err)
		}
	}
	h := joined(noon)
	if _, err := service(t).News(h.token(t), []byte(strings.Replace(h.body, `"me"`, `"you"`, 1))); !spotter.HasDetail(err, "webhook_forged") {
		t.Errorf("another body: %v", err)
	}
	pass, err := service(t).Pass("r", spotter.UserID{1}, "Ann")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := service(t).News(pass.Token, []byte(h.body)); !spotter.HasDetail(err, "webhook_forged") {
		t.Errorf("a person's token: %v", err)
	}
}

// TestAPassAllowsTheLeast reads the token as a server would.
func TestAPassAllowsTheLeast(t *testing.T) {
	t.Parallel()
	user := spotter.NewID[spotter.User](noon)
	pass, err := service(t).Pass("r", user, "ann@example.test")
	if err != nil || pass.URL != "wss://voice.example.test" || !pass.ExpiresAt.Equal(noon.Add(10*time.Minute)) {
		t.Errorf("%+v, %v", pass, err)
	}
	claims := jwt.MapClaims{}
	if _, err := jwt.ParseWithClaims(pass.Token, claims, func(*jwt.Token) (any, error) { return []byte(secret), nil },
		jwt.WithTimeFunc(func() time.Time { return noon })); err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(claims["sub"], claims["name"], claims["iss"], claims["video"])
	want := user.String() + "<nil>" + "key" + "map[canPublish:true canPublishData:true canPublishSources:[microphone] canSubscribe:true canUpdateOwnMetadata:false room:r roomJoin:true]"
	if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestTheRealServersWebhookIsRead has a room open and close.
func TestTheRealServersWebhookIsRead(t *testing.T) {
	t.Parallel()
	type sent struct{ authorization, contentType, body string }
	got := make(chan sent, 20)
	receiver := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got <- sent{r.Header.Get("Authorization"), r.Header.Get("Content-Type"), string(body)}
	}))
	t.Cleanup(receiver.Close)
	s := newStage(t, receiver.URL)
	s.open(t, "one")
	if err := s.Close(t.Context(), "one"); err != nil {
		t.Fatal(err)
	}
	for {
		hook := next(t, "a webhook", got)
		news, err := s.News(hook.authorization, []byte(hook.body))
		if err != nil || news.Room != "one" || news.ID == "" || hook.contentType != "application/webhook+json" {
			t.Fatalf("%+v, %v, %s", news, err, hook.contentType)
		}
		if news.Kind == spotter.RoomFinished {
			return
		}
	}
}

func TestAccessIsChecked(t *testing.T) {
	t.Parallel()
	for _, a := range []livekit.Access{{}, {URL: "ftp://x", Key: "k", Secret: "s"}, {URL: "ws://x", Key: "k"}, {URL: "ws://x", PublicURL: "x", Key: "k", Secret: "s"}} {
		if err := a.Check(); err == nil {
			t.Errorf("%+v passes", a)
		}
	}
}

func TestAServerThatIsAwayIsSaidSo(t *testing.T) {
	t.Parallel()
	err := service(t).Open(t.Context(), "r", "")
	var fault *spotter.Error
	if !errors.As(err, &fault) || fault.Name() != "voice_unreachable" || strings.Contains(fault.Message, "127.0.0.1") {
		t.Error(err)
	}
}
