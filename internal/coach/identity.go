package coach

import (
	"context"
	"crypto/sha256"
	"strings"
	"sync"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// Identity is who a bearer token stands for: a login or a personal token of a user.
type Identity struct {
	User   spotter.UserID
	Login  spotter.LoginID // zero for a personal token
	Token  spotter.TokenID // zero for a login
	Scopes []spotter.Scope // nil for a login: everything
	Once   spotter.Once    // how a repeat of the request is recognised; the door sets it
}

// Caller is the person, acting for themselves.
func (id Identity) Caller() spotter.Caller {
	return spotter.Caller{User: id.User, Actor: spotter.ActorPerson, Once: id.Once}
}

// subject is what a revocation of the token itself names.
func (id Identity) subject() spotter.UUID {
	if id.Login.IsZero() {
		return spotter.UUID(id.Token)
	}
	return spotter.UUID(id.Login)
}

const tokenPrefix = "spt_"

// A personal token is looked up again after a second; its last use is noted once in ten minutes.
const (
	tokenSeenFor = time.Second
	touchEvery   = 10 * time.Minute
)

// Identify tells who a bearer token stands for. CodeUnauthorized when it stands for nobody, or for
// somebody who logged out, was deactivated or deleted, on whichever instance, a second ago or earlier;
// CodeUnavailable while that cannot be known.
func (a *Accounts) Identify(ctx context.Context, bearer string) (Identity, error) {
	if bearer == "" {
		return Identity{}, unauthorized("", "Sign in: this needs an access token.")
	}
	if err := a.revoked.ensure(ctx); err != nil {
		return Identity{}, err
	}
	hash, now := hashBearer(bearer), a.now()
	id, ok := a.seen.get(hash, now)
	if !ok {
		var until time.Time
		var err error
		if strings.HasPrefix(bearer, tokenPrefix) {
			id, until, err = a.findToken(ctx, hash, now)
		} else {
			id, until, err = a.keys.verify(bearer, now)
		}
		if err != nil {
			return Identity{}, err
		}
		a.seen.put(hash, id, until, now)
	}
	if a.revoked.holds(id.subject(), spotter.UUID(id.User)) {
		return Identity{}, unauthorized("", "This sign-in has ended: sign in again.")
	}
	return id, nil
}

// hashBearer is the SHA-256 of a token, without an allocation for tokens of the usual length.
func hashBearer(bearer string) [sha256.Size]byte {
	var room [512]byte
	return sha256.Sum256(append(room[:0], bearer...))
}

// Holds reports whether an identity still holds, for connections that outlive a request.
func (a *Accounts) Holds(ctx context.Context, id Identity) error {
	if err := a.revoked.ensure(ctx); err != nil {
		return err
	}
	if a.revoked.holds(id.subject(), spotter.UUID(id.User)) {
		return unauthorized("", "This sign-in has ended: sign in again.")
	}
	return nil
}

func (a *Accounts) findToken(ctx context.Context, hash [32]byte, now time.Time) (Identity, time.Time, error) {
	found, err := a.db.FindToken(ctx, hash[:])
	if err != nil && !postgres.IsNoRows(err) {
		return Identity{}, now, err
	}
	if err != nil || !found.Active || !found.ExpiresAt.After(now) {
		return Identity{}, now, unauthorized("invalid_token", "This personal token does not exist, has expired or was revoked.")
	}
	if found.LastUsed == nil || now.Sub(*found.LastUsed) > touchEvery {
		err := a.db.As(person(found.User)).TouchPersonalToken(ctx, db.TouchPersonalTokenParams{UserID: found.User, ID: found.ID, Now: &now})
		if err != nil {
			return Identity{}, now, err
		}
	}
	until := now.Add(tokenSeenFor)
	if found.ExpiresAt.Before(until) {
		until = found.ExpiresAt
	}
	return Identity{User: found.User, Token: found.ID, Scopes: found.Scopes}, until, nil
}

// identityCache remembers verified tokens by their SHA-256 until they expire, in bounded shards.
type identityCache struct {
	shards [64]identityShard
}

type identityShard struct {
	mu      sync.RWMutex
	entries map[[32]byte]identityEntry
}

type identityEntry struct {
	id    Identity
	until int64 // Unix nanoseconds
}

// shardSize bounds the cache at 64 times this: about 25 MB at the most.
const shardSize = 2048

func newIdentityCache() *identityCache {
	c := &identityCache{}
	for i := range c.shards {
		c.shards[i].entries = map[[32]byte]identityEntry{}
	}
	return c
}

func (c *identityCache) get(hash [32]byte, now time.Time) (Identity, bool) {
	s := &c.shards[hash[0]%64]
	s.mu.RLock()
	e, ok := s.entries[hash]
	s.mu.RUnlock()
	return e.id, ok && e.until > now.UnixNano()
}

func (c *identityCache) put(hash [32]byte, id Identity, until, now time.Time) {
	s := &c.shards[hash[0]%64]
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.entries) >= shardSize {
		s.evict(now.UnixNano())
	}
	s.entries[hash] = identityEntry{id, until.UnixNano()}
}

// evict drops what has expired, and an eighth of the rest when that is not enough.
func (s *identityShard) evict(now int64) {
	for hash, e := range s.entries {
		if e.until <= now {
			delete(s.entries, hash)
		}
	}
	for hash := range s.entries {
		if len(s.entries) <= shardSize*7/8 {
			return
		}
		delete(s.entries, hash)
	}
}
