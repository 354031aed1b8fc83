package coach

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"log/slog"
	"net/netip"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// Pace is how often something may be tried: Free times, then after waits of 1, 2, 4 ... seconds up to
// Most; one try is forgotten every Drain.
type Pace struct {
	Free  int
	Most  time.Duration
	Drain time.Duration
}

// Throttle holds the paces. What succeeds at a sign-in is not counted.
type Throttle struct {
	Pair     Pace // failures of one account from one network address
	Account  Pace // failures of one account from addresses that it never came from: slows, never shuts
	Address  Pace // failures from one network address, any account
	Register Pace // accounts opened from one network address
	Mail     Pace // mails asked for from one network address
	Mailbox  Pace // mails of a kind to one account
	Mailed   Pace // wrong mailed tokens from one network address
	Ceremony Pace // passkey sign-ins begun from one network address
}

// DefaultThrottle lets an owner in from a second network address at once, and from any after 15 minutes
// at the most, whatever others try in the meantime.
func DefaultThrottle() *Throttle {
	return &Throttle{
		Pair:     Pace{5, 15 * time.Minute, 10 * time.Minute},
		Account:  Pace{20, 30 * time.Second, time.Minute},
		Address:  Pace{100, 15 * time.Minute, 20 * time.Second},
		Register: Pace{300, time.Minute, 6 * time.Second},
		Mail:     Pace{30, 5 * time.Minute, time.Minute},
		Mailbox:  Pace{3, time.Hour, 20 * time.Minute},
		Mailed:   Pace{20, 15 * time.Minute, time.Minute},
		Ceremony: Pace{100, time.Minute, time.Second},
	}
}

// throttle counts attempts in the database, under keyed hashes: neither addresses nor e-mail addresses
// stand there.
type throttle struct {
	paces Throttle
	db    *postgres.DB
	now   func() time.Time
	log   *slog.Logger
	key   []byte
}

func newThrottle(c AccountsConfig, keys keyring) throttle {
	paces := c.Throttle
	if paces == nil {
		paces = DefaultThrottle()
	}
	return throttle{*paces, c.DB, c.Now, c.Log, keys[0].throttle}
}

// attempt is what was counted and may be forgiven.
type attempt struct {
	limits []postgres.Limit
	whole  int // the first so many are the account's own: a success clears them
}

func (t throttle) limit(p Pace, what, who string) postgres.Limit {
	mac := hmac.New(sha256.New, t.key)
	mac.Write([]byte(what + "\x00" + who))
	return postgres.Limit{Key: mac.Sum(nil), Free: float64(p.Free), Most: p.Most, Drain: p.Drain}
}

// login stands under the account's counters and the address's own. An address that the account came
// from before is not held to what strangers did to the account.
func (t throttle) login(account string, from Client, known []string) attempt {
	address := addressKey(from.Address)
	limits := []postgres.Limit{t.limit(t.paces.Pair, "pair", account+"\x00"+address)}
	stranger := true
	for _, k := range known {
		stranger = stranger && addressKey(k) != address
	}
	if stranger {
		limits = append(limits, t.limit(t.paces.Account, "account", account))
	}
	return attempt{append(limits, t.limit(t.paces.Address, "address", address)), len(limits)}
}

func (t throttle) register(from Client) attempt {
	return attempt{[]postgres.Limit{t.limit(t.paces.Register, "register", addressKey(from.Address))}, 0}
}

func (t throttle) askMail(from Client) attempt {
	return attempt{[]postgres.Limit{t.limit(t.paces.Mail, "mail", addressKey(from.Address))}, 0}
}

func (t throttle) mailbox(kind spotter.MailKind, account string) attempt {
	return attempt{[]postgres.Limit{t.limit(t.paces.Mailbox, "mailbox "+string(kind), account)}, 0}
}

func (t throttle) mailed(from Client) attempt {
	return attempt{[]postgres.Limit{t.limit(t.paces.Mailed, "mailed", addressKey(from.Address))}, 0}
}

func (t throttle) ceremony(from Client) attempt {
	return attempt{[]postgres.Limit{t.limit(t.paces.Ceremony, "ceremony", addressKey(from.Address))}, 0}
}

// admit counts an attempt, or refuses it: CodeLimited with the time to wait.
func (t throttle) admit(ctx context.Context, a attempt) (attempt, error) {
	wait, err := t.db.Admit(ctx, a.limits, t.now())
	if err == nil && wait > 0 {
		err = &spotter.Error{Code: spotter.CodeLimited, Message: "Too many attempts: wait a little and try again.", RetryAfter: wait}
	}
	return a, err
}

// forgive takes a successful attempt back. A failure to do so slows the next one and no more.
func (t throttle) forgive(ctx context.Context, a attempt) {
	wholly, once := make([][]byte, 0, 2), make([][]byte, 0, 2)
	for i, l := range a.limits {
		if i < a.whole {
			wholly = append(wholly, l.Key)
		} else {
			once = append(once, l.Key)
		}
	}
	if err := t.db.Lookup().Forgive(ctx, db.ForgiveParams{Wholly: wholly, Once: once}); err != nil {
		t.log.WarnContext(ctx, "an attempt could not be forgiven", "error", err)
	}
}

// takeBack uncounts an attempt that was neither right nor wrong.
func (t throttle) takeBack(ctx context.Context, a attempt) { t.forgive(ctx, attempt{a.limits, 0}) }

// addressKey is the part of a network address that one customer has: all of IPv4, a /64 of IPv6.
func addressKey(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	prefix, _ := ip.Prefix(64) // 64 bits are always there
	return prefix.String()
}
