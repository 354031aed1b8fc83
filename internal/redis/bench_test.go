package redis

import (
	"context"
	"testing"
	"time"
)

// warm reads until the value is where the benchmark wants it.
func warm(b *testing.B, c *Client, db *database) *Cache {
	b.Helper()
	cache := c.Cache("profile:", time.Hour)
	eventually(b, "the value is cached", func() bool {
		before := db.loads.Load()
		_, err := cache.Get(context.Background(), "anna", db.load("anna"))
		return err == nil && db.loads.Load() == before
	})
	return cache
}

func hits(b *testing.B, url string, near bool) {
	b.Helper()
	db := newDatabase(0)
	c := openReady(b, url, db)
	if near {
		nearReady(b, c)
	}
	cache, load := warm(b, c, db), db.load("anna")
	before := db.loads.Load()
	b.Run("one", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := cache.Get(context.Background(), "anna", load); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("many", func(b *testing.B) {
		b.ReportAllocs()
		b.SetParallelism(16)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if _, err := cache.Get(context.Background(), "anna", load); err != nil {
					b.Fatal(err)
				}
			}
		})
	})
	b.ReportMetric(float64(db.loads.Load()-before), "loads")
}

func BenchmarkHitNear(b *testing.B)      { hits(b, startRedis(b).url(), true) }
func BenchmarkHitMiniredis(b *testing.B) { hits(b, startMini(b), false) }

func BenchmarkHitRedisWithoutTracking(b *testing.B) {
	hits(b, startRedis(b).url()+"?client_cache=0", false)
}

// BenchmarkWrite is what Block and release cost: of one instance, and when another may have to hear of it.
func BenchmarkWrite(b *testing.B) {
	server := startRedis(b)
	db := newDatabase(0)
	c := openReady(b, server.url(), db)
	cache := c.Cache("profile:", time.Hour)
	eventually(b, "it is alone", func() bool { return c.session.Load().presence.alone(c.clock()) })
	write := func(commit time.Duration) func(b *testing.B) {
		return func(b *testing.B) {
			b.Helper()
			for b.Loop() {
				release := cache.Block(context.Background(), "anna")
				if commit > 0 {
					pause(context.Background(), commit)
				}
				release(context.Background(), true)
			}
		}
	}
	b.Run("alone", write(0))
	b.Run("alone, commit of 5ms", write(5*time.Millisecond))
	other := openReady(b, server.url(), db)
	nearReady(b, other)
	b.Run("two", write(0))
	b.Run("two, commit of 5ms", write(5*time.Millisecond))
}

func BenchmarkAllow(b *testing.B) {
	c := openReady(b, startRedis(b).url(), newDatabase(0))
	for b.Loop() {
		c.Allow(context.Background(), "k", 1000, time.Second)
	}
}
