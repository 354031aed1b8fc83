// Package seed makes synthetic people: one with a plausible history for demonstrations, or as many as a
// benchmark wants. A few archetypes go through the use cases as a person would, on a clock that starts
// weeks ago; the rest are copies of them with loads and weights of their own. The same seed makes the same
// people on the same day.
package seed

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/postgres"
)

// Config is what seeding works with. The clocks in Coach and Accounts are replaced by the maker's own.
type Config struct {
	App      *postgres.DB // as the app role
	Owner    *postgres.DB // as the owner of the tables; not needed for [Maker.Demo]
	Accounts coach.AccountsConfig
	Coach    coach.Config
	Now      func() time.Time
}

// Maker makes people.
type Maker struct {
	app, owner *postgres.DB
	coach      *coach.Coach
	accounts   *coach.Accounts
	clock      *clock
	now        time.Time
}

// New prepares a maker; it does not touch the database.
func New(c Config) (*Maker, error) {
	now := c.Now()
	clock := &clock{t: now}
	c.Coach.DB, c.Coach.Now = c.App, clock.now
	c.Accounts.DB, c.Accounts.Now = c.App, clock.now
	people, err := coach.New(c.Coach)
	if err != nil {
		return nil, err
	}
	accounts, err := coach.NewAccounts(c.Accounts)
	return &Maker{c.App, c.Owner, people, accounts, clock, now}, err
}

// clock is the time at which the people being made live.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.t }

func (c *clock) set(t time.Time) { c.mu.Lock(); defer c.mu.Unlock(); c.t = t }

// DemoEmail is the address of the person that a demonstration shows.
const DemoEmail = "demo@spotter.local"

// Demo adds Alex Demo with twelve weeks of history that end today, unless that account is there already.
func (m *Maker) Demo(ctx context.Context, password, zone string) (added bool, err error) {
	_, err = m.accounts.FindUser(ctx, DemoEmail)
	if spotter.CodeOf(err) != spotter.CodeNotFound {
		return false, err
	}
	who := spotter.Registration{Email: DemoEmail, FullName: "Alex Demo", Password: password, TimeZone: zone}
	_, err = m.live(ctx, &who, demoAnswers(zone, m.now), 12, rand.New(rand.NewPCG(1, 12)))
	return err == nil, err
}

// live makes a person who registered weeks ago, completed onboarding the same morning and has logged
// since, until now.
func (m *Maker) live(ctx context.Context, who *spotter.Registration, answers spotter.Answers, weeks int, rng *rand.Rand) (spotter.UserID, error) {
	today := spotter.DateOf(m.now, answers.About.Zone())
	start := today.AddDays(-7 * weeks)
	begin := start.At(9*60, answers.About.Zone())
	if begin.After(m.now) {
		begin = m.now
	}
	m.clock.set(begin)
	user, err := m.accounts.Enrol(ctx, who)
	if err != nil {
		return user, err
	}
	caller := spotter.Caller{User: user, Actor: spotter.ActorPerson}
	if err := m.onboard(ctx, caller, answers); err != nil {
		return user, err
	}
	h, err := m.history(ctx, caller, answers, start, rng)
	if err != nil {
		return user, err
	}
	return user, m.store(ctx, caller, h)
}

// onboard answers all steps, accepts both plans and completes.
func (m *Maker) onboard(ctx context.Context, caller spotter.Caller, answers spotter.Answers) error {
	for _, step := range spotter.Steps {
		if _, err := m.coach.SaveStep(ctx, caller, step, answers.Of(step), 0); err != nil {
			return fmt.Errorf("%s: %w", step, err)
		}
	}
	for _, kind := range []spotter.PlanKind{spotter.PlanTraining, spotter.PlanMeals} {
		proposal, err := m.coach.Propose(ctx, caller, kind, coach.ProposeInput{})
		if err != nil {
			return fmt.Errorf("%s: %w", kind, err)
		}
		if _, err := m.coach.Accept(ctx, caller, proposal.ID, 0); err != nil {
			return err
		}
	}
	_, err := m.coach.Complete(ctx, caller)
	return err
}
