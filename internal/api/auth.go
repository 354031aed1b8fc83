package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

func accountRoutes(rt *router, a *coach.Accounts) {
	const tag = "accounts"
	opened := create("/auth/register", "register", tag, "Open an account")
	opened.open, opened.tokens = true, true
	register(rt, opened, func(ctx context.Context, q *call, _ *none, in *spotter.Registration) (spotter.SignedIn, error) {
		return a.Register(ctx, q.client(), in)
	})
	login := post("/auth/login", "login", tag, "Sign in by password")
	login.open, login.tokens = true, true
	register(rt, login, func(ctx context.Context, q *call, _ *none, in *spotter.Credentials) (spotter.SignedIn, error) {
		return a.Login(ctx, q.client(), in)
	})
}

func (c *call) client() coach.Client { return coach.Client{Address: c.Address, Device: c.Device} }
