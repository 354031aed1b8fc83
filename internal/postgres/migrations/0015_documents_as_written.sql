-- Profile and plans in force are read whole for every context that an agent is given. jsonb is taken apart
-- to be stored and put together to be read, which was most of what a context cost; json stays as it was
-- written. Nothing searches in these columns; their history keeps jsonb.

-- +goose Up
alter table profiles alter column document type json using document::json;
alter table plans alter column document type json using document::json;
-- +goose StatementBegin
do $$
begin
    alter table plans alter column document set compression lz4;
exception when feature_not_supported then null; -- a server that was built without it
end
$$;
-- +goose StatementEnd

-- +goose Down
alter table plans alter column document type jsonb using document::jsonb;
alter table profiles alter column document type jsonb using document::jsonb;
