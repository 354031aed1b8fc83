-- StageImport keeps a file and what was found in it, until it is committed.
-- name: StageImport :exec
insert into workout_imports (user_id, id, source, state, time_zone, weight_unit, fingerprint, file, summary, details, created_at)
values (@user_id, @id, @source, 'staged', @time_zone, @weight_unit, @fingerprint, @file, @summary, @details, @now);

-- FindStaged finds the same file, read in the same way, that waits to be committed.
-- name: FindStaged :one
select id, created_at from workout_imports
 where user_id = @user_id and state = 'staged' and fingerprint = @fingerprint and weight_unit = @weight_unit and time_zone = @time_zone;

-- name: CountStaged :one
select count(*)::int from workout_imports where user_id = @user_id and state = 'staged';

-- ForgetStaged drops what was not committed in time.
-- name: ForgetStaged :exec
delete from workout_imports where user_id = @user_id and state = 'staged' and created_at < @before;

-- ForgetImports drops what was staged before a time and not committed, of all people.
-- name: ForgetImports :exec
select app.forget_staged_imports(@before::timestamptz);

-- GetImport leaves out what is stale.
-- name: GetImport :one
select user_id, id, state, summary, details, created_at, committed_at, undone_at from workout_imports
 where user_id = @user_id and id = @id and (state <> 'staged' or created_at >= @staged_since);

-- name: LockImport :one
select * from workout_imports
 where user_id = @user_id and id = @id and (state <> 'staged' or created_at >= @staged_since) for update;

-- name: ListImports :many
select user_id, id, state, summary, created_at, committed_at, undone_at from workout_imports
 where user_id = @user_id and (state <> 'staged' or created_at >= @staged_since)
   and (sqlc.narg('before')::uuid is null or id < sqlc.narg('before')::uuid)
 order by id desc limit @most;

-- DescribeImport replaces what is told of an import.
-- name: DescribeImport :exec
update workout_imports set summary = @summary, details = @details where user_id = @user_id and id = @id;

-- name: CommitImport :exec
update workout_imports set state = 'committed', committed_at = @now, file = null, summary = @summary, details = @details
 where user_id = @user_id and id = @id;

-- name: UndoImport :exec
update workout_imports set state = 'undone', undone_at = @now, summary = @summary
 where user_id = @user_id and id = @id;

-- name: DropImport :exec
delete from workout_imports where user_id = @user_id and id = @id;

-- name: ListMappings :many
select name_key, exercise from exercise_mappings where user_id = @user_id;

-- PutMappings remembers what names mean; rows are objects {name_key, exercise}.
-- name: PutMappings :exec
insert into exercise_mappings (user_id, name_key, exercise, updated_at)
select @user_id, r.name_key, r.exercise, @now
  from jsonb_to_recordset(@rows::jsonb) as r (name_key text, exercise text)
on conflict (user_id, name_key) do update set exercise = excluded.exercise, updated_at = excluded.updated_at;

-- name: DropMappings :exec
delete from exercise_mappings where user_id = @user_id and name_key = any (@keys::text[]);

-- name: CountMappings :one
select count(*)::int from exercise_mappings where user_id = @user_id;

-- KnownSets are the sets of some days, against which an import is held.
-- name: KnownSets :many
select id, exercise, weight_kg, reps, logged_at, (import_id is not null)::boolean as imported from workout_sets
 where user_id = @user_id and logged_at >= @since and logged_at < @until;

-- name: KnownSessions :many
select id from workout_sessions where user_id = @user_id and local_date between @since and @until;

-- BringSessions adds sessions of an import; those that are there stay as they are. rows are objects.
-- name: BringSessions :execrows
insert into workout_sessions (user_id, id, local_date, time_zone, name, state, started_at, completed_at, note, import_id)
select @user_id, r.id, r.local_date, @time_zone, r.name, 'completed', r.started_at, r.completed_at, r.note, @import_id
  from jsonb_to_recordset(@rows::jsonb) as r (id uuid, local_date date, name text, started_at timestamptz, completed_at timestamptz, note text)
on conflict do nothing;

-- BringSets adds sets of an import; those that are there stay as they are. The arrays are as long as each other;
-- what is not known is -1 for rir and superset, else 0. (JSON takes longer.)
-- name: BringSets :execrows
insert into workout_sets (user_id, id, session_id, exercise, weight_kg, entered_value, entered_unit, reps, rir, warmup, note, logged_at,
                          effort, seconds, distance_m, rpe, superset, import_id, import_line)
select @user_id, r.id, r.session_id, r.exercise, r.weight_kg, r.entered_value, r.entered_unit, r.reps, nullif(r.rir, -1), r.warmup, r.note, r.logged_at,
       r.effort, nullif(r.seconds, 0), nullif(r.distance_m, 0), nullif(r.rpe, 0), nullif(r.superset, -1), @import_id, r.import_line
  from (select unnest(@ids::uuid[]) as id, unnest(@session_ids::uuid[]) as session_id, unnest(@exercises::text[]) as exercise,
               unnest(@weights_kg::double precision[]) as weight_kg, unnest(@entered_values::double precision[]) as entered_value,
               unnest(@entered_units::text[]) as entered_unit, unnest(@reps::int[]) as reps, unnest(@rirs::int[]) as rir,
               unnest(@warmups::boolean[]) as warmup, unnest(@notes::text[]) as note, unnest(@logged_ats::timestamptz[]) as logged_at,
               unnest(@efforts::text[]) as effort, unnest(@seconds::int[]) as seconds, unnest(@distances_m::double precision[]) as distance_m,
               unnest(@rpes::double precision[]) as rpe, unnest(@supersets::int[]) as superset, unnest(@import_lines::int[]) as import_line) r
on conflict (user_id, id) do nothing;

-- TouchOthers marks the sessions as changed to which an import adds sets, or from which it takes them, and
-- which it did not bring.
-- name: TouchOthers :exec
update workout_sessions s set revision = revision + 1
 where s.user_id = @user_id and s.import_id is distinct from @import_id
   and s.id in (select x.session_id from workout_sets x where x.user_id = @user_id and x.import_id = @import_id and x.revision = 1);

-- TakeSets takes back the sets that an import brought and nobody has changed since.
-- name: TakeSets :execrows
delete from workout_sets where user_id = @user_id and import_id = @import_id and revision = 1;

-- TakeSessions takes back the sessions that an import brought and that hold nothing any more.
-- name: TakeSessions :execrows
delete from workout_sessions s where s.user_id = @user_id and s.import_id = @import_id and s.state = 'completed'
   and not exists (select from workout_sets x where x.user_id = s.user_id and x.session_id = s.id);

-- name: CountBrought :one
select (select count(*) from workout_sessions s where s.user_id = @user_id and s.import_id = @import_id)::int as sessions,
       (select count(*) from workout_sets x where x.user_id = @user_id and x.import_id = @import_id)::int as sets;
