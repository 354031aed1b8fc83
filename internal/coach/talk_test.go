package coach_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
)

// TestBriefingIsTheContext holds a turn's briefing against what the person is shown.
func TestBriefingIsTheContext(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	turn := f.say(t, who, "Hallo")
	shown := f.context(t, who)
	b := must[*coach.Briefing](t)(f.Briefing(t.Context(), who))
	same := func(name string, raw json.RawMessage, want any) {
		t.Helper()
		encoded, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var x, y any
		if json.Unmarshal(raw, &x) != nil || json.Unmarshal(encoded, &y) != nil {
			t.Fatalf("%s is no JSON: %s", name, raw)
		}
		if diff := cmp.Diff(y, x); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	same("profile", b.Profile, shown.Profile)
	same("limits", b.LimitsJSON, shown.Limits)
	same("training", b.Training, shown.Training)
	same("meals", b.Meals, shown.Meals)
	same("sets", b.Sets, shown.Sets)
	same("weights", b.Weights, shown.Weights)
	if diff := cmp.Diff(shown.Limits, b.Limits); diff != "" {
		t.Error(diff)
	}
	if b.TimeZone != "Europe/Berlin" || b.Locale != "en" || b.Units != "metric" || b.Onboarding != nil || b.Date.String() != "2026-11-23" {
		t.Errorf("about: %s %s %s %v %s", b.TimeZone, b.Locale, b.Units, b.Onboarding, b.Date)
	}
	day := must[spotter.Today](t)(f.Today(t.Context(), who, spotter.Date{}))
	next := must[spotter.TodayMeal](t)(f.NextMeal(t.Context(), who))
	if s := b.Today.Session; s == nil || s.Name != day.Session.Name || s.At != day.Session.At || s.State != "planned" || b.Today.Water != day.Water || b.Today.NextMeal.Name != next.Name {
		t.Errorf("today is %+v, %+v", b.Today.Session, b.Today.NextMeal)
	}
	session := must[spotter.Session](t)(f.StartSession(t.Context(), who, coach.StartSessionInput{}))
	b = must[*coach.Briefing](t)(f.Briefing(t.Context(), who))
	if b.Workout == nil || b.Workout.ID != session.ID || b.Today.Session.State != "active" {
		t.Errorf("the session under way: %+v", b.Workout)
	}
	f.answerTurn(t, who, turn, "Hallo!")
	f.clock.add(13 * time.Hour)
	if b = must[*coach.Briefing](t)(f.Briefing(t.Context(), who)); b.Workout != nil {
		t.Error("a session of the day before is still under way")
	}
}

func TestBriefingKeepsNumbersBack(t *testing.T) {
	t.Parallel()
	f := setup(t)
	all := answers()
	all[spotter.StepScreening] = &spotter.Screening{EatingDisorderHistory: true}
	who := f.onboarded(t, all)
	if _, err := f.Weigh(t.Context(), who, spotter.WeightInput{WeightKG: new(71.25)}); err != nil {
		t.Fatal(err)
	}
	b := must[*coach.Briefing](t)(f.Briefing(t.Context(), who))
	whole := string(slices.Concat(b.Profile, b.Training, b.Meals, b.Weights))
	if !b.Limits.HideNumbers || strings.Contains(whole, "71.25") || strings.Contains(whole, `"target_weight_kg":75`) || strings.Contains(whole, `"kcal":1`) || strings.Contains(whole, `"kcal":2`) {
		t.Errorf("figures in a briefing: %.600s", whole)
	}
	open := must[*coach.Briefing](t)(f.Briefing(t.Context(), f.person(t)))
	if !open.Limits.HideNumbers || open.Onboarding == nil || len(open.Onboarding.Missing) != 13 || open.Profile != nil {
		t.Errorf("before onboarding: %+v", open)
	}
}

func TestMemories(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who, other := f.person(t), f.person(t)
	told := func(text string) spotter.Remembered {
		t.Helper()
		return must[spotter.Remembered](t)(f.Remember(t.Context(), who, spotter.MemoryInput{Kind: spotter.MemoryDislike, Text: text}))
	}
	general := as(who, spotter.ActorGeneral)
	guess := must[spotter.Remembered](t)(f.Remember(t.Context(), general, spotter.MemoryInput{Kind: spotter.MemoryLife, Text: "Works at night."}))
	if guess.Source != spotter.MemoryInferred || guess.Agent != spotter.ActorGeneral || guess.Date.String() != "2026-11-23" {
		t.Errorf("what an agent concludes: %+v", guess)
	}
	first := told("No coriander!")
	if again := told("  no CORIANDER"); !again.Merged || again.ID != first.ID || again.Text != "No coriander!" {
		t.Errorf("the same again: %+v", again)
	}
	if said := told("works at night"); !said.Merged || said.ID != guess.ID || said.Source != spotter.MemoryTold {
		t.Errorf("what was inferred is said: %+v", said)
	}
	if again := must[spotter.Remembered](t)(f.Remember(t.Context(), general, spotter.MemoryInput{Kind: spotter.MemoryLife, Text: "works at night"})); again.Source != spotter.MemoryTold {
		t.Errorf("what was said is inferred: %+v", again)
	}
	if n := told("I am allergic to sesame"); n.Notice == "" {
		t.Error("an allergy without a notice")
	}
	if err := f.Forget(t.Context(), general, first.ID); spotter.CodeOf(err) != spotter.CodeNotFound {
		t.Errorf("an agent forgets what was told: %v", err)
	}
	changed := must[spotter.Remembered](t)(f.ChangeMemory(t.Context(), who, first.ID, spotter.MemoryChange{Text: new("No coriander, no cumin.")}, 0))
	if changed.Revision != 2 || changed.Kind != spotter.MemoryDislike {
		t.Errorf("changed: %+v", changed)
	}
	_, err := f.ChangeMemory(t.Context(), who, first.ID, spotter.MemoryChange{Text: new("Works at night")}, 0)
	refused(t, err, "memory_known")
	_, err = f.ChangeMemory(t.Context(), who, first.ID, spotter.MemoryChange{Text: new("x")}, 1)
	refused(t, err, "precondition")
	_, err = f.ChangeMemory(t.Context(), other, first.ID, spotter.MemoryChange{Text: new("x")}, 0)
	refused(t, err, "not_found")
	refused(t, f.Forget(t.Context(), other, first.ID), "not_found")
	if b := must[*coach.Briefing](t)(f.Briefing(t.Context(), who)); len(b.Memories) != 3 || b.Memories[0].Date.String() != "2026-11-23" {
		t.Errorf("in the briefing: %+v", b.Memories)
	}
	if err := f.ForgetAll(t.Context(), who); err != nil {
		t.Fatal(err)
	}
	if page := must[coach.Page[spotter.Memory]](t)(f.Memories(t.Context(), who, nil, 10)); len(page.Items) != 0 {
		t.Errorf("left: %+v", page.Items)
	}
}

func TestMemoriesMakeRoom(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	for i := range spotter.MostMemories {
		in := spotter.MemoryInput{Kind: spotter.MemoryOther, Text: fmt.Sprintf("fact %d", i), Source: spotter.MemoryTold}
		if i == 7 || i == 9 {
			in.Source = spotter.MemoryInferred
		}
		f.clock.add(time.Second)
		must[spotter.Remembered](t)(f.Remember(t.Context(), who, in))
	}
	for _, text := range []string{"one", "two"} {
		must[spotter.Remembered](t)(f.Remember(t.Context(), as(who, spotter.ActorDiet), spotter.MemoryInput{Kind: spotter.MemoryOther, Text: text, Source: spotter.MemoryTold}))
	}
	page := must[coach.Page[spotter.Memory]](t)(f.Memories(t.Context(), who, nil, 300))
	if len(page.Items) != spotter.MostMemories || slices.ContainsFunc(page.Items, func(m spotter.Memory) bool { return m.Text == "fact 7" || m.Text == "fact 9" }) {
		t.Errorf("%d are left", len(page.Items))
	}
	_, err := f.Remember(t.Context(), who, spotter.MemoryInput{Kind: spotter.MemoryOther, Text: "three"})
	refused(t, err, "memories_full")
}

func TestUsageAndBudget(t *testing.T) {
	t.Parallel()
	dsn := postgrestest.Database(t)
	f := over(t, postgrestest.Connect(t, dsn(postgres.RoleApp)))
	rich, err := coach.New(coach.Config{DB: f.db, Now: f.clock.now, Log: quiet(), Budget: 1_000_000})
	if err != nil {
		t.Fatal(err)
	}
	who := f.onboarded(t, answers())
	spend := func(micro int64, channel spotter.Channel) {
		t.Helper()
		used := []spotter.Usage{{Provider: "anthropic", Model: "m", Channel: channel, Input: 100, CacheRead: 50, Output: 10, MicroUSD: &micro}}
		if err := rich.RecordUsage(t.Context(), as(who, spotter.ActorDiet), nil, used); err != nil {
			t.Fatal(err)
		}
	}
	f.clock.set(time.Date(2026, 11, 30, 22, 59, 0, 0, time.UTC)) // 23:59 in Berlin
	spend(700_000, spotter.ChannelChat)
	before := f.db.Pool().Stat().AcquireCount()
	if must[spotter.UsageReport](t)(rich.Usage(t.Context(), who, spotter.Date{}, spotter.Date{})); f.db.Pool().Stat().AcquireCount() != before+1 {
		t.Errorf("usage takes %d round trips", f.db.Pool().Stat().AcquireCount()-before)
	}
	state := func(want spotter.BudgetState, usd float64) {
		t.Helper()
		b := must[*coach.Briefing](t)(rich.Briefing(t.Context(), who))
		r := must[spotter.UsageReport](t)(rich.Usage(t.Context(), who, spotter.Date{}, spotter.Date{}))
		if b.Budget.State != want || b.Budget.SpentUSD != usd || r.Budget.State != want || r.Budget.SpentUSD != usd {
			t.Errorf("the budget is %+v, and %+v", b.Budget, r.Budget)
		}
	}
	state(spotter.BudgetFine, 0.7)
	spend(100_000, spotter.ChannelVoice)
	state(spotter.BudgetShort, 0.8)
	spend(200_000, spotter.ChannelVoice)
	state(spotter.BudgetSpent, 1)
	f.clock.add(2 * time.Minute) // December in Berlin, and November still in UTC
	state(spotter.BudgetFine, 0)
	if err := rich.RecordUsage(t.Context(), who, nil, []spotter.Usage{{Provider: "compatible", Model: "local", Input: 7, Estimated: true}}); err != nil {
		t.Fatal(err)
	}
	r := must[spotter.UsageReport](t)(rich.Usage(t.Context(), who, spotter.Date{Year: 2026, Month: 11, Day: 1}, spotter.Date{}))
	var lines []string
	for _, s := range r.By {
		lines = append(lines, fmt.Sprintf("%s %s %s %d %.2f %d", s.Month, s.Provider, s.Channel, s.Input, s.USD, s.Unpriced))
	}
	if diff := cmp.Diff([]string{"2026-11 anthropic chat 100 0.70 0", "2026-11 anthropic voice 200 0.30 0", "2026-12 compatible chat 7 0.00 1"}, lines); diff != "" {
		t.Error(diff)
	}
	if r.Total.Calls != 4 || r.Total.Input != 307 || r.Total.Unpriced != 1 || !r.Total.Estimated {
		t.Errorf("in total: %+v", r.Total)
	}
	_, err = rich.Usage(t.Context(), who, spotter.Date{Year: 2026, Month: 12, Day: 1}, spotter.Date{Year: 2026, Month: 11, Day: 1})
	refused(t, err, "invalid")
	if own := must[spotter.UsageReport](t)(rich.Usage(t.Context(), f.person(t), spotter.Date{}, spotter.Date{})); own.Total.Calls != 0 {
		t.Errorf("somebody else's usage: %+v", own)
	}
}

func TestOffersAreThePersonsToSettle(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	turn := f.say(t, who, "Vergiss das.")
	offer := func() spotter.Offer {
		t.Helper()
		return must[spotter.Offer](t)(f.Offer(t.Context(), as(who, spotter.ActorGeneral), spotter.Offer{Turn: turn.Number, Kind: "forget", Text: "Forget it?", Arguments: json.RawMessage(`{"id":"x"}`)}))
	}
	first, second := offer(), offer()
	if b := must[*coach.Briefing](t)(f.Briefing(t.Context(), who)); len(b.Offers) != 2 || string(b.Offers[0].Arguments) != `{"id": "x"}` || b.Offers[0].Agent != spotter.ActorGeneral {
		t.Errorf("in the briefing: %+v", b.Offers)
	}
	if _, err := f.SettleOffer(t.Context(), as(who, spotter.ActorGeneral), first.ID, spotter.OfferAccepted); err == nil {
		t.Error("an agent accepts its own offer")
	}
	if _, err := f.SettleOffer(t.Context(), f.person(t), first.ID, spotter.OfferAccepted); spotter.CodeOf(err) != spotter.CodeNotFound {
		t.Errorf("somebody else accepts: %v", err)
	}
	var wins int
	var mu sync.Mutex
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			_, err := f.SettleOffer(t.Context(), who, first.ID, spotter.OfferAccepted)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				wins++
			} else if !spotter.HasDetail(err, "offer_settled") {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if wins != 1 {
		t.Errorf("%d of 8 have accepted", wins)
	}
	f.clock.add(spotter.OfferLife)
	_, err := f.SettleOffer(t.Context(), who, second.ID, spotter.OfferAccepted)
	refused(t, err, "offer_settled")
	third := offer()
	if err := f.ReplaceOffers(t.Context(), who, turn.Number+1); err != nil {
		t.Fatal(err)
	}
	_, err = f.SettleOffer(t.Context(), who, third.ID, spotter.OfferAccepted)
	refused(t, err, "offer_settled")
}

// TestGuidedOnboarding lets the guided mode save and propose, and nothing else.
func TestGuidedOnboarding(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	guide := as(who, spotter.ActorOnboarding)
	all := answers()
	for _, s := range spotter.Steps {
		by := guide
		if s == spotter.StepConsent || s == spotter.StepScreening {
			if _, err := f.SaveStep(t.Context(), guide, s, all[s], 0); err == nil {
				t.Errorf("the guided mode saves %s", s)
			}
			by = who
		}
		by.Once = spotter.Once{Key: "step " + string(s)}
		if _, err := f.SaveStep(t.Context(), by, s, all[s], 0); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	for _, kind := range []spotter.PlanKind{spotter.PlanTraining, spotter.PlanMeals} {
		must[spotter.Proposal](t)(f.Propose(t.Context(), guide, kind, coach.ProposeInput{}))
		p := must[spotter.Proposal](t)(f.Propose(t.Context(), guide, kind, coach.ProposeInput{})) // supersedes the first
		if p.Actor != spotter.ActorOnboarding {
			t.Errorf("the proposal is made by %s", p.Actor)
		}
		if _, err := f.Accept(t.Context(), guide, p.ID, 0); err == nil {
			t.Errorf("the guided mode accepts %s", kind)
		}
		must[spotter.Proposal](t)(f.Accept(t.Context(), who, p.ID, 0))
	}
	if _, err := f.Complete(t.Context(), guide); err == nil {
		t.Error("the guided mode completes")
	}
	if _, err := f.Complete(t.Context(), who); err != nil {
		t.Fatal(err)
	}
}

// TestAgentsPropose wants each agent with a plan to be able to propose for it.
func TestAgentsPropose(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.onboarded(t, answers())
	for actor, kind := range map[spotter.Actor]spotter.PlanKind{spotter.ActorWorkout: spotter.PlanTraining, spotter.ActorDiet: spotter.PlanMeals} {
		if _, err := f.Propose(t.Context(), as(who, actor), kind, coach.ProposeInput{}); err != nil {
			t.Errorf("%s: %v", actor, err)
		}
	}
	if _, err := f.Propose(t.Context(), as(who, spotter.ActorGeneral), spotter.PlanTraining, coach.ProposeInput{}); err == nil {
		t.Error("general proposes a plan")
	}
}

// TestOneOfTwoInstancesBegins sends at once on two instances over one database.
func TestOneOfTwoInstancesBegins(t *testing.T) {
	t.Parallel()
	dsn := postgrestest.Database(t)
	a := over(t, postgrestest.Connect(t, dsn(postgres.RoleApp)))
	b := over(t, postgrestest.Connect(t, dsn(postgres.RoleApp)))
	who := a.person(t)
	for round := range 5 {
		var mu sync.Mutex
		numbers, fresh, running := map[int]bool{}, 0, 0
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				f, key := []*fixture{a, b}[i%2], "k"
				if i >= 6 {
					key = fmt.Sprint("other ", i)
				}
				turn, repeated, err := f.BeginTurn(t.Context(), keyed(who, fmt.Sprint(round, key), 1), spotter.TurnInput{Text: "x"})
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					numbers[turn.Number] = true
					if !repeated {
						fresh++
					}
				case spotter.HasDetail(err, "turn_running"):
					running++
				default:
					t.Error(err)
				}
			})
		}
		all.Wait()
		if fresh != 1 || len(numbers) != 1 {
			t.Errorf("%d turns were begun, %v, %d refused", fresh, numbers, running)
		}
		for n := range numbers {
			a.answerTurn(t, who, spotter.Turn{Number: n, Position: 1, StartedAt: a.clock.now()}, "gut")
		}
	}
	// What one has told, the other tells on.
	if got := len(b.events(t, who, spotter.Position{})); got != 5*4 {
		t.Errorf("the other instance tells %d events", got)
	}
}

func TestDeadTurnsAreFound(t *testing.T) {
	t.Parallel()
	f := setup(t)
	worker := postgrestest.Connect(t, f.dsn(postgres.RoleWorker))
	alive, dead := f.person(t), f.person(t)
	turn := f.say(t, dead, "x")
	f.clock.add(spotter.TurnLease)
	f.say(t, alive, "y")
	if err := f.CloseDeadTurns(t.Context(), worker); err != nil {
		t.Fatal(err)
	}
	if got := types(f.events(t, dead, spotter.Position{})); got != "message done" {
		t.Errorf("the dead turn: %s", got)
	}
	if got := types(f.events(t, alive, spotter.Position{})); got != "message" {
		t.Errorf("the turn that runs: %s", got)
	}
	refused(t, f.Beat(t.Context(), dead, turn.Number), "turn_over")
	if err := f.CloseDeadTurns(t.Context(), f.db); err == nil {
		t.Error("the app role finds turns of all people")
	}
}

func TestSummariesLoseNoFact(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	talk := func(n int) {
		for i := range n {
			f.clock.add(time.Minute)
			turn := f.say(t, who, fmt.Sprintf("Today I did %d push-ups.", 100+i))
			f.answerTurn(t, who, turn, "Well done.")
		}
	}
	turn := f.say(t, who, "I'm allergic to sesame. How are you?")
	f.answerTurn(t, who, turn, "Fine.")
	talk(10)
	if task := must[coach.SummaryTask](t)(f.ToSummarise(t.Context(), who.User)); len(task.Messages) != 0 {
		t.Fatalf("after 22 messages %d are to be put in short", len(task.Messages))
	}
	talk(20)
	if n := f.count(t, "select count(*)::int from river_job where kind = 'summarise_conversation'"); n != 1 {
		t.Errorf("%d jobs are enqueued", n)
	}
	task := must[coach.SummaryTask](t)(f.ToSummarise(t.Context(), who.User))
	if len(task.Messages) != 22 {
		t.Fatalf("%d messages are to be put in short", len(task.Messages))
	}
	if err := f.SaveSummary(t.Context(), who.User, task, "The person did push-ups: 100, 101, 102, 103, 104, 105, 106, 107, 108.", "a model", nil); err != nil {
		t.Fatal(err)
	}
	b := must[*coach.Briefing](t)(f.Briefing(t.Context(), who))
	if !strings.Contains(b.Summary, "allergic to sesame") || !strings.Contains(b.Summary, "did 109 push-ups") || strings.Contains(b.Summary, "did 105 push-ups") || len(b.Messages) != 40 {
		t.Errorf("%d messages behind: %s", len(b.Messages), b.Summary)
	}
	// The same task again is too late, and so is one of a conversation that was deleted.
	if err := f.SaveSummary(t.Context(), who.User, task, "Something else.", "a model", nil); err != nil {
		t.Fatal(err)
	}
	if again := must[*coach.Briefing](t)(f.Briefing(t.Context(), who)); again.Summary != b.Summary {
		t.Errorf("a stale summary won: %s", again.Summary)
	}
	talk(11)
	task = must[coach.SummaryTask](t)(f.ToSummarise(t.Context(), who.User))
	if err := f.DeleteMessages(t.Context(), who); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveSummary(t.Context(), who.User, task, "Ghost.", "a model", nil); err != nil {
		t.Fatal(err)
	}
	if after := must[*coach.Briefing](t)(f.Briefing(t.Context(), who)); after.Summary != "" || len(after.Messages) != 0 {
		t.Errorf("after the deletion: %q", after.Summary)
	}
}

// TestDeletionForgetsTheWords looks into the tables for what was said.
func TestDeletionForgetsTheWords(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	turn := f.say(t, who, "geheimes Wort")
	f.answerTurn(t, who, turn, "geheime Antwort")
	must[spotter.Remembered](t)(f.Remember(t.Context(), who, spotter.MemoryInput{Kind: spotter.MemoryOther, Text: "bleibt"}))
	if err := f.DeleteMessages(t.Context(), who); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"messages", "turns", "turn_events", "offers", "summaries"} {
		if n := f.count(t, "select count(*)::int from "+table); n != 0 {
			t.Errorf("%s still has %d rows", table, n)
		}
	}
	if n := f.count(t, "select count(*)::int from memories"); n != 1 {
		t.Errorf("%d memories are left", n)
	}
	if next := f.say(t, who, "neu"); next.Number != 2 {
		t.Errorf("the next turn is %d", next.Number)
	}
}

func TestRecordRefusesGaps(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.person(t)
	turn := f.say(t, who, "x")
	tool := func(from int) spotter.ChatEvent {
		return spotter.NewEvent(turn.Number, from, spotter.EventTool, spotter.ToolEvent{CallID: "c", State: "done"})
	}
	for name, events := range map[string][]spotter.ChatEvent{"gap": {tool(2)}, "overlap": {tool(0)}, "inner gap": {tool(1), tool(3)}} {
		err := f.Record(t.Context(), who, turn.Number, nil, events)
		var known *spotter.Error
		if err == nil || errors.As(err, &known) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := f.Record(t.Context(), who, turn.Number, nil, []spotter.ChatEvent{tool(1), tool(2)}); err != nil {
		t.Error(err)
	}
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// count answers a number of rows of all people.
func (f *fixture) count(t *testing.T, sql string) int {
	t.Helper()
	var n int
	if err := postgrestest.Connect(t, f.dsn("")).Pool().QueryRow(t.Context(), sql).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestBriefingsAtOnce measures fifty conversations at once; the bound is generous, since tests share the machine.
func TestBriefingsAtOnce(t *testing.T) {
	t.Parallel()
	f := setup(t)
	people := []spotter.Caller{f.onboarded(t, answers()), f.onboarded(t, answers()), f.person(t)}
	for _, who := range people {
		for i := range 30 {
			f.clock.add(time.Second)
			f.answerTurn(t, who, f.say(t, who, fmt.Sprint("message ", i)), strings.Repeat("word ", 60))
		}
		must[*coach.Briefing](t)(f.Briefing(t.Context(), who))
	}
	var mu sync.Mutex
	var took []time.Duration
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			next := time.NewTicker(200*time.Millisecond + time.Duration(i)*time.Millisecond)
			defer next.Stop()
			for range 8 {
				<-next.C
				began := time.Now()
				_, err := f.Briefing(t.Context(), people[i%len(people)])
				mu.Lock()
				took = append(took, time.Since(began))
				mu.Unlock()
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	slices.Sort(took)
	t.Logf("50 conversations with four or five turns a second each, a briefing: p50 %s, p99 %s", took[len(took)/2], took[len(took)*99/100])
	if took[len(took)/2] > 10*time.Second {
		t.Errorf("half of the briefings take more than %s", took[len(took)/2])
	}
}
