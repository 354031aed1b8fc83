-- The roles, made by an administrator once for a server; safe to run again. Grants of a database are
-- made beside it: see Bootstrap.
do $$
declare r text;
begin
    foreach r in array array['spotter_owner', 'spotter_app', 'spotter_worker', 'spotter_auth'] loop
        if not exists (select from pg_roles where rolname = r) then
            execute format('create role %I nosuperuser nocreatedb nocreaterole nobypassrls', r);
        end if;
    end loop;
exception when duplicate_object or unique_violation then null; -- another process was as quick
end
$$;
alter role spotter_owner login;
alter role spotter_app login;
alter role spotter_worker login;
alter role spotter_auth nologin;
grant spotter_auth to spotter_owner; -- so that migrations can hand the look-up functions over
alter role spotter_app set statement_timeout = '15s';
alter role spotter_app set idle_in_transaction_session_timeout = '30s';
