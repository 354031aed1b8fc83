package coach

import (
	"encoding/json"
	"hash/maphash"
	"sync"
	"time"
)

// verdict is what follows from stored documents at a time: today's limits, and whether the documents may
// be sent as they are stored.
type verdict struct {
	asStored    bool
	hideNumbers bool
	limits      json.RawMessage
}

// verdicts remembers verdicts, since to reach one means to decode whole plans, which costs ten times as
// much as to read them. It is no cache of results: a verdict is found by the documents that were read from
// the database just now, so that there is nothing to invalidate. Since limits depend on the person's own
// date, a verdict holds until the next quarter of an hour, at which every midnight on Earth lies.
type verdicts struct {
	seed maphash.Seed
	mu   sync.RWMutex
	by   map[uint64]verdict
}

// maxVerdicts bounds the memory, at about 5 MB.
const maxVerdicts = 1 << 13

func newVerdicts() *verdicts {
	return &verdicts{seed: maphash.MakeSeed(), by: map[uint64]verdict{}}
}

// on answers the verdict on documents, from memory or from judge.
func (vs *verdicts) on(d documents, now time.Time, judge func(documents) (verdict, error)) (verdict, error) {
	key := vs.key(d, now.Truncate(15*time.Minute))
	vs.mu.RLock()
	v, known := vs.by[key]
	vs.mu.RUnlock()
	if known {
		return v, nil
	}
	v, err := judge(d)
	if err != nil {
		return v, err
	}
	vs.mu.Lock()
	defer vs.mu.Unlock()
	if len(vs.by) >= maxVerdicts {
		clear(vs.by)
	}
	vs.by[key] = v
	return v, nil
}

// key is a keyed hash: nobody can make two documents meet without knowing the seed of this process.
func (vs *verdicts) key(d documents, quarter time.Time) uint64 {
	return maphash.Comparable(vs.seed, [4]uint64{uint64(quarter.Unix()),
		maphash.Bytes(vs.seed, d.profile), maphash.Bytes(vs.seed, d.training), maphash.Bytes(vs.seed, d.meals)})
}
