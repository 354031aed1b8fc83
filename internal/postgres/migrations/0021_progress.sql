-- What looks at people's histories: when it last did, what it proposed, and the reviews of their weeks.

-- +goose Up
alter table proposals add column trigger text not null default '';

-- One row a person: the local day on which the job last looked.
create table adaptations (
    user_id uuid primary key references users (id) on delete cascade,
    last_on date not null,
    at      timestamptz not null
);
call app.protect('adaptations', '{job}', '{job}', '{}');

create table weekly_reviews (
    user_id    uuid not null references users (id) on delete cascade,
    week       date not null,
    document   jsonb not null,
    created_at timestamptz not null,
    primary key (user_id, week)
);
call app.protect('weekly_reviews', '{person,tracker,job}', '{}', '{}');

-- The schedule finds who is due in a time zone, as the worker role: the app role learns of nobody. The day in
-- that zone is told to it. What is then done for a person is done as that person.
create index users_zone on users (time_zone, id) where onboarded_at is not null and active;
create policy due on adaptations for select to spotter_auth using (true);
create policy due on weekly_reviews for select to spotter_auth using (true);
grant select on adaptations to spotter_auth;
grant select (user_id, week) on weekly_reviews to spotter_auth;

-- +goose StatementBegin
create function app.zones() returns setof text
    language sql stable security definer set search_path = pg_catalog, pg_temp
    begin atomic
        select distinct u.time_zone from public.users u where u.onboarded_at is not null and u.active;
    end;
-- +goose StatementEnd

-- +goose StatementBegin
create function app.people_to_adapt(zone text, today date, after uuid, most int) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, pg_temp
    begin atomic
        select u.id from public.users u
         where u.time_zone = people_to_adapt.zone and u.onboarded_at is not null and u.active and u.id > people_to_adapt.after
           and not exists (select from public.adaptations a where a.user_id = u.id and a.last_on >= people_to_adapt.today)
         order by u.id limit people_to_adapt.most;
    end;
-- +goose StatementEnd

-- +goose StatementBegin
create function app.people_to_review(zone text, monday date, before timestamptz, after uuid, most int) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, pg_temp
    begin atomic
        select u.id from public.users u
         where u.time_zone = people_to_review.zone and u.onboarded_at < people_to_review.before and u.active and u.id > people_to_review.after
           and not exists (select from public.weekly_reviews r where r.user_id = u.id and r.week = people_to_review.monday)
         order by u.id limit people_to_review.most;
    end;
-- +goose StatementEnd

revoke execute on function app.zones, app.people_to_adapt, app.people_to_review from public;
grant execute on function app.zones, app.people_to_adapt, app.people_to_review to spotter_worker;
grant create on schema app to spotter_auth;
alter function app.zones owner to spotter_auth;
alter function app.people_to_adapt owner to spotter_auth;
alter function app.people_to_review owner to spotter_auth;
revoke create on schema app from spotter_auth;

-- +goose Down
alter function app.people_to_review owner to spotter_owner;
alter function app.people_to_adapt owner to spotter_owner;
alter function app.zones owner to spotter_owner;
drop function app.people_to_review, app.people_to_adapt, app.zones;
drop index users_zone;
drop table weekly_reviews, adaptations;
alter table proposals drop column trigger;
