-- Who asks, and the one way in which a table becomes a person's own.
-- The roles exist already: see internal/postgres/roles.sql.

-- +goose Up
create schema app;
create schema auth;
grant usage on schema app to spotter_app, spotter_worker, spotter_auth;
grant usage on schema auth to spotter_app, spotter_auth;

-- Unset and empty both mean nobody: after a transaction the setting is an empty string, not null.
create function app.user_id() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('app.user_id', true), '')::uuid;

create function app.actor() returns text
    language sql stable parallel safe
    return nullif(current_setting('app.actor', true), '');

-- protect makes a table a person's own. Rows are seen and written by their owner only; inserts, updates
-- and deletes only by the actors named. A command that is not granted has no policy to slip through.
-- +goose StatementBegin
create procedure app.protect(tbl regclass, inserters text[], updaters text[], deleters text[], key name default 'user_id')
    language plpgsql as $$
declare
    own text := format('%I = (select app.user_id())', key);
begin
    execute format('alter table %s enable row level security', tbl);
    execute format('alter table %s force row level security', tbl);
    execute format('create policy owner on %s to spotter_owner using (true) with check (true)', tbl);
    execute format('create policy own_rows on %s to spotter_app using (%s) with check (%s)', tbl, own, own);
    execute format('create policy insert_scope on %s as restrictive for insert to spotter_app with check ((select app.actor()) = any (%L))', tbl, inserters);
    execute format('create policy update_scope on %s as restrictive for update to spotter_app using ((select app.actor()) = any (%L)) with check ((select app.actor()) = any (%L))', tbl, updaters, updaters);
    execute format('create policy delete_scope on %s as restrictive for delete to spotter_app using ((select app.actor()) = any (%L))', tbl, deleters);
    execute format('grant select on %s to spotter_app', tbl);
    if inserters <> '{}' then execute format('grant insert on %s to spotter_app', tbl); end if;
    if updaters <> '{}' then execute format('grant update on %s to spotter_app', tbl); end if;
    if deleters <> '{}' then execute format('grant delete on %s to spotter_app', tbl); end if;
end
$$;
-- +goose StatementEnd
revoke execute on procedure app.protect from public;

-- +goose Down
drop procedure app.protect;
drop function app.actor();
drop function app.user_id();
drop schema auth;
drop schema app;
