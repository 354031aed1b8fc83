package coach_test

import (
	"context"
	"maps"
	"sync"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
)

// in is somebody of a zone who has completed onboarding.
func (f *fixture) in(t testing.TB, zone string) spotter.Caller {
	t.Helper()
	all := maps.Clone(answers())
	about := *all[spotter.StepAbout].(*spotter.About)
	about.TimeZone = zone
	all[spotter.StepAbout] = &about
	return f.onboarded(t, all)
}

// due lists what is due now, as queue finds it.
func (f *fixture) due(t testing.TB, queue *postgres.DB) []spotter.Job {
	t.Helper()
	var out []spotter.Job
	err := f.Due(t.Context(), queue, func(_ context.Context, jobs []spotter.Job) error {
		out = append(out, jobs...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestEachPersonsDayComesOnce walks a clock over a weekend on which Berlin changes its clocks, for people on
// both sides of the date line, and wants each local day looked at once, from its 4:00 on, and each week
// reviewed once, from Sunday 18:00 on. What the walk does first is catching up.
func TestEachPersonsDayComesOnce(t *testing.T) {
	t.Parallel()
	f := setup(t)
	queue := postgrestest.Connect(t, f.dsn(postgres.RoleWorker))
	zones := map[spotter.UserID]*time.Location{}
	for _, name := range []string{"Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"} {
		who := f.in(t, name)
		zones[who.User] = must[*time.Location](t)(time.LoadLocation(name))
	}
	stranger := f.person(t) // has not completed onboarding: nothing is ever due
	type key struct {
		user spotter.UserID
		kind string
		day  spotter.Date
	}
	seen := map[key]time.Time{}
	start, end := time.Date(2027, 3, 26, 0, 0, 0, 0, time.UTC), time.Date(2027, 3, 30, 12, 0, 0, 0, time.UTC)
	for now := start; now.Before(end); now = now.Add(15 * time.Minute) {
		f.clock.set(now)
		for _, job := range f.due(t, queue) {
			var k key
			switch j := job.(type) {
			case spotter.AdaptPlans:
				k = key{j.UserID, j.Kind(), j.Day}
				if err := f.EvaluateDay(t.Context(), j.UserID); err != nil {
					t.Fatal(err)
				}
			case spotter.ReviewWeek:
				k = key{j.UserID, j.Kind(), j.Monday}
				if err := f.ReviewWeek(t.Context(), j.UserID); err != nil {
					t.Fatal(err)
				}
			}
			if before, twice := seen[k]; twice {
				t.Fatalf("%s of %s in %s comes at %s and again at %s", k.kind, k.day, zones[k.user], before, now)
			}
			seen[k] = now
		}
	}
	for user, zone := range zones {
		days := 0
		for now := start; now.Before(end); now = now.Add(15 * time.Minute) { // the oracle: the first quarter of an hour that is late enough
			local := now.In(zone)
			day := spotter.Date{Year: local.Year(), Month: local.Month(), Day: local.Day()}
			if local.Hour() >= 4 && (now == start || now.Add(-15*time.Minute).In(zone).Hour() < 4) {
				days++
				if at := seen[key{user, "adapt_plans", day}]; !at.Equal(now) {
					t.Errorf("%s in %s is looked at at %s, want %s", day, zone, at, now)
				}
			}
			if local.Weekday() == time.Sunday && local.Hour() == 18 && local.Minute() == 0 {
				if at := seen[key{user, "review_week", day.AddDays(-6)}]; !at.Equal(now) {
					t.Errorf("the week until %s in %s is reviewed at %s, want %s", day, zone, at, now)
				}
			}
		}
		if days < 4 {
			t.Errorf("the oracle has seen %d days in %s", days, zone)
		}
	}
	for k := range seen {
		if k.user == stranger.User {
			t.Error("somebody without a profile is due")
		}
	}
}

// TestTheSameDayAfterAFlight goes back over the date line: the day that was looked at is not looked at again.
func TestTheSameDayAfterAFlight(t *testing.T) {
	t.Parallel()
	f := setup(t)
	queue := postgrestest.Connect(t, f.dsn(postgres.RoleWorker))
	who := f.in(t, "Pacific/Kiritimati")
	f.clock.set(time.Date(2026, 12, 2, 12, 0, 0, 0, time.UTC)) // 02:00 of the 3rd there; 04:00 in two hours
	f.clock.add(3 * time.Hour)
	if jobs := f.due(t, queue); len(jobs) != 2 { // the day, and the week before
		t.Fatalf("due: %v", jobs)
	}
	if err := f.EvaluateDay(t.Context(), who.User); err != nil {
		t.Fatal(err)
	}
	if err := f.ReviewWeek(t.Context(), who.User); err != nil {
		t.Fatal(err)
	}
	_, err := f.PatchProfile(t.Context(), who, []byte(`{"about": {"time_zone": "Pacific/Honolulu"}}`), "flight", 0) // 05:00 of the 2nd
	if err != nil {
		t.Fatal(err)
	}
	if jobs := f.due(t, queue); len(jobs) != 0 {
		t.Errorf("after flying back a day is due again: %v", jobs)
	}
	f.clock.add(48 * time.Hour)
	if jobs := f.due(t, queue); len(jobs) != 1 {
		t.Errorf("two days later there are due: %v", jobs)
	}
}

// TestManyLooksProposeOnce lets the job, the person and an agent look at once.
func TestManyLooksProposeOnce(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.in(t, "Europe/Berlin")
	session := must[spotter.Session](t)(f.StartSession(t.Context(), who, coach.StartSessionInput{}))
	must[spotter.Session](t)(f.CompleteSession(t.Context(), who, session.ID, 0))
	f.clock.add(21 * 24 * time.Hour)
	var group sync.WaitGroup
	for i := range 9 {
		group.Go(func() {
			var err error
			switch i % 3 {
			case 0:
				err = f.EvaluateDay(t.Context(), who.User)
			case 1:
				_, err = f.Evaluate(t.Context(), who)
			case 2:
				_, err = f.Evaluate(t.Context(), spotter.Caller{User: who.User, Actor: spotter.ActorTracker})
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	page := must[coach.Page[spotter.Proposal]](t)(f.Proposals(t.Context(), who, "", nil, 100))
	if n := len(page.Items); n != 3 || page.Items[0].Trigger != spotter.TriggerReEntry || page.Items[0].State != spotter.ProposalPending {
		t.Errorf("%d proposals, the newest %+v", n, page.Items[0])
	}
	if p := page.Items[0]; p.ExpiresAt.Sub(p.CreatedAt) > 72*time.Hour {
		t.Errorf("named days lie in the past when it is accepted at %s", p.ExpiresAt)
	}
}

// TestAJobDecidesNothing: it proposes, and the person accepts.
func TestAJobDecidesNothing(t *testing.T) {
	t.Parallel()
	f := setup(t)
	who := f.in(t, "Europe/Berlin")
	job := spotter.Caller{User: who.User, Actor: spotter.ActorJob}
	session := must[spotter.Session](t)(f.StartSession(t.Context(), who, coach.StartSessionInput{}))
	must[spotter.Session](t)(f.CompleteSession(t.Context(), who, session.ID, 0))
	f.clock.add(21 * 24 * time.Hour)
	e := must[spotter.Evaluation](t)(f.Evaluate(t.Context(), job))
	if len(e.Proposals) != 1 || e.Proposals[0].Actor != spotter.ActorJob {
		t.Fatalf("%+v", e)
	}
	if _, err := f.Accept(t.Context(), job, e.Proposals[0].ID, 0); err == nil {
		t.Error("a job accepts a proposal")
	}
	err := f.db.Write(t.Context(), job, func(tx *postgres.Tx) error {
		_, err := tx.Raw().Exec(t.Context(), "update plans set version = version + 1")
		return err
	})
	if err == nil {
		if plan := must[spotter.ActivePlan[spotter.TrainingPlan]](t)(f.TrainingPlan(t.Context(), who)); plan.Version != 1 {
			t.Error("a job changes a plan")
		}
	}
}
