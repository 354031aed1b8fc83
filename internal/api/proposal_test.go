package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter/catalog"
)

func (p *person) propose(t *testing.T, kind string, in any) answer {
	t.Helper()
	return p.send(t, "POST", "/plans/"+kind+"/proposals", in).want(t, 201)
}

func TestProposalStates(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	three := object{"changes": object{"days": 3}}
	accept := func(id string) answer { return p.send(t, "POST", "/proposals/"+id+"/accept", nil) }
	decline := func(id string) answer { return p.send(t, "POST", "/proposals/"+id+"/decline", nil) }
	undo := func(id string) answer { return p.send(t, "POST", "/proposals/"+id+"/undo", nil) }

	first := p.propose(t, "training", three).text(t, "id")
	second := p.propose(t, "training", object{"instructions": "45 minutes"})
	if state := p.get(t, "/proposals/"+first).want(t, 200).at(t, "state"); state != "superseded" {
		t.Errorf("an older proposal is %v", state)
	}
	accept(first).refused(t, 409, "proposal_superseded")
	decline(first).refused(t, 409, "proposal_superseded")
	undo(first).refused(t, 409, "proposal_superseded")
	if days := second.at(t, "after.days").([]any); len(days) != 3 {
		t.Errorf("a second change keeps the first: %d days", len(days))
	}
	id := second.text(t, "id")
	undo(id).refused(t, 409, "proposal_pending")
	if plan := p.get(t, "/plans/training"); plan.at(t, "version") != 1.0 {
		t.Errorf("a proposal alone has changed the plan")
	}
	accept(id).want(t, 200)
	if again := accept(id).want(t, 200); again.at(t, "state") != "accepted" {
		t.Errorf("accepting twice: %.200s", again.body)
	}
	decline(id).refused(t, 409, "proposal_accepted")
	plan := p.get(t, "/plans/training").want(t, 200)
	if plan.at(t, "version") != 2.0 || len(plan.at(t, "plan.days").([]any)) != 3 {
		t.Errorf("two accepts have one effect: version %v", plan.at(t, "version"))
	}
	undo(id).want(t, 200)
	undo(id).want(t, 200)
	plan = p.get(t, "/plans/training").want(t, 200)
	if plan.at(t, "version") != 3.0 || len(plan.at(t, "plan.days").([]any)) != 4 {
		t.Errorf("undone: version %v with %d days", plan.at(t, "version"), len(plan.at(t, "plan.days").([]any)))
	}
	accept(id).refused(t, 409, "proposal_undone")

	declined := p.propose(t, "training", three).text(t, "id")
	decline(declined).want(t, 200)
	decline(declined).want(t, 200)
	accept(declined).refused(t, 409, "proposal_declined")

	earlier := p.propose(t, "training", three).text(t, "id")
	accept(earlier).want(t, 200)
	later := p.propose(t, "training", object{"changes": object{"days": 5}}).text(t, "id")
	accept(later).want(t, 200)
	undo(earlier).refused(t, 409, "changed_since")

	late := p.propose(t, "meals", nil).text(t, "id")
	w.clock.add(7*24*time.Hour - time.Second)
	p.login(t)
	if state := p.get(t, "/proposals/"+late).at(t, "state"); state != "pending" {
		t.Errorf("a second before its end it is %v", state)
	}
	w.clock.add(time.Second)
	for range 2 {
		if state := p.get(t, "/proposals/"+late).at(t, "state"); state != "expired" {
			t.Errorf("after seven days it is %v", state)
		}
		accept(late).refused(t, 409, "proposal_expired")
		decline(late).refused(t, 409, "proposal_expired")
		if list := p.get(t, "/proposals?state=expired").want(t, 200); !strings.Contains(string(list.body), late) {
			t.Errorf("it is not among the expired: %.200s", list.body)
		}
		if list := p.get(t, "/proposals?state=pending").want(t, 200); strings.Contains(string(list.body), late) {
			t.Errorf("it is among the pending: %.200s", list.body)
		}
		p.propose(t, "meals", nil) // a newer one does not make it anything else
	}
	p.send(t, "POST", "/proposals/"+someID+"/accept", nil).refused(t, 404, "not_found")
}

func TestProposalsPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	want := []string{}
	for _, kind := range []string{"training", "meals", "training"} {
		w.clock.add(time.Second)
		want = append([]string{p.propose(t, kind, nil).text(t, "id")}, want...)
	}
	var got []string
	path := "/proposals?limit=2"
	for {
		page := p.get(t, path).want(t, 200)
		for i := range page.at(t, "items").([]any) {
			got = append(got, page.text(t, fmt.Sprintf("items.%d.id", i)))
		}
		cursor, more := page.at(t, "next_cursor").(string)
		if !more {
			break
		}
		path = "/proposals?limit=2&cursor=" + cursor
	}
	if len(got) != 5 || strings.Join(got[:3], " ") != strings.Join(want, " ") {
		t.Errorf("the pages hold %v, want %v and the two of the onboarding", got, want)
	}
	play(t, p, []scenario{
		{name: "one state", method: "GET", path: "/proposals?state=accepted", status: 200, mustNotContain: []string{`"state":"pending"`}, contains: []string{`"state":"accepted"`}},
		{name: "unknown state", method: "GET", path: "/proposals?state=open", status: 422, code: "invalid", location: "query.state"},
		{name: "bad cursor", method: "GET", path: "/proposals?cursor=abc", status: 422, location: "query.cursor"},
		{name: "no limit", method: "GET", path: "/proposals?limit=0", status: 422, location: "query.limit"},
		{name: "high limit", method: "GET", path: "/proposals?limit=101", status: 422, location: "query.limit"},
		{name: "odd limit", method: "GET", path: "/proposals?limit=ten", status: 422, location: "query.limit"},
	})
}

func TestProposalRefusals(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	many := make([]string, 51)
	for i := range many {
		many[i] = "lunges"
	}
	for _, kind := range []string{"training", "meals"} {
		path := "/plans/" + kind + "/proposals"
		play(t, p, []scenario{
			{name: "words that nobody understands", method: "POST", path: path, body: object{"instructions": "make it purple"}, status: 422, location: "body.instructions", contains: []string{"purple"}},
			{name: "half understood", method: "POST", path: path, body: object{"instructions": "no oats, and also something else entirely"}, status: 422, location: "body.instructions"},
			{name: "only commas", method: "POST", path: path, body: object{"instructions": " , ;"}, status: 422, location: "body.instructions"},
			{name: "blank", method: "POST", path: path, body: object{"instructions": "  "}, status: 422, location: "body.instructions"},
			{name: "only please", method: "POST", path: path, body: object{"instructions": "please"}, status: 422, location: "body.instructions"},
			{name: "too long", method: "POST", path: path, body: object{"instructions": strings.Repeat("a", 501)}, status: 422, location: "body.instructions"},
			{name: "unknown name", method: "POST", path: path, body: object{"changes": object{"exclude": []string{"unobtainium"}}}, status: 422, location: "body.changes.exclude[0]"},
			{name: "unknown name in words", method: "POST", path: path, body: object{"instructions": "without unobtainium"}, status: 422, location: "body.changes.exclude[0]"},
			{name: "unknown swap", method: "POST", path: path, body: object{"changes": object{"swap": []object{{"from": "unobtainium"}}}}, status: 422, location: "body.changes.swap[0].from"},
			{name: "empty swap", method: "POST", path: path, body: object{"changes": object{"swap": []object{{"to": "x"}}}}, status: 422, location: "body.changes.swap[0].from"},
			{name: "too many", method: "POST", path: path, body: object{"changes": object{"exclude": many}}, status: 422, location: "body.changes.exclude"},
			{name: "unknown field", method: "POST", path: path, body: object{"change": object{}}, status: 422, location: "body.change"},
			{name: "null", method: "POST", path: path, body: "null", status: 422, location: "body"},
			{name: "nothing to change", method: "POST", path: path, body: object{}, status: 201},
			{name: "no body", method: "POST", path: path, status: 201},
			{name: "no body, and a type", method: "POST", path: path, headers: map[string]string{"Content-Type": "application/json"}, status: 201},
		})
	}
	play(t, p, []scenario{
		{name: "a change", method: "POST", path: "/plans/training/proposals", body: object{"changes": object{"exclude": []string{"lunges"}, "swap": []object{{"from": "bench press", "to": "push-up"}}}}, status: 201},
		{name: "unknown, after a change", method: "POST", path: "/plans/training/proposals", body: object{"changes": object{"exclude": []string{"squat", "unobtainium"}}}, status: 422, location: "body.changes.exclude[1]"},
		{name: "unknown swap, after a change", method: "POST", path: "/plans/training/proposals", body: object{"changes": object{"swap": []object{{"from": "unobtainium"}}}}, status: 422, location: "body.changes.swap[0].from"},
		{name: "two numbers of days", method: "POST", path: "/plans/training/proposals", body: object{"instructions": "2 days", "changes": object{"days": 3}}, status: 422, location: "body.instructions"},
		{name: "two numbers of minutes", method: "POST", path: "/plans/training/proposals", body: object{"instructions": "30 minutes, 45 minutes"}, status: 422, location: "body.instructions"},
		{name: "the same number twice", method: "POST", path: "/plans/training/proposals", body: object{"instructions": "3 days", "changes": object{"days": 3}}, status: 201},
		{name: "why a day of meals", method: "GET", path: "/plans/meals/why?item=monday", status: 200, contains: []string{`"about":"monday-lunch"`}},
		{name: "no days", method: "POST", path: "/plans/training/proposals", body: object{"changes": object{"days": 0}}, status: 422, location: "body.changes.days"},
		{name: "eight days", method: "POST", path: "/plans/training/proposals", body: object{"instructions": "8 days"}, status: 422},
		{name: "endless days", method: "POST", path: "/plans/training/proposals", body: object{"instructions": strings.Repeat("9", 30) + " days"}, status: 422},
		{name: "short", method: "POST", path: "/plans/training/proposals", body: object{"changes": object{"minutes": 19}}, status: 422, location: "body.changes.minutes"},
		{name: "days for meals", method: "POST", path: "/plans/meals/proposals", body: object{"changes": object{"days": 3}}, status: 422, location: "body.changes.days"},
		{name: "minutes for meals", method: "POST", path: "/plans/meals/proposals", body: object{"instructions": "30 minutes"}, status: 422, location: "body.changes.minutes"},
		{name: "unknown plan", method: "POST", path: "/plans/sleep/proposals", body: object{}, status: 404, code: "not_found"},
		{name: "unknown version", method: "POST", path: "/plans/training/versions/9/restore", status: 404, code: "not_found"},
		{name: "no version", method: "POST", path: "/plans/training/versions/x/restore", status: 404, code: "not_found"},
		{name: "why nothing", method: "GET", path: "/plans/training/why?item=unobtainium", status: 404, code: "not_found"},
		{name: "why, at length", method: "GET", path: "/plans/training/why?item=" + strings.Repeat("a", 81), status: 422, location: "query.item"},
		{name: "why a day", method: "GET", path: "/plans/training/why?item=MONDAY", status: 200, contains: []string{`"text":"`}},
		{name: "why a meal", method: "GET", path: "/plans/meals/why?item=monday-lunch", status: 200, contains: []string{`"reasons":`}},
	})
}

// TestChangesDoNotPileUp asks for one change after the other: the same again stands once, and for others there is an
// end, which is no 500.
func TestChangesDoNotPileUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	for range 6 {
		p.propose(t, "training", object{"changes": object{"exclude": []string{"barbell_bench_press", "Bench press", "push-up"}}})
	}
	all, err := catalog.LoadExercises()
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, e := range all.All() {
		ids = append(ids, e.ID)
	}
	last := len(ids) // the end of the catalogue is not what plans are made of
	p.propose(t, "training", object{"changes": object{"exclude": ids[last-26:]}})
	p.send(t, "POST", "/plans/training/proposals", object{"changes": object{"exclude": ids[last-52 : last-26]}}).refused(t, 422, "invalid", "body.changes.exclude")
}

func TestProposalsHonourIfMatch(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	made := p.propose(t, "training", object{"changes": object{"days": 3}})
	id, tag := made.text(t, "id"), made.header.Get("ETag")
	if read := p.get(t, "/proposals/"+id); read.header.Get("ETag") != tag || tag == "" {
		t.Errorf("made with ETag %q, read with %q", tag, read.header.Get("ETag"))
	}
	with := func(verb, ifMatch string) answer {
		return p.do(t, call{method: "POST", path: "/api/v1/proposals/" + id + "/" + verb, headers: map[string]string{"If-Match": ifMatch}})
	}
	with("accept", `"77"`).refused(t, 412, "precondition")
	with("decline", `nonsense`).refused(t, 412, "precondition")
	accepted := with("accept", tag).want(t, 200)
	with("undo", tag).refused(t, 412, "precondition")
	with("undo", accepted.header.Get("ETag")).want(t, 200)
	p.do(t, call{method: "GET", path: "/api/v1/proposals/" + id, headers: map[string]string{"If-None-Match": tag}}).want(t, 200)
}

func TestRestoreAPlan(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	p.adopt(t, "training", object{"changes": object{"days": 3}})
	back := p.send(t, "POST", "/plans/training/versions/1/restore", nil).want(t, 201)
	p.send(t, "POST", "/proposals/"+back.text(t, "id")+"/accept", nil).want(t, 200)
	plan := p.get(t, "/plans/training").want(t, 200)
	if plan.at(t, "version") != 3.0 || len(plan.at(t, "plan.days").([]any)) != 4 {
		t.Errorf("restored: version %v with %d days", plan.at(t, "version"), len(plan.at(t, "plan.days").([]any)))
	}
	versions := p.get(t, "/plans/training/versions?limit=2").want(t, 200)
	next := p.get(t, "/plans/training/versions?limit=2&cursor="+versions.text(t, "next_cursor")).want(t, 200)
	if versions.at(t, "items.0.version") != 3.0 || next.at(t, "items.0.version") != 1.0 || next.at(t, "next_cursor") != nil {
		t.Errorf("the history: %s %s", versions.body, next.body)
	}
	// What is unsafe by now does not come back: neither in the proposal nor in the plan.
	p.send(t, "PATCH", "/profile", object{"constraints": object{"injuries": []object{{"region": "shoulder", "severity": "high"}}}}).want(t, 200)
	back = p.send(t, "POST", "/plans/training/versions/1/restore", nil).want(t, 201)
	if strings.Contains(string(back.body), `"exercise":"barbell_bench_press"`) {
		t.Error("a restored plan has an exercise that loads an injured shoulder")
	}
}

// TestManyAcceptAtOnce lets devices race: one plan version comes of it.
func TestManyAcceptAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	id := p.propose(t, "training", object{"changes": object{"days": 3}}).text(t, "id")
	verbs := []string{"accept", "accept", "accept", "decline", "accept", "decline"}
	states := make([]int, len(verbs))
	var wg sync.WaitGroup
	for i, verb := range verbs {
		wg.Go(func() { states[i] = p.send(t, "POST", "/proposals/"+id+"/"+verb, nil).status })
	}
	wg.Wait()
	state, version := p.get(t, "/proposals/"+id).text(t, "state"), p.get(t, "/plans/training").at(t, "version")
	for i, verb := range verbs {
		if won := verb == strings.TrimSuffix(state, "ed") || verb+"d" == state; won != (states[i] == http.StatusOK) {
			t.Errorf("%s answered %d, and the proposal is %s", verb, states[i], state)
		}
	}
	if want := map[string]any{"accepted": 2.0, "declined": 1.0}[state]; version != want {
		t.Errorf("%s, and the plan has version %v", state, version)
	}
}

// TestETagsTellWhatIsShown wants no 304 for a document that shows something else now: after an acceptance,
// a new limit, or a week.
func TestETagsTellWhatIsShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	p.answer(t, answers())
	tags := map[string]string{}
	read := func(path string) { t.Helper(); tags[path] = p.get(t, path).want(t, 200).header.Get("ETag") }
	changed := func(what, path string) {
		t.Helper()
		a := p.do(t, call{method: "GET", path: "/api/v1" + path, headers: map[string]string{"If-None-Match": tags[path]}})
		if a.status != 200 {
			t.Errorf("%s: %s answers %d to the ETag of before", what, path, a.status)
		}
		tags[path] = a.header.Get("ETag")
	}
	read("/onboarding")
	p.adopt(t, "training", nil)
	changed("a plan was accepted", "/onboarding")
	meals := p.adopt(t, "meals", nil)
	changed("the other plan was accepted", "/onboarding")
	p.send(t, "POST", "/proposals/"+meals+"/undo", nil).want(t, 200)
	changed("it was undone", "/onboarding")
	meals = "/proposals/" + p.adopt(t, "meals", nil)
	p.send(t, "POST", "/onboarding/complete", nil).want(t, 201)
	read("/onboarding")
	read(meals)
	p.send(t, "PATCH", "/profile", object{"diet": object{"allergies": []string{"milk", "gluten", "eggs"}}}).want(t, 200)
	changed("there is an allergy", meals)
	p.send(t, "PATCH", "/profile", object{"screening": object{"eating_disorder_history": true}}).want(t, 200)
	changed("there is a flag", meals)
	changed("there is a flag", "/onboarding")
	p.do(t, call{method: "GET", path: "/api/v1" + meals, headers: map[string]string{"If-None-Match": tags[meals]}}).want(t, 304)
	pending := "/proposals/" + p.propose(t, "training", object{"changes": object{"minutes": 45}}).text(t, "id")
	read(pending)
	w.clock.add(8 * 24 * time.Hour)
	p.login(t)
	changed("it expired", pending)
	// What was read before it changed in this way may still be decided.
	decide := "/proposals/" + p.propose(t, "training", object{"changes": object{"minutes": 40}}).text(t, "id")
	read(decide)
	p.do(t, call{method: "POST", path: "/api/v1" + decide + "/decline", headers: map[string]string{"If-Match": tags[decide]}}).want(t, 200)
}
