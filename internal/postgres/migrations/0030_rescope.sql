-- The guided onboarding writes as an actor of its own: it saves answers and makes proposals, and decides
-- nothing. What every actor may do, it may do too.

-- +goose Up
-- rescope gives a command of a table that app.protect has protected to other actors.
-- +goose StatementBegin
create procedure app.rescope(tbl regclass, command text, actors text[])
    language plpgsql as $$
declare
    scope text := format('(select app.actor()) = any (%L)', actors);
begin
    case command
        when 'insert' then execute format('alter policy insert_scope on %s with check (%s)', tbl, scope);
        when 'update' then execute format('alter policy update_scope on %s using (%s) with check (%s)', tbl, scope, scope);
        when 'delete' then execute format('alter policy delete_scope on %s using (%s)', tbl, scope);
    end case;
end
$$;
-- +goose StatementEnd
revoke execute on procedure app.rescope from public;

call app.rescope('idempotency_keys', 'insert', '{person,onboarding,workout,diet,supplement,tracker,scheduler,general,job}');
call app.rescope('cache_invalidations', 'insert', '{person,onboarding,workout,diet,supplement,tracker,scheduler,general,job}');
call app.rescope('proposals', 'insert', '{person,onboarding,workout,diet,tracker,scheduler,job}');
call app.rescope('proposals', 'update', '{person,onboarding,workout,diet,tracker,scheduler,job}');
call app.rescope('onboarding', 'update', '{person,onboarding}');

-- Who is not the person saves answers, but neither consent nor screening, accepts no plan and completes nothing.
-- +goose StatementBegin
create function app.guided_onboarding() returns trigger language plpgsql as $$
begin
    if app.actor() = 'onboarding' and (
        new.answers -> 'consent' is distinct from old.answers -> 'consent'
        or new.answers -> 'screening' is distinct from old.answers -> 'screening'
        or new.completed_at is distinct from old.completed_at
        or new.training_accepted is distinct from old.training_accepted
        or new.meals_accepted is distinct from old.meals_accepted
        or new.training_basis < old.training_basis or new.meals_basis < old.meals_basis) then
        raise exception 'only the person consents, screens, accepts and completes' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
-- +goose StatementEnd
revoke execute on function app.guided_onboarding from public;
create trigger guided before update on onboarding for each row execute function app.guided_onboarding();

-- +goose Down
drop trigger guided on onboarding;
drop function app.guided_onboarding;
call app.rescope('onboarding', 'update', '{person}');
call app.rescope('proposals', 'update', '{person,workout,diet,tracker,scheduler,job}');
call app.rescope('proposals', 'insert', '{person,workout,diet,tracker,scheduler,job}');
call app.rescope('cache_invalidations', 'insert', '{person,workout,diet,supplement,tracker,scheduler,general,job}');
call app.rescope('idempotency_keys', 'insert', '{person,workout,diet,supplement,tracker,scheduler,general,job}');
drop procedure app.rescope;
