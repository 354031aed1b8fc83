-- What a conversation needs of a plan in force, beside the plan: every turn reads it, and the whole plan is
-- several times as long. Null for plans from before; they are read whole.

-- +goose Up
alter table plans add column digest json;
-- +goose StatementBegin
do $$
begin
    alter table plans alter column digest set compression lz4;
exception when feature_not_supported then null; -- a server that was built without it
end
$$;
-- +goose StatementEnd

-- +goose Down
alter table plans drop column digest;
