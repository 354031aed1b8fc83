package jobs

import (
	"strings"
	"testing"
	"time"

	"spotter"
)

// The worker role does all of River's upkeep: it becomes the leader, keeps the row of its queue, runs
// the schedule, takes up what is due and what a dead worker left, and clears away what is old.
func TestWorkerKeepsTheQueueInOrder(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	due, stuck, old := b.enqueue(), b.enqueue(), b.enqueue()
	set := func(job spotter.SendMail, change string) {
		b.exec("update river_job set "+change+" where args ->> 'token_id' = $1", job.TokenID.String())
	}
	set(due, "state = 'retryable', attempt = 1, scheduled_at = now() - interval '1 minute'")
	set(stuck, "state = 'running', attempt = 1, attempted_at = now() - interval '6 minutes', attempted_by = '{dead}'")
	set(old, "state = 'completed', finalized_at = now() - interval '25 hours'")
	b.exec("insert into river_queue (name, updated_at) values ('forsaken', now() - interval '40 days')")
	b.worker(nil)

	done := "select state = 'completed' from river_job where args ->> 'token_id' = $1"
	b.until("a leader", "select count(*) = 1 from river_leader")
	b.until("the row of the queue", "select count(*) = 1 from river_queue where name = 'default'")
	b.until("what was due is done", done, due.TokenID.String())
	b.until("what was stuck is taken up", done, stuck.TokenID.String())
	b.until("what is old is gone", "select count(*) = 0 from river_job where args ->> 'token_id' = $1", old.TokenID.String())
	b.until("a queue without workers is gone", "select count(*) = 0 from river_queue where name = 'forsaken'")
	b.until("the housekeeping is done", "select exists (select from river_job where kind = 'housekeeping' and state = 'completed')")
	if text := b.logs.String(); strings.Contains(text, "level=ERROR") || strings.Contains(text, "denied") {
		t.Errorf("the log complains:\n%s", text)
	}
}

func TestHousekeepingForgetsOldAnswers(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	user := spotter.NewID[spotter.User](clock())
	b.exec("insert into users (id, email, email_key, full_name, time_zone, created_at) values ($1, 'a', 'a', 'A', 'UTC', now())", user)
	b.exec(`insert into idempotency_keys (user_id, key, fingerprint, answer, created_at)
		values ($1, 'old', '', '{}', $2), ($1, 'new', '', '{}', $3)`, user, clock().Add(-25*time.Hour), clock().Add(-23*time.Hour))
	b.worker(nil)
	b.until("the old one is gone", "select coalesce(array_agg(key) = '{new}', false) from idempotency_keys")
}

func TestScheduleRunsOncePerPeriod(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	first, _ := b.worker(nil)
	b.until("the first run", "select count(*) = 1 from river_job where kind = 'housekeeping' and state = 'completed'")
	b.stop(first)
	var before int64
	if err := b.super.QueryRow(t.Context(), "select last_value from river_job_id_seq").Scan(&before); err != nil {
		t.Fatal(err)
	}
	b.worker(nil)
	// An insert that is skipped as a repeat uses up an id all the same.
	b.until("a second enqueuing", "select last_value > $1 from river_job_id_seq", before)
	// Two at a change of the hour, which is a new period.
	b.until("no second run", "select count(*) = count(distinct date_trunc('hour', created_at)) from river_job where kind = 'housekeeping'")
}

func TestAnotherWorkerTakesTheLead(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	first, _ := b.worker(nil)
	b.until("the first leads", "select count(*) = 1 from river_leader where leader_id = $1", first.client.ID())
	second, _ := b.worker(nil)
	b.stop(first)
	b.until("the second leads", "select count(*) = 1 from river_leader where leader_id = $1", second.client.ID())
}

func TestStartFailsWithoutADatabase(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	db := b.open("nobody_of_that_name")
	w, err := New(Config{Queue: db, Mailer: &b.ports, Sender: &b.ports, Keeper: b.app.Lookup(), Sweeper: &b.ports, Objects: &b.ports, Adapter: &b.ports, Conversations: &b.ports,
		Now: clock, Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Start(t.Context()); err == nil {
		b.stop(w)
		t.Error("started without a database")
	}
}

func TestConfigIsChecked(t *testing.T) {
	t.Parallel()
	p := &ports{}
	for name, c := range map[string]Config{
		"nothing":  {},
		"no queue": {Mailer: p, Sender: p, Now: clock, Log: quiet()},
	} {
		if _, err := New(c); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
