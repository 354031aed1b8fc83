-- What a person has said, and the plans that follow from it. Profiles and plans are one document each,
-- with their history beside, so that a read is one indexed row.

-- +goose Up
create table onboarding (
    user_id        uuid primary key references users (id) on delete cascade,
    answers        jsonb not null default '{}',
    training_basis int not null default 1,
    meals_basis    int not null default 1,
    training_accepted int, -- the basis of the accepted proposal: it counts while it is training_basis
    meals_accepted    int,
    revision       int not null default 1,
    completed_at   timestamptz,
    updated_at     timestamptz not null
);
call app.protect('onboarding', '{person}', '{person}', '{person}');

create table profiles (
    user_id    uuid primary key references users (id) on delete cascade,
    version    int not null,
    document   jsonb not null,
    updated_at timestamptz not null
);
call app.protect('profiles', '{person}', '{person}', '{person}');

create table profile_versions (
    user_id    uuid not null references users (id) on delete cascade,
    version    int not null,
    document   jsonb not null,
    reason     text not null,
    actor      text not null,
    created_at timestamptz not null,
    primary key (user_id, version)
);
call app.protect('profile_versions', '{person}', '{}', '{}');

create table proposals (
    user_id     uuid not null references users (id) on delete cascade,
    id          uuid not null,
    kind        text not null check (kind in ('training', 'meals')),
    state       text not null check (state in ('pending', 'accepted', 'declined', 'superseded', 'undone')),
    basis       text not null check (basis in ('onboarding', 'plan')),
    base        int not null,
    applied     int,
    changes     jsonb not null,
    summary     text not null,
    reason      text not null,
    evidence    jsonb not null,
    diff        jsonb not null,
    before      jsonb,
    after       jsonb not null,
    actor       text not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    decided_at  timestamptz,
    revision    int not null default 1,
    primary key (user_id, id)
);
create unique index proposals_one_pending on proposals (user_id, kind) where state = 'pending';
call app.protect('proposals', '{person,workout,diet,tracker,scheduler,job}', '{person,workout,diet,tracker,scheduler,job}', '{person}');
-- Whoever is not the person may make a proposal and supersede a pending one, never decide one.
create policy only_person_decides on proposals as restrictive for update to spotter_app
    using ((select app.actor()) = 'person' or state = 'pending')
    with check ((select app.actor()) = 'person' or state in ('pending', 'superseded'));
create policy made_pending on proposals as restrictive for insert to spotter_app
    with check (state = 'pending' and actor = (select app.actor()));
create policy kind_of_actor on proposals as restrictive for insert to spotter_app
    with check (case (select app.actor()) when 'workout' then kind = 'training' when 'diet' then kind = 'meals' else true end);

-- A plan in force is read whole for every context that an agent is given: json stays as it was written,
-- while jsonb is taken apart to be stored and put together to be read. Nothing searches in it.
create table plans (
    user_id     uuid not null references users (id) on delete cascade,
    kind        text not null check (kind in ('training', 'meals')),
    version     int not null,
    document    json not null,
    proposal_id uuid,
    since       timestamptz not null,
    primary key (user_id, kind),
    foreign key (user_id, proposal_id) references proposals (user_id, id)
);
call app.protect('plans', '{person}', '{person}', '{person}');
-- +goose StatementBegin
do $$
begin
    alter table plans alter column document set compression lz4;
exception when feature_not_supported then null; -- a server that was built without it
end
$$;
-- +goose StatementEnd

create table plan_versions (
    user_id     uuid not null references users (id) on delete cascade,
    kind        text not null,
    version     int not null,
    document    jsonb not null,
    reason      text not null,
    actor       text not null,
    proposal_id uuid,
    created_at  timestamptz not null,
    primary key (user_id, kind, version),
    foreign key (user_id, proposal_id) references proposals (user_id, id)
);
create index plan_versions_proposal on plan_versions (user_id, proposal_id);
create index plans_proposal on plans (user_id, proposal_id);
call app.protect('plan_versions', '{person}', '{}', '{}');

create table session_moves (
    user_id      uuid not null references users (id) on delete cascade,
    session_date date not null,
    to_date      date not null,
    created_at   timestamptz not null,
    primary key (user_id, session_date)
);
call app.protect('session_moves', '{person,scheduler}', '{person,scheduler}', '{person,scheduler}');

create table reminder_settings (
    user_id       uuid primary key references users (id) on delete cascade,
    workout       boolean not null,
    meal          boolean not null,
    water         boolean not null,
    weekly_review boolean not null,
    revision      int not null default 1
);
call app.protect('reminder_settings', '{person,scheduler}', '{person,scheduler}', '{person}');

-- +goose Down
drop table reminder_settings, session_moves, plan_versions, plans, proposals, profile_versions, profiles, onboarding;
