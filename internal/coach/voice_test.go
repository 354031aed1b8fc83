package coach_test

import (
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/coach/coachtest"
	"spotter/internal/postgres/postgrestest"
)

// phone is a coach with a server for voice.
type phone struct {
	*fixture

	rooms *coachtest.Rooms
}

func newPhone(t *testing.T) *phone {
	t.Helper()
	f := setup(t)
	p := &phone{f, &coachtest.Rooms{Now: f.clock.now}}
	var err error
	if f.Coach, err = coach.New(coach.Config{DB: f.db, Rooms: p.rooms, Now: f.clock.now, Log: slog.New(slog.DiscardHandler)}); err != nil {
		t.Fatal(err)
	}
	return p
}

// begin calls, and answers the errand that the agent gets.
func (p *phone) begin(t *testing.T, who spotter.Caller) spotter.VoiceErrand {
	t.Helper()
	grant := must[spotter.VoiceGrant](t)(p.BeginVoice(t.Context(), who, spotter.VoiceInput{}))
	return spotter.VoiceErrand{Session: grant.ID, User: who.User}
}

func (p *phone) session(t *testing.T, who spotter.Caller, e spotter.VoiceErrand) spotter.VoiceDetail {
	t.Helper()
	return must[spotter.VoiceDetail](t)(p.VoiceSession(t.Context(), who, e.Session))
}

// stands wants a session in a state, for a reason.
func (p *phone) stands(t *testing.T, who spotter.Caller, e spotter.VoiceErrand, state spotter.VoiceState, reason spotter.VoiceReason) {
	t.Helper()
	if s := p.session(t, who, e); s.State != state || s.Reason != reason {
		t.Fatalf("%s %q, want %s %q", s.State, s.Reason, state, reason)
	}
}

func (p *phone) tend(t *testing.T) []string {
	t.Helper()
	p.rooms.Said()
	if err := p.TendVoice(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p.rooms.Said()
}

func (p *phone) join(t *testing.T, e spotter.VoiceErrand, agent string) {
	t.Helper()
	must[spotter.VoiceCall](t)(p.JoinVoice(t.Context(), e, agent))
}

func room(e spotter.VoiceErrand) string { return "spotter-" + e.Session.String() }

func TestACall(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	who := p.onboarded(t, answers())
	grant := must[spotter.VoiceGrant](t)(p.BeginVoice(t.Context(), who, spotter.VoiceInput{Agent: spotter.ActorWorkout, Purpose: spotter.VoiceWorkout, Bound: true}))
	e := spotter.VoiceErrand{Session: grant.ID, User: who.User}
	if grant.Room != room(e) || grant.Token != grant.Room+" "+who.User.String()+" Test" || !grant.ExpiresAt.Equal(monday.Add(10*time.Minute)) {
		t.Errorf("%+v", grant)
	}
	p.stands(t, who, e, spotter.VoiceWaiting, "")
	call := must[spotter.VoiceCall](t)(p.JoinVoice(t.Context(), e, "coach-1"))
	want := spotter.VoiceCall{Session: e.Session, User: who.User, Purpose: spotter.VoiceWorkout, Agent: spotter.ActorWorkout, Bound: true, Locale: "en", Name: "Test", EndsAt: monday.Add(time.Hour)}
	if diff := cmp.Diff(want, call); diff != "" {
		t.Error(diff)
	}
	if err := errors.Join(p.SeeVoice(t.Context(), e, true), p.BeatVoice(t.Context(), e, "coach-1")); err != nil {
		t.Fatal(err)
	}
	p.stands(t, who, e, spotter.VoiceActive, "")
	p.clock.add(5 * time.Second)
	if s := p.session(t, who, e); !s.Present || s.Seconds != 5 {
		t.Errorf("%+v", s)
	}
	if err := p.QuitVoice(t.Context(), e, "coach-1", spotter.VoiceLeft); err != nil {
		t.Fatal(err)
	}
	p.clock.add(time.Hour)
	if s := p.session(t, who, e); s.State != spotter.VoiceEnded || s.Reason != spotter.VoiceLeft || s.Seconds != 5 || s.Present {
		t.Errorf("%+v", s)
	}
	if said := p.rooms.Said(); !slices.Equal(said, []string{"open " + room(e), "close " + room(e)}) {
		t.Errorf("%q", said)
	}
	list := must[coach.Page[spotter.VoiceSession]](t)(p.VoiceSessions(t.Context(), who, nil, 10))
	if len(list.Items) != 1 || list.Items[0].ID != e.Session {
		t.Errorf("%+v", list)
	}
}

// TestTheTranscriptIsTheConversation wants what was said by voice while the session went on, and nothing else.
func TestTheTranscriptIsTheConversation(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	who := p.person(t)
	say := func(channel spotter.Channel, text string) {
		t.Helper()
		p.clock.add(time.Second)
		turn, _, err := p.BeginTurn(t.Context(), who, spotter.TurnInput{Text: text, Channel: channel})
		if err == nil {
			err = p.EndTurn(t.Context(), who, turn.Number, coach.TurnEnd{State: spotter.TurnDone, Messages: []coach.StoredMessage{
				{ID: spotter.NewID[spotter.Message](p.clock.now()), Role: coach.RoleAssistant, Agent: spotter.ActorGeneral, Text: "About: " + text}}})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	say(spotter.ChannelVoice, "before")
	p.clock.add(time.Second)
	first := p.begin(t, who)
	say(spotter.ChannelVoice, "one")
	say(spotter.ChannelChat, "typed elsewhere")
	say(spotter.ChannelVoice, "two")
	p.clock.add(time.Second)
	second := p.begin(t, who)
	say(spotter.ChannelVoice, "later")
	if err := p.EndVoice(t.Context(), who, second.Session); err != nil {
		t.Fatal(err)
	}
	p.clock.add(time.Hour)
	say(spotter.ChannelVoice, "much later")
	for e, want := range map[spotter.VoiceErrand]string{first: "one|About: one|two|About: two", second: "later|About: later"} {
		var got []string
		for _, m := range p.session(t, who, e).Transcript {
			got = append(got, m.Content)
			if m.Channel != spotter.ChannelVoice || m.Turn == 0 || m.CreatedAt.IsZero() {
				t.Errorf("%+v", m)
			}
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q, want %q", s, want)
		}
	}
	p.stands(t, who, first, spotter.VoiceEnded, spotter.VoiceReplaced)
}

func TestLatencyByStage(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	who := p.person(t)
	e := p.begin(t, who)
	for turn := 1; turn <= 20; turn++ {
		l := spotter.Latency{Turn: turn, Decided: time.Duration(turn) * time.Millisecond}
		if turn == 1 {
			l.Ducked = 1500 * time.Microsecond
		}
		if err := errors.Join(p.RecordVoice(t.Context(), who, e.Session, l), p.RecordVoice(t.Context(), who, e.Session, l)); err != nil {
			t.Fatal(err)
		}
	}
	want := []spotter.VoiceLatency{{Stage: "decided", Turns: 20, P50MS: 11, P95MS: 20}, {Stage: "ducked", Turns: 1, P50MS: 1.5, P95MS: 1.5}}
	if diff := cmp.Diff(want, p.session(t, who, e).Latency); diff != "" {
		t.Error(diff)
	}
}

func TestVoiceLimits(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	who := p.person(t)
	first := p.begin(t, who)
	second := p.begin(t, who)
	p.stands(t, who, first, spotter.VoiceEnded, spotter.VoiceReplaced)
	if said := p.rooms.Said(); !slices.Contains(said, "close "+room(first)) {
		t.Errorf("the room of a replaced call stays: %q", said)
	}
	for range spotter.VoicePerHour - 2 {
		p.begin(t, who)
	}
	p.clock.add(10 * time.Minute)
	_, err := p.BeginVoice(t.Context(), who, spotter.VoiceInput{})
	refused(t, err, "voice_limited")
	var limited *spotter.Error
	if !errors.As(err, &limited) || limited.RetryAfter != 50*time.Minute {
		t.Errorf("retry after %s", limited.RetryAfter)
	}
	p.begin(t, p.person(t)) // another person's calls are their own
	p.clock.add(51 * time.Minute)
	p.begin(t, who)
	p.stands(t, who, second, spotter.VoiceEnded, spotter.VoiceReplaced)
	_, err = p.BeginVoice(t.Context(), who, spotter.VoiceInput{Purpose: "karaoke"})
	refused(t, err, "invalid")
}

func TestARepeatedCallIsOne(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	who := p.person(t)
	who.Once = spotter.Once{Key: "k"}
	first := must[spotter.VoiceGrant](t)(p.BeginVoice(t.Context(), who, spotter.VoiceInput{}))
	p.clock.add(time.Minute)
	again := must[spotter.VoiceGrant](t)(p.BeginVoice(t.Context(), who, spotter.VoiceInput{}))
	if again.ID != first.ID || !again.ExpiresAt.After(first.ExpiresAt) {
		t.Errorf("%+v, then %+v", first, again)
	}
	plain := who
	plain.Once = spotter.Once{}
	if err := p.EndVoice(t.Context(), plain, first.ID); err != nil {
		t.Fatal(err)
	}
	_, err := p.BeginVoice(t.Context(), who, spotter.VoiceInput{})
	refused(t, err, "voice_over")
}

func TestVoiceWithoutAServer(t *testing.T) {
	t.Parallel()
	off := setup(t)
	who := off.person(t)
	_, err := off.BeginVoice(t.Context(), who, spotter.VoiceInput{})
	refused(t, err, "voice_off")
	refused(t, off.VoiceWebhook(t.Context(), "", nil), "voice_off")
	p := newPhone(t)
	who = p.person(t)
	p.rooms.Fail(&spotter.Error{Code: spotter.CodeUnavailable, Detail: "voice_unreachable"})
	_, err = p.BeginVoice(t.Context(), who, spotter.VoiceInput{})
	refused(t, err, "voice_unreachable")
	list := must[coach.Page[spotter.VoiceSession]](t)(p.VoiceSessions(t.Context(), who, nil, 10))
	if len(list.Items) != 1 || list.Items[0].State != spotter.VoiceEnded || list.Items[0].Reason != spotter.VoiceFailed {
		t.Errorf("%+v", list.Items)
	}
}

// TestSessionsAreTended lets an agent vanish, and looks at what is done at which time.
func TestSessionsAreTended(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	who := p.person(t)
	e := p.begin(t, who)
	p.clock.add(spotter.VoiceSummons)
	if said := p.tend(t); len(said) != 0 {
		t.Errorf("an agent that may still come: %q", said)
	}
	p.clock.add(time.Millisecond)
	if said := p.tend(t); !slices.Equal(said, []string{"dispatch " + room(e)}) {
		t.Errorf("no agent came: %q", said)
	}
	if said := p.tend(t); len(said) != 0 {
		t.Errorf("and again at once: %q", said)
	}
	p.join(t, e, "coach-2")
	if err := p.SeeVoice(t.Context(), e, true); err != nil {
		t.Fatal(err)
	}
	p.clock.add(spotter.VoiceLease + time.Millisecond)
	if said := p.tend(t); !slices.Equal(said, []string{"dispatch " + room(e) + " coach-2"}) {
		t.Errorf("a killed agent: %q", said)
	}
	refused(t, p.BeatVoice(t.Context(), e, "coach-2"), "voice_taken")
	p.join(t, e, "coach-3")
	if err := p.QuitVoice(t.Context(), e, "coach-2", spotter.VoiceLeft); err != nil { // the ghost has no say
		t.Fatal(err)
	}
	p.stands(t, who, e, spotter.VoiceActive, "")
	if err := p.QuitVoice(t.Context(), e, "coach-3", ""); err != nil {
		t.Fatal(err)
	}
	p.clock.add(time.Millisecond)
	if said := p.tend(t); !slices.Equal(said, []string{"dispatch " + room(e)}) {
		t.Errorf("an agent that handed over: %q", said)
	}
	p.clock.add(time.Hour)
	if said := p.tend(t); !slices.Equal(said, []string{"close " + room(e)}) {
		t.Errorf("the longest call: %q", said)
	}
	p.stands(t, who, e, spotter.VoiceEnded, spotter.VoiceTooLong)
	refused(t, p.BeatVoice(t.Context(), e, "coach-3"), "voice_over")
	if _, err := p.JoinVoice(t.Context(), e, "coach-4"); !spotter.HasDetail(err, "voice_over") {
		t.Error(err)
	}
}

func TestSessionsThatNobodyIsInEnd(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	never, left, hopeless := p.person(t), p.person(t), p.person(t)
	a, b, c := p.begin(t, never), p.begin(t, left), p.begin(t, hopeless)
	p.join(t, b, "coach-b")
	if err := errors.Join(p.SeeVoice(t.Context(), b, true), p.SeeVoice(t.Context(), b, false)); err != nil {
		t.Fatal(err)
	}
	p.clock.add(spotter.VoiceComeBack + time.Second)
	p.tend(t)
	p.stands(t, left, b, spotter.VoiceEnded, spotter.VoiceLeft)
	p.stands(t, never, a, spotter.VoiceWaiting, "")
	for range spotter.VoiceAgents {
		p.clock.add(spotter.VoiceSummons + time.Second)
		p.tend(t)
	}
	p.stands(t, hopeless, c, spotter.VoiceEnded, spotter.VoiceFailed)
	d := p.begin(t, never)
	p.join(t, d, "coach-d")
	p.clock.add(spotter.VoiceEntry + time.Second)
	p.tend(t)
	p.stands(t, never, d, spotter.VoiceEnded, spotter.VoiceNobody)
}

// tell sends a webhook.
func (p *phone) tell(t *testing.T, news spotter.RoomNews) error {
	t.Helper()
	body, err := json.Marshal(news)
	if err != nil {
		t.Fatal(err)
	}
	return p.VoiceWebhook(t.Context(), coachtest.Proof, body)
}

func TestWebhooksTakeEffectOnce(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	who := p.person(t)
	e := p.begin(t, who)
	news := func(id string, kind spotter.RoomNewsKind) spotter.RoomNews {
		return spotter.RoomNews{ID: id, Kind: kind, Room: room(e), Identity: who.User.String(), At: p.clock.now()}
	}
	refused(t, p.VoiceWebhook(t.Context(), "forged", []byte("{}")), "webhook_forged")
	foreign := news("EV_0", spotter.RoomJoined)
	foreign.Identity = "somebody else"
	other := news("EV_00", spotter.RoomFinished)
	other.Room = "another room"
	if err := errors.Join(p.tell(t, foreign), p.tell(t, other)); err != nil {
		t.Fatal(err)
	}
	p.stands(t, who, e, spotter.VoiceWaiting, "")
	if err := p.tell(t, news("EV_1", spotter.RoomJoined)); err != nil {
		t.Fatal(err)
	}
	p.stands(t, who, e, spotter.VoiceActive, "")
	if err := errors.Join(p.tell(t, news("EV_2", spotter.RoomLeft)), p.tell(t, news("EV_1", spotter.RoomJoined))); err != nil {
		t.Fatal(err)
	}
	// Had the replay of EV_1 taken effect, the person would count as being there, and the session would go on.
	if err := p.tell(t, news("EV_3", spotter.RoomFinished)); err != nil {
		t.Fatal(err)
	}
	p.stands(t, who, e, spotter.VoiceEnded, spotter.VoiceLeft)
	if err := p.tell(t, news("EV_4", spotter.RoomFinished)); err != nil {
		t.Errorf("news of a session that is over: %v", err)
	}
}

func TestNewsOfTheAgentBringsAnother(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	who := p.person(t)
	e := p.begin(t, who)
	p.join(t, e, "coach-1")
	if err := p.tell(t, spotter.RoomNews{ID: "EV_1", Kind: spotter.RoomLeft, Room: room(e), Identity: "coach-1", Agent: true, At: p.clock.now()}); err != nil {
		t.Fatal(err)
	}
	p.clock.add(time.Millisecond)
	if said := p.tend(t); !slices.Equal(said, []string{"dispatch " + room(e)}) {
		t.Errorf("%q", said)
	}
}

func TestCallsAreTheirPersons(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	ann, ben := p.person(t), p.person(t)
	e := p.begin(t, ann)
	_, err := p.VoiceSession(t.Context(), ben, e.Session)
	refused(t, err, "not_found")
	refused(t, p.EndVoice(t.Context(), ben, e.Session), "not_found")
	if list := must[coach.Page[spotter.VoiceSession]](t)(p.VoiceSessions(t.Context(), ben, nil, 10)); len(list.Items) != 0 {
		t.Errorf("%+v", list)
	}
	stolen := spotter.VoiceErrand{Session: e.Session, User: ben.User} // an errand that was tampered with
	if _, err := p.JoinVoice(t.Context(), stolen, "coach-1"); !spotter.HasDetail(err, "voice_over") {
		t.Error(err)
	}
	p.stands(t, ann, e, spotter.VoiceWaiting, "")
	if err := errors.Join(p.EndVoice(t.Context(), ann, e.Session), p.EndVoice(t.Context(), ann, e.Session)); err != nil {
		t.Error(err)
	}
	p.stands(t, ann, e, spotter.VoiceEnded, spotter.VoiceByPerson)
}

func TestACallEndsWithItsAccount(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	for name, change := range map[string]string{"deleted": "delete from users where id = $1", "deactivated": "update users set active = false where id = $1"} {
		who := p.person(t)
		e := p.begin(t, who)
		p.join(t, e, "coach-1")
		if err := p.BeatVoice(t.Context(), e, "coach-1"); err != nil {
			t.Fatal(err)
		}
		if _, err := postgrestest.Connect(t, p.dsn("")).Pool().Exec(t.Context(), change, who.User); err != nil {
			t.Fatal(err)
		}
		if err := p.BeatVoice(t.Context(), e, "coach-1"); !spotter.HasDetail(err, "voice_over") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
