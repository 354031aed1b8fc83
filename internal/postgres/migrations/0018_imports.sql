-- Catalogue entries that an operator brought in from other people's tables, each with its source and
-- licence. They are no person's; the app reads them, and only the owner of the schema writes them.

-- +goose Up
create table imported_entries (
    id          text primary key check (id ~ '^[a-z-]+:[A-Za-z0-9_.-]+$' and length(id) <= 120),
    kind        text not null check (kind in ('exercise', 'food')),
    licence     text not null check (licence <> ''),
    attribution text not null,
    entry       jsonb not null,
    imported_at timestamptz not null
);

-- One row: it grows with every import, so that a process knows when to read the entries again.
create table imported_version (
    single  boolean primary key default true check (single),
    version bigint not null
);
insert into imported_version (version) values (0);
grant select on imported_entries, imported_version to spotter_app;

-- +goose Down
drop table imported_version;
drop table imported_entries;
