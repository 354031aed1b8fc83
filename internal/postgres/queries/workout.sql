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
insert into workout_sets (user_id, id, session_id, exercise, weight_kg, entered_value, entered_unit, reps, rir, warmup, note, logged_at)
values (@user_id, @id, @session_id, @exercise, @weight_kg, @entered_value, @entered_unit, @reps, sqlc.narg('rir'), @warmup, @note, @logged_at)
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
       reps = @reps, rir = sqlc.narg('rir'), warmup = @warmup, note = @note, revision = revision + 1
 where user_id = @user_id and id = @id;

-- name: DeleteSet :exec
delete from workout_sets where user_id = @user_id and session_id = @session_id and id = @id;

-- name: TouchSession :exec
update workout_sessions set revision = revision + 1 where user_id = @user_id and id = @id;

-- ReopenSession takes a completion back.
-- name: ReopenSession :one
update workout_sessions s set state = 'active', completed_at = null, revision = s.revision + 1
 where s.user_id = @user_id and s.id = @id
   and not exists (select from workout_sessions o where o.user_id = s.user_id and o.local_date = s.local_date and o.state = 'active')
returning *;

-- PutGuide keeps what a session is to be.
-- name: PutGuide :exec
insert into session_guides (user_id, session_id, document) values (@user_id, @session_id, @document)
on conflict (user_id, session_id) do update set document = excluded.document;

-- GetCoaching reads all that advice in a session rests on, in one row: the session with its sets, its
-- guide, who the person is, how they are and were, and the last sets of each exercise in other sessions, with
-- what was asked for in those.
-- name: GetCoaching :one
select sqlc.embed(s),
       (select coalesce(jsonb_agg(to_jsonb(x) - 'user_id' - 'session_id' order by x.logged_at, x.id), '[]')
          from workout_sets x where x.user_id = s.user_id and x.session_id = s.id)::jsonb as sets,
       (select g.document from session_guides g where g.user_id = s.user_id and g.session_id = s.id)::jsonb as guide,
       coalesce((select f.document from profiles f where f.user_id = s.user_id), (select o.answers from onboarding o where o.user_id = s.user_id), '{}')::jsonb as answers,
       (select coalesce(jsonb_agg(to_jsonb(c)), '[]') from (
           select i.at, i.energy, i.sleep_quality, i.soreness from check_ins i
            where i.user_id = s.user_id and i.at > @checked_since order by i.at desc limit 150) c)::jsonb as check_ins,
       (select coalesce(jsonb_agg(to_jsonb(h) || jsonb_build_object('guide',
                 (select g.document - 'planned' - 'remarks' - 'substitutions' - 'corrections' from session_guides g where g.user_id = s.user_id and g.session_id = h.session_id))
               order by h.logged_at, h.id), '[]') from (
           select distinct e.exercise from (
               select p ->> 'exercise' as exercise from session_guides g, jsonb_array_elements(g.document -> 'planned') p where g.user_id = s.user_id and g.session_id = s.id
               union all
               select p ->> 'to' from session_guides g, jsonb_array_elements(g.document -> 'substitutions') p where g.user_id = s.user_id and g.session_id = s.id
               union all
               select w.exercise from workout_sets w where w.user_id = s.user_id and w.session_id = s.id) e) n
         cross join lateral (
           select w.session_id, w.id, w.exercise, w.weight_kg, w.entered_value, w.entered_unit, w.reps, w.rir, w.logged_at from workout_sets w
            where w.user_id = s.user_id and w.exercise = n.exercise and w.session_id <> s.id and not w.warmup and w.logged_at <= @now
            order by w.logged_at desc, w.id desc limit 30) h)::jsonb as history
  from workout_sessions s
 where s.user_id = @user_id and s.id = @id;

-- ListRecentLifts reads the logged sets that tell a one-repetition maximum, the latest first.
-- name: ListRecentLifts :many
select exercise, weight_kg, reps, rir from workout_sets
 where user_id = @user_id and logged_at >= @since and not warmup and weight_kg > 0 and reps > 0 and reps + coalesce(rir, 0) <= 10
 order by logged_at desc limit 2000;

-- FindUnderWay is the session that was started last, while it is active and no older than since.
-- name: FindUnderWay :one
select id from workout_sessions where user_id = @user_id and state = 'active' and started_at > @since order by started_at desc limit 1;
