-- A turn that runs can be told to stop: whoever runs it, on whichever instance, looks at the mark.

-- +goose Up
alter table turns add column stop_at timestamptz;

-- +goose Down
alter table turns drop column stop_at;
