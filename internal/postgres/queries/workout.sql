-- InsertSession starts a session unless it is there already, or another one of the day is active.
-- name: InsertSession :exec
insert into workout_sessions (user_id, id, local_date, time_zone, name, state, started_at)
values (@user_id, @id, @local_date, @time_zone, @name, 'active', @now)
on conflict do nothing;

-- name: GetSession :one
select * from workout_sessions where user_id = @user_id and id = @id;

-- name: LockSession :one
select * from workout_sessions where user_id = @user_id and id = @id for update;

-- name: GetSessionWithSets :one
select sqlc.embed(s),
       (select coalesce(jsonb_agg(to_jsonb(x) - 'user_id' - 'session_id' order by x.logged_at, x.id), '[]')
          from workout_sets x where x.user_id = s.user_id and x.session_id = s.id)::jsonb as sets
  from workout_sessions s
 where s.user_id = @user_id and s.id = @id;

-- name: ListSessions :many
select sqlc.embed(s),
       (select coalesce(jsonb_agg(to_jsonb(x) - 'user_id' - 'session_id' order by x.logged_at, x.id), '[]')
          from workout_sets x where x.user_id = s.user_id and x.session_id = s.id)::jsonb as sets
  from workout_sessions s
 where s.user_id = @user_id and (sqlc.narg('before')::uuid is null or (s.local_date, s.id) <
       (select c.local_date, c.id from workout_sessions c where c.user_id = @user_id and c.id = sqlc.narg('before')::uuid))
 order by s.local_date desc, s.id desc limit @most;

-- name: CompleteSession :one
update workout_sessions set state = 'completed', completed_at = @now, revision = revision + 1
 where user_id = @user_id and id = @id
returning *;

-- InsertSet adds a set, or finds the one that the same client id has stored already.
-- name: InsertSet :execrows
insert into workout_sets (user_id, id, session_id, exercise, weight_kg, entered_value, entered_unit, reps, rir, note, logged_at)
values (@user_id, @id, @session_id, @exercise, @weight_kg, @entered_value, @entered_unit, @reps, sqlc.narg('rir'), @note, @logged_at)
on conflict (user_id, id) do nothing;

-- name: GetSet :one
select * from workout_sets where user_id = @user_id and id = @id;

-- name: LockSet :one
select * from workout_sets where user_id = @user_id and session_id = @session_id and id = @id for update;

-- name: SetNumber :one
select count(*)::int from workout_sets
 where user_id = @user_id and session_id = @session_id and exercise = @exercise and (logged_at < @logged_at or (logged_at = @logged_at and id <= @id));

-- name: UpdateSet :exec
update workout_sets
   set exercise = @exercise, weight_kg = @weight_kg, entered_value = @entered_value, entered_unit = @entered_unit,
       reps = @reps, rir = sqlc.narg('rir'), note = @note, revision = revision + 1
 where user_id = @user_id and id = @id;

-- name: DeleteSet :exec
delete from workout_sets where user_id = @user_id and session_id = @session_id and id = @id;

-- name: TouchSession :exec
update workout_sessions set revision = revision + 1 where user_id = @user_id and id = @id;
