package coach_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/postgres"
	"spotter/internal/postgres/postgrestest"
)

const (
	secret   = "a secret of at least thirty-two bytes"
	password = "correct horse battery"
)

// home is where most requests of these tests come from.
var home = coach.Client{Address: "192.0.2.1", Device: "Test"}

// accountsFixture is one instance over a database of its own.
type accountsFixture struct {
	*coach.Accounts
	db    *postgres.DB
	dsn   func(role string) string
	clock *clock
}

func setupAccounts(t *testing.T, change ...func(*coach.AccountsConfig)) *accountsFixture {
	t.Helper()
	dsn := postgrestest.Database(t)
	f := &accountsFixture{db: postgrestest.Connect(t, dsn(postgres.RoleApp)), dsn: dsn, clock: &clock{t: monday}}
	f.Accounts = f.instance(t, change...)
	return f
}

// instance is one more process over the same database.
func (f *accountsFixture) instance(t *testing.T, change ...func(*coach.AccountsConfig)) *coach.Accounts {
	t.Helper()
	config := coach.AccountsConfig{
		DB: f.db, Now: f.clock.now, Log: slog.New(slog.DiscardHandler), Secret: []byte(secret),
		PublicURL: "https://coach.example.com", Hash: coach.HashCost{MemoryKiB: 64, Passes: 1},
	}
	for _, c := range change {
		c(&config)
	}
	a, err := coach.NewAccounts(config)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (f *accountsFixture) register(t *testing.T, email string) spotter.SignedIn {
	t.Helper()
	signed, err := f.Register(t.Context(), home, &spotter.Registration{Email: email, Password: password, FullName: "Ada Lovelace"})
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func (f *accountsFixture) login(ctx context.Context, from coach.Client, email, password string) (spotter.SignedIn, error) {
	return f.Login(ctx, from, &spotter.Credentials{Email: email, Password: password})
}

func identify(t *testing.T, a *coach.Accounts, bearer string) coach.Identity {
	t.Helper()
	id, err := a.Identify(t.Context(), bearer)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// super runs one statement as the superuser and answers its first column.
func (f *accountsFixture) super(t *testing.T, sql string, args ...any) []string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), f.dsn(""))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.Background()) }()
	rows, err := conn.Query(t.Context(), sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// wantError wants an error that clients see as name.
func wantError(t *testing.T, err error, name string) {
	t.Helper()
	if !spotter.HasDetail(err, name) {
		t.Fatalf("error %v, want %s", err, name)
	}
}

// refusal is wantError for those who look closer.
func refusal(t *testing.T, err error, name string) (out spotter.Error) {
	t.Helper()
	wantError(t, err, name)
	var e *spotter.Error
	if errors.As(err, &e) {
		out = *e
	}
	return out
}

func TestRegister(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	signed, err := f.Register(t.Context(), home, &spotter.Registration{
		Email: "Ada@Example.com", Password: password, FullName: "Ada", TimeZone: "Europe/Berlin",
	})
	if err != nil {
		t.Fatal(err)
	}
	want := spotter.User{ID: signed.User.ID, Email: "Ada@Example.com", FullName: "Ada", TimeZone: "Europe/Berlin", HasPassword: true, CreatedAt: monday, Revision: 1}
	if diff := cmp.Diff(want, signed.User); diff != "" {
		t.Error(diff)
	}
	if signed.TokenType != "Bearer" || signed.ExpiresIn != 900 {
		t.Errorf("token_type %q, expires_in %d", signed.TokenType, signed.ExpiresIn)
	}
	id := identify(t, f.Accounts, signed.AccessToken)
	if id.User != signed.User.ID || id.Login.IsZero() || id.Scopes != nil {
		t.Errorf("identity %+v", id)
	}
	if _, err := f.db.As(id.Caller()).GetOnboarding(t.Context(), id.User); err != nil {
		t.Errorf("no onboarding: %v", err)
	}
	if jobs := f.super(t, "select args ->> 'kind' from river_job where args ->> 'user_id' = $1", id.User.String()); len(jobs) != 1 || jobs[0] != "verify" {
		t.Errorf("jobs %v, want one mail", jobs)
	}
	_, err = f.Register(t.Context(), home, &spotter.Registration{Email: "aDA@example.COM", Password: password, FullName: "Eve"})
	wantError(t, err, "email_taken")
}

func TestRegistrationRules(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	good := spotter.Registration{Email: "ada@example.com", Password: password, FullName: "Ada"}
	tests := map[string]func(*spotter.Registration){
		"email":     func(r *spotter.Registration) { r.Email = "Ada <ada@example.com>" },
		"email ":    func(r *spotter.Registration) { r.Email = "ada@example.com\r\nBcc: eve@example.com" },
		"email  ":   func(r *spotter.Registration) { r.Email = "ädа@example.com" },
		"email   ":  func(r *spotter.Registration) { r.Email = "ada@[127.0.0.1]" },
		"full_name": func(r *spotter.Registration) { r.FullName = "  \t " },
		"full_name ": func(r *spotter.Registration) {
			r.FullName = "Ada,\n\nyou have won: http://evil.example"
		},
		"full_name  ": func(r *spotter.Registration) { r.FullName = "Ada\u202eadA" },
		"time_zone":   func(r *spotter.Registration) { r.TimeZone = "Mars/Olympus" },
		"password":    func(r *spotter.Registration) { r.Password = "short" },
		"password ":   func(r *spotter.Registration) { r.Password = strings.Repeat("x", 129) },
	}
	for place, spoil := range tests {
		bad := good
		spoil(&bad)
		problems := spotter.CheckInput(&bad)
		if len(problems) != 1 || problems[0].Location != strings.TrimSpace(place) {
			t.Errorf("%s: problems %v", place, problems)
		}
	}
	for _, common := range []string{"Password123", "12345678", "QWERTYUIOP", "ADA@example.com"} {
		bad := good
		bad.Password = common
		_, err := f.Register(t.Context(), home, &bad)
		wantError(t, err, "invalid")
	}
	for _, name := range []string{"Zoë 太郎", "👩\u200d🚀", "O’Neil-Åse, Jr."} {
		unusual := good
		unusual.FullName = name
		if problems := spotter.CheckInput(&unusual); len(problems) > 0 {
			t.Errorf("%q: %v", name, problems)
		}
	}
	fine := good
	fine.Password = strings.Repeat("ü", 128)
	if _, err := f.Register(t.Context(), home, &fine); err != nil {
		t.Errorf("128 characters: %v", err)
	}
}

func TestMe(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	signed := f.register(t, "ada@example.com")
	caller := identify(t, f.Accounts, signed.AccessToken).Caller()
	name, zone := "Countess", "Asia/Tokyo"
	changed, err := f.UpdateMe(t.Context(), caller, 1, &spotter.AccountPatch{FullName: &name, TimeZone: &zone})
	if err != nil || changed.FullName != name || changed.TimeZone != zone || changed.Revision != 2 {
		t.Fatalf("changed %+v, %v", changed, err)
	}
	again, err := f.Me(t.Context(), caller)
	if diff := cmp.Diff(changed, again); diff != "" || err != nil {
		t.Error(diff, err)
	}
	_, err = f.UpdateMe(t.Context(), caller, 1, &spotter.AccountPatch{FullName: &name})
	wantError(t, err, "precondition")

	f.super(t, "update users set onboarded_at = now() returning ''")
	other := "UTC"
	_, err = f.UpdateMe(t.Context(), caller, 0, &spotter.AccountPatch{TimeZone: &other})
	wantError(t, err, "time_zone_in_profile")
	if _, err = f.UpdateMe(t.Context(), caller, 0, &spotter.AccountPatch{FullName: &name, TimeZone: &zone}); err != nil {
		t.Errorf("the same time zone: %v", err)
	}
}

func TestRepeatWithKey(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	id := identify(t, f.Accounts, f.register(t, "ada@example.com").AccessToken)
	second, err := f.login(t.Context(), home, "ada@example.com", password)
	if err != nil {
		t.Fatal(err)
	}
	login := identify(t, f.Accounts, second.AccessToken).Login
	id.Once = spotter.Once{Key: "a", Fingerprint: [32]byte{1}}
	for range 2 {
		if err := f.RevokeSession(t.Context(), id, login); err != nil {
			t.Errorf("revoke: %v", err)
		}
	}
	id.Once = spotter.Once{Key: "b", Fingerprint: [32]byte{2}}
	for range 2 {
		if err := f.ChangePassword(t.Context(), id, home, &spotter.PasswordChange{CurrentPassword: password, NewPassword: "another good one"}); err != nil {
			t.Errorf("change: %v", err)
		}
	}
}

func TestDeleteMe(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	other := f.instance(t)
	signed := f.register(t, "ada@example.com")
	f.register(t, "eve@example.com")
	id := identify(t, f.Accounts, signed.AccessToken)
	identify(t, other, signed.AccessToken)
	if _, err := f.CreateToken(t.Context(), id, &spotter.NewToken{Name: "script", Scopes: []spotter.Scope{spotter.ScopeRead}}); err != nil {
		t.Fatal(err)
	}
	f.fill(t, id.User)

	f.clock.add(11 * time.Minute)
	wantError(t, f.DeleteMe(t.Context(), id, home, &spotter.AccountDeletion{}), "reauthentication_required")
	wantError(t, f.DeleteMe(t.Context(), id, home, &spotter.AccountDeletion{Password: "wrong password"}), "invalid_credentials")
	if err := f.DeleteMe(t.Context(), id, home, &spotter.AccountDeletion{Password: password}); err != nil {
		t.Fatal(err)
	}
	_, err := f.Identify(t.Context(), signed.AccessToken)
	wantError(t, err, "unauthorized")
	f.clock.add(time.Second)
	_, err = other.Identify(t.Context(), signed.AccessToken)
	wantError(t, err, "unauthorized")
	_, err = f.Refresh(t.Context(), home, &spotter.RefreshInput{RefreshToken: signed.RefreshToken})
	wantError(t, err, "invalid_refresh_token")
	_, err = f.login(t.Context(), home, "ada@example.com", password)
	wantError(t, err, "invalid_credentials")

	for _, table := range f.personalTables(t) {
		switch table { // ids only, and not for long
		case "revocations": // for an hour: what makes the tokens die everywhere
			continue
		case "cache_invalidations": // until the next instance has worked them off, in a second
			continue
		}
		key := "user_id"
		if table == "users" {
			key = "id"
		}
		if n := f.super(t, "select count(*)::text from "+table+" where "+key+" = $1", id.User)[0]; n != "0" {
			t.Errorf("%s has %s rows of a deleted person", table, n)
		}
	}
	// What empties the object store outlives the person, with the id and nothing else.
	left := f.super(t, "select distinct kind || ' ' || args::text from river_job where args ->> 'user_id' = $1", id.User.String())
	if want := []string{`erase_objects {"user_id": "` + id.User.String() + `"}`}; !slices.Equal(left, want) {
		t.Errorf("jobs of a deleted person: %v, want %v", left, want)
	}
	if n := f.super(t, "select count(*)::text from users")[0]; n != "1" {
		t.Errorf("%s people left, want the other one", n)
	}
}

// personalTables lists every table with a user_id, and users.
func (f *accountsFixture) personalTables(t *testing.T) []string {
	t.Helper()
	tables := f.super(t, `select table_name::text from information_schema.columns
		where table_schema = 'public' and column_name = 'user_id' order by 1`)
	if len(tables) < 15 {
		t.Fatalf("only %v have a user_id", tables)
	}
	return append(tables, "users")
}

// fill puts a row of the person into every table that takes one without more ado.
func (f *accountsFixture) fill(t *testing.T, id spotter.UserID) {
	t.Helper()
	for _, sql := range []string{
		`insert into weights (user_id, id, at, local_date, time_zone, weight_kg, entered_value, entered_unit) values ($1, gen_random_uuid(), now(), now(), 'UTC', 80, 80, 'kg') returning ''`,
		`insert into water_logs (user_id, id, at, local_date, time_zone, ml) values ($1, gen_random_uuid(), now(), now(), 'UTC', 300) returning ''`,
		`insert into profiles (user_id, version, document, updated_at) values ($1, 1, '{}', now()) returning ''`,
		`insert into idempotency_keys (user_id, key, fingerprint, answer, created_at) values ($1, 'k', '', '{}', now()) returning ''`,
		`insert into photos (user_id, id, kind, content_type, size, state, created_at, local_date, time_zone) values ($1, gen_random_uuid(), 'meal', 'image/png', 1, 'stored', now(), now(), 'UTC') returning ''`,
		`insert into passkeys (user_id, id, credential_id, credential, name, created_at) values ($1, gen_random_uuid(), '\x01', '{}', 'x', now()) returning ''`,
	} {
		f.super(t, sql, id)
	}
}

func TestDeleteMeAfterFreshLogin(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	id := identify(t, f.Accounts, f.register(t, "ada@example.com").AccessToken)
	token, err := f.CreateToken(t.Context(), id, &spotter.NewToken{Name: "script", Scopes: []spotter.Scope{spotter.ScopeWrite}})
	if err != nil {
		t.Fatal(err)
	}
	wantError(t, f.DeleteMe(t.Context(), identify(t, f.Accounts, token.Token), home, &spotter.AccountDeletion{}), "login_required")
	if err := f.DeleteMe(t.Context(), id, home, &spotter.AccountDeletion{}); err != nil {
		t.Fatal(err)
	}
	_, err = f.Identify(t.Context(), token.Token)
	wantError(t, err, "unauthorized")
}

func TestDeactivate(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	other := f.instance(t)
	signed := f.register(t, "ada@example.com")
	identify(t, other, signed.AccessToken)
	f.super(t, "update users set active = false returning ''") // by hand: the database tells everybody
	f.clock.add(time.Second)
	for _, a := range []*coach.Accounts{f.Accounts, other} {
		_, err := a.Identify(t.Context(), signed.AccessToken)
		wantError(t, err, "unauthorized")
	}
	_, err := f.login(t.Context(), home, "ada@example.com", password)
	wantError(t, err, "invalid_credentials")
	_, err = f.Refresh(t.Context(), home, &spotter.RefreshInput{RefreshToken: signed.RefreshToken})
	wantError(t, err, "invalid_refresh_token")

	f.super(t, "update users set active = true returning ''")
	f.clock.add(11 * time.Second)
	if _, err = f.login(t.Context(), home, "ada@example.com", password); err != nil {
		t.Errorf("reactivated: %v", err)
	}
	identify(t, other, signed.AccessToken)
	if err := f.Deactivate(t.Context(), signed.User.ID); err != nil {
		t.Fatal(err)
	}
	_, err = f.Identify(t.Context(), signed.AccessToken)
	wantError(t, err, "unauthorized")
	wantError(t, f.Deactivate(t.Context(), spotter.NewID[spotter.User](monday)), "not_found")
}
