package redis

import (
	"strings"
	"sync"
	"time"

	"github.com/redis/rueidis"
)

// near holds, in this process, what one link read with tracking on: the store below rueidis's
// client-side cache, which fills it and takes away what the server says has changed, in the order
// of the server's answers. It is read directly, so that a hit costs a look into a map.
type near struct {
	get   string // the command as rueidis appends it to a key
	limit int    // bytes of values
	now   func() time.Time

	mu      sync.RWMutex
	entries map[string]nearEntry
	size    int
}

type nearEntry struct {
	message rueidis.RedisMessage
	value   []byte // nil when there is no value under the key
	expires int64  // Unix milliseconds
}

const (
	nearLimit    = 64 << 20
	nearOverhead = 256 // what an entry costs beside its value, about
)

func newNear(now func() time.Time) *near {
	return &near{get: "GET", limit: nearLimit, now: now, entries: make(map[string]nearEntry)}
}

// peek is the value under name, a Redis key with the command behind it; it allocates nothing.
func (n *near) peek(name []byte, now int64) (value []byte, ok bool) {
	n.mu.RLock()
	e, ok := n.entries[string(name)]
	n.mu.RUnlock()
	return e.value, ok && e.value != nil && e.expires > now
}

// Get is for rueidis.
func (n *near) Get(name string) rueidis.RedisMessage {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.entries[name].message
}

// Set is for rueidis. A frame is read once, here; what is none is kept as the lack of a value.
func (n *near) Set(name string, message rueidis.RedisMessage) {
	e := nearEntry{message: message, expires: message.CachePXAT()}
	if frame, err := message.ToString(); err == nil {
		e.value, _, _ = unpack(strings.TrimSuffix(name, n.get), frame)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.remove(name)
	n.size += e.cost()
	n.entries[name] = e
	n.shrink(name)
}

// Del is for rueidis.
func (n *near) Del(name string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.remove(name)
}

// Flush is for rueidis.
func (n *near) Flush() {
	n.mu.Lock()
	defer n.mu.Unlock()
	clear(n.entries)
	n.size = 0
}

func (n *near) remove(name string) {
	if e, ok := n.entries[name]; ok {
		n.size -= e.cost()
		delete(n.entries, name)
	}
}

// shrink makes room at random, sparing the entry that has just come.
func (n *near) shrink(spared string) {
	for name := range n.entries {
		if n.size <= n.limit {
			return
		}
		if name != spared {
			n.remove(name)
		}
	}
}

// cost counts a frame twice: rueidis's message and the value read from it.
func (e nearEntry) cost() int { return nearOverhead + 2*len(e.value) }
