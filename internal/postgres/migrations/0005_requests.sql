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

-- The Redis servers that may hold values: each run of a server by the name that it gave itself. A value
-- lives for a day at the most, so what has not been seen for longer holds none.
create table cache_servers (
    id      text primary key check (length(id) <= 64),
    seen_at timestamptz not null
);
grant select on cache_servers to spotter_app;
grant select, insert, update, delete on cache_servers to spotter_auth;

-- One row a server and cached value that a committed write has made stale, until it is gone from there.
create table cache_invalidations (
    user_id    uuid not null,
    id         bigint generated always as identity,
    server     text not null,
    key        text not null,
    created_at timestamptz not null default now(),
    primary key (user_id, id)
);
create index cache_invalidations_order on cache_invalidations (server, id);
call app.protect('cache_invalidations', '{person,workout,diet,supplement,tracker,scheduler,general,job}', '{}', '{}');
create policy drain on cache_invalidations for select to spotter_auth using (true);
create policy drained on cache_invalidations for delete to spotter_auth using (true);
create policy forget on idempotency_keys for delete to spotter_auth using (true);
create policy forget_lookup on idempotency_keys for select to spotter_auth using (true);
grant select, delete on cache_invalidations, idempotency_keys to spotter_auth;

-- pending_invalidations is what a server has to be rid of. The first call for a server makes it known, and
-- waits for the writes under way, which hold the lock shared: every later one leaves a row for it.
-- +goose StatementBegin
create function app.pending_invalidations(server text, most int) returns table (id bigint, key text)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    seen timestamptz := (select s.seen_at from public.cache_servers s where s.id = pending_invalidations.server);
begin
    if seen is null then
        perform pg_advisory_xact_lock(hashtextextended('cache_servers', 0));
        delete from public.cache_invalidations c using public.cache_servers s
         where s.id = c.server and s.seen_at < now() - interval '25 hours';
        delete from public.cache_servers s where s.seen_at < now() - interval '25 hours';
    end if;
    if seen is null or seen < now() - interval '1 minute' then
        insert into public.cache_servers values (pending_invalidations.server, now())
        on conflict (id) do update set seen_at = excluded.seen_at;
    end if;
    return query select c.id, c.key from public.cache_invalidations c
                  where c.server = pending_invalidations.server order by c.id limit pending_invalidations.most;
end
$$;
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
drop table cache_invalidations, cache_servers, idempotency_keys;
