-- name: GetImportedVersion :one
select version from imported_version;

-- name: ListImported :many
select * from imported_entries order by id;

-- PutImported adds what is new and changes what differs; rows are objects with the table's columns. It
-- answers one row for each entry that it touched. What did not change is not touched.
-- name: PutImported :many
insert into imported_entries as have (id, kind, licence, attribution, entry, imported_at)
select r ->> 'id', r ->> 'kind', r ->> 'licence', r ->> 'attribution', r -> 'entry', @now::timestamptz
  from jsonb_array_elements(@rows::jsonb) as r
on conflict (id) do update
   set kind = excluded.kind, licence = excluded.licence, attribution = excluded.attribution, entry = excluded.entry,
       imported_at = excluded.imported_at
 where (have.kind, have.licence, have.attribution, have.entry) is distinct from
       (excluded.kind, excluded.licence, excluded.attribution, excluded.entry)
returning have.id, (have.xmax = 0)::boolean as added;

-- name: BumpImported :exec
update imported_version set version = version + 1;
