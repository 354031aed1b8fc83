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

-- name: InsertInvalidation :exec
insert into cache_invalidations (user_id, key) values (@user_id, @key);

-- name: ClearInvalidations :exec
select app.clear_invalidations(@ids::bigint[]);

-- name: ForgetAnswers :exec
select app.forget_idempotency_keys(@before::timestamptz);
