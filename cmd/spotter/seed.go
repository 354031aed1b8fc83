package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"spotter/internal/coach"
	"spotter/internal/postgres"
	"spotter/internal/seed"
)

// seed adds synthetic people: to DATABASE_URL's database, else to that of the `spotter dev` that runs on
// the data directory now. It copies rows in bulk as the owner of the tables, so it wants
// MIGRATION_DATABASE_URL too. People that an earlier run added stay, so that a second run only signs
// tokens. An access token holds for 15 minutes.
func (p *program) seed(ctx context.Context, args []string) error {
	var order seed.Order
	var tokens, openTokens string
	flags := flag.NewFlagSet("seed", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.IntVar(&order.People, "people", 0, "")
	flags.IntVar(&order.Open, "open", 0, "")
	flags.IntVar(&order.Weeks, "weeks", 12, "")
	flags.Uint64Var(&order.Seed, "seed", 1, "")
	flags.StringVar(&tokens, "tokens", "", "")
	flags.StringVar(&openTokens, "open-tokens", "", "")
	err := flags.Parse(args)
	switch {
	case err != nil || flags.NArg() > 0:
		return usageError("takes --people, --weeks, --open, --seed, --tokens and --open-tokens only")
	case order.People < 0 || order.Open < 0 || order.People+order.Open < 1 || order.People+order.Open > 1<<20:
		return usageError("--people and --open add up to between 1 and 1048576")
	case order.Weeks < 0 || order.Weeks > 104:
		return usageError("--weeks is between 0 and 104")
	case order.Seed >= 1<<20:
		return usageError("--seed is below 1048576")
	}
	maker, end, err := p.openMaker(ctx)
	if err != nil {
		return err
	}
	defer end()
	order.Progress = p.progress()
	if err := maker.People(ctx, order); err != nil {
		return err
	}
	if err := writeTokens(ctx, maker, order, tokens, false); err != nil {
		return err
	}
	return writeTokens(ctx, maker, order, openTokens, true)
}

// progress tells how far it is, once a second at most.
func (p *program) progress() func(done, of int) {
	start, told := p.now(), time.Time{}
	return func(done, of int) {
		now := p.now()
		if now.Sub(told) < time.Second && done < of {
			return
		}
		told = now
		fmt.Fprintf(p.err, "%d of %d people, %.0f a second\n", done, of, float64(done)/now.Sub(start).Seconds())
	}
}

func writeTokens(ctx context.Context, maker *seed.Maker, order seed.Order, file string, open bool) error {
	if file == "" {
		return nil
	}
	tokens, err := maker.Tokens(ctx, order, open)
	if err != nil {
		return err
	}
	return os.WriteFile(file, []byte(strings.Join(tokens, "\n")+"\n"), 0o600)
}

// openMaker connects as the app role and as the owner.
func (p *program) openMaker(ctx context.Context) (*seed.Maker, func(), error) {
	c, err := p.loadConfig()
	if err != nil {
		return nil, nil, err
	}
	if err := useRunningDev(&c); err != nil {
		return nil, nil, err
	}
	err = want([2]string{"DATABASE_URL", c.DatabaseURL}, [2]string{"MIGRATION_DATABASE_URL", c.MigrationDatabaseURL}, [2]string{"JWT_SECRET", c.JWTSecret})
	if err != nil {
		return nil, nil, err
	}
	if c.PublicURL == "" {
		c.PublicURL = "http://" + c.Addr
	}
	app, err := postgres.Open(ctx, c.DatabaseURL, postgres.Options{MaxConns: 2})
	if err != nil {
		return nil, nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	owner, err := postgres.Open(ctx, c.MigrationDatabaseURL, postgres.Options{MaxConns: 2})
	if err != nil {
		app.Close()
		return nil, nil, fmt.Errorf("MIGRATION_DATABASE_URL: %w", err)
	}
	end := func() { app.Close(); owner.Close() }
	maker, err := p.maker(c, app, owner)
	if err != nil {
		end()
	}
	return maker, end, err
}

func (p *program) maker(c config, app, owner *postgres.DB) (*seed.Maker, error) {
	log := slog.New(slog.DiscardHandler)
	return seed.New(seed.Config{App: app, Owner: owner, Now: p.now, Coach: coach.Config{Log: log}, Accounts: p.accountsConfig(c, app, log)})
}

// addDemo adds the person of a demonstration. The password follows from the installation's secret: it is
// the same at every start and no other installation has it.
func (p *program) addDemo(ctx context.Context, parts *parts, house *household) error {
	maker, err := p.maker(parts.config, parts.db, nil)
	if err != nil {
		return err
	}
	zone := p.now().Location().String()
	if zone == "Local" || zone == "UTC" {
		zone = "Europe/Berlin"
	}
	mac := hmac.New(sha256.New, []byte(parts.config.JWTSecret))
	_, _ = mac.Write([]byte("demo"))
	password := strings.ToLower(base32.StdEncoding.EncodeToString(mac.Sum(nil))[:16])
	if _, err := maker.Demo(ctx, password, zone); err != nil {
		return fmt.Errorf("add the demo person: %w", err)
	}
	house.tell("Demo", "sign in as "+seed.DemoEmail+" with the password "+password)
	return nil
}
