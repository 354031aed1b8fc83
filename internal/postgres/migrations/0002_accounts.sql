-- Accounts, what proves an identity, and the few functions that look a person up before there is one.

-- +goose Up
create table users (
    id                  uuid primary key,
    email               text not null check (length(email) <= 254),
    email_key           text not null unique check (email_key = lower(email_key)),
    full_name           text not null check (length(full_name) between 1 and 255),
    password_hash       text,
    google_subject      text unique,
    time_zone           text not null,
    email_verified_at   timestamptz,
    onboarded_at        timestamptz,
    active              boolean not null default true,
    revision            int not null default 1,
    created_at          timestamptz not null
);
call app.protect('users', '{person}', '{person,job}', '{person}', 'id');

create table logins (
    user_id      uuid not null references users (id) on delete cascade,
    id           uuid not null,
    device       text not null check (length(device) <= 300),
    address      text not null check (length(address) <= 60),
    created_at   timestamptz not null,
    last_used_at timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz,
    primary key (user_id, id)
);
call app.protect('logins', '{person}', '{person}', '{person,job}');

-- A refresh token is stored as its SHA-256; successor is the token that its use gave out.
create table refresh_tokens (
    user_id    uuid not null,
    login_id   uuid not null,
    hash       bytea not null unique,
    issued_at  timestamptz not null,
    used_at    timestamptz,
    successor  bytea,
    primary key (user_id, hash),
    foreign key (user_id, login_id) references logins (user_id, id) on delete cascade
);
create index refresh_tokens_login on refresh_tokens (user_id, login_id);
call app.protect('refresh_tokens', '{person}', '{person}', '{person,job}');

create table personal_tokens (
    user_id      uuid not null references users (id) on delete cascade,
    id           uuid not null,
    name         text not null check (length(name) between 1 and 80),
    hash         bytea not null unique,
    scopes       text[] not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    primary key (user_id, id)
);
call app.protect('personal_tokens', '{person}', '{person}', '{person,job}');

create table passkeys (
    user_id       uuid not null references users (id) on delete cascade,
    id            uuid not null,
    credential_id bytea not null unique,
    credential    jsonb not null,
    name          text not null check (length(name) between 1 and 80),
    created_at    timestamptz not null,
    last_used_at  timestamptz,
    primary key (user_id, id)
);
call app.protect('passkeys', '{person}', '{person}', '{person,job}');

-- A mailed link carries the id and a keyed hash of it; nothing here opens an account.
create table email_tokens (
    user_id    uuid not null references users (id) on delete cascade,
    id         uuid not null,
    purpose    text not null check (purpose in ('verify', 'reset')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    primary key (user_id, id)
);
call app.protect('email_tokens', '{person}', '{person}', '{person,job}');

-- Every instance reads this once or twice a second and refuses what stands in it.
create table revocations (
    user_id  uuid not null,
    subject  uuid not null,
    at       timestamptz not null,
    primary key (user_id, subject)
);
create index revocations_at on revocations (at);
call app.protect('revocations', '{person,job}', '{person,job}', '{}');

-- Whoever deactivates or deletes a person, by whatever door, ends what that person has in hand.
-- +goose StatementBegin
create function app.revoke_person() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.active then
        update public.revocations r set at = '-infinity' where r.user_id = old.id and r.subject = old.id;
    else
        insert into public.revocations as r (user_id, subject, at) values (old.id, old.id, clock_timestamp())
        on conflict (user_id, subject) do update set at = excluded.at;
    end if;
    return null;
end
$$;
-- +goose StatementEnd
revoke execute on function app.revoke_person from public;
create trigger activity after update of active on users for each row
    when (old.active <> new.active) execute function app.revoke_person();
create trigger deleted after delete on users for each row execute function app.revoke_person();

-- Without a user: reached through the functions below only.
create unlogged table auth.attempts (
    key       bytea primary key,
    failures  float8 not null,
    last_at   timestamptz not null
);
create index attempts_last on auth.attempts (last_at);
create table auth.ceremonies (
    id         uuid primary key,
    data       jsonb not null,
    expires_at timestamptz not null
);
grant select, insert, update, delete on auth.attempts, auth.ceremonies to spotter_auth;

create policy lookup on users for select to spotter_auth using (true);
create policy lookup on logins for select to spotter_auth using (true);
create policy lookup on refresh_tokens for select to spotter_auth using (true);
create policy lookup on personal_tokens for select to spotter_auth using (true);
create policy lookup on passkeys for select to spotter_auth using (true);
create policy lookup on email_tokens for select to spotter_auth using (true);
create policy lookup on revocations for select to spotter_auth using (true);
create policy prune on revocations for delete to spotter_auth using (true);
grant select on users, logins, refresh_tokens, personal_tokens, passkeys, email_tokens to spotter_auth;
grant select, delete on revocations to spotter_auth;

-- find_user answers who has an e-mail address, and from which network addresses that person came before.
-- +goose StatementBegin
create function auth.find_user(key text)
    returns table (id uuid, password_hash text, active boolean, email_verified boolean, google_subject text, addresses text[])
    language sql stable security definer set search_path = pg_catalog, pg_temp
    begin atomic
        select u.id, u.password_hash, u.active, u.email_verified_at is not null, u.google_subject,
               array(select distinct l.address from public.logins l where l.user_id = u.id)
          from public.users u where u.email_key = find_user.key;
    end;
-- +goose StatementEnd

-- +goose StatementBegin
create function auth.find_google(subject text)
    returns table (id uuid, active boolean)
    language sql stable security definer set search_path = pg_catalog, pg_temp
    begin atomic
        select u.id, u.active from public.users u where u.google_subject = find_google.subject;
    end;
-- +goose StatementEnd

-- +goose StatementBegin
create function auth.find_refresh(hash bytea)
    returns table (user_id uuid, login_id uuid, active boolean)
    language sql stable security definer set search_path = pg_catalog, pg_temp
    begin atomic
        select t.user_id, t.login_id, u.active
          from public.refresh_tokens t join public.users u on u.id = t.user_id
         where t.hash = find_refresh.hash;
    end;
-- +goose StatementEnd

-- +goose StatementBegin
create function auth.find_token(hash bytea)
    returns table (user_id uuid, id uuid, scopes text[], expires_at timestamptz, last_used_at timestamptz, active boolean)
    language sql stable security definer set search_path = pg_catalog, pg_temp
    begin atomic
        select t.user_id, t.id, t.scopes, t.expires_at, t.last_used_at, u.active
          from public.personal_tokens t join public.users u on u.id = t.user_id
         where t.hash = find_token.hash;
    end;
-- +goose StatementEnd

-- +goose StatementBegin
create function auth.find_passkey(credential_id bytea)
    returns table (user_id uuid, active boolean)
    language sql stable security definer set search_path = pg_catalog, pg_temp
    begin atomic
        select p.user_id, u.active
          from public.passkeys p join public.users u on u.id = p.user_id
         where p.credential_id = find_passkey.credential_id;
    end;
-- +goose StatementEnd

-- +goose StatementBegin
create function auth.find_email_token(id uuid)
    returns table (user_id uuid)
    language sql stable security definer set search_path = pg_catalog, pg_temp
    begin atomic
        select t.user_id from public.email_tokens t where t.id = find_email_token.id;
    end;
-- +goose StatementEnd

-- admit answers how many seconds an attempt has to wait; 0 lets it go on, counted as a failure under each
-- key until forgive says otherwise, so that attempts side by side cannot pass a limit together. Each key
-- has free attempts, then waits of 1, 2, 4 ... up to most seconds, and forgets one failure every drain
-- seconds. An attempt that has to wait counts for nothing.
-- +goose StatementBegin
create function auth.admit(keys bytea[], free float8[], most float8[], drain float8[], now timestamptz) returns float8
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    wait float8;
begin
    insert into auth.attempts as a (key, failures, last_at)
    select k, 0, admit.now from unnest(admit.keys) as k order by k
    on conflict (key) do update set failures = a.failures; -- takes the lock

    select max(case when n.failures < n.free then 0
                    else least(n.most, power(2, least(n.failures - n.free, 30))) - n.idle end)
      into wait
      from (select ceil(a.failures - i.idle / l.drain) as failures, l.free, l.most, i.idle
              from unnest(admit.keys, admit.free, admit.most, admit.drain) as l (key, free, most, drain)
              join auth.attempts a on a.key = l.key
             cross join lateral (select greatest(0, extract(epoch from admit.now - a.last_at)::float8) as idle) i) n;
    if wait > 0 then
        return wait;
    end if;
    update auth.attempts a
       set failures = greatest(0, a.failures - greatest(0, extract(epoch from admit.now - a.last_at)::float8) / l.drain) + 1,
           last_at = greatest(a.last_at, admit.now)
      from unnest(admit.keys, admit.drain) as l (key, drain)
     where a.key = l.key;
    return 0;
end
$$;
-- +goose StatementEnd

-- forgive takes back what an attempt that succeeded was counted as: all of some keys, one of others.
-- +goose StatementBegin
create function auth.forgive(wholly bytea[], once bytea[]) returns void
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    begin atomic
        delete from auth.attempts a where a.key = any (forgive.wholly);
        update auth.attempts a set failures = greatest(0, a.failures - 1) where a.key = any (forgive.once);
    end;
-- +goose StatementEnd

-- +goose StatementBegin
create function auth.keep_ceremony(id uuid, data jsonb, expires_at timestamptz) returns void
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    begin atomic
        insert into auth.ceremonies (id, data, expires_at)
        values (keep_ceremony.id, keep_ceremony.data, keep_ceremony.expires_at);
    end;
-- +goose StatementEnd

-- +goose StatementBegin
create function auth.take_ceremony(id uuid, now timestamptz) returns setof jsonb
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    begin atomic
        delete from auth.ceremonies c
         where c.id = take_ceremony.id and c.expires_at > take_ceremony.now
        returning c.data;
    end;
-- +goose StatementEnd

-- revoked reads the last while by the database's own clock, which wrote the times.
-- +goose StatementBegin
create function auth.revoked(last interval) returns setof uuid
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    begin atomic
        select r.subject from public.revocations r where r.at > clock_timestamp() - revoked.last;
    end;
-- +goose StatementEnd

-- prune forgets what can no longer matter.
-- +goose StatementBegin
create function auth.prune(now timestamptz) returns void
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    begin atomic
        delete from auth.attempts a where a.last_at < prune.now - interval '1 day';
        delete from auth.ceremonies c where c.expires_at < prune.now;
        delete from public.revocations r where r.at < clock_timestamp() - interval '1 hour';
    end;
-- +goose StatementEnd

grant create on schema auth to spotter_auth; -- an owner must be able to create where its functions are
-- +goose StatementBegin
do $$
declare f regprocedure;
begin
    for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'auth'::regnamespace loop
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to spotter_app', f);
        execute format('alter function %s owner to spotter_auth', f);
    end loop;
end
$$;
-- +goose StatementEnd
revoke create on schema auth from spotter_auth;

-- +goose Down
-- +goose StatementBegin
do $$
declare f regprocedure;
begin
    for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'auth'::regnamespace loop
        execute format('alter function %s owner to spotter_owner', f);
        execute format('drop function %s', f);
    end loop;
end
$$;
-- +goose StatementEnd
drop table auth.ceremonies, auth.attempts, revocations, email_tokens, passkeys, personal_tokens, refresh_tokens, logins, users;
drop function app.revoke_person;
