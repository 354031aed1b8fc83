package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"spotter/internal/postgres"
)

// check is one line of the doctor's.
type check struct {
	name string
	run  func(context.Context) (says string, err error)
}

// errSkipped marks a check that has nothing to look at.
var errSkipped = errors.New("skipped")

// doctorLimit bounds one check.
const doctorLimit = 5 * time.Second

// doctor checks what Spotter stands on, a line each, and fails when one fails.
func (p *program) doctor(ctx context.Context, args []string) error {
	if len(args) > 0 {
		return usageError("takes no arguments; settings are environment variables")
	}
	c, err := p.loadConfig()
	if err != nil {
		return err
	}
	if err := useRunningDev(&c); err != nil {
		return err
	}
	for _, line := range c.lines() {
		fmt.Fprintf(p.out, "  %s\n", line)
	}
	failed := 0
	for _, check := range p.checks(c) {
		limit, cancel := context.WithTimeout(ctx, doctorLimit)
		says, err := check.run(limit)
		cancel()
		switch {
		case errors.Is(err, errSkipped):
			fmt.Fprintf(p.out, "  -     %-22s %s\n", check.name, says)
		case err != nil:
			failed++
			fmt.Fprintf(p.out, "  FAIL  %-22s %v\n", check.name, err)
		default:
			fmt.Fprintf(p.out, "  ok    %-22s %s\n", check.name, says)
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d of the checks failed", failed)
	}
	return nil
}

func (p *program) checks(c config) []check {
	return append([]check{
		{"PostgreSQL", func(ctx context.Context) (string, error) {
			return askDatabase(ctx, c.DatabaseURL, "DATABASE_URL", version)
		}},
		{"app role", func(ctx context.Context) (string, error) {
			return askDatabase(ctx, c.DatabaseURL, "DATABASE_URL", appRole)
		}},
		{"row-level security", func(ctx context.Context) (string, error) {
			return askDatabase(ctx, c.DatabaseURL, "DATABASE_URL", rowSecurity)
		}},
		{"worker role", func(ctx context.Context) (string, error) {
			return askDatabase(ctx, c.WorkerDatabaseURL, "WORKER_DATABASE_URL", workerRole)
		}},
		{"migrations", func(ctx context.Context) (string, error) { return migrations(ctx, c.MigrationDatabaseURL) }},
		{"clock", func(ctx context.Context) (string, error) {
			return askDatabase(ctx, c.DatabaseURL, "DATABASE_URL", p.clock)
		}},
		{"Redis", func(ctx context.Context) (string, error) { return p.askRedis(ctx, c.RedisURL) }},
		{"objects", func(ctx context.Context) (string, error) { return p.askObjects(ctx, c) }},
		{"JWT_SECRET", func(context.Context) (string, error) { return secret(c.JWTSecret) }},
		{"mail", func(ctx context.Context) (string, error) { return mailServer(ctx, c.SMTPURL) }},
	}, slices.Concat(p.voiceChecks(c), p.modelChecks(c), p.speechChecks(c))...)
}

// askDatabase connects with a URL and asks one question.
func askDatabase(ctx context.Context, dsn, name string, ask func(context.Context, *pgx.Conn) (string, error)) (string, error) {
	if dsn == "" {
		return name + " is not set, and no spotter dev runs on the data directory", errSkipped
	}
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	return ask(ctx, conn)
}

func version(ctx context.Context, conn *pgx.Conn) (string, error) {
	var number int
	var text string
	err := conn.QueryRow(ctx, "select current_setting('server_version_num')::int, current_setting('server_version')").Scan(&number, &text)
	if err == nil && number < 150000 {
		err = fmt.Errorf("version %s; 15 or newer is needed", text)
	}
	return "version " + text, err
}

func appRole(ctx context.Context, conn *pgx.Conn) (string, error) {
	db, err := postgres.Open(ctx, conn.Config().ConnString(), postgres.Options{MaxConns: 1})
	if err != nil {
		return "", err
	}
	defer db.Close()
	return conn.Config().User + " owns nothing and cannot bypass", db.CheckRole(ctx)
}

// rowSecurity wants it enabled and forced on every table of people's, as the catalogue says.
func rowSecurity(ctx context.Context, conn *pgx.Conn) (string, error) {
	var tables int
	var open []string
	err := conn.QueryRow(ctx, `select count(*), coalesce(array_agg(c.relname::text) filter (where not (c.relrowsecurity and c.relforcerowsecurity)), '{}')
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'public' and c.relkind in ('r', 'p')
		and (c.relname in ('users', 'river_job') or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'user_id'))`).Scan(&tables, &open)
	switch {
	case err != nil:
		return "", err
	case tables == 0:
		return "", errors.New("there are no tables; run spotter migrate up")
	case len(open) > 0:
		return "", fmt.Errorf("not forced on %v", open)
	}
	return fmt.Sprintf("forced on all %d tables of people", tables), nil
}

func workerRole(ctx context.Context, conn *pgx.Conn) (string, error) {
	var claims, bypass bool
	err := conn.QueryRow(ctx, `select coalesce(has_table_privilege(to_regclass('public.river_leader'), 'insert'), false),
		(select rolsuper or rolbypassrls from pg_roles where rolname = current_user)`).Scan(&claims, &bypass)
	switch {
	case err != nil:
		return "", err
	case bypass:
		return "", errors.New("is a superuser or has BYPASSRLS")
	case !claims:
		return "", errors.New("cannot claim jobs; run spotter migrate up, and connect as " + postgres.RoleWorker)
	}
	return conn.Config().User + " can claim jobs", nil
}

func migrations(ctx context.Context, dsn string) (string, error) {
	if dsn == "" {
		return "MIGRATION_DATABASE_URL is not set", errSkipped
	}
	m, err := postgres.OpenMigrator(dsn)
	if err != nil {
		return "", err
	}
	defer func() { _ = m.Close() }()
	pending, err := m.Pending(ctx)
	if err == nil && pending {
		err = errors.New("some are pending; run spotter migrate up")
	}
	return "all applied", err
}

// clock wants this machine and the database to agree: tokens and reminders rest on it.
func (p *program) clock(ctx context.Context, conn *pgx.Conn) (string, error) {
	var there time.Time
	before := p.now()
	if err := conn.QueryRow(ctx, "select clock_timestamp()").Scan(&there); err != nil {
		return "", err
	}
	off := there.Sub(before.Add(p.now().Sub(before) / 2)).Abs().Round(time.Millisecond)
	if off > 2*time.Second {
		return "", fmt.Errorf("is %s off the database's; set both by NTP", off)
	}
	return fmt.Sprintf("%s off the database's", off), nil
}

func secret(value string) (string, error) {
	if value == "" {
		return "", errors.New("is not set")
	}
	return fmt.Sprintf("%d bytes", len(value)), checkStrength(value)
}

func mailServer(ctx context.Context, address string) (string, error) {
	if address == "" {
		return "SMTP_URL is not set: mail is printed", errSkipped
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"smtp": "587", "smtps": "465"}[u.Scheme]
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", net.JoinHostPort(u.Hostname(), port))
	if err != nil {
		return "", err
	}
	return u.Host + " answers", conn.Close()
}
