package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"

	"spotter/internal/local"
	"spotter/internal/postgres"
)

// dev runs every part in one process tree, with an embedded default for whatever the environment does
// not name.
func (p *program) dev(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("dev", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	data, addr := flags.String("data", "", ""), flags.String("addr", "", "")
	demo := flags.Bool("demo", false, "")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 {
		return usageError("takes --data, --addr and --demo only")
	}
	c, log, err := p.prepare()
	if err != nil {
		return err
	}
	if *data != "" {
		c.DataDir = *data
	}
	if *addr != "" {
		c.Addr = *addr
	}
	return p.runDev(ctx, c, log, *demo)
}

// household is what dev has started itself, in order, and how it is told.
type household struct {
	lines [][2]string
	stops []func()
}

func (h *household) tell(part, runs string) { h.lines = append(h.lines, [2]string{part, runs}) }

// stop ends in the opposite order.
func (h *household) stop() {
	for i := len(h.stops) - 1; i >= 0; i-- {
		h.stops[i]()
	}
}

func (p *program) runDev(ctx context.Context, c config, log *slog.Logger, demo bool) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	// The address first: a second start says so at once, before a cluster is made for it.
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return addressTaken(c, err)
	}
	defer func() { _ = listener.Close() }()
	house := &household{}
	defer house.stop()
	ownDatabase := c.DatabaseURL == ""
	if err := p.startDatabase(ctx, &c, house, log, cancel); err != nil {
		return err
	}
	if err := p.startRedis(&c, house, ownDatabase); err != nil {
		return err
	}
	if err := p.useSecrets(&c, listener); err != nil {
		return err
	}
	if err := p.startLiveKit(ctx, &c, house, log, listener); err != nil {
		return err
	}
	c.LookForModel = true
	parts, err := p.openParts(ctx, c, log)
	if err != nil {
		return err
	}
	defer parts.close()
	parts.startModels(ctx)
	parts.startSpeech(ctx)
	if err := parts.checkRole(ctx); err != nil {
		return err
	}
	house.tell("Objects", parts.objects.Describe())
	if err := p.startWorker(ctx, c, parts, house); err != nil {
		return err
	}
	if demo {
		if err := p.addDemo(ctx, parts, house); err != nil {
			return err
		}
	}
	parts.calls = c.LiveKitURL != ""
	house.tell("Model", parts.models.describe())
	hearing, speaking := parts.speech.describe()
	house.tell("Hearing", hearing)
	house.tell("Speaking", speaking)
	p.describe(house, c, listener.Addr().String())
	err = p.run1(ctx, parts, listener)
	if cause := context.Cause(ctx); err == nil && cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return err
}

// addressTaken says who has the address, as far as it can be known.
func addressTaken(c config, err error) error {
	if _, ok := local.RunningDSN(c.DataDir, postgres.RoleApp, "spotter"); ok {
		return fmt.Errorf("another spotter runs on the data directory %s, and %s is in use: stop it, or choose others with --data and --addr", c.DataDir, c.Addr)
	}
	return fmt.Errorf("the address %s cannot be used: %w; choose another with --addr", c.Addr, err)
}

// startDatabase starts a private cluster unless DATABASE_URL names a server, and brings the schema up
// to date.
func (p *program) startDatabase(ctx context.Context, c *config, house *household, log *slog.Logger, fail context.CancelCauseFunc) error {
	if c.DatabaseURL != "" {
		house.tell("PostgreSQL", "DATABASE_URL")
		if c.MigrationDatabaseURL == "" {
			return nil
		}
		return p.migrateUp(ctx, c.MigrationDatabaseURL)
	}
	pg, err := local.StartPostgres(ctx, local.PostgresConfig{DataDir: c.DataDir, BinDir: c.PGBin, Archive: c.PGArchive, Log: log})
	if err != nil {
		return err
	}
	watching := make(chan struct{})
	go func() {
		defer close(watching)
		<-pg.Done()
		if ctx.Err() == nil {
			fail(fmt.Errorf("PostgreSQL ended by itself: %w", pg.Err()))
		}
	}()
	house.stops = append(house.stops, func() {
		fail(nil)
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopLimit)
		defer cancel()
		if err := pg.Stop(limit); err != nil {
			log.Error("stop PostgreSQL", "error", err)
		}
		<-watching
	})
	house.tell("PostgreSQL", pg.Describe())
	const database = "spotter"
	c.DatabaseURL, c.WorkerDatabaseURL = pg.DSN(postgres.RoleApp, database), pg.DSN(postgres.RoleWorker, database)
	c.MigrationDatabaseURL = pg.DSN(postgres.RoleOwner, database)
	return p.prepareDatabase(ctx, pg.DSN("postgres", "postgres"), c.MigrationDatabaseURL, database)
}

// prepareDatabase makes roles, database and schema. When nothing is pending it is one query.
func (p *program) prepareDatabase(ctx context.Context, admin, owner, database string) error {
	if err := postgres.Bootstrap(ctx, admin, database); err != nil {
		return err
	}
	return p.migrateUp(ctx, owner)
}

func (p *program) migrateUp(ctx context.Context, url string) error {
	m, err := postgres.OpenMigrator(url)
	if err != nil {
		return err
	}
	defer func() { _ = m.Close() }()
	if _, err := m.Up(ctx); err != nil {
		return fmt.Errorf("bring the schema up to date: %w", err)
	}
	return nil
}

// startRedis starts Redis in this process unless REDIS_URL names a server. Beside a database of the
// environment's it starts none: others may write there, and all who do must share one Redis.
func (p *program) startRedis(c *config, house *household, ownDatabase bool) error {
	if c.RedisURL != "" {
		house.tell("Redis", "REDIS_URL")
		return nil
	}
	if !ownDatabase {
		house.tell("Redis", "off: set REDIS_URL, the same for all who use DATABASE_URL")
		return nil
	}
	r, err := local.StartRedis()
	if err != nil {
		return err
	}
	house.stops = append(house.stops, r.Stop)
	house.tell("Redis", r.Describe())
	c.RedisURL = "redis://:" + r.Password() + "@" + r.Addr()
	return nil
}

// useSecrets keeps generated secrets in the data directory, for what the environment does not name.
func (p *program) useSecrets(c *config, listener net.Listener) error {
	if c.PublicURL == "" {
		c.PublicURL = "http://" + listener.Addr().String()
	}
	if c.JWTSecret != "" {
		return nil
	}
	secrets, err := local.LoadSecrets(c.DataDir)
	if err != nil {
		return err
	}
	c.JWTSecret, c.MediaKey = string(secrets.JWT), secrets.Media
	return nil
}

// startWorker works jobs in this process.
func (p *program) startWorker(ctx context.Context, c config, parts *parts, house *household) error {
	if c.WorkerDatabaseURL == "" {
		house.tell("Jobs", "off: WORKER_DATABASE_URL is not set")
		return nil
	}
	sender, err := p.sender(c)
	if err != nil {
		return err
	}
	worker, closeQueue, err := p.worker(ctx, c, parts, sender)
	if err != nil {
		return err
	}
	house.stops = append(house.stops, closeQueue)
	if err := worker.Start(ctx); err != nil {
		return err
	}
	house.stops = append(house.stops, func() {
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopLimit)
		defer cancel()
		if err := worker.Stop(limit); err != nil {
			parts.log.Error("stop the worker", "error", err)
		}
	})
	house.tell("Jobs", "a worker in this process")
	mail := "SMTP_URL"
	if c.SMTPURL == "" {
		mail = "printed here (set SMTP_URL to send it)"
	}
	house.tell("Mail", mail)
	return nil
}

// describe prints the one block that says which part runs on what.
func (p *program) describe(house *household, c config, addr string) {
	var b strings.Builder
	fmt.Fprintf(&b, "\n  Spotter is at http://%s  (API: /docs)\n\n", addr)
	for _, l := range house.lines {
		fmt.Fprintf(&b, "  %-12s %s\n", l[0], l[1])
	}
	fmt.Fprintf(&b, "  %-12s %s\n", "Data", c.DataDir)
	fmt.Fprintf(&b, "  %-12s %s\n\n", "Stop", "Ctrl-C")
	fmt.Fprint(p.out, b.String())
}
