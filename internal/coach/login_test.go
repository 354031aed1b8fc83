package coach_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
)

func TestLoginRefusals(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	f.register(t, "ada@example.com")
	f.register(t, "off@example.com")
	f.register(t, "google@example.com")
	f.super(t, "update users set active = false where email = 'off@example.com' returning ''")
	f.super(t, "update users set password_hash = null where email = 'google@example.com' returning ''")
	tests := map[string]spotter.Credentials{
		"wrong":       {Email: "ada@example.com", Password: "not the password"},
		"unknown":     {Email: "nobody@example.com", Password: password},
		"no address":  {Email: "' or 1=1 --", Password: password},
		"deactivated": {Email: "off@example.com", Password: password},
		"no password": {Email: "google@example.com", Password: password},
	}
	var message string
	for name, in := range tests {
		before := f.Hashes()
		_, err := f.Login(t.Context(), home, &in)
		e := refusal(t, err, "invalid_credentials")
		if e.Code != spotter.CodeUnauthorized || message != "" && message != e.Message {
			t.Errorf("%s answers differently: %v", name, err)
		}
		message = e.Message
		if n := f.Hashes() - before; n != 1 {
			t.Errorf("%s costs %d hashes, want 1 as all others", name, n)
		}
	}
	before := f.Hashes()
	signed, err := f.login(t.Context(), home, "ADA@example.com", password)
	if err != nil || f.Hashes()-before != 1 {
		t.Fatalf("right: %v, %d hashes", err, f.Hashes()-before)
	}
	identify(t, f.Accounts, signed.AccessToken)
}

func TestThrottle(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	f.register(t, "ada@example.com")
	try := func(from coach.Client, email, password string) error {
		_, err := f.login(t.Context(), from, email, password)
		return err
	}
	stranger := coach.Client{Address: "203.0.113.9"}
	for range 5 {
		wantError(t, try(stranger, "ada@example.com", "wrong"), "invalid_credentials")
	}
	wait := time.Second
	for range 12 {
		e := refusal(t, try(stranger, "ada@example.com", password), "limited") // right, and too soon
		if e.RetryAfter != wait {
			t.Fatalf("wait %v, want %v", e.RetryAfter, wait)
		}
		f.clock.add(e.RetryAfter)
		wantError(t, try(stranger, "ada@example.com", "wrong"), "invalid_credentials")
		if wait *= 2; wait > 15*time.Minute {
			break
		}
	}
	if e := refusal(t, try(stranger, "ada@example.com", "wrong"), "limited"); e.RetryAfter > 15*time.Minute {
		t.Errorf("wait %v", e.RetryAfter)
	}
	// The owner, from elsewhere, at once.
	if err := try(coach.Client{Address: "198.51.100.7"}, "ada@example.com", password); err != nil {
		t.Errorf("from another address: %v", err)
	}
	// The owner, from there, after 15 minutes at the most; a success clears the count.
	f.clock.add(15 * time.Minute)
	for range 2 {
		if err := try(stranger, "ada@example.com", password); err != nil {
			t.Errorf("after the wait: %v", err)
		}
	}
}

func TestThrottleUnknown(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	for range 5 {
		_, err := f.login(t.Context(), home, "nobody@example.com", "wrong")
		wantError(t, err, "invalid_credentials")
	}
	before := f.Hashes()
	_, err := f.login(t.Context(), home, "nobody@example.com", "wrong")
	wantError(t, err, "limited")
	if f.Hashes() != before {
		t.Error("a refused attempt costs a hash")
	}
}

func TestThrottleAccount(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	f.register(t, "ada@example.com")
	// Many addresses, a few attempts each.
	for i := range 20 {
		_, err := f.login(t.Context(), coach.Client{Address: fmt.Sprintf("203.0.113.%d", i)}, "ada@example.com", "wrong")
		wantError(t, err, "invalid_credentials")
	}
	fresh := coach.Client{Address: "203.0.113.200"}
	for range 8 {
		_, err := f.login(t.Context(), fresh, "ada@example.com", "wrong")
		e := refusal(t, err, "limited")
		if e.RetryAfter > 30*time.Second {
			t.Errorf("wait %v", e.RetryAfter)
		}
		f.clock.add(e.RetryAfter)
		_, _ = f.login(t.Context(), coach.Client{Address: fmt.Sprintf("198.51.100.%d", e.RetryAfter/time.Second)}, "ada@example.com", "wrong")
	}
	if _, err := f.login(t.Context(), home, "ada@example.com", password); err != nil {
		t.Errorf("the owner, from an address of hers: %v", err)
	}
	f.clock.add(30 * time.Second)
	if _, err := f.login(t.Context(), fresh, "ada@example.com", password); err != nil {
		t.Errorf("the owner, from elsewhere after 30 seconds: %v", err)
	}
}

func TestThrottleAddress(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t, func(c *coach.AccountsConfig) {
		c.Throttle = coach.DefaultThrottle()
		c.Throttle.Address = coach.Pace{Free: 10, Most: time.Minute, Drain: time.Minute}
		c.Throttle.Register = coach.Pace{Free: 3, Most: time.Minute, Drain: time.Minute}
	})
	for i := range 3 {
		f.register(t, fmt.Sprintf("p%d@example.com", i))
	}
	_, err := f.Register(t.Context(), home, &spotter.Registration{Email: "p@example.com", Password: password, FullName: "P"})
	wantError(t, err, "limited")
	from := coach.Client{Address: "2001:db8::1"}
	for i := range 15 { // what succeeds does not count
		if _, err := f.login(t.Context(), from, fmt.Sprintf("p%d@example.com", i%3), password); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 10 {
		from.Address = fmt.Sprintf("2001:db8::%d", i+1) // one customer has a /64
		_, err := f.login(t.Context(), from, fmt.Sprintf("nobody%d@example.com", i), "wrong")
		wantError(t, err, "invalid_credentials")
	}
	_, err = f.login(t.Context(), from, "somebody@example.com", "wrong")
	wantError(t, err, "limited")
	if _, err = f.login(t.Context(), coach.Client{Address: "2001:db8:0:1::1"}, "p1@example.com", password); err != nil {
		t.Errorf("another network: %v", err)
	}
}

func TestThrottleHoldsSideBySide(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	f.register(t, "ada@example.com")
	var group sync.WaitGroup
	before := f.Hashes()
	for range 20 {
		group.Go(func() { _, _ = f.login(t.Context(), coach.Client{Address: "203.0.113.9"}, "ada@example.com", "wrong") })
	}
	group.Wait()
	if n := f.Hashes() - before; n != 5 {
		t.Errorf("%d guesses side by side, want 5", n)
	}
}

func TestRehash(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	f.register(t, "ada@example.com")
	hash := func() string { return f.super(t, "select password_hash from users")[0] }
	old := hash()
	dearer := f.instance(t, func(c *coach.AccountsConfig) { c.Hash = coach.HashCost{MemoryKiB: 128, Passes: 2} })
	if _, err := dearer.Login(t.Context(), home, &spotter.Credentials{Email: "ada@example.com", Password: password}); err != nil {
		t.Fatal(err)
	}
	fresh := hash()
	if fresh == old || fresh[:28] != "$argon2id$v=19$m=128,t=2,p=1" {
		t.Errorf("stored %q", fresh)
	}
	if _, err := f.login(t.Context(), home, "ada@example.com", password); err != nil {
		t.Errorf("with the new hash: %v", err)
	}
}

func TestDefaultHashCost(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t, func(c *coach.AccountsConfig) { c.Hash = coach.HashCost{} })
	f.register(t, "ada@example.com")
	if hash := f.super(t, "select password_hash from users")[0]; hash[:30] != "$argon2id$v=19$m=19456,t=2,p=1" {
		t.Errorf("stored %q", hash)
	}
}

func TestRefreshRotates(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	signed := f.register(t, "ada@example.com")
	seen := map[string]bool{signed.RefreshToken: true, signed.AccessToken: true}
	for range 4 {
		f.clock.add(20 * 24 * time.Hour) // 30 days slide
		next, err := f.Refresh(t.Context(), home, &spotter.RefreshInput{RefreshToken: signed.RefreshToken})
		if err != nil {
			t.Fatal(err)
		}
		if seen[next.RefreshToken] || seen[next.AccessToken] {
			t.Error("a token was given out twice")
		}
		seen[next.RefreshToken], seen[next.AccessToken] = true, true
		if identify(t, f.Accounts, next.AccessToken).User != signed.User.ID || next.User.ID != signed.User.ID {
			t.Error("another person")
		}
		signed = next
	}
	if n := f.super(t, "select count(*)::text from refresh_tokens")[0]; n != "3" {
		t.Errorf("%s refresh tokens are kept; those spent 30 days ago should be gone", n)
	}
	f.clock.add(30 * 24 * time.Hour)
	_, err := f.Refresh(t.Context(), home, &spotter.RefreshInput{RefreshToken: signed.RefreshToken})
	wantError(t, err, "invalid_refresh_token")
	for _, wrong := range []string{"", "x", signed.AccessToken, signed.RefreshToken + "x"} {
		_, err := f.Refresh(t.Context(), home, &spotter.RefreshInput{RefreshToken: wrong})
		wantError(t, err, "invalid_refresh_token")
	}
}

func TestRefreshReuse(t *testing.T) {
	t.Parallel()
	refresh := func(a *coach.Accounts, token string) (spotter.SignedIn, error) {
		return a.Refresh(t.Context(), home, &spotter.RefreshInput{RefreshToken: token})
	}
	tests := map[string]struct {
		between  time.Duration
		advance  bool // the successor is used in between
		reused   bool
		rotation bool // the secret changes in between
	}{
		"lost answer":               {between: 9 * time.Second},
		"too late":                  {between: 11 * time.Second, reused: true},
		"successor was used":        {between: 3 * time.Second, advance: true, reused: true},
		"much later":                {between: 24 * time.Hour, reused: true},
		"lost, and the key changed": {between: 5 * time.Second, rotation: true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := setupAccounts(t)
			other := f.instance(t)
			if test.rotation {
				other = f.instance(t, func(c *coach.AccountsConfig) {
					c.Secret, c.PreviousSecrets = []byte("another secret of more than 32 bytes"), [][]byte{[]byte(secret)}
				})
			}
			stays, err := f.login(t.Context(), home, f.register(t, "ada@example.com").User.Email, password)
			if err != nil {
				t.Fatal(err)
			}
			signed, err := f.login(t.Context(), home, "ada@example.com", password)
			if err != nil {
				t.Fatal(err)
			}
			first, err := refresh(f.Accounts, signed.RefreshToken)
			if err != nil {
				t.Fatal(err)
			}
			newest := first
			if test.advance {
				if newest, err = refresh(f.Accounts, first.RefreshToken); err != nil {
					t.Fatal(err)
				}
			}
			f.clock.add(test.between)
			second, err := refresh(other, signed.RefreshToken)
			if !test.reused {
				if err != nil || second.RefreshToken != first.RefreshToken || second.AccessToken == first.AccessToken {
					t.Fatalf("second answer: %v", err)
				}
				identify(t, other, second.AccessToken)
				if _, err := refresh(other, second.RefreshToken); err != nil {
					t.Errorf("the successor: %v", err)
				}
				return
			}
			wantError(t, err, "refresh_token_reused")
			_, err = refresh(f.Accounts, newest.RefreshToken)
			wantError(t, err, "invalid_refresh_token")
			f.clock.add(time.Second)
			if test.between < 15*time.Minute {
				_, err = f.Identify(t.Context(), newest.AccessToken)
				wantError(t, err, "unauthorized")
			}
			if _, err := refresh(f.Accounts, stays.RefreshToken); err != nil {
				t.Errorf("another login of the person: %v", err)
			}
		})
	}
}

func TestRefreshSideBySide(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	instances := []*coach.Accounts{f.Accounts, f.instance(t)}
	token := f.register(t, "ada@example.com").RefreshToken
	for range 5 {
		answers := make([]spotter.SignedIn, 8)
		var group sync.WaitGroup
		for i := range answers {
			group.Go(func() {
				var err error
				answers[i], err = instances[i%2].Refresh(t.Context(), home, &spotter.RefreshInput{RefreshToken: token})
				if err != nil {
					t.Errorf("a double tap: %v", err)
				}
			})
		}
		group.Wait()
		for _, a := range answers {
			if a.RefreshToken != answers[0].RefreshToken {
				t.Error("the family forked")
			}
			identify(t, f.Accounts, a.AccessToken)
		}
		token = answers[0].RefreshToken
		f.clock.add(time.Minute)
	}
}

func TestSessions(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	other := f.instance(t)
	phone := f.register(t, "ada@example.com")
	f.clock.add(time.Minute)
	laptop, err := f.login(t.Context(), coach.Client{Address: "198.51.100.7", Device: "Laptop\x00"}, "ada@example.com", password)
	if err != nil {
		t.Fatal(err)
	}
	id := identify(t, f.Accounts, phone.AccessToken)
	sessions, err := f.Sessions(t.Context(), id)
	if err != nil || len(sessions) != 2 {
		t.Fatalf("sessions %v, %v", sessions, err)
	}
	if s := sessions[0]; s.Current || s.Device != "Laptop" || s.Address != "198.51.100.7" || !sessions[1].Current {
		t.Errorf("sessions %+v", sessions)
	}
	eve := identify(t, f.Accounts, f.register(t, "eve@example.com").AccessToken)
	wantError(t, f.RevokeSession(t.Context(), eve, sessions[0].ID), "not_found")
	identify(t, other, laptop.AccessToken)
	if err := f.RevokeSession(t.Context(), id, sessions[0].ID); err != nil {
		t.Fatal(err)
	}
	wantError(t, f.RevokeSession(t.Context(), id, sessions[0].ID), "not_found")
	f.clock.add(time.Second)
	for _, a := range []*coach.Accounts{f.Accounts, other} {
		_, err = a.Identify(t.Context(), laptop.AccessToken)
		wantError(t, err, "unauthorized")
		identify(t, a, phone.AccessToken)
	}
	_, err = f.Refresh(t.Context(), home, &spotter.RefreshInput{RefreshToken: laptop.RefreshToken})
	wantError(t, err, "invalid_refresh_token")
	if sessions, _ = f.Sessions(t.Context(), id); len(sessions) != 1 {
		t.Errorf("sessions %+v", sessions)
	}
}
