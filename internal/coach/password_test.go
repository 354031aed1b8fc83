package coach_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
)

const another = "another good password"

// mailed answers the tokens of the mails of a kind to a person, the newest first.
func (f *accountsFixture) mailed(t *testing.T, user spotter.UserID, kind spotter.MailKind) []string {
	t.Helper()
	var tokens []string
	for _, raw := range f.super(t, `select args ->> 'token_id' from river_job where args ->> 'user_id' = $1 and args ->> 'kind' = $2 order by id desc`, user.String(), string(kind)) {
		id, err := spotter.ParseID[any](raw)
		if err != nil {
			t.Fatal(err)
		}
		mail, err := f.MailContent(t.Context(), user, kind, id)
		if err != nil {
			tokens = append(tokens, "")
			continue
		}
		_, token, _ := strings.Cut(mail.Text, "#token=")
		token, _, _ = strings.Cut(token, "\n")
		if mail.To == "" || mail.Subject == "" || !strings.Contains(mail.Text, "https://coach.example.com/") {
			t.Errorf("mail %+v", mail)
		}
		tokens = append(tokens, token)
	}
	return tokens
}

// TestMailsToAnUnprovenMailboxCarryNoWords wants nothing that a stranger wrote to reach a mailbox which they
// do not own.
func TestMailsToAnUnprovenMailboxCarryNoWords(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	id := f.register(t, "ada@example.com").User.ID
	text := func(kind spotter.MailKind) string {
		raw := f.super(t, `select args ->> 'token_id' from river_job where args ->> 'kind' = $1 order by id desc`, string(kind))[0]
		token, err := spotter.ParseID[any](raw)
		if err != nil {
			t.Fatal(err)
		}
		mail, err := f.MailContent(t.Context(), id, kind, token)
		if err != nil {
			t.Fatal(err)
		}
		return mail.Text
	}
	if err := f.Forgot(t.Context(), home, &spotter.EmailInput{Email: "ada@example.com"}); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []spotter.MailKind{spotter.MailVerify, spotter.MailReset} {
		if got := text(kind); strings.Contains(got, "Lovelace") || !strings.HasPrefix(got, "Hello,\n") {
			t.Errorf("%s: %s", kind, got)
		}
	}
	f.super(t, "update users set email_verified_at = now() returning ''")
	if got := text(spotter.MailReset); !strings.HasPrefix(got, "Hello Ada Lovelace,\n") {
		t.Errorf("proven: %s", got)
	}
}

func TestChangePassword(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	other := f.instance(t)
	id := identify(t, f.Accounts, f.register(t, "ada@example.com").AccessToken)
	elsewhere, err := f.login(t.Context(), home, "ada@example.com", password)
	if err != nil {
		t.Fatal(err)
	}
	identify(t, other, elsewhere.AccessToken)
	change := func(current, fresh string) error {
		return f.ChangePassword(t.Context(), id, home, &spotter.PasswordChange{CurrentPassword: current, NewPassword: fresh})
	}
	wantError(t, change("wrong", another), "invalid_credentials")
	wantError(t, change("", another), "invalid_credentials")
	wantError(t, change(password, "password123"), "invalid")
	if err := change(password, another); err != nil {
		t.Fatal(err)
	}
	f.clock.add(time.Second)
	for _, a := range []*coach.Accounts{f.Accounts, other} {
		_, err = a.Identify(t.Context(), elsewhere.AccessToken)
		wantError(t, err, "unauthorized")
		if err := a.Holds(t.Context(), id); err != nil {
			t.Errorf("the login that changed it: %v", err)
		}
	}
	_, err = f.login(t.Context(), home, "ada@example.com", password)
	wantError(t, err, "invalid_credentials")
	if _, err = f.login(t.Context(), home, "ada@example.com", another); err != nil {
		t.Error(err)
	}
	for range 6 {
		err = change("wrong", another)
	}
	wantError(t, err, "limited")
}

func TestFirstPassword(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	id := identify(t, f.Accounts, f.register(t, "ada@example.com").AccessToken)
	f.super(t, "update users set password_hash = null returning ''")
	f.clock.add(11 * time.Minute)
	in := &spotter.PasswordChange{NewPassword: another}
	wantError(t, f.ChangePassword(t.Context(), id, home, in), "reauthentication_required")
	f.clock.add(-2 * time.Minute)
	if err := f.ChangePassword(t.Context(), id, home, in); err != nil {
		t.Error(err)
	}
}

func TestResetPassword(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	signed := f.register(t, "ada@example.com")
	if err := f.Forgot(t.Context(), home, &spotter.EmailInput{Email: "ADA@example.com"}); err != nil {
		t.Fatal(err)
	}
	if err := f.Forgot(t.Context(), home, &spotter.EmailInput{Email: "ada@example.com"}); err != nil {
		t.Fatal(err)
	}
	tokens := f.mailed(t, signed.User.ID, spotter.MailReset)
	if len(tokens) != 2 || tokens[0] == tokens[1] {
		t.Fatalf("tokens %v", tokens)
	}
	if n := f.super(t, "select count(*)::text from email_tokens e, river_job j where strpos(e::text || j::text, $1) > 0", tokens[0])[0]; n != "0" {
		t.Error("the mailed token is at rest somewhere")
	}
	reset := func(token, fresh string) error {
		return f.ResetPassword(t.Context(), home, &spotter.PasswordReset{Token: token, NewPassword: fresh})
	}
	wantError(t, reset(f.mailed(t, signed.User.ID, spotter.MailVerify)[0], another), "token_invalid")
	wantError(t, reset(altered(tokens[0]), another), "token_invalid")
	wantError(t, reset(tokens[0][:22]+tokens[1][22:], another), "token_invalid")
	wantError(t, reset(tokens[0], "password123"), "invalid") // and the token stays good
	if err := reset(tokens[0], another); err != nil {
		t.Fatal(err)
	}
	wantError(t, reset(tokens[0], another), "token_invalid")
	wantError(t, reset(tokens[1], another), "token_invalid")
	if left := f.mailed(t, signed.User.ID, spotter.MailReset); left[0] != "" {
		t.Error("a mail is sent for a link that is spent")
	}
	_, err := f.Identify(t.Context(), signed.AccessToken)
	wantError(t, err, "unauthorized")
	again, err := f.login(t.Context(), home, "ada@example.com", another)
	if err != nil || !again.User.EmailVerified {
		t.Errorf("signed in %+v, %v", again.User, err)
	}
	if err := f.Forgot(t.Context(), home, &spotter.EmailInput{Email: "ada@example.com"}); err != nil {
		t.Fatal(err)
	}
	late := f.mailed(t, signed.User.ID, spotter.MailReset)[0]
	f.clock.add(time.Hour)
	wantError(t, reset(late, password), "token_invalid")
}

// A stranger who registered with somebody's address keeps nothing once its owner proved to be the owner.
func TestResetDropsUnproven(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	stranger := identify(t, f.Accounts, f.register(t, "ada@example.com").AccessToken)
	token, err := f.CreateToken(t.Context(), stranger, &spotter.NewToken{Name: "back door", Scopes: []spotter.Scope{spotter.ScopeRead}})
	if err != nil {
		t.Fatal(err)
	}
	f.fill(t, stranger.User) // with a passkey
	if err := f.Forgot(t.Context(), home, &spotter.EmailInput{Email: "ada@example.com"}); err != nil {
		t.Fatal(err)
	}
	err = f.ResetPassword(t.Context(), home, &spotter.PasswordReset{Token: f.mailed(t, stranger.User, spotter.MailReset)[0], NewPassword: another})
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Identify(t.Context(), token.Token)
	wantError(t, err, "invalid_token")
	if left := f.super(t, "select count(*)::text from passkeys")[0]; left != "0" {
		t.Error("the stranger's passkey is left")
	}
}

func TestForgotTellsNothing(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	f.register(t, "ada@example.com")
	mails := func() string {
		return f.super(t, "select count(*)::text from river_job where args ->> 'kind' = 'reset'")[0]
	}
	for range 5 {
		for _, email := range []string{"nobody@example.com", "ada@example.com", "not an address"} {
			if err := f.Forgot(t.Context(), home, &spotter.EmailInput{Email: email}); err != nil {
				t.Errorf("%s: %v", email, err)
			}
		}
	}
	if n := mails(); n != "3" {
		t.Errorf("%s mails to one mailbox, want 3", n)
	}
	var err error
	for range 30 {
		err = f.Forgot(t.Context(), home, &spotter.EmailInput{Email: "nobody@example.com"})
	}
	wantError(t, err, "limited")
}

func TestVerifyEmail(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	signed := f.register(t, "ada@example.com")
	caller := identify(t, f.Accounts, signed.AccessToken).Caller()
	first := f.mailed(t, signed.User.ID, spotter.MailVerify)[0]
	f.clock.add(24 * time.Hour)
	wantError(t, f.VerifyEmail(t.Context(), home, &spotter.MailedToken{Token: first}), "token_invalid")
	if err := f.ResendVerification(t.Context(), caller); err != nil {
		t.Fatal(err)
	}
	token := f.mailed(t, signed.User.ID, spotter.MailVerify)[0]
	rotated := f.instance(t, func(c *coach.AccountsConfig) {
		c.Secret, c.PreviousSecrets = []byte("the next secret, of 32 bytes or more"), [][]byte{[]byte(secret)}
	})
	if err := rotated.VerifyEmail(t.Context(), home, &spotter.MailedToken{Token: token}); err != nil {
		t.Fatal(err)
	}
	wantError(t, f.VerifyEmail(t.Context(), home, &spotter.MailedToken{Token: token}), "token_invalid")
	me, err := f.Me(t.Context(), caller)
	if err != nil || !me.EmailVerified {
		t.Errorf("me %+v, %v", me, err)
	}
	wantError(t, f.ResendVerification(t.Context(), caller), "email_verified")
	for range 25 {
		err = f.VerifyEmail(t.Context(), home, &spotter.MailedToken{Token: "guess"})
	}
	wantError(t, err, "limited")
}

// A login that began with the old password must not outlive its change.
func TestPasswordChangesDuringLogin(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	id := identify(t, f.Accounts, f.register(t, "ada@example.com").AccessToken)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() { _, _ = f.login(context.Background(), home, "ada@example.com", password) })
	}
	if err := f.ChangePassword(t.Context(), id, home, &spotter.PasswordChange{CurrentPassword: password, NewPassword: another}); err != nil {
		t.Fatal(err)
	}
	group.Wait()
	if sessions, err := f.Sessions(t.Context(), id); err != nil || len(sessions) != 1 {
		t.Errorf("sessions %+v, %v: want the one that changed the password", sessions, err)
	}
}

// altered is a token with another last character.
func altered(token string) string {
	last := "A"
	if strings.HasSuffix(token, last) {
		last = "B"
	}
	return token[:len(token)-1] + last
}
