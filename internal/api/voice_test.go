package api_test

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach/coachtest"
)

func TestCallTheCoach(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann, ben := w.person(t), w.person(t)
	a := ann.send(t, "POST", "/voice/sessions", object{"purpose": "workout", "agent": "workout"}).want(t, 201)
	id, room := a.text(t, "id"), a.text(t, "room")
	if !strings.HasPrefix(a.text(t, "url"), "wss://") || strings.Contains(a.text(t, "token"), "@") || room != "spotter-"+id {
		t.Errorf("%s", a.body)
	}
	if got := ann.get(t, "/voice/sessions/"+id).want(t, 200); got.text(t, "state") != "waiting" || got.text(t, "purpose") != "workout" {
		t.Errorf("%s", got.body)
	}
	ben.get(t, "/voice/sessions/"+id).refused(t, 404, "not_found")
	ben.send(t, "DELETE", "/voice/sessions/"+id, nil).refused(t, 404, "not_found")
	w.clock.add(time.Second)
	again := ann.do(t, call{method: "POST", path: "/api/v1/voice/sessions"}).want(t, 201).text(t, "id")
	if got := ann.get(t, "/voice/sessions/"+id).want(t, 200); got.text(t, "reason") != "replaced" {
		t.Errorf("%s", got.body)
	}
	ann.send(t, "DELETE", "/voice/sessions/"+again, nil).want(t, 204)
	if list := ann.idsOf(t, "/voice/sessions"); len(list) != 2 || list[0] != again {
		t.Errorf("%v", list)
	}
	ann.send(t, "POST", "/voice/sessions", object{"purpose": "karaoke"}).refused(t, 422, "invalid", "body.purpose")
	for range spotter.VoicePerHour - 2 {
		ann.send(t, "POST", "/voice/sessions", object{}).want(t, 201)
	}
	if a := ann.send(t, "POST", "/voice/sessions", object{}).refused(t, 429, "voice_limited"); a.header.Get("Retry-After") == "" {
		t.Error("nothing says when to call again")
	}
}

// TestAWebhookNeedsTheServersProof sends news as a LiveKit server does, and as others do.
func TestAWebhookNeedsTheServersProof(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	id := p.send(t, "POST", "/voice/sessions", object{}).want(t, 201).text(t, "id")
	me := p.get(t, "/me").want(t, 200).text(t, "id")
	body, err := json.Marshal(spotter.RoomNews{ID: "EV_1", Kind: spotter.RoomJoined, Room: "spotter-" + id, Identity: me, At: noon.Add(time.Second)})
	if err != nil {
		t.Fatal(err)
	}
	hook := func(authorization string) answer {
		return w.do(t, call{method: "POST", path: "/api/v1/webhooks/livekit", body: body,
			headers: map[string]string{"Content-Type": "application/webhook+json", "Authorization": authorization}})
	}
	for _, authorization := range []string{"", "Bearer " + p.token, "nonsense"} {
		hook(authorization).refused(t, 401, "webhook_forged")
	}
	if state := p.get(t, "/voice/sessions/"+id).text(t, "state"); state != "waiting" {
		t.Error(state)
	}
	hook(coachtest.Proof).want(t, 204)
	if state := p.get(t, "/voice/sessions/"+id).text(t, "state"); state != "active" {
		t.Error(state)
	}
}

func TestACallThatCannotBeginSaysWhatToDo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.rooms.Fail(&spotter.Error{Code: spotter.CodeUnavailable, Detail: "voice_unreachable", Message: "away", RetryAfter: 5 * time.Second})
	p := w.person(t)
	rec := httptest.NewRecorder() // not through do: a 503 is meant here
	w.ServeHTTP(rec, call{method: "POST", path: "/api/v1/voice/sessions", body: object{}, token: p.token}.request(t))
	if rec.Code != 503 || rec.Header().Get("Retry-After") != "5" || !strings.Contains(rec.Body.String(), `"voice_unreachable"`) {
		t.Errorf("%d %v %s", rec.Code, rec.Header(), rec.Body)
	}
	if got := p.get(t, "/voice/sessions").want(t, 200); got.text(t, "items.0.reason") != "failed" {
		t.Errorf("%s", got.body)
	}
}
