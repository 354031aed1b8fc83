package coach

import (
	"context"
	"maps"
	"sync"
	"sync/atomic"
	"time"

	"spotter"
	"spotter/internal/postgres"
)

// How revocations travel: every instance reads the last ones from the database. Commits can land out of
// order, so each reading overlaps the one before, and now and then all that can matter is read again.
const (
	pollEvery    = 400 * time.Millisecond
	staleAfter   = 900 * time.Millisecond // older than this, a list is read again before it is trusted
	pollTimeout  = 2 * time.Second
	overlap      = 30 * time.Second
	wholeEvery   = 10 * time.Second
	pruneEvery   = time.Minute
	revokedFor   = accessTTL + 5*time.Minute // what was revoked earlier can sign nothing that still holds
	retryReading = 200 * time.Millisecond
)

// revocations is the list of what is refused though its signature holds: logins, personal tokens, users.
type revocations struct {
	db   *postgres.DB
	now  func() time.Time
	list atomic.Pointer[map[spotter.UUID]struct{}]
	read atomic.Int64 // when the last reading began, Unix nanoseconds

	mu     sync.Mutex // one reading at a time, and what follows
	own    map[spotter.UUID]time.Time
	whole  time.Time
	failed time.Time
	err    error
}

func newRevocations(db *postgres.DB, now func() time.Time) *revocations {
	r := &revocations{db: db, now: now, own: map[spotter.UUID]time.Time{}}
	r.list.Store(&map[spotter.UUID]struct{}{})
	return r
}

// holds reports whether any of the ids was revoked. It allocates nothing.
func (r *revocations) holds(a, b spotter.UUID) bool {
	list := *r.list.Load()
	if len(list) == 0 {
		return false
	}
	_, first := list[a]
	_, second := list[b]
	return first || second
}

// add refuses ids here at once; the other instances read them.
func (r *revocations) add(ids ...spotter.UUID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	for _, id := range ids {
		r.own[id] = now
	}
	r.merge(ids)
}

func (r *revocations) merge(ids []spotter.UUID) {
	old := *r.list.Load()
	var grown map[spotter.UUID]struct{}
	for _, id := range ids {
		if _, ok := old[id]; ok {
			continue
		}
		if grown == nil {
			grown = maps.Clone(old)
		}
		grown[id] = struct{}{}
	}
	if grown != nil {
		r.list.Store(&grown)
	}
}

// ensure reads the list again when it is too old to be trusted. CodeUnavailable when it cannot be read.
func (r *revocations) ensure(ctx context.Context) error {
	if r.age() <= staleAfter {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.age() <= staleAfter {
		return nil
	}
	if r.err != nil && r.now().Sub(r.failed) < retryReading {
		return r.err
	}
	return r.poll(ctx)
}

func (r *revocations) age() time.Duration { return time.Duration(r.now().UnixNano() - r.read.Load()) }

func (r *revocations) refresh(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.poll(ctx)
}

// poll reads on behalf of everybody who waits, so it outlives the request that started it.
func (r *revocations) poll(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), pollTimeout)
	defer cancel()
	begun, last := r.now(), overlap
	whole := begun.Sub(r.whole) > wholeEvery
	if whole {
		last = revokedFor
	}
	ids, err := r.db.Revoked(ctx, last)
	if err != nil {
		r.failed, r.err = r.now(), &spotter.Error{Code: spotter.CodeUnavailable, RetryAfter: 2 * time.Second, Cause: err,
			Message: "Nobody can be identified for the moment; try again shortly."}
		return r.err
	}
	if whole {
		r.replace(ids, begun)
	} else {
		r.merge(ids)
	}
	r.err = nil
	r.read.Store(begun.UnixNano())
	return nil
}

// replace forgets what no longer matters; what was revoked here just now may be too young to be read.
func (r *revocations) replace(ids []spotter.UUID, now time.Time) {
	list := make(map[spotter.UUID]struct{}, len(ids))
	for _, id := range ids {
		list[id] = struct{}{}
	}
	for id, at := range r.own {
		if now.Sub(at) > overlap {
			delete(r.own, id)
			continue
		}
		list[id] = struct{}{}
	}
	r.list.Store(&list)
	r.whole = now
}

// Load reads all revocations that can matter. It comes before serving; without it the first request
// does it.
func (a *Accounts) Load(ctx context.Context) error { return a.revoked.refresh(ctx) }

// Run keeps the list of revocations fresh, and prunes it, until ctx ends. A reading that fails is tried
// again; meanwhile [Accounts.Identify] refuses with CodeUnavailable rather than trust an old list.
func (a *Accounts) Run(ctx context.Context) error {
	poll, prune := time.NewTicker(pollEvery), time.NewTicker(pruneEvery)
	defer poll.Stop()
	defer prune.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			return nil
		case <-poll.C:
			err = a.revoked.refresh(ctx)
		case <-prune.C:
			err = a.db.Lookup().Prune(ctx, a.now())
		}
		if err != nil && ctx.Err() == nil {
			a.log.WarnContext(ctx, "revocations", "error", err)
		}
	}
}
