package seed

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"spotter"
	"spotter/internal/postgres"
)

// Order says which people to add.
type Order struct {
	People   int                // with plans, logs and messages
	Open     int                // in the middle of their onboarding
	Weeks    int                // of history
	Seed     uint64             // which people
	Progress func(done, of int) // told after every batch; may be nil
}

// batchSize is how many people are copied in one transaction.
const batchSize = 200

// workers is how many batches are copied side by side.
const workers = 2

// People adds what is missing of an order: those that an earlier run with the same seed added stay.
func (m *Maker) People(ctx context.Context, o Order) error {
	missing, err := m.missing(ctx, o)
	if err != nil || len(missing) == 0 {
		return err
	}
	originals, err := m.archetypes(ctx, min(archetypeCount, len(missing)), o)
	if err != nil {
		return err
	}
	if err := m.copy(ctx, o, missing, originals); err != nil {
		return err
	}
	for _, id := range originals {
		if err := m.accounts.Erase(ctx, id); err != nil {
			return err
		}
	}
	return m.owner.Analyze(ctx)
}

// number is a person's place in an order.
type number struct {
	open bool
	n    int
}

// missing lists the people to add.
func (m *Maker) missing(ctx context.Context, o Order) ([]number, error) {
	var out []number
	for _, open := range []bool{false, true} {
		there, err := m.owner.Synthetic(ctx, o.prefix(open), o.count(open))
		if err != nil {
			return nil, err
		}
		has := make(map[string]bool, len(there))
		for _, p := range there {
			has[p.Email] = true
		}
		for n := range o.count(open) {
			if !has[o.email(number{open, n})] {
				out = append(out, number{open, n})
			}
		}
	}
	return out, nil
}

func (o Order) count(open bool) int {
	if open {
		return o.Open
	}
	return o.People
}

// copy makes the missing people in batches, each of one kind.
func (m *Maker) copy(ctx context.Context, o Order, missing []number, originals []spotter.UserID) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	var mu sync.Mutex
	done, all := 0, len(missing)
	for len(missing) > 0 {
		size := 1
		for size < min(batchSize, len(missing)) && missing[size].open == missing[0].open {
			size++
		}
		batch := missing[:size]
		missing = missing[size:]
		group.Go(func() error {
			if err := m.owner.CopyPeople(ctx, o.copies(batch, originals, m.now), batch[0].open); err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			done += size
			if o.Progress != nil {
				o.Progress(done, all)
			}
			return nil
		})
	}
	return group.Wait()
}

// archetypes makes the people that others are copies of. One that a broken run left behind goes first.
func (m *Maker) archetypes(ctx context.Context, count int, o Order) ([]spotter.UserID, error) {
	var out []spotter.UserID
	for i := range count {
		email := fmt.Sprintf("archetype-%02d@seed.spotter.local", i)
		if old, err := m.accounts.FindUser(ctx, email); err == nil {
			if err := m.accounts.Erase(ctx, old); err != nil {
				return nil, err
			}
		}
		rng := rand.New(rand.NewPCG(o.Seed, uint64(i)))
		answers := archetype(i, m.now)
		who := spotter.Registration{Email: email, FullName: "Archetype", TimeZone: answers.About.TimeZone}
		id, err := m.live(ctx, &who, answers, o.Weeks, rng)
		if err != nil {
			return nil, fmt.Errorf("archetype %d: %w", i, err)
		}
		out = append(out, id)
	}
	return out, nil
}

func (o Order) prefix(open bool) string {
	if open {
		return fmt.Sprintf("open-%d-", o.Seed)
	}
	return fmt.Sprintf("person-%d-", o.Seed)
}

func (o Order) email(n number) string {
	return fmt.Sprintf("%s%07d@seed.spotter.local", o.prefix(n.open), n.n)
}

func (o Order) copies(batch []number, originals []spotter.UserID, now time.Time) []postgres.Copy {
	born := now.AddDate(0, 0, -7*o.Weeks)
	out := make([]postgres.Copy, 0, len(batch))
	for _, n := range batch {
		rng := rand.New(rand.NewPCG(o.Seed, uint64(n.n)<<1|b2u(n.open)|1<<40))
		out = append(out, postgres.Copy{
			ID: numbered[spotter.User](o, n, born), Login: numbered[spotter.Login](o, n, now),
			Of: originals[n.n%len(originals)], Email: o.email(n),
			Name:     firstNames[rng.IntN(len(firstNames))] + " " + lastNames[rng.IntN(len(lastNames))],
			Strength: 0.8 + 0.4*rng.Float64(), Offset: 1.6*rng.Float64() - 0.8,
		})
	}
	return out
}

func b2u(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// numbered is an id of version 7 whose last 48 bits are different for each number: multiplying by an odd
// number permutes them. The rows of copies take those bits into their own ids.
func numbered[Of any](o Order, n number, at time.Time) spotter.ID[Of] {
	id := timed[Of](at, o.Seed)
	low := ((o.Seed<<24+uint64(n.n))<<1 | b2u(n.open)) * 0x9E3779B97F4B & (1<<48 - 1)
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], low)
	copy(id[10:], b[2:])
	return id
}

// timed is an id of version 7 made of a time and 64 bits.
func timed[Of any](at time.Time, bits uint64) spotter.ID[Of] {
	var id spotter.ID[Of]
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(at.UnixMilli()))
	copy(id[:6], b[2:])
	binary.BigEndian.PutUint64(id[6:14], bits)
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return id
}

// Tokens signs access tokens for the first people of an order, or for the first open ones.
func (m *Maker) Tokens(ctx context.Context, o Order, open bool) ([]string, error) {
	people, err := m.owner.Synthetic(ctx, o.prefix(open), o.count(open))
	if err != nil {
		return nil, err
	}
	m.clock.set(m.now)
	out := make([]string, 0, len(people))
	for _, p := range people {
		token, err := m.accounts.AccessToken(p.ID, p.Login)
		if err != nil {
			return nil, err
		}
		out = append(out, token)
	}
	return out, nil
}

var (
	firstNames = []string{"Ada", "Ben", "Chloe", "Dario", "Elif", "Femi", "Greta", "Hugo", "Ines", "Jonas", "Kira", "Liam", "Mei", "Noah", "Olga", "Priya", "Quentin", "Rosa", "Sami", "Tara"}
	lastNames  = []string{"Abel", "Brandt", "Costa", "Dubois", "Eriksen", "Ferrari", "Garcia", "Haas", "Ito", "Jansen", "Kaya", "Lopez", "Meyer", "Novak", "Okafor", "Patel", "Rossi", "Silva", "Tanaka", "Weber"}
)
