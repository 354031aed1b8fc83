-- History from other apps: what was brought in, from which file, and what a person's names for exercises
-- mean. Sessions and sets remember the import that brought them; an import is undone by that.

-- +goose Up
create table workout_imports (
    user_id      uuid not null references users (id) on delete cascade,
    id           uuid not null,
    source       text not null check (source in ('strong', 'hevy')),
    state        text not null check (state in ('staged', 'committed', 'undone')),
    time_zone    text not null,
    weight_unit  text not null check (weight_unit in ('kg', 'lb')),
    fingerprint  bytea not null check (length(fingerprint) = 32),
    file         bytea, -- compressed; kept until the import is committed
    summary      jsonb not null,
    details      jsonb not null,
    created_at   timestamptz not null,
    committed_at timestamptz,
    undone_at    timestamptz,
    primary key (user_id, id)
);
create index workout_imports_recent on workout_imports (user_id, created_at desc);
create unique index workout_imports_staged on workout_imports (user_id, fingerprint, weight_unit, time_zone) where state = 'staged';
call app.protect('workout_imports', '{person}', '{person}', '{person}');

-- The housekeeping forgets what nobody committed in time, of all people.
create policy forget on workout_imports for delete to spotter_auth using (state = 'staged');
create policy forget_lookup on workout_imports for select to spotter_auth using (state = 'staged');
grant select (state, created_at), delete on workout_imports to spotter_auth;

-- +goose StatementBegin
create function app.forget_staged_imports(before timestamptz) returns void
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    begin atomic
        delete from public.workout_imports i where i.state = 'staged' and i.created_at < forget_staged_imports.before;
    end;
-- +goose StatementEnd

revoke execute on function app.forget_staged_imports from public;
grant execute on function app.forget_staged_imports to spotter_app;
grant create on schema app to spotter_auth;
alter function app.forget_staged_imports owner to spotter_auth;
revoke create on schema app from spotter_auth;

create table exercise_mappings (
    user_id    uuid not null references users (id) on delete cascade,
    name_key   text not null check (length(name_key) between 1 and 200),
    exercise   text check (length(exercise) <= 80), -- null: the name is kept as it is
    updated_at timestamptz not null,
    primary key (user_id, name_key)
);
call app.protect('exercise_mappings', '{person}', '{person}', '{person}');

alter table workout_sessions
    add column note text not null default '' check (length(note) <= 2000),
    add column import_id uuid,
    add foreign key (user_id, import_id) references workout_imports (user_id, id) on delete set null (import_id);
alter table workout_sets
    add column effort text not null default '' check (effort in ('', 'drop', 'failure')),
    add column seconds int check (seconds between 1 and 86400),
    add column distance_m double precision check (distance_m > 0 and distance_m <= 1000000),
    add column rpe double precision check (rpe between 0 and 10),
    add column superset int check (superset between 0 and 1000),
    add column import_id uuid,
    add column import_line int,
    add foreign key (user_id, import_id) references workout_imports (user_id, id) on delete set null (import_id);
create index workout_sessions_import on workout_sessions (user_id, import_id) where import_id is not null;
create index workout_sets_import on workout_sets (user_id, import_id) where import_id is not null;

-- +goose Down
alter table workout_sets
    drop column import_line, drop column import_id, drop column superset, drop column rpe, drop column distance_m,
    drop column seconds, drop column effort;
alter table workout_sessions drop column import_id, drop column note;
drop table exercise_mappings;
alter function app.forget_staged_imports owner to spotter_owner;
drop function app.forget_staged_imports;
drop table workout_imports;
