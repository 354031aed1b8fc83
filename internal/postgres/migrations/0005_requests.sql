-- What makes a request safe to repeat, and a cache safe to trust.

-- +goose Up
create table idempotency_keys (
    user_id     uuid not null references users (id) on delete cascade,
    key         text not null check (length(key) between 1 and 255),
    fingerprint bytea not null,
    answer      jsonb not null,
    created_at  timestamptz not null,
    primary key (user_id, key)
);
create index idempotency_keys_created on idempotency_keys (created_at);
call app.protect('idempotency_keys', '{person,workout,diet,supplement,tracker,scheduler,general,job}', '{}', '{person,job}');

-- One row a cached value that a committed write has made stale, until it is gone from Redis.
create table cache_invalidations (
    user_id    uuid not null,
    id         bigint generated always as identity,
    key        text not null,
    created_at timestamptz not null default now(),
    primary key (user_id, id)
);
create index cache_invalidations_order on cache_invalidations (id);
call app.protect('cache_invalidations', '{person,workout,diet,supplement,tracker,scheduler,general,job}', '{}', '{}');
create policy drain on cache_invalidations for select to spotter_auth using (true);
create policy drained on cache_invalidations for delete to spotter_auth using (true);
create policy forget on idempotency_keys for delete to spotter_auth using (true);
create policy forget_lookup on idempotency_keys for select to spotter_auth using (true);
grant select, delete on cache_invalidations, idempotency_keys to spotter_auth;

-- +goose StatementBegin
create function app.pending_invalidations(most int) returns table (id bigint, key text)
    language sql stable security definer set search_path = pg_catalog, pg_temp
    begin atomic
        select c.id, c.key from public.cache_invalidations c order by c.id limit pending_invalidations.most;
    end;
-- +goose StatementEnd

-- +goose StatementBegin
create function app.clear_invalidations(ids bigint[]) returns void
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    begin atomic
        delete from public.cache_invalidations c where c.id = any (clear_invalidations.ids);
    end;
-- +goose StatementEnd

-- +goose StatementBegin
create function app.forget_idempotency_keys(before timestamptz) returns void
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    begin atomic
        delete from public.idempotency_keys k where k.created_at < forget_idempotency_keys.before;
    end;
-- +goose StatementEnd

revoke execute on function app.pending_invalidations, app.clear_invalidations, app.forget_idempotency_keys from public;
grant execute on function app.pending_invalidations, app.clear_invalidations, app.forget_idempotency_keys to spotter_app;
grant create on schema app to spotter_auth;
alter function app.pending_invalidations owner to spotter_auth;
alter function app.clear_invalidations owner to spotter_auth;
alter function app.forget_idempotency_keys owner to spotter_auth;
revoke create on schema app from spotter_auth;

-- +goose Down
alter function app.forget_idempotency_keys owner to spotter_owner;
alter function app.clear_invalidations owner to spotter_owner;
alter function app.pending_invalidations owner to spotter_owner;
drop function app.forget_idempotency_keys, app.clear_invalidations, app.pending_invalidations;
drop table cache_invalidations, idempotency_keys;
