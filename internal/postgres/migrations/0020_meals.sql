-- What a person eats other than planned: a meal exchanged on one date, dishes and foods that were logged,
-- and what has been bought.

-- +goose Up
alter table proposals drop constraint proposals_kind_check,
    add constraint proposals_kind_check check (kind in ('training', 'meals', 'meal'));
drop policy kind_of_actor on proposals;
create policy kind_of_actor on proposals as restrictive for insert to spotter_app
    with check (case (select app.actor()) when 'workout' then kind = 'training' when 'diet' then kind in ('meals', 'meal') else true end);

-- One planned meal on one date, exchanged by a proposal that was accepted.
create table meal_changes (
    user_id     uuid not null references users (id) on delete cascade,
    local_date  date not null,
    meal_id     text not null,
    meal        jsonb not null,
    proposal_id uuid not null,
    primary key (user_id, local_date, meal_id),
    foreign key (user_id, proposal_id) references proposals (user_id, id)
);
create index meal_changes_proposal on meal_changes (user_id, proposal_id);
call app.protect('meal_changes', '{person}', '{person}', '{person}');

alter table meal_logs add column dish text not null default '', add column portions jsonb;

-- What was ticked off a shopping list: how much, and the days that it was for.
create table shopping_ticks (
    user_id    uuid not null references users (id) on delete cascade,
    food       text not null,
    grams      double precision not null check (grams >= 0),
    from_date  date not null,
    until_date date not null,
    primary key (user_id, food)
);
call app.protect('shopping_ticks', '{person,diet}', '{person,diet}', '{person,diet}');

-- +goose Down
drop table shopping_ticks;
alter table meal_logs drop column portions, drop column dish;
drop table meal_changes;
delete from proposals where kind = 'meal';
drop policy kind_of_actor on proposals;
create policy kind_of_actor on proposals as restrictive for insert to spotter_app
    with check (case (select app.actor()) when 'workout' then kind = 'training' when 'diet' then kind = 'meals' else true end);
alter table proposals drop constraint proposals_kind_check,
    add constraint proposals_kind_check check (kind in ('training', 'meals'));
