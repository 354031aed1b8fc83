-- Calls with the coach. What is said in them lies in the conversation.

-- +goose Up
-- An agent is there, or was asked for and may still come, until lease_until; whoever finds that it has passed asks for
-- another. coach is the identity of the agent in the room, empty while none has come.
create table voice_sessions (
    user_id     uuid not null references users (id) on delete cascade,
    id          uuid not null,
    purpose     text not null check (purpose in ('talk', 'workout', 'onboarding')),
    wanted      text not null,
    bound       boolean not null, -- whoever called may not approve: a yes in it counts for nothing
    state       text not null check (state in ('waiting', 'active', 'ended')),
    reason      text not null default '',
    coach       text not null default '',
    agents      int not null default 1,
    created_at  timestamptz not null,
    enter_until timestamptz not null,
    ends_at     timestamptz not null,
    lease_until timestamptz not null,
    joined_at   timestamptz,
    left_at     timestamptz,
    ended_at    timestamptz,
    primary key (user_id, id)
);
create unique index voice_sessions_one on voice_sessions (user_id) where state <> 'ended';
create index voice_sessions_begun on voice_sessions (user_id, created_at);
create index voice_sessions_lease on voice_sessions (lease_until) where state <> 'ended';
create index voice_sessions_end on voice_sessions (ends_at) where state <> 'ended';
call app.protect('voice_sessions', '{person}', '{person,job}', '{}');

-- How long the stages of a turn took, in milliseconds by name.
create table voice_turns (
    user_id          uuid not null references users (id) on delete cascade,
    voice_session_id uuid not null,
    turn             int not null,
    at               timestamptz not null,
    stages           jsonb not null,
    primary key (user_id, voice_session_id, turn),
    foreign key (user_id, voice_session_id) references voice_sessions (user_id, id) on delete cascade
);
call app.protect('voice_turns', '{person,job}', '{}', '{}');

create index messages_voice on messages (user_id, created_at) where channel = 'voice';

-- Webhooks that were taken, so that none takes effect twice.
create table app.webhooks (
    id text primary key check (length(id) between 1 and 200),
    at timestamptz not null
);
create index webhooks_at on app.webhooks (at);
grant select, insert, delete on app.webhooks to spotter_auth;

create policy tend on voice_sessions for select to spotter_auth using (state <> 'ended');
grant select (user_id, id, state, lease_until, ends_at) on voice_sessions to spotter_auth;

-- take_webhook answers whether a webhook is new, and forgets those of before yesterday.
-- +goose StatementBegin
create function app.take_webhook(id text, now timestamptz) returns boolean
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    begin atomic
        delete from app.webhooks w where w.at < take_webhook.now - interval '1 day';
        with taken as (
            insert into app.webhooks (id, at) values (take_webhook.id, take_webhook.now) on conflict do nothing returning 1
        )
        select exists (select from taken);
    end;
-- +goose StatementEnd

-- voice_session_owner tells whose a session is that has not ended.
-- +goose StatementBegin
create function app.voice_session_owner(session uuid) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, pg_temp
    begin atomic
        select v.user_id from public.voice_sessions v where v.id = voice_session_owner.session and v.state <> 'ended';
    end;
-- +goose StatementEnd

-- voice_sessions_to_tend are those, of all people, that have no agent or have gone on for too long.
-- +goose StatementBegin
create function app.voice_sessions_to_tend(now timestamptz, most int) returns table (user_id uuid, id uuid)
    language sql stable security definer set search_path = pg_catalog, pg_temp
    begin atomic
        select v.user_id, v.id from public.voice_sessions v
         where v.state <> 'ended' and (v.lease_until < voice_sessions_to_tend.now or v.ends_at < voice_sessions_to_tend.now)
         order by v.lease_until limit voice_sessions_to_tend.most;
    end;
-- +goose StatementEnd

revoke execute on function app.take_webhook, app.voice_session_owner, app.voice_sessions_to_tend from public;
grant execute on function app.take_webhook, app.voice_session_owner, app.voice_sessions_to_tend to spotter_app;
grant create on schema app to spotter_auth;
alter function app.take_webhook owner to spotter_auth;
alter function app.voice_session_owner owner to spotter_auth;
alter function app.voice_sessions_to_tend owner to spotter_auth;
revoke create on schema app from spotter_auth;

-- +goose Down
alter function app.take_webhook owner to spotter_owner;
alter function app.voice_session_owner owner to spotter_owner;
alter function app.voice_sessions_to_tend owner to spotter_owner;
drop function app.take_webhook;
drop function app.voice_session_owner;
drop function app.voice_sessions_to_tend;
drop index messages_voice;
drop table app.webhooks, voice_turns, voice_sessions;
