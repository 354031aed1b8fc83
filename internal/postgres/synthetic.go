package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"spotter"
)

// Synthetic people are for demonstrations and benchmarks. One is made through the use cases, as the app
// role; the others are copied from it inside the server, as the owner of the tables, which is a hundred
// times as fast and leaves compressed documents compressed.

// LogTables are the tables that hold what a person did and said, in the order of their references.
var LogTables = []string{"workout_sessions", "workout_sets", "check_ins", "weights", "water_logs", "meal_logs", "messages"}

// insertLogs take rows as JSON objects, of all columns where none are named.
var insertLogs = map[string]string{
	"workout_sessions": "insert into workout_sessions select * from jsonb_populate_recordset(null::workout_sessions, $1)",
	"workout_sets":     "insert into workout_sets select * from jsonb_populate_recordset(null::workout_sets, $1)",
	"check_ins":        "insert into check_ins select * from jsonb_populate_recordset(null::check_ins, $1)",
	"weights":          "insert into weights select * from jsonb_populate_recordset(null::weights, $1)",
	"water_logs":       "insert into water_logs select * from jsonb_populate_recordset(null::water_logs, $1)",
	"meal_logs":        "insert into meal_logs select * from jsonb_populate_recordset(null::meal_logs, $1)",
	"messages":         "insert into messages (user_id, id, role, agent, content, created_at) select user_id, id, role, agent, content, created_at from jsonb_populate_recordset(null::messages, $1)",
}

// InsertLogs stores rows of one of [LogTables], given as a JSON array.
func (t *Tx) InsertLogs(ctx context.Context, table string, rows json.RawMessage) error {
	if _, err := t.tx.Exec(ctx, insertLogs[table], rows); err != nil {
		return fmt.Errorf("%s: %w", table, err)
	}
	return nil
}

// Copy is a person to be: a copy of Of, with what differs.
type Copy struct {
	ID       spotter.UserID  `json:"id"`
	Of       spotter.UserID  `json:"of"`
	Login    spotter.LoginID `json:"login"`
	Email    string          `json:"email"`
	Name     string          `json:"name"`
	Strength float64         `json:"strength"` // loads are multiplied by it
	Offset   float64         `json:"offset"`   // kilograms that weighings differ by
}

// copied is the start of every statement: the people to be, n.
const copied = `with n as (select * from jsonb_to_recordset($1) as n (id uuid, of uuid, login uuid, email text, name text, strength float8, "offset" float8)) `

// The id of a row of a copy is the original's with the last 12 digits of the person's: it sorts by time
// as the original's does.
const (
	copyUsers = copied + `insert into users (id, email, email_key, full_name, time_zone, email_verified_at, onboarded_at, created_at)
		select n.id, n.email, n.email, n.name, a.time_zone, a.email_verified_at, a.onboarded_at, a.created_at from n join users a on a.id = n.of`
	copyLogins = copied + `insert into logins (user_id, id, device, address, created_at, last_used_at, expires_at)
		select n.id, n.login, 'spotter seed', 'local', now(), now(), now() + interval '30 days' from n`
	copyOpenUsers = copied + `insert into users (id, email, email_key, full_name, time_zone, email_verified_at, created_at)
		select n.id, n.email, n.email, n.name, a.time_zone, a.email_verified_at, a.created_at from n join users a on a.id = n.of`
	copyOpenOnboarding = copied + `insert into onboarding (user_id, answers, training_basis, meals_basis, revision, updated_at)
		select n.id, (select jsonb_object_agg(x.key, x.value) from jsonb_each(a.answers) x where x.key in ('consent', 'about', 'screening', 'fitness')), 4, 4, 5, a.updated_at
		from n join onboarding a on a.user_id = n.of`
)

var copyPeople = []string{
	copyUsers,
	copyLogins,
	copied + `insert into onboarding (user_id, answers, training_basis, meals_basis, revision, completed_at, updated_at)
		select n.id, a.answers, a.training_basis, a.meals_basis, a.revision, a.completed_at, a.updated_at from n join onboarding a on a.user_id = n.of`,
	copied + `insert into profiles (user_id, version, document, updated_at)
		select n.id, a.version, a.document, a.updated_at from n join profiles a on a.user_id = n.of`,
	copied + `insert into profile_versions (user_id, version, document, reason, actor, created_at)
		select n.id, a.version, a.document, a.reason, a.actor, a.created_at from n join profile_versions a on a.user_id = n.of`,
	copied + `insert into proposals (user_id, id, kind, state, basis, base, applied, changes, summary, reason, evidence, diff, before, after, actor, created_at, expires_at, decided_at, revision)
		select n.id, overlay(a.id::text placing right(n.id::text, 12) from 25)::uuid, a.kind, a.state, a.basis, a.base, a.applied, a.changes, a.summary, a.reason,
		       a.evidence, a.diff, a.before, a.after, a.actor, a.created_at, a.expires_at, a.decided_at, a.revision from n join proposals a on a.user_id = n.of`,
	copied + `insert into plans (user_id, kind, version, document, digest, proposal_id, since)
		select n.id, a.kind, a.version, a.document, a.digest, overlay(a.proposal_id::text placing right(n.id::text, 12) from 25)::uuid, a.since from n join plans a on a.user_id = n.of`,
	copied + `insert into plan_versions (user_id, kind, version, document, reason, actor, proposal_id, created_at)
		select n.id, a.kind, a.version, a.document, a.reason, a.actor, overlay(a.proposal_id::text placing right(n.id::text, 12) from 25)::uuid, a.created_at
		from n join plan_versions a on a.user_id = n.of`,
	copied + `insert into reminder_settings (user_id, workout, meal, water, weekly_review)
		select n.id, a.workout, a.meal, a.water, a.weekly_review from n join reminder_settings a on a.user_id = n.of`,
	copied + `insert into workout_sessions (user_id, id, local_date, time_zone, name, state, started_at, completed_at, revision)
		select n.id, overlay(a.id::text placing right(n.id::text, 12) from 25)::uuid, a.local_date, a.time_zone, a.name, a.state, a.started_at, a.completed_at, a.revision
		from n join workout_sessions a on a.user_id = n.of`,
	copied + `insert into workout_sets (user_id, id, session_id, exercise, weight_kg, entered_value, entered_unit, reps, rir, note, logged_at)
		select n.id, overlay(a.id::text placing right(n.id::text, 12) from 25)::uuid, overlay(a.session_id::text placing right(n.id::text, 12) from 25)::uuid,
		       a.exercise, w.kg, w.kg, 'kg', a.reps, a.rir, a.note, a.logged_at
		from n join workout_sets a on a.user_id = n.of cross join lateral (select least(round(a.weight_kg * n.strength / 2.5) * 2.5, 600) as kg) w`,
	copied + `insert into check_ins (user_id, id, at, local_date, time_zone, energy, sleep_quality, sleep_hours, soreness, by_region)
		select n.id, overlay(a.id::text placing right(n.id::text, 12) from 25)::uuid, a.at, a.local_date, a.time_zone, a.energy, a.sleep_quality, a.sleep_hours, a.soreness, a.by_region
		from n join check_ins a on a.user_id = n.of`,
	copied + `insert into weights (user_id, id, at, local_date, time_zone, weight_kg, entered_value, entered_unit)
		select n.id, overlay(a.id::text placing right(n.id::text, 12) from 25)::uuid, a.at, a.local_date, a.time_zone, w.kg, w.kg, 'kg'
		from n join weights a on a.user_id = n.of cross join lateral (select round((a.weight_kg + n."offset")::numeric, 1)::float8 as kg) w`,
	copied + `insert into water_logs (user_id, id, at, local_date, time_zone, ml)
		select n.id, overlay(a.id::text placing right(n.id::text, 12) from 25)::uuid, a.at, a.local_date, a.time_zone, a.ml from n join water_logs a on a.user_id = n.of`,
	copied + `insert into meal_logs (user_id, id, at, local_date, time_zone, meal_id, name, servings, nutrition)
		select n.id, overlay(a.id::text placing right(n.id::text, 12) from 25)::uuid, a.at, a.local_date, a.time_zone, a.meal_id, a.name, a.servings, a.nutrition
		from n join meal_logs a on a.user_id = n.of`,
	copied + `insert into messages (user_id, id, role, agent, content, created_at)
		select n.id, overlay(a.id::text placing right(n.id::text, 12) from 25)::uuid, a.role, a.agent, a.content, a.created_at from n join messages a on a.user_id = n.of`,
}

// CopyPeople makes people in one transaction. The pool is one of the owner's. The copies of open ones
// stand in the middle of their onboarding.
func (d *DB) CopyPeople(ctx context.Context, people []Copy, open bool) error {
	statements := copyPeople
	if open {
		statements = []string{copyOpenUsers, copyLogins, copyOpenOnboarding}
	}
	encoded, err := json.Marshal(people)
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, d.pool, func(tx pgx.Tx) error {
		batch := &pgx.Batch{}
		// A copy reads a few people of many: never a whole table, whatever the statistics of new tables say.
		batch.Queue("select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('synchronous_commit', 'off', true)")
		for _, statement := range statements {
			batch.Queue(statement, json.RawMessage(encoded))
		}
		return tx.SendBatch(ctx, batch).Close()
	})
}

// Synthetic lists the first most copies whose addresses start with prefix, in the order of addresses.
// The pool is one of the owner's.
func (d *DB) Synthetic(ctx context.Context, prefix string, most int) ([]Copy, error) {
	rows, err := d.pool.Query(ctx, `select u.id, l.id, u.email from users u join logins l on l.user_id = u.id and l.device = 'spotter seed'
		where u.email_key like $1 || '%' order by u.email_key limit $2`, prefix, most)
	if err != nil {
		return nil, wrap(err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Copy, error) {
		var c Copy
		err := row.Scan(&c.ID, &c.Login, &c.Email)
		return c, err
	})
}

// Analyze refreshes what the planner knows, after many rows were added. The pool is one of the owner's.
func (d *DB) Analyze(ctx context.Context) error {
	_, err := d.pool.Exec(ctx, "analyze")
	return wrap(err)
}
