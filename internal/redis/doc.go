// Package redis is what the instances share and may lose: the cache of profiles, limits, and fan-out.
//
// # The promise of the cache
//
// A read that begins after a write was acknowledged sees that write or a later one, on every instance,
// whatever happens to Redis and to other writers meanwhile. Redis away, slow, silent, flushed, restarted
// with old data or full of garbage makes reads and writes slower, never wrong, and never fail.
//
// # How it is kept
//
// A name has two keys: its value, and the marks of the writes under way. All steps below are one Lua
// script each.
//
//   - Block, before the commit, deletes the value and sets the writer's mark. While a name has a
//     mark, no lease is given for it: everybody reads the database.
//   - The transaction inserts a row into the ledger, a table in the database.
//   - Release, after the commit, deletes the value (with any lease) again and lifts the mark.
//   - A miss is given a lease, which lies where the value will, loads from the database, and fills: the
//     value takes the lease's place if the lease is still there. Block, release, the ledger and FLUSHALL
//     all take leases away, so no load that began before a write is ever stored after it, however slow.
//   - A writer who is killed leaves its mark, for a minute, and its row. Every instance reads the ledger
//     four times a second, deletes what it names, and then the rows. A transaction must be shorter than
//     the mark's minute.
//   - An instance uses the cache only when it has read the ledger, and mended all, within [cacheWindow]. A
//     writer who cannot reach Redis waits that long, after its commit and before it acknowledges: by then every
//     instance has heeded its row or reads the database. This covers the instance that lost
//     Redis alone, unnoticed by the others.
//   - Three timeouts in a row, a broken connection or a refused script end the session with Redis; what
//     comes back is a new session, which begins with a reading of the ledger. Keys carry the run id of
//     the server: what a restart or a failover brings back from a disk is not read.
//   - A value carries a version and a checksum over key and value. What does not fit is deleted, and so is
//     a version older than this process has read from the database.
//
// # In this process
//
// With tracking (Redis 6 or later) rueidis keeps what was read in this process, and the server says what
// has changed; that takes a millisecond or, on a busy machine, many. So what is near is read only within
// [nearWindow] after a PING was sent that has been answered, on the connection on which the server also
// says what has changed, in one order: all that was said before is heeded. A busy reader's PINGs run beside
// it, an idle one's first read waits for one. A writer waits until [nearWindow] has passed since Block
// (whose deletion is what has to be heard of), as a rule less than its commit takes. It need not wait at
// all when there is nobody else: who reads near is subscribed to a channel, the subscribers are counted
// four times a second, and nobody reads near who has not been there for a second. Without tracking,
// every read is a GET and nobody waits.
//
// Concurrent misses share a load, but not as a plain single flight does: see flights.
//
// What the promise does not cover, and why, is in docs/decisions/0003-cache.md.
package redis
