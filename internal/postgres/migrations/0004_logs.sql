-- What was done. Each row keeps the instant, the local date and the zone that the date is local to;
-- ids may be the client's own, so that a phone that was offline sends a log once.

-- +goose Up
create table workout_sessions (
    user_id      uuid not null references users (id) on delete cascade,
    id           uuid not null,
    local_date   date not null,
    time_zone    text not null,
    name         text not null,
    state        text not null check (state in ('active', 'completed')),
    started_at   timestamptz not null,
    completed_at timestamptz,
    revision     int not null default 1,
    primary key (user_id, id)
);
create unique index workout_sessions_one_active on workout_sessions (user_id, local_date) where state = 'active';
create index workout_sessions_date on workout_sessions (user_id, local_date desc, id desc);
call app.protect('workout_sessions', '{person,workout}', '{person,workout}', '{person}');

create table workout_sets (
    user_id       uuid not null,
    id            uuid not null,
    session_id    uuid not null,
    exercise      text not null check (length(exercise) <= 80),
    weight_kg     double precision not null check (weight_kg between 0 and 601),
    entered_value double precision not null,
    entered_unit  text not null check (entered_unit in ('kg', 'lb')),
    reps          int not null check (reps between 0 and 1000),
    rir           int check (rir between 0 and 10),
    note          text not null default '' check (length(note) <= 500),
    logged_at     timestamptz not null,
    revision      int not null default 1,
    primary key (user_id, id),
    foreign key (user_id, session_id) references workout_sessions (user_id, id) on delete cascade
);
create index workout_sets_session on workout_sets (user_id, session_id, logged_at);
create index workout_sets_recent on workout_sets (user_id, logged_at desc);
call app.protect('workout_sets', '{person,workout}', '{person,workout}', '{person,workout}');

create table check_ins (
    user_id       uuid not null references users (id) on delete cascade,
    id            uuid not null,
    at            timestamptz not null,
    local_date    date not null,
    time_zone     text not null,
    energy        int check (energy between 1 and 5),
    sleep_quality int check (sleep_quality between 1 and 5),
    sleep_hours   double precision check (sleep_hours between 0 and 24),
    soreness      int check (soreness between 1 and 5),
    by_region     jsonb,
    primary key (user_id, id)
);
create index check_ins_at on check_ins (user_id, at desc, id desc);
call app.protect('check_ins', '{person,tracker,workout}', '{person}', '{person}');

create table weights (
    user_id       uuid not null references users (id) on delete cascade,
    id            uuid not null,
    at            timestamptz not null,
    local_date    date not null,
    time_zone     text not null,
    weight_kg     double precision not null check (weight_kg between 29 and 301),
    entered_value double precision not null,
    entered_unit  text not null check (entered_unit in ('kg', 'lb')),
    primary key (user_id, id)
);
create index weights_at on weights (user_id, at desc, id desc);
call app.protect('weights', '{person,tracker}', '{person}', '{person}');

create table water_logs (
    user_id    uuid not null references users (id) on delete cascade,
    id         uuid not null,
    at         timestamptz not null,
    local_date date not null,
    time_zone  text not null,
    ml         int not null check (ml between 1 and 3000),
    primary key (user_id, id)
);
create index water_logs_date on water_logs (user_id, local_date);
call app.protect('water_logs', '{person,diet}', '{person}', '{person,diet}');

create table meal_logs (
    user_id    uuid not null references users (id) on delete cascade,
    id         uuid not null,
    at         timestamptz not null,
    local_date date not null,
    time_zone  text not null,
    meal_id    text not null default '',
    name       text not null,
    servings   double precision not null check (servings > 0 and servings <= 10),
    nutrition  jsonb,
    primary key (user_id, id)
);
create index meal_logs_date on meal_logs (user_id, local_date);
call app.protect('meal_logs', '{person,diet}', '{person}', '{person,diet}');

create table messages (
    user_id    uuid not null references users (id) on delete cascade,
    id         uuid not null,
    role       text not null check (role in ('user', 'assistant')),
    agent      text not null default '',
    content    text not null,
    created_at timestamptz not null,
    primary key (user_id, id)
);
create index messages_recent on messages (user_id, created_at desc);
call app.protect('messages', '{person,workout,diet,supplement,tracker,scheduler,general,job}', '{person}', '{person}');

-- +goose Down
drop table messages, meal_logs, water_logs, weights, check_ins, workout_sets, workout_sessions;
