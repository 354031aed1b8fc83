package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

// client is where the request comes from.
func (c *call) client() coach.Client { return coach.Client{Address: c.Address, Device: c.Device} }

// identity is who asks, with how a repeat of the request is recognised.
func (c *call) identity() coach.Identity {
	id := c.Identity
	id.Once = c.Once
	return id
}

// anyone needs no identity.
func (op operation) anyone() operation { op.open = true; return op }

// secret answers with something that must not be kept.
func (op operation) secret() operation { op.tokens = true; return op }

func (op operation) answers(status int) operation { op.status = status; return op }

// remove takes something off the account.
func remove(path, id, summary string) operation {
	return operation{method: "DELETE", path: path, id: id, tag: "accounts", summary: summary}
}

// idPath names a thing in the path.
type idPath[Of any] struct {
	ID spotter.ID[Of] `path:"id"`
}

func accountRoutes(rt *router, a *coach.Accounts) {
	signInRoutes(rt, a)
	passwordRoutes(rt, a)
	sessionRoutes(rt, a)
	passkeyRoutes(rt, a)
	meRoutes(rt, a)
}

func signInRoutes(rt *router, a *coach.Accounts) {
	const tag = "accounts"
	register(rt, get("/auth/methods", "list-sign-in-methods", tag, "How one can sign in here").anyone(),
		func(ctx context.Context, q *call, _ *none, _ *none) (spotter.SignInMethods, error) {
			return a.Methods(ctx), nil
		})
	register(rt, create("/auth/register", "register", tag, "Open an account and sign in").anyone().keepsSession(),
		func(ctx context.Context, q *call, _ *none, in *spotter.Registration) (spotter.SignedIn, error) {
			return q.signedIn(a.Register(ctx, q.client(), in))
		})
	register(rt, post("/auth/login", "login", tag, "Sign in by password").anyone().keepsSession(),
		func(ctx context.Context, q *call, _ *none, in *spotter.Credentials) (spotter.SignedIn, error) {
			return q.signedIn(a.Login(ctx, q.client(), in))
		})
	refresh := post("/auth/refresh", "refresh", tag, "Trade a refresh token for the next pair").anyone().keepsSession()
	refresh.detail = "A refresh token is good once. Within 10 seconds the same answer is given again, for one that got lost; any other second use ends the session. The web client sends {}, and its token in the cookie."
	register(rt, refresh, func(ctx context.Context, q *call, _ *none, in *spotter.RefreshInput) (spotter.SignedIn, error) {
		return q.refresh(ctx, in, func(ctx context.Context, in *spotter.RefreshInput) (spotter.SignedIn, error) {
			return a.Refresh(ctx, q.client(), in)
		})
	})
	google := post("/auth/google", "google", tag, "Sign in with a Google ID token").anyone().keepsSession()
	google.detail = "Opens an account for a person who is new. An account with the same e-mail address is linked only when that address is confirmed here, else 409 account_exists."
	register(rt, google, func(ctx context.Context, q *call, _ *none, in *spotter.GoogleInput) (spotter.SignedIn, error) {
		return q.signedIn(a.Google(ctx, q.client(), in))
	})
	register(rt, post("/auth/logout", "logout", tag, "End this session, everywhere within a second").answers(204).secret().keepsSession(),
		func(ctx context.Context, q *call, _ *none, _ *none) (none, error) {
			q.signedOut()
			return none{}, a.Logout(ctx, q.identity())
		})
}

func passwordRoutes(rt *router, a *coach.Accounts) {
	const tag = "accounts"
	register(rt, post("/auth/password/forgot", "forgot-password", tag, "Mail a link to set a new password; the answer is the same for every address").anyone().answers(202),
		func(ctx context.Context, q *call, _ *none, in *spotter.EmailInput) (none, error) {
			return none{}, a.Forgot(ctx, q.client(), in)
		})
	register(rt, post("/auth/password/reset", "reset-password", tag, "Set a new password by a mailed token; all sessions end").anyone(),
		func(ctx context.Context, q *call, _ *none, in *spotter.PasswordReset) (none, error) {
			return none{}, a.ResetPassword(ctx, q.client(), in)
		})
	register(rt, post("/auth/password/change", "change-password", tag, "Set a new password by the current one; all other sessions end"),
		func(ctx context.Context, q *call, _ *none, in *spotter.PasswordChange) (none, error) {
			return none{}, a.ChangePassword(ctx, q.identity(), q.client(), in)
		})
	register(rt, post("/auth/email/verify", "verify-email", tag, "Confirm the e-mail address by a mailed token").anyone(),
		func(ctx context.Context, q *call, _ *none, in *spotter.MailedToken) (none, error) {
			return none{}, a.VerifyEmail(ctx, q.client(), in)
		})
	register(rt, post("/auth/email/verify/resend", "resend-verification", tag, "Mail another link to confirm the e-mail address").answers(202),
		func(ctx context.Context, q *call, _ *none, _ *none) (none, error) {
			return none{}, a.ResendVerification(ctx, q.Caller)
		})
}

func sessionRoutes(rt *router, a *coach.Accounts) {
	const tag = "accounts"
	register(rt, get("/auth/sessions", "list-sessions", tag, "The devices that are signed in, the last used first, at most 100"),
		func(ctx context.Context, q *call, _ *none, _ *none) (coach.Page[spotter.Login], error) {
			items, err := a.Sessions(ctx, q.identity())
			return coach.Page[spotter.Login]{Items: items}, err
		})
	register(rt, remove("/auth/sessions/{id}", "end-session", "End a session, everywhere within a second"),
		func(ctx context.Context, q *call, p *idPath[spotter.Login], _ *none) (none, error) {
			return none{}, a.RevokeSession(ctx, q.identity(), p.ID)
		})
	register(rt, get("/auth/tokens", "list-tokens", tag, "Personal tokens, without their secrets"),
		func(ctx context.Context, q *call, _ *none, _ *none) (coach.Page[spotter.PersonalToken], error) {
			items, err := a.Tokens(ctx, q.identity())
			return coach.Page[spotter.PersonalToken]{Items: items}, err
		})
	register(rt, create("/auth/tokens", "create-token", tag, "Make a personal token; its secret is shown this once").secret(),
		func(ctx context.Context, q *call, _ *none, in *spotter.NewToken) (spotter.MintedToken, error) {
			return a.CreateToken(ctx, q.identity(), in)
		})
	register(rt, remove("/auth/tokens/{id}", "revoke-token", "Revoke a personal token, everywhere within a second"),
		func(ctx context.Context, q *call, p *idPath[spotter.PersonalToken], _ *none) (none, error) {
			return none{}, a.RevokeToken(ctx, q.identity(), p.ID)
		})
}

func passkeyRoutes(rt *router, a *coach.Accounts) {
	const tag = "accounts"
	register(rt, get("/auth/passkeys", "list-passkeys", tag, "Passkeys, the oldest first"),
		func(ctx context.Context, q *call, _ *none, _ *none) (coach.Page[spotter.Passkey], error) {
			items, err := a.Passkeys(ctx, q.identity())
			return coach.Page[spotter.Passkey]{Items: items}, err
		})
	register(rt, remove("/auth/passkeys/{id}", "delete-passkey", "Forget a passkey"),
		func(ctx context.Context, q *call, p *idPath[spotter.Passkey], _ *none) (none, error) {
			return none{}, a.DeletePasskey(ctx, q.identity(), p.ID)
		})
	register(rt, post("/auth/passkeys/register/begin", "begin-passkey", tag, "Begin to make a passkey").secret(),
		func(ctx context.Context, q *call, _ *none, _ *none) (spotter.PasskeyCeremony, error) {
			return a.BeginPasskey(ctx, q.identity())
		})
	register(rt, create("/auth/passkeys/register/finish", "finish-passkey", tag, "Store the passkey that the authenticator made"),
		func(ctx context.Context, q *call, _ *none, in *spotter.PasskeyRegistration) (spotter.Passkey, error) {
			return a.FinishPasskey(ctx, q.identity(), in)
		})
	register(rt, post("/auth/passkeys/login/begin", "begin-passkey-login", tag, "Begin to sign in by passkey; nobody has to say who").anyone(),
		func(ctx context.Context, q *call, _ *none, _ *none) (spotter.PasskeyCeremony, error) {
			return a.BeginPasskeyLogin(ctx, q.client())
		})
	register(rt, post("/auth/passkeys/login/finish", "finish-passkey-login", tag, "Sign in by what the authenticator signed").anyone().keepsSession(),
		func(ctx context.Context, q *call, _ *none, in *spotter.PasskeyAssertion) (spotter.SignedIn, error) {
			return q.signedIn(a.FinishPasskeyLogin(ctx, q.client(), in))
		})
}

func meRoutes(rt *router, a *coach.Accounts) {
	const tag = "accounts"
	register(rt, one("/me", "get-me", tag, "The account"),
		func(ctx context.Context, q *call, _ *none, _ *none) (spotter.User, error) {
			return withUserRevision(q)(a.Me(ctx, q.Caller))
		})
	register(rt, write("PATCH", "/me", "change-me", tag, "Correct the name, or before onboarding the time zone"),
		func(ctx context.Context, q *call, _ *none, in *spotter.AccountPatch) (spotter.User, error) {
			return withUserRevision(q)(a.UpdateMe(ctx, q.Caller, q.IfRevision, in))
		})
	erase := remove("/me", "delete-me", "Delete the account and everything in it").optionalBody().secret().personal().keepsSession()
	erase.detail = "The password is needed unless the sign-in is younger than 10 minutes. All tokens die at once."
	register(rt, erase, func(ctx context.Context, q *call, _ *none, in *spotter.AccountDeletion) (none, error) {
		err := a.DeleteMe(ctx, q.identity(), q.client(), in)
		if err == nil {
			q.signedOut()
		}
		return none{}, err
	})
}

// withUserRevision makes the ETag of an account; a repeated answer has none.
func withUserRevision(q *call) func(spotter.User, error) (spotter.User, error) {
	return func(u spotter.User, err error) (spotter.User, error) {
		if err == nil && u.Revision > 0 {
			q.revision(u.Revision)
		}
		return u, err
	}
}
