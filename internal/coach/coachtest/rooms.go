package coachtest

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"time"

	"spotter"
)

// Proof is the Authorization that Rooms takes for the server's.
const Proof = "proof"

// Rooms notes what was asked of a server for voice, and reads news as plain JSON under Proof. The real one is tested
// with a real server in internal/livekit and internal/voice/attend.
type Rooms struct {
	Now func() time.Time

	mu   sync.Mutex
	said []string
	fail error
}

// Fail makes everything that would go to the server fail; nil ends that.
func (r *Rooms) Fail(err error) { r.mu.Lock(); defer r.mu.Unlock(); r.fail = err }

// Said is what was asked since the last call: a verb, a room, and whom it was about.
func (r *Rooms) Said() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	said := r.said
	r.said = nil
	return said
}

func (r *Rooms) say(what string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.said = append(r.said, what)
	return r.fail
}

// Open notes it.
func (r *Rooms) Open(_ context.Context, room, _ string) error { return r.say("open " + room) }

// Dispatch notes it.
func (r *Rooms) Dispatch(_ context.Context, room, _, ghost string) error {
	return r.say(strings.TrimSpace("dispatch " + room + " " + ghost))
}

// Close notes it.
func (r *Rooms) Close(_ context.Context, room string) error { return r.say("close " + room) }

// Pass says in the token whom it is for.
func (r *Rooms) Pass(room string, user spotter.UserID, name string) (spotter.RoomPass, error) {
	return spotter.RoomPass{URL: "wss://voice.example.test", Token: room + " " + user.String() + " " + name, ExpiresAt: r.Now().Add(spotter.VoiceEntry)}, nil
}

// News reads a RoomNews.
func (r *Rooms) News(authorization string, body []byte) (spotter.RoomNews, error) {
	if authorization != Proof {
		return spotter.RoomNews{}, &spotter.Error{Code: spotter.CodeUnauthorized, Detail: "webhook_forged", Message: "This is no webhook of our LiveKit server."}
	}
	var news spotter.RoomNews
	return news, json.Unmarshal(body, &news)
}
