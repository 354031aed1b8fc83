package coach

import (
	"encoding/json"
	"hash/maphash"
	"sync"
	"time"

	"spotter"
	"spotter/internal/postgres/db"
)

// verdict is what follows from stored plans and a profile at a time: today's limits and meals, and whether
// what is stored for conversations may be sent as it is.
type verdict struct {
	asStored    bool
	hideNumbers bool
	limits      json.RawMessage
	typed       spotter.Limits  // the same
	today       json.RawMessage // what the person's date and the exchanged meals make of the plan
	changed     json.RawMessage
	date        spotter.Date          // the person's today
	outline     *spotter.TrainingPlan // which session stands on which day, nil without a plan
}

// verdicts remembers verdicts, since to reach one means to read and decode whole plans, which costs ten times
// as much as to read their digests. It is no cache of results: a verdict is found by what was read from the
// database just now, so that there is nothing to invalidate. Since limits depend on the person's own date, a
// verdict holds until the next quarter of an hour, at which every midnight on Earth lies.
type verdicts struct {
	seed maphash.Seed
	mu   sync.RWMutex
	by   map[uint64]verdict
}

// maxVerdicts bounds the memory, at about 15 MB.
const maxVerdicts = 1 << 13

func newVerdicts() *verdicts {
	return &verdicts{seed: maphash.MakeSeed(), by: map[uint64]verdict{}}
}

func (vs *verdicts) find(key uint64) (verdict, bool) {
	vs.mu.RLock()
	defer vs.mu.RUnlock()
	v, known := vs.by[key]
	return v, known
}

func (vs *verdicts) keep(key uint64, v verdict) {
	vs.mu.Lock()
	defer vs.mu.Unlock()
	if len(vs.by) >= maxVerdicts {
		clear(vs.by)
	}
	vs.by[key] = v
}

// key is a keyed hash: nobody can make two people meet without knowing the seed of this process. The version
// of a plan stands for the whole of it: a version is never used again, not even after a reset.
func (vs *verdicts) key(user spotter.UserID, row *db.GetContextRow, now time.Time) uint64 {
	return maphash.Comparable(vs.seed, struct {
		user                              spotter.UserID
		quarter                           int64
		profile, training, meals, changed uint64
		trainingVersion, mealsVer         int
	}{user, now.Truncate(15 * time.Minute).Unix(),
		maphash.Bytes(vs.seed, row.Profile), maphash.Bytes(vs.seed, row.Training), maphash.Bytes(vs.seed, row.Meals), maphash.Bytes(vs.seed, row.Changed),
		orZero(row.TrainingVersion), orZero(row.MealsVersion)})
}

func orZero(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}
