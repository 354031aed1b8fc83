-- What is remembered of a person: short, typed facts with where they come from.

-- +goose Up
create table memories (
    user_id    uuid not null references users (id) on delete cascade,
    id         uuid not null,
    kind       text not null check (kind in ('preference', 'dislike', 'goal', 'injury_note', 'schedule', 'equipment', 'life', 'other')),
    text       text not null check (length(text) between 1 and 300),
    text_key   text not null,
    source     text not null check (source in ('told', 'inferred')),
    message_id uuid,
    agent      text not null,
    local_date date not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision   int not null default 1,
    primary key (user_id, id),
    unique (user_id, text_key)
);
create index memories_recent on memories (user_id, created_at desc, id desc);
call app.protect('memories', '{person,onboarding,workout,diet,supplement,tracker,scheduler,general}', '{person}',
    '{person,onboarding,workout,diet,supplement,tracker,scheduler,general}');
-- An agent makes room by what was inferred. What the person told stays until the person lets it go.
create policy told_is_the_persons on memories as restrictive for delete to spotter_app
    using (source = 'inferred' or (select app.actor()) = 'person');

-- +goose Down
drop table memories;
