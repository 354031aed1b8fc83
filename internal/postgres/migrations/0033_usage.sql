-- What models were used and what that cost. A row is never changed, and outlives the words it was for.

-- +goose Up
create table usage_records (
    user_id     uuid not null references users (id) on delete cascade,
    id          uuid not null,
    at          timestamptz not null,
    local_date  date not null,
    turn        int,
    provider    text not null,
    model       text not null,
    channel     text not null check (channel in ('chat', 'voice', 'mcp', 'job')),
    input       int not null check (input >= 0),
    cache_read  int not null check (cache_read >= 0),
    cache_write int not null check (cache_write >= 0),
    output      int not null check (output >= 0),
    seconds     double precision not null check (seconds >= 0),
    micro_usd   bigint check (micro_usd >= 0), -- null: nobody knows the price
    estimated   boolean not null,
    primary key (user_id, id)
);
create index usage_records_date on usage_records (user_id, local_date);
call app.protect('usage_records', '{person,onboarding,workout,diet,supplement,tracker,scheduler,general,job}', '{}', '{}');

-- +goose Down
drop table usage_records;
