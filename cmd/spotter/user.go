package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/local"
	"spotter/internal/postgres"
)

// user operates on an account: on DATABASE_URL's database, else on that of the `spotter dev` that runs
// on the data directory now.
func (p *program) user(ctx context.Context, args []string) error {
	if len(args) < 2 {
		return usageError("say create EMAIL NAME, token EMAIL or delete EMAIL")
	}
	accounts, end, err := p.openAccounts(ctx)
	if err != nil {
		return err
	}
	defer end()
	switch {
	case args[0] == "create" && len(args) == 3:
		return p.createUser(ctx, accounts, args[1], args[2])
	case args[0] == "token" && len(args) == 2:
		return p.createToken(ctx, accounts, args[1])
	case args[0] == "delete" && len(args) == 2:
		return p.deleteUser(ctx, accounts, args[1])
	}
	return usageError("say create EMAIL NAME, token EMAIL or delete EMAIL")
}

func (p *program) openAccounts(ctx context.Context) (*coach.Accounts, func(), error) {
	c, err := p.loadConfig()
	if err != nil {
		return nil, nil, err
	}
	if err := useRunningDev(&c); err != nil {
		return nil, nil, err
	}
	if err := want([2]string{"DATABASE_URL", c.DatabaseURL}, [2]string{"JWT_SECRET", c.JWTSecret}); err != nil {
		return nil, nil, err
	}
	if c.PublicURL == "" {
		c.PublicURL = "http://" + c.Addr
	}
	db, err := postgres.Open(ctx, c.DatabaseURL, postgres.Options{MaxConns: 2})
	if err != nil {
		return nil, nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	accounts, err := coach.NewAccounts(p.accountsConfig(c, db, slog.New(slog.DiscardHandler)))
	if err != nil {
		db.Close()
		return nil, nil, err
	}
	return accounts, db.Close, nil
}

// useRunningDev fills in the database and the secret of the dev that runs on the data directory.
func useRunningDev(c *config) error {
	if c.DatabaseURL != "" {
		return nil
	}
	const database = "spotter"
	dsn, ok := local.RunningDSN(c.DataDir, postgres.RoleApp, database)
	if !ok {
		return nil
	}
	c.DatabaseURL = dsn
	c.WorkerDatabaseURL, _ = local.RunningDSN(c.DataDir, postgres.RoleWorker, database)
	c.MigrationDatabaseURL, _ = local.RunningDSN(c.DataDir, postgres.RoleOwner, database)
	if c.JWTSecret != "" {
		return nil
	}
	secrets, err := local.LoadSecrets(c.DataDir)
	c.JWTSecret = string(secrets.JWT)
	return err
}

// createUser opens an account with a generated password, which the person can change.
func (p *program) createUser(ctx context.Context, accounts *coach.Accounts, email, name string) error {
	in := &spotter.Registration{Email: email, FullName: name, Password: rand.Text()}
	if problems := spotter.CheckInput(in); len(problems) > 0 {
		return usageError(problems[0].Location + " " + problems[0].Message)
	}
	signed, err := accounts.Register(ctx, coach.Client{Address: "local", Device: "spotter user create"}, in)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "account %s of %s; password: %s\n", signed.User.ID, email, in.Password)
	return nil
}

// createToken mints a personal token that reads and writes, for 90 days.
func (p *program) createToken(ctx context.Context, accounts *coach.Accounts, email string) error {
	id, err := accounts.FindUser(ctx, email)
	if err != nil {
		return err
	}
	minted, err := accounts.CreateToken(ctx, coach.Identity{User: id},
		&spotter.NewToken{Name: "spotter user token", Scopes: []spotter.Scope{spotter.ScopeRead, spotter.ScopeWrite}})
	if err != nil {
		return err
	}
	fmt.Fprintln(p.out, minted.Token)
	return nil
}

func (p *program) deleteUser(ctx context.Context, accounts *coach.Accounts, email string) error {
	id, err := accounts.FindUser(ctx, email)
	if err != nil {
		return err
	}
	if err := accounts.Erase(ctx, id); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "account %s and all its rows are gone\n", id)
	return nil
}
