-- The conversation: turns, what was said in them, and the events that carry it to every device.

-- +goose Up
-- One row a person, held by whoever begins a turn. A number is never used again, not even after the
-- conversation was deleted, so that no device takes a new turn for an old one.
create table conversations (
    user_id uuid primary key references users (id) on delete cascade,
    turns   int not null default 0
);
call app.protect('conversations', '{person,job}', '{person,job}', '{}');

-- A turn is what a person said and all that came of it. While it runs, whoever runs it moves lease_until on;
-- when that has passed, the turn is dead and anyone may close it. position is behind its last event.
create table turns (
    user_id     uuid not null references users (id) on delete cascade,
    number      int not null check (number > 0),
    state       text not null check (state in ('running', 'done', 'interrupted', 'failed')),
    channel     text not null check (channel in ('chat', 'voice', 'mcp', 'job')),
    agent       text not null default '',
    key         text not null default '' check (length(key) <= 255),
    fingerprint bytea not null default '',
    reason      text not null default '',
    position    int not null default 0,
    messages    int not null default 0,
    started_at  timestamptz not null,
    lease_until timestamptz not null,
    ended_at    timestamptz,
    primary key (user_id, number)
);
create unique index turns_one_running on turns (user_id) where state = 'running';
create index turns_key on turns (user_id, key) where key <> '';
create index turns_dead on turns (lease_until) where state = 'running';
call app.protect('turns', '{person,job}', '{person,onboarding,workout,diet,supplement,tracker,scheduler,general,job}', '{person}');

-- What a tool was asked and answered is a message too: role tool, or parts beside the text. It is shown to models only.
alter table messages drop constraint messages_role_check,
    add constraint messages_role_check check (role in ('user', 'assistant', 'tool')),
    add column turn int,
    add column seq int not null default 0,
    add column parts jsonb,
    add column state text not null default 'complete' check (state in ('complete', 'interrupted')),
    add column provider text not null default '',
    add column model text not null default '',
    add column channel text not null default 'chat',
    add foreign key (user_id, turn) references turns (user_id, number);
create index messages_turn on messages (user_id, turn) where turn is not null;
call app.rescope('messages', 'insert', '{person,onboarding,workout,diet,supplement,tracker,scheduler,general,job}');
-- Nobody puts words into the person's mouth.
create policy only_the_person_speaks on messages as restrictive for insert to spotter_app
    with check (role <> 'user' or (select app.actor()) = 'person');

-- Events as they went out: from_position to to_position is what each is of its turn. They are there to resume by, and are
-- forgotten after a day.
create table turn_events (
    user_id       uuid not null references users (id) on delete cascade,
    turn          int not null,
    from_position int not null check (from_position >= 0),
    to_position   int not null,
    type          text not null,
    data          json not null,
    created_at    timestamptz not null,
    primary key (user_id, turn, to_position),
    foreign key (user_id, turn) references turns (user_id, number) on delete cascade,
    check (to_position > from_position)
);
create index turn_events_created on turn_events (created_at);
call app.protect('turn_events', '{person,onboarding,workout,diet,supplement,tracker,scheduler,general,job}', '{}', '{person,job}');

-- What was offered and waits for the person's plain yes. Only the person settles it.
create table offers (
    user_id    uuid not null references users (id) on delete cascade,
    id         uuid not null,
    turn       int not null,
    agent      text not null,
    kind       text not null check (length(kind) <= 80),
    text       text not null check (length(text) <= 2000),
    arguments  jsonb not null,
    proposal_id uuid,
    state      text not null check (state in ('open', 'accepted', 'declined', 'replaced')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    settled_at timestamptz,
    primary key (user_id, id),
    foreign key (user_id, turn) references turns (user_id, number) on delete cascade,
    foreign key (user_id, proposal_id) references proposals (user_id, id) on delete cascade
);
create index offers_turn on offers (user_id, turn);
create index offers_proposal on offers (user_id, proposal_id) where proposal_id is not null;
create index offers_open on offers (user_id, expires_at) where state = 'open';
call app.protect('offers', '{person,onboarding,workout,diet,supplement,tracker,scheduler,general}', '{person}', '{person}');
create policy offered_open on offers as restrictive for insert to spotter_app
    with check (state = 'open' and agent = (select app.actor()));

-- What was said before the last messages, in short; everything up to until_at is in it.
create table summaries (
    user_id    uuid primary key references users (id) on delete cascade,
    text       text not null,
    until_at   timestamptz not null,
    until_id   uuid not null,
    by         text not null, -- the model's name, or rules
    revision   int not null default 1,
    created_at timestamptz not null
);
call app.protect('summaries', '{job}', '{job}', '{person}');

-- The housekeeping forgets events, of all people, and finds turns whose lease is over; it closes each as its person.
create policy forget on turn_events for delete to spotter_auth using (true);
create policy forget_lookup on turn_events for select to spotter_auth using (true);
grant select (created_at), delete on turn_events to spotter_auth;
create policy dead on turns for select to spotter_auth using (state = 'running');
grant select (user_id, number, state, lease_until) on turns to spotter_auth;

-- +goose StatementBegin
create function app.forget_turn_events(before timestamptz) returns void
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    begin atomic
        delete from public.turn_events e where e.created_at < forget_turn_events.before;
    end;
-- +goose StatementEnd

-- +goose StatementBegin
create function app.dead_turns(before timestamptz, most int) returns table (user_id uuid, number int)
    language sql stable security definer set search_path = pg_catalog, pg_temp
    begin atomic
        select t.user_id, t.number from public.turns t
         where t.state = 'running' and t.lease_until <= dead_turns.before
         order by t.lease_until limit dead_turns.most;
    end;
-- +goose StatementEnd

revoke execute on function app.forget_turn_events, app.dead_turns from public;
grant execute on function app.forget_turn_events to spotter_app;
grant execute on function app.dead_turns to spotter_worker;
grant create on schema app to spotter_auth;
alter function app.forget_turn_events owner to spotter_auth;
alter function app.dead_turns owner to spotter_auth;
revoke create on schema app from spotter_auth;

-- +goose Down
alter function app.dead_turns owner to spotter_owner;
alter function app.forget_turn_events owner to spotter_owner;
drop function app.dead_turns, app.forget_turn_events;
drop table summaries, offers, turn_events;
drop policy only_the_person_speaks on messages;
call app.rescope('messages', 'insert', '{person,workout,diet,supplement,tracker,scheduler,general,job}');
delete from messages where role = 'tool' or content = '';
drop index messages_turn;
alter table messages drop column channel, drop column model, drop column provider, drop column state,
    drop column parts, drop column seq, drop column turn,
    drop constraint messages_role_check, add constraint messages_role_check check (role in ('user', 'assistant'));
drop table turns, conversations;
