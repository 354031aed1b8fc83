-- LockKey makes requests with the same key of the same user wait for none: false means in flight.
-- name: LockKey :one
select pg_try_advisory_xact_lock(hashtextextended(@name::text, 0));

-- name: GetAnswer :one
select fingerprint, answer from idempotency_keys where user_id = @user_id and key = @key and created_at > @since;

-- name: PutAnswer :exec
insert into idempotency_keys (user_id, key, fingerprint, answer, created_at)
values (@user_id, @key, @fingerprint, @answer, @now);

-- name: DropAnswer :exec
delete from idempotency_keys where user_id = @user_id and key = @key;

-- HoldCacheServers keeps new servers from becoming known until the transaction ends; it comes before
-- InsertInvalidation, which leaves a row for each that is known.
-- name: HoldCacheServers :exec
select pg_advisory_xact_lock_shared(hashtextextended('cache_servers', 0));

-- name: InsertInvalidation :exec
insert into cache_invalidations (user_id, server, key)
select @user_id, s.id, @key from cache_servers s where s.seen_at > now() - interval '25 hours';

-- name: ClearInvalidations :exec
select app.clear_invalidations(@ids::bigint[]);

-- name: ForgetAnswers :exec
select app.forget_idempotency_keys(@before::timestamptz);
