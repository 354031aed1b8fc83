-- What a session is to be: its part of the plan as it stood at the start, and what the person has said
-- and swapped since. It goes with the session. Warm-up sets are told from working sets.

-- +goose Up
alter table workout_sets add column warmup boolean not null default false;
create index workout_sets_exercise on workout_sets (user_id, exercise, logged_at desc);

create table session_guides (
    user_id    uuid not null,
    session_id uuid not null,
    document   jsonb not null,
    primary key (user_id, session_id),
    foreign key (user_id, session_id) references workout_sessions (user_id, id) on delete cascade
);
call app.protect('session_guides', '{person,workout}', '{person,workout}', '{person}');

-- +goose Down
drop table session_guides;
drop index workout_sets_exercise;
alter table workout_sets drop column warmup;
