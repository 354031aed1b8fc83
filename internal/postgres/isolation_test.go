package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"spotter"
	"spotter/internal/postgres"
	generated "spotter/internal/postgres/db"
)

var actors = []string{"person", "onboarding", "workout", "diet", "supplement", "tracker", "scheduler", "general", "job"}

const everyone = "person onboarding workout diet supplement tracker scheduler general job"

// agents is everyone but the job.
const agents = "person onboarding workout diet supplement tracker scheduler general"

// scopes says who may insert, update and delete in each table: what the migrations are held against.
var scopes = map[string][3]string{
	"users":               {"person", "person job", "person"},
	"logins":              {"person", "person", "person job"},
	"refresh_tokens":      {"person", "person", "person job"},
	"personal_tokens":     {"person", "person", "person job"},
	"passkeys":            {"person", "person", "person job"},
	"email_tokens":        {"person", "person", "person job"},
	"revocations":         {"person job", "person job", ""},
	"onboarding":          {"person", "person onboarding", "person"},
	"profiles":            {"person", "person", "person"},
	"profile_versions":    {"person", "", ""},
	"proposals":           {"person onboarding workout diet tracker scheduler job", "person onboarding workout diet tracker scheduler job", "person"},
	"plans":               {"person", "person", "person"},
	"plan_versions":       {"person", "", ""},
	"session_moves":       {"person scheduler", "person scheduler", "person scheduler"},
	"reminder_settings":   {"person scheduler", "person scheduler", "person"},
	"workout_imports":     {"person", "person", "person"},
	"exercise_mappings":   {"person", "person", "person"},
	"workout_sessions":    {"person workout", "person workout", "person"},
	"workout_sets":        {"person workout", "person workout", "person workout"},
	"session_guides":      {"person workout", "person workout", "person"},
	"check_ins":           {"person tracker workout", "person", "person"},
	"weights":             {"person tracker", "person", "person"},
	"water_logs":          {"person diet", "person", "person diet"},
	"meal_logs":           {"person diet", "person", "person diet"},
	"meal_changes":        {"person", "person", "person"},
	"shopping_ticks":      {"person diet", "person diet", "person diet"},
	"conversations":       {"person job", "person job", ""},
	"turns":               {"person job", everyone, "person"},
	"messages":            {everyone, "person", "person"},
	"turn_events":         {everyone, "", "person job"},
	"offers":              {agents, "person", "person"},
	"summaries":           {"job", "job", "person"},
	"memories":            {agents, "person", agents},
	"usage_records":       {everyone, "", ""},
	"voice_sessions":      {"person", "person job", ""},
	"voice_turns":         {"person job", "", ""},
	"photos":              {"person", "person", "person job"},
	"adaptations":         {"job", "job", ""},
	"weekly_reviews":      {"person tracker job", "", ""},
	"idempotency_keys":    {everyone, "", "person job"},
	"cache_invalidations": {everyone, "", ""},
}

// ownerless lists the tables that have no user_id, each with its reason.
var ownerless = map[string]string{
	"auth.attempts":             "counts failures under keyed hashes, before there is a user",
	"auth.ceremonies":           "a passkey ceremony can begin before there is a user",
	"app.webhooks":              "which webhooks were taken; their ids are random, and no person's",
	"public.cache_servers":      "which Redis servers may hold values; no person's",
	"public.imported_entries":   "catalogue entries from other tables; no person's, and written by the operator only",
	"public.imported_version":   "counts the imports",
	"public.goose_db_version":   "the history of the schema",
	"public.river_leader":       "which worker leads",
	"public.river_queue":        "queues, not jobs",
	"public.river_migration":    "River's own history",
	"public.river_notification": "wakes workers; holds queue names",
	"public.river_job":          "its user is args->>'user_id', held by a policy of its own",
}

// isolated is a database with one row of each of two people in every table.
func isolated(t *testing.T) (*pgx.Conn, []*table) {
	t.Helper()
	ctx := t.Context()
	conn, err := pgx.Connect(ctx, database(t)(""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.WithoutCancel(ctx)) })
	tables := personalTables(ctx, t, conn)
	for _, person := range []string{"ann", "ben"} {
		for _, tb := range tables {
			if _, err := conn.Exec(ctx, tb.insert(person, 0, nil)); err != nil {
				t.Fatalf("%s: %v", tb.name, err)
			}
		}
	}
	return conn, tables
}

// TestTwoPeopleEveryTableEveryCommand holds every table that the catalogue knows against what each actor
// may do to own rows, and nobody to another's.
func TestTwoPeopleEveryTableEveryCommand(t *testing.T) {
	t.Parallel()
	conn, tables := isolated(t)
	for _, tb := range tables {
		if _, listed := scopes[tb.name]; !listed {
			t.Errorf("%s: a new table; say in scopes who may write it", tb.name)
		}
		for _, fault := range violations(t.Context(), t, conn, tb, "") {
			t.Error(fault)
		}
	}
}

// TestEveryPolicyMatters drops one policy after the other and wants the test above to notice each.
func TestEveryPolicyMatters(t *testing.T) {
	t.Parallel()
	conn, tables := isolated(t)
	for _, tb := range tables {
		for _, policy := range query[string](t.Context(), t, conn, "select policyname::text from pg_policies where tablename = $1 and 'spotter_app' = any (roles)", tb.name) {
			if len(violations(t.Context(), t, conn, tb, fmt.Sprintf("drop policy %s on %s", policy, tb.name))) == 0 {
				t.Errorf("%s: nobody notices that policy %s is gone", tb.name, policy)
			}
		}
		if len(violations(t.Context(), t, conn, tb, "alter table "+tb.name+" disable row level security")) == 0 {
			t.Errorf("%s: nobody notices that row-level security is off", tb.name)
		}
	}
}

// violations runs every command of every actor on a table, in a transaction that is rolled back, after a
// statement that breaks something ("" for none).
func violations(ctx context.Context, t *testing.T, conn *pgx.Conn, tb *table, breaking string) []string {
	t.Helper()
	tx, err := conn.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(ctx) }()
	for _, s := range []string{breaking, "set local role spotter_app"} {
		if _, err := tx.Exec(ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	check := &checker{ctx: ctx, tx: tx, tb: tb}
	check.nobody()
	for _, actor := range append([]string{"", "mallory"}, actors...) {
		check.own(actor)
		check.others(actor)
	}
	switch tb.name {
	case "proposals":
		check.proposals()
	case "onboarding":
		check.onboarding()
	case "messages":
		check.messages()
	case "offers":
		check.offers()
	case "memories":
		check.memories()
	}
	return check.faults
}

type checker struct {
	ctx    context.Context
	tx     pgx.Tx
	tb     *table
	faults []string
}

// try runs one statement as a user and an actor and takes it back. It answers how many rows it reached,
// -1 when it was refused for want of rights.
func (c *checker) try(user, actor, sql string) int64 {
	if _, err := c.tx.Exec(c.ctx, "savepoint s"); err != nil {
		c.faults = append(c.faults, err.Error())
		return 0
	}
	defer func() { _, _ = c.tx.Exec(c.ctx, "rollback to savepoint s") }()
	if _, err := c.tx.Exec(c.ctx, "select set_config('app.user_id', $1, true), set_config('app.actor', $2, true)", user, actor); err != nil {
		c.faults = append(c.faults, err.Error())
		return 0
	}
	tag, err := c.tx.Exec(c.ctx, sql)
	var pg *pgconn.PgError
	switch {
	case err == nil:
		return tag.RowsAffected()
	case errors.As(err, &pg) && pg.Code == "42501":
		return -1
	case errors.As(err, &pg) && (pg.Code == "23505" || pg.Code == "23503"):
		return 1 // the rights were there; a key was not
	default:
		c.faults = append(c.faults, fmt.Sprintf("%s: %v in %s", c.tb.name, err, sql))
		return 0
	}
}

func (c *checker) want(ok bool, format string, args ...any) {
	if !ok {
		c.faults = append(c.faults, c.tb.name+": "+fmt.Sprintf(format, args...))
	}
}

// nobody: with no user, or an empty one, there are no rows and nothing can be written.
func (c *checker) nobody() {
	c.want(c.try("", "person", "select from "+c.tb.name) <= 0, "nobody sees rows")
	c.want(c.try("", "person", c.tb.insert("ann", 1, nil)) <= 0, "nobody can insert")
	c.want(c.try("", "person", "update "+c.tb.name+" set "+c.tb.key+" = "+c.tb.key) <= 0, "nobody can update")
	c.want(c.try("", "person", "delete from "+c.tb.name) <= 0, "nobody can delete")
}

// own: an actor reaches the person's own rows as scopes says, no more and no less.
func (c *checker) own(actor string) {
	ann, scope := personID("ann"), scopes[c.tb.name]
	may := func(i int) bool { return actor != "" && strings.Contains(" "+scope[i]+" ", " "+actor+" ") }
	c.want(c.try(ann, actor, "select from "+c.tb.name) == 1, "%s does not see exactly the person's own row", actor)
	got := c.try(ann, actor, c.tb.insert("ann", 1, fitting(actor))) > 0
	c.want(got == may(0), "insert by %s: %v, want %v", actor, got, may(0))
	got = c.try(ann, actor, "update "+c.tb.name+" set "+c.tb.key+" = "+c.tb.key) > 0
	c.want(got == may(1), "update by %s: %v, want %v", actor, got, may(1))
	got = c.try(ann, actor, "delete from "+c.tb.name) > 0
	c.want(got == may(2), "delete by %s: %v, want %v", actor, got, may(2))
}

// fitting are the columns that follow from who inserts.
func fitting(actor string) map[string]string {
	fixed := map[string]string{"actor": quote(actor), "agent": quote(actor), "role": "'assistant'"}
	if actor == "diet" {
		fixed["kind"] = "'meals'"
	}
	return fixed
}

// others: another's rows are not there, and own rows cannot be given away.
func (c *checker) others(actor string) {
	ann, ben := personID("ann"), quote(personID("ben"))
	where := " where " + c.tb.key + " = " + ben
	c.want(c.try(ann, actor, "select from "+c.tb.name+where) <= 0, "%s sees another's rows", actor)
	c.want(c.try(ann, actor, c.tb.insert("ben", 1, fitting(actor))) <= 0, "%s inserts for another", actor)
	c.want(c.try(ann, actor, "update "+c.tb.name+" set "+c.tb.key+" = "+c.tb.key+where) <= 0, "%s updates another's rows", actor)
	c.want(c.try(ann, actor, "update "+c.tb.name+" set "+c.tb.key+" = "+ben) <= 0, "%s gives rows away", actor)
	c.want(c.try(ann, actor, "delete from "+c.tb.name+where) <= 0, "%s deletes another's rows", actor)
}

// proposals: only the person decides, nobody speaks for another, and each agent keeps to its plan.
func (c *checker) proposals() {
	ann := personID("ann")
	for _, actor := range actors[1:] {
		c.want(c.try(ann, actor, "update proposals set state = 'accepted'") <= 0, "%s accepts", actor)
		c.want(c.try(ann, actor, "update proposals set state = 'declined'") <= 0, "%s declines", actor)
		if strings.Contains(scopes["proposals"][0], actor) {
			c.want(c.try(ann, actor, "update proposals set state = 'superseded'") == 1, "%s cannot supersede", actor)
		}
	}
	accepted := map[string]string{"actor": "'person'", "proposals.state": "'accepted'"}
	c.want(c.try(ann, "person", c.tb.insert("ann", 1, accepted)) <= 0, "a proposal begins accepted")
	c.want(c.try(ann, "workout", c.tb.insert("ann", 1, map[string]string{"actor": "'person'"})) <= 0, "workout speaks for the person")
	c.want(c.try(ann, "workout", c.tb.insert("ann", 1, map[string]string{"actor": "'workout'", "kind": "'meals'"})) <= 0, "workout proposes meals")
	c.want(c.try(ann, "diet", c.tb.insert("ann", 1, map[string]string{"actor": "'diet'", "kind": "'training'"})) <= 0, "diet proposes training")
}

// onboarding: the guided mode saves answers, and leaves to the person what is the person's.
func (c *checker) onboarding() {
	ann := personID("ann")
	answer := func(step string) string {
		return `update onboarding set answers = jsonb_set(answers, '{` + step + `}', '{"a": 1}', true)`
	}
	c.want(c.try(ann, "onboarding", answer("diet")) == 1, "onboarding cannot save the diet")
	for _, forbidden := range []string{answer("consent"), answer("screening"), "update onboarding set completed_at = null",
		"update onboarding set training_accepted = 9", "update onboarding set meals_accepted = 9", "update onboarding set training_basis = 0", "update onboarding set meals_basis = 0"} {
		c.want(c.try(ann, "onboarding", forbidden) <= 0, "onboarding may: %s", forbidden)
		c.want(c.try(ann, "person", forbidden) == 1, "person may not: %s", forbidden)
	}
}

// messages: nobody puts words into the person's mouth.
func (c *checker) messages() {
	said := c.tb.insert("ann", 1, map[string]string{"role": "'user'"})
	c.want(c.try(personID("ann"), "person", said) == 1, "the person cannot speak")
	for _, actor := range actors[1:] {
		c.want(c.try(personID("ann"), actor, said) <= 0, "%s speaks for the person", actor)
	}
}

// offers: they begin open, in the name of who makes them.
func (c *checker) offers() {
	ann := personID("ann")
	c.want(c.try(ann, "workout", c.tb.insert("ann", 1, map[string]string{"agent": "'workout'", "offers.state": "'accepted'"})) <= 0, "an offer begins accepted")
	c.want(c.try(ann, "workout", c.tb.insert("ann", 1, map[string]string{"agent": "'diet'"})) <= 0, "workout offers for diet")
}

// memories: what the person told is the person's to forget.
func (c *checker) memories() {
	ann := personID("ann")
	if _, err := c.tx.Exec(c.ctx, "reset role; savepoint told; update memories set source = 'told'; set local role spotter_app"); err != nil {
		c.want(false, "%v", err)
		return
	}
	for _, actor := range actors[1:] {
		c.want(c.try(ann, actor, "delete from memories") <= 0, "%s forgets what the person told", actor)
	}
	c.want(c.try(ann, "person", "delete from memories") == 1, "the person cannot forget")
	if _, err := c.tx.Exec(c.ctx, "rollback to savepoint told; set local role spotter_app"); err != nil {
		c.want(false, "%v", err)
	}
}

// TestCatalogueKeepsTheRules holds the catalogue itself against what isolation rests on.
func TestCatalogueKeepsTheRules(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	conn, tables := isolated(t)
	personal := map[string]bool{}
	for _, tb := range tables {
		personal["public."+tb.name] = true
		for _, r := range tb.refs {
			if r.table != "users" && (len(r.here) < 2 || r.here[0] != "user_id") {
				t.Errorf("%s: the foreign key %v to %s lets a row point at another's: put user_id in it", tb.name, r.here, r.table)
			}
		}
	}
	for _, name := range query[string](ctx, t, conn, `select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('public', 'app', 'auth') and c.relkind in ('r', 'p') order by 1`) {
		if _, listed := ownerless[name]; !personal[name] && !listed {
			t.Errorf("%s has no user_id: give it one, or list it with its reason", name)
		}
	}
	for rule, sql := range catalogueRules {
		for _, fault := range query[string](ctx, t, conn, sql) {
			t.Errorf("%s: %s", fault, rule)
		}
	}
}

var catalogueRules = map[string]string{
	"row-level security must be enabled and forced": `select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'public' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
		and (c.relname in ('users', 'river_job') or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'user_id'))`,
	"the primary key must contain user_id": `select c.relname::text from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
		join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id' where not a.attnum = any (i.indkey)`,
	"a unique index over all people tells one about another": `select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
		join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id'
		where i.indisunique and not a.attnum = any (i.indkey)
		and i.indexrelid::regclass::text not in ('refresh_tokens_hash_key', 'personal_tokens_hash_key', 'passkeys_credential_id_key')`, // random, 128 bits or more
	"only spotter_owner owns relations": `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('public', 'app', 'auth') and pg_get_userbyid(c.relowner) <> 'spotter_owner'`,
	"views must be security_invoker, and there are no materialized ones": `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('public', 'app', 'auth') and (c.relkind = 'm' or c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false))`,
	"a definer function must belong to spotter_auth and pin its search_path": `select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where n.nspname in ('public', 'app', 'auth') and p.prosecdef
		and (pg_get_userbyid(p.proowner) <> 'spotter_auth' or not coalesce(p.proconfig @> array['search_path=pg_catalog, pg_temp'], false))`,
	"a definer function that nobody has reviewed": `select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where n.nspname in ('public', 'app', 'auth') and p.prosecdef and n.nspname || '.' || p.proname not in (
			'auth.find_user', 'auth.find_google', 'auth.find_refresh', 'auth.find_token', 'auth.find_passkey', 'auth.find_email_token',
			'auth.admit', 'auth.forgive', 'auth.keep_ceremony', 'auth.take_ceremony', 'auth.revoked', 'auth.prune',
			'app.pending_invalidations', 'app.clear_invalidations', 'app.forget_idempotency_keys', 'app.stale_uploads', 'app.forget_staged_imports',
			'app.zones', 'app.people_to_adapt', 'app.people_to_review', 'app.forget_turn_events', 'app.dead_turns',
			'app.take_webhook', 'app.voice_session_owner', 'app.voice_sessions_to_tend')`,
	"the app role finds people across all of them": `select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where n.nspname = 'app' and p.proname in ('zones', 'people_to_adapt', 'people_to_review', 'dead_turns') and has_function_privilege('spotter_app', p.oid, 'execute')`,
	"nothing of ours may be executed by everybody but the two that say who asks": `select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where n.nspname in ('app', 'auth') and has_function_privilege('public', p.oid, 'execute') and p.proname not in ('user_id', 'actor')`,
	"the app role may do more than select, insert, update and delete": `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('public', 'app', 'auth') and c.relkind in ('r', 'p', 'v')
		and has_table_privilege('spotter_app', c.oid, 'truncate, references, trigger')`,
	"a role of ours has attributes that undo row-level security": `select rolname::text from pg_roles where rolname like 'spotter\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
	"the app role can become another":                            `select r.rolname::text from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles u on u.oid = m.member where u.rolname in ('spotter_app', 'spotter_worker')`,
	"spotter_auth must not log in":                               `select rolname::text from pg_roles where rolname = 'spotter_auth' and rolcanlogin`,
	"the app role can create":                                    `select n.nspname::text from pg_namespace n where n.nspname !~ '^pg_' and has_schema_privilege('spotter_app', n.oid, 'create')`,
}

// TestNoUserStaysOnAConnection ends requests in every bad way on a pool of one connection and wants
// nobody left on it.
func TestNoUserStaysOnAConnection(t *testing.T) {
	t.Parallel()
	db, err := postgres.Open(t.Context(), database(t)(postgres.RoleApp), postgres.Options{MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	who := someone()
	ends := map[string]func(ctx context.Context){
		"commit": func(ctx context.Context) { _ = db.Write(ctx, who, func(tx *postgres.Tx) error { return nil }) },
		"failure": func(ctx context.Context) {
			_ = db.Write(ctx, who, func(tx *postgres.Tx) error { return errors.New("no") })
		},
		"bad statement": func(ctx context.Context) {
			_ = db.Write(ctx, who, func(tx *postgres.Tx) error { _, err := tx.Raw().Exec(ctx, "select 1/0"); return err })
		},
		"panic": func(ctx context.Context) {
			defer func() { _ = recover() }()
			_ = db.Write(ctx, who, func(tx *postgres.Tx) error { panic("no") })
		},
		"cancel": func(ctx context.Context) {
			ctx, cancel := context.WithCancel(ctx)
			_ = db.Write(ctx, who, func(tx *postgres.Tx) error { cancel(); _, err := tx.Raw().Exec(ctx, "select pg_sleep(5)"); return err })
		},
		"one statement":      func(ctx context.Context) { _, _ = db.As(who).GetOnboarding(ctx, who.User) },
		"one read in a lane": func(ctx context.Context) { _, _ = db.Read(who).GetOnboarding(ctx, who.User) },
		"one failed read in a lane": func(ctx context.Context) {
			_ = db.ReadRow(ctx, who, "select 1/0").Scan(new(int))
		},
		"one failed statement": func(ctx context.Context) {
			_ = db.As(who).StartOnboarding(ctx, generated.StartOnboardingParams{UserID: who.User})
		}, // no such user
	}
	for name, end := range ends {
		end(t.Context())
		var user, actor string
		err := db.Pool().QueryRow(t.Context(), "select coalesce(current_setting('app.user_id', true), ''), coalesce(current_setting('app.actor', true), '')").Scan(&user, &actor)
		if err != nil || user != "" || actor != "" {
			t.Errorf("after %s the connection still has user %q and actor %q (%v)", name, user, actor, err)
		}
		if _, err := db.As(spotter.Caller{}).GetOnboarding(t.Context(), who.User); !postgres.IsNoRows(err) {
			t.Errorf("after %s nobody reads: %v", name, err)
		}
	}
}

// TestRolesThatUndoIsolationAreRefused connects as roles that serve must not run as.
func TestRolesThatUndoIsolationAreRefused(t *testing.T) {
	t.Parallel()
	dsn := database(t)
	for role, word := range map[string]string{"": "superuser", postgres.RoleOwner: "owns"} {
		if err := open(t, dsn(role)).CheckRole(t.Context()); err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("role %q: got %v, want a refusal that says %s", role, err, word)
		}
	}
	if err := open(t, dsn(postgres.RoleApp)).CheckRole(t.Context()); err != nil {
		t.Error(err)
	}
	// Nobody looks at the role when the server comes late, so that each connection is looked at.
	for role, refused := range map[string]bool{"": true, postgres.RoleOwner: true, postgres.RoleApp: false} {
		db, err := postgres.Open(t.Context(), dsn(role), postgres.Options{MaxConns: 2, Isolated: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(db.Close)
		who := spotter.Caller{User: spotter.UserID{1}, Actor: spotter.ActorPerson}
		_, read := db.As(who).ListPersonalTokens(t.Context(), who.User)
		for what, err := range map[string]error{"a ping": db.Ping(t.Context()), "a read": read,
			"a write": db.Write(t.Context(), spotter.Caller{}, func(*postgres.Tx) error { return nil })} {
			if spotter.HasDetail(err, postgres.CodeUnsafeRole) != refused || !refused && err != nil {
				t.Errorf("%s as role %q: %v", what, role, err)
			}
		}
	}
}

// TestAConnectionThatBreaksIsNoUnsafeRole lets the server go while the role is looked at: an outage, which passes.
func TestAConnectionThatBreaksIsNoUnsafeRole(t *testing.T) {
	t.Parallel()
	conn, err := pgx.Connect(t.Context(), database(t)(postgres.RoleApp))
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := postgres.AdmitIsolated(t.Context(), conn); err == nil || spotter.HasDetail(err, postgres.CodeUnsafeRole) {
		t.Errorf("a broken connection: %v", err)
	}
}
