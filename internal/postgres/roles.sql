-- The roles, made by an administrator once for a server; safe to run again. What is right already is
-- left alone, so that processes that start together do not trip over each other's writes.
-- Grants of a database are made beside it: see Bootstrap.
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
do $$
declare r record;
begin
    for r in select rolname, rolname <> 'spotter_auth' as logs_in, rolcanlogin from pg_roles
              where rolname in ('spotter_owner', 'spotter_app', 'spotter_worker', 'spotter_auth') loop
        if r.logs_in <> r.rolcanlogin then
            execute format('alter role %I %s', r.rolname, case when r.logs_in then 'login' else 'nologin' end);
        end if;
    end loop;
    if not exists (select from pg_auth_members m where m.roleid = 'spotter_auth'::regrole and m.member = 'spotter_owner'::regrole) then
        grant spotter_auth to spotter_owner; -- so that migrations can hand the look-up functions over
    end if;
    if not exists (select from pg_db_role_setting s where s.setrole = 'spotter_app'::regrole and s.setdatabase = 0
                      and s.setconfig @> array['statement_timeout=15s', 'idle_in_transaction_session_timeout=30s']) then
        alter role spotter_app set statement_timeout = '15s';
        alter role spotter_app set idle_in_transaction_session_timeout = '30s';
    end if;
end
$$;
