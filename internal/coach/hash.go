package coach

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/argon2"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// HashCost is what one argon2id hash costs.
type HashCost struct {
	MemoryKiB uint32
	Passes    uint32
}

// Hashes wait for each other beyond a few at a time, and are refused beyond a queue: a flood of sign-ins
// takes neither the memory nor the processors.
const (
	defaultMemoryKiB = 19 * 1024
	defaultPasses    = 2
	maxHashing       = 4
	maxWaiting       = 64
)

// hasher makes and checks argon2id hashes in PHC form.
type hasher struct {
	cost    HashCost
	slots   chan struct{}
	waiting atomic.Int64
	done    atomic.Int64 // hashes computed, for the proof that every failed sign-in costs one
	decoy   string
}

func newHasher(cost HashCost) *hasher {
	if cost == (HashCost{}) {
		cost = HashCost{defaultMemoryKiB, defaultPasses}
	}
	h := &hasher{cost: cost, slots: make(chan struct{}, min(maxHashing, 2*runtime.GOMAXPROCS(0)))}
	h.decoy = encodeHash(cost, make([]byte, 16), make([]byte, 32))
	return h
}

// hash makes a PHC string with a new salt. CodeUnavailable when too many wait.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, 16)
	rand.Read(salt)
	sum, err := h.compute(ctx, h.cost, password, salt, 32)
	if err != nil {
		return "", err
	}
	return encodeHash(h.cost, salt, sum), nil
}

// verify holds a password against a PHC string. Without one it does the same work, and answers false.
func (h *hasher) verify(ctx context.Context, phc *string, password string) (bool, error) {
	against := h.decoy
	if phc != nil {
		against = *phc
	}
	cost, salt, want, err := decodeHash(against)
	if err != nil {
		return false, err
	}
	sum, err := h.compute(ctx, cost, password, salt, uint32(len(want)))
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(sum, want) == 1 && phc != nil, nil
}

func (h *hasher) compute(ctx context.Context, cost HashCost, password string, salt []byte, size uint32) ([]byte, error) {
	if h.waiting.Add(1) > maxWaiting {
		h.waiting.Add(-1)
		return nil, &spotter.Error{Code: spotter.CodeUnavailable, Message: "Too many people sign in at this moment: try again shortly.", RetryAfter: 2 * time.Second}
	}
	select {
	case h.slots <- struct{}{}:
		h.waiting.Add(-1)
	case <-ctx.Done():
		h.waiting.Add(-1)
		return nil, ctx.Err()
	}
	defer func() { <-h.slots }()
	h.done.Add(1)
	return argon2.IDKey([]byte(password), salt, cost.Passes, cost.MemoryKiB, 1, size), nil
}

func encodeHash(c HashCost, salt, sum []byte) string {
	e := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s", argon2.Version, c.MemoryKiB, c.Passes, e.EncodeToString(salt), e.EncodeToString(sum))
}

func decodeHash(phc string) (c HashCost, salt, sum []byte, err error) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, errors.New("a stored password hash is not argon2id")
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=1", &c.MemoryKiB, &c.Passes); err != nil {
		return c, nil, nil, fmt.Errorf("read the cost of a stored password hash: %w", err)
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return c, nil, nil, errors.New("the salt of a stored password hash cannot be read")
	}
	if sum, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil || len(sum) < 16 {
		return c, nil, nil, errors.New("a stored password hash cannot be read")
	}
	return c, salt, sum, nil
}

// rehash stores a password that was right under today's cost, when it was stored under another. Where
// that fails the next sign-in does it.
func (a *Accounts) rehash(ctx context.Context, found postgres.FoundUser, password string) {
	cost, _, _, err := decodeHash(*found.PasswordHash)
	if err != nil || cost == a.passwords.cost {
		return
	}
	fresh, err := a.passwords.hash(ctx, password)
	if err == nil {
		err = a.db.As(person(found.ID)).RehashPassword(ctx, db.RehashPasswordParams{ID: found.ID, Stale: found.PasswordHash, Fresh: &fresh})
	}
	if err != nil {
		a.log.WarnContext(ctx, "a password keeps its old hash", "user", found.ID, "error", err)
	}
}
