package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter/internal/api"
	"spotter/internal/coach"
	"spotter/internal/coach/coachtest"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
	"spotter/internal/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Main(m)) }

// noon is a Monday, 12:00 in Berlin.
var noon = time.Date(2026, 11, 23, 11, 0, 0, 0, time.UTC)

// clock is a time that a test moves.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.t }

func (c *clock) set(t time.Time) { c.mu.Lock(); defer c.mu.Unlock(); c.t = t }

func (c *clock) add(d time.Duration) { c.set(c.now().Add(d)) }

// world is the whole API over a database of its own, reached as the app role. Every answer that comes
// through it is held against the OpenAPI document.
type world struct {
	*api.API
	db     *postgres.DB
	clock  *clock
	log    *bytes.Buffer
	logged sync.Mutex
	people int
	desk   *desk
	coach  *coach.Coach
	redis  *counter
	rooms  *coachtest.Rooms

	stopping chan struct{}
}

func newWorld(t testing.TB) *world {
	t.Helper()
	return worldOver(t, postgrestest.Open(t))
}

func worldOver(t testing.TB, db *postgres.DB) *world {
	t.Helper()
	w := &world{db: db, clock: &clock{t: noon}, log: &bytes.Buffer{}}
	log := slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelWarn}))
	w.rooms = &coachtest.Rooms{Now: w.clock.now}
	c, err := coach.New(coach.Config{DB: db, Rooms: w.rooms, Now: w.clock.now, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	accounts, err := coach.NewAccounts(coach.AccountsConfig{DB: db, Now: w.clock.now, Log: log, Secret: []byte(strings.Repeat("s", 32)),
		PublicURL: "http://127.0.0.1:8000", Hash: coach.HashCost{MemoryKiB: 64, Passes: 1}})
	if err != nil {
		t.Fatal(err)
	}
	w.coach, w.desk, w.redis = c, newDesk(t, c), &counter{}
	w.stopping = make(chan struct{})
	w.API, err = api.New(api.Config{Coach: c, Accounts: accounts, Desk: w.desk, Limiter: w.redis, Stopping: w.stopping, Heartbeat: 100 * time.Millisecond,
		Ready: db.Ping, Version: "test", Now: w.clock.now, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Write takes the log.
func (w *world) Write(b []byte) (int, error) {
	w.logged.Lock()
	defer w.logged.Unlock()
	return w.log.Write(b)
}

// person is somebody with an account.
type person struct {
	*world
	email, token string
}

func (w *world) person(t testing.TB) *person {
	t.Helper()
	w.people++
	p := &person{world: w, email: fmt.Sprintf("person%d@example.test", w.people)}
	in := map[string]any{"email": p.email, "password": "correct horse battery", "full_name": "Test Person"}
	p.token = w.do(t, call{method: "POST", path: "/api/v1/auth/register", body: in}).want(t, 201).text(t, "access_token")
	return p
}

// login gets a fresh token, for when the clock has moved on.
func (p *person) login(t testing.TB) {
	t.Helper()
	in := map[string]any{"email": p.email, "password": "correct horse battery"}
	p.token = p.world.do(t, call{method: "POST", path: "/api/v1/auth/login", body: in}).want(t, 200).text(t, "access_token")
}

// call is one request. A body that is a string or bytes goes as it is, anything else as JSON.
type call struct {
	method, path string
	body         any
	headers      map[string]string
	token        string
}

func (c call) request(t testing.TB) *http.Request {
	t.Helper()
	var body io.Reader
	switch b := c.body.(type) {
	case nil:
	case string:
		body = strings.NewReader(b)
	case []byte:
		body = bytes.NewReader(b)
	default:
		encoded, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		body = bytes.NewReader(encoded)
	}
	r := httptest.NewRequestWithContext(t.Context(), c.method, "/", body)
	setTarget(t, r, c.path)
	if c.body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	for name, value := range c.headers {
		if value == "" {
			r.Header.Del(name)
		} else {
			r.Header[http.CanonicalHeaderKey(name)] = []string{value}
		}
	}
	return r
}

func setTarget(t testing.TB, r *http.Request, target string) {
	t.Helper()
	u, err := r.URL.Parse(target)
	if err != nil {
		t.Fatalf("%s is no request target: %v", target, err)
	}
	r.URL, r.RequestURI = u, target
	r.URL.Scheme, r.URL.Host = "", ""
}

// answer is what came back.
type answer struct {
	call   call
	status int
	header http.Header
	body   []byte // of a stream: its events as a JSON array
	stream []byte // as it came
}

// do sends a request through the real handler and holds the answer against the document.
func (w *world) do(t testing.TB, c call) answer {
	t.Helper()
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, c.request(t))
	a := answer{c, rec.Code, rec.Header(), rec.Body.Bytes(), nil}
	conform(t, a)
	if a.header.Get("Content-Type") == "text/event-stream" {
		a.stream = a.body
		var events []json.RawMessage
		for _, e := range readEvents(t, bytes.NewReader(a.stream)) {
			events = append(events, e.asJSON())
		}
		a.body = mustEncode(object{"events": events})
	}
	return a
}

func (p *person) do(t testing.TB, c call) answer {
	t.Helper()
	c.token = p.token
	return p.world.do(t, c)
}

func (p *person) get(t testing.TB, path string) answer {
	t.Helper()
	return p.do(t, call{method: "GET", path: "/api/v1" + path})
}

func (p *person) send(t testing.TB, method, path string, body any) answer {
	t.Helper()
	return p.do(t, call{method: method, path: "/api/v1" + path, body: body})
}

// want fails the test when the status is another one.
func (a answer) want(t testing.TB, status int) answer {
	t.Helper()
	if a.status != status {
		t.Fatalf("%s %s: status %d, want %d: %.600s", a.call.method, a.call.path, a.status, status, a.body)
	}
	return a
}

// refused wants a problem with a code, and its first fault at a location when one is given.
func (a answer) refused(t testing.TB, status int, code string, location ...string) answer {
	t.Helper()
	var problem api.ProblemDocument
	if err := json.Unmarshal(a.body, &problem); err != nil {
		t.Fatalf("%s %s: status %d without a problem: %.300s", a.call.method, a.call.path, a.status, a.body)
	}
	if a.status != status || problem.Code != code {
		t.Fatalf("%s %s: %d %s, want %d %s: %.600s", a.call.method, a.call.path, a.status, problem.Code, status, code, a.body)
	}
	if len(location) > 0 && (len(problem.Errors) == 0 || problem.Errors[0].Location != location[0]) {
		t.Fatalf("%s %s: faults %v, want one at %s", a.call.method, a.call.path, problem.Errors, location[0])
	}
	return a
}

func (a answer) decode(t testing.TB, v any) {
	t.Helper()
	if err := json.Unmarshal(a.body, v); err != nil {
		t.Fatalf("%s %s: %v: %.300s", a.call.method, a.call.path, err, a.body)
	}
}

// at is a value of the answer by its path, such as "first_day.today.rest".
func (a answer) at(t testing.TB, path string) any {
	t.Helper()
	var v any
	a.decode(t, &v)
	if path == "" {
		return v
	}
	for part := range strings.SplitSeq(path, ".") {
		switch container := v.(type) {
		case map[string]any:
			v = container[part]
		case []any:
			var i int
			if _, err := fmt.Sscan(part, &i); err != nil || i >= len(container) {
				t.Fatalf("%s has no %s: %.300s", a.call.path, path, a.body)
			}
			v = container[i]
		default:
			t.Fatalf("%s has no %s: %.300s", a.call.path, path, a.body)
		}
	}
	return v
}

func (a answer) text(t testing.TB, path string) string {
	t.Helper()
	s, ok := a.at(t, path).(string)
	if !ok || s == "" {
		t.Fatalf("%s has no text at %s: %.300s", a.call.path, path, a.body)
	}
	return s
}

// edit puts values at paths into a deep copy of a JSON document: edit(doc, "a.b", 1, "c", nil).
func edit(document any, changes ...any) map[string]any {
	encoded, err := json.Marshal(document)
	if err != nil {
		panic(err)
	}
	var out map[string]any
	if err := json.Unmarshal(encoded, &out); err != nil {
		panic(err)
	}
	for i := 0; i < len(changes); i += 2 {
		parts := strings.Split(changes[i].(string), ".")
		at := out
		for _, part := range parts[:len(parts)-1] {
			at = at[part].(map[string]any)
		}
		if changes[i+1] == absent {
			delete(at, parts[len(parts)-1])
		} else {
			at[parts[len(parts)-1]] = changes[i+1]
		}
	}
	return out
}

// absent takes a member out of a document.
const absent = "\x00absent"

type object = map[string]any

// steps lists the eleven in their default order; answers are those of journey J1.
var steps = []string{"consent", "about", "screening", "fitness", "goals", "constraints", "diet", "schedule", "hydration", "lifestyle", "supplements"}

func answers() map[string]any {
	at := func(day string) object { return object{"weekday": day, "time": "17:30"} }
	return map[string]any{
		"consent":     object{"terms_version": "2026-11", "accepts_guidance_only": true, "accepts_data_processing": true},
		"about":       object{"birth_date": "1996-05-17", "sex": "male", "height_cm": 178, "weight_kg": 70, "time_zone": "Europe/Berlin", "daily_activity": "light", "units": "metric", "locale": "en"},
		"screening":   object{"heart_condition": false, "chest_pain": false, "dizziness_or_fainting": false, "bone_or_joint_problem": false, "heart_or_pressure_medication": false, "pregnancy_or_recent_birth": false, "eating_disorder_history": false, "other_reason": false},
		"fitness":     object{"level": "intermediate", "experience_months": 24, "sessions_per_week_now": 3},
		"goals":       object{"primary": "muscle_gain", "target_weight_kg": 73.7},
		"constraints": object{"location": "gym", "equipment": []string{}, "injuries": []string{}, "session_minutes": 60},
		"diet":        object{"pattern": "omnivore", "allergies": []string{}, "intolerances": []string{}, "dislikes": []string{}, "cuisines": []string{}, "cooking_minutes": 40, "meals_per_day": 4},
		"schedule": object{"workouts": []object{at("monday"), at("tuesday"), at("thursday"), at("friday")},
			"meals":       []object{{"name": "breakfast", "time": "07:00"}, {"name": "lunch", "time": "12:00"}, {"name": "snack", "time": "16:00"}, {"name": "dinner", "time": "20:00"}},
			"quiet_hours": object{"from": "22:00", "to": "07:00"}},
		"hydration":   object{"target_ml": 2500, "reminder_minutes": 120, "enabled": true},
		"lifestyle":   object{"energy": 4, "stress": 2, "sleep_quality": 4, "sleep_hours": 7.5},
		"supplements": object{"interested": false, "current": []string{}, "medicines": []string{}},
	}
}

// answer saves all steps.
func (p *person) answer(t testing.TB, all map[string]any) {
	t.Helper()
	for _, step := range steps {
		p.send(t, "PUT", "/onboarding/steps/"+step, all[step]).want(t, 200)
	}
}

// adopt makes a proposal and accepts it; the answer is its id.
func (p *person) adopt(t testing.TB, kind string, in any) string {
	t.Helper()
	id := p.send(t, "POST", "/plans/"+kind+"/proposals", in).want(t, 201).text(t, "id")
	p.send(t, "POST", "/proposals/"+id+"/accept", nil).want(t, 200)
	return id
}

func (p *person) onboard(t testing.TB, all map[string]any) answer {
	t.Helper()
	p.answer(t, all)
	p.adopt(t, "training", nil)
	p.adopt(t, "meals", nil)
	return p.send(t, "POST", "/onboarding/complete", nil).want(t, 201)
}

// onboarded is somebody who has completed onboarding.
func (w *world) onboarded(t testing.TB) *person {
	t.Helper()
	p := w.person(t)
	p.onboard(t, answers())
	return p
}

func mustEncode(v any) []byte {
	encoded, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return encoded
}
