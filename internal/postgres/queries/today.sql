-- GetDays reads all that some local days need, in one row. The range is as wide as zones differ; the
-- caller keeps the dates that are the person's. Whether a move holds depends on others around it.
-- name: GetDays :one
select p.version as profile_version, p.document as profile, p.updated_at as profile_updated_at,
       (select t.document from plans t where t.user_id = p.user_id and t.kind = 'training') as training,
       coalesce((select t.since from plans t where t.user_id = p.user_id and t.kind = 'training'), p.updated_at)::timestamptz as training_since,
       (select m.document from plans m where m.user_id = p.user_id and m.kind = 'meals') as meals,
       (select coalesce(jsonb_agg(jsonb_build_object('from', v.session_date, 'to', v.to_date)), '[]') from session_moves v
         where v.user_id = p.user_id and v.session_date between @moved_since and @moved_until)::jsonb as moves,
       (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'date', s.local_date, 'state', s.state, 'imported', s.import_id is not null) order by s.id), '[]') from workout_sessions s
         where s.user_id = p.user_id and s.local_date between @since and @until)::jsonb as sessions,
       (select coalesce(jsonb_object_agg(w.local_date, w.ml), '{}') from
         (select local_date, sum(ml) as ml from water_logs where user_id = p.user_id and local_date between @since and @until group by 1) w)::jsonb as water,
       (select coalesce(jsonb_agg(jsonb_build_object('date', l.local_date, 'meal', l.meal_id, 'nutrition', l.nutrition)), '[]') from meal_logs l
         where l.user_id = p.user_id and l.local_date between @since and @until)::jsonb as eaten,
       (select coalesce(jsonb_agg(jsonb_build_object('date', c.local_date, 'id', c.meal_id, 'meal', c.meal)), '[]') from meal_changes c
         where c.user_id = p.user_id and c.local_date between @since and @until)::jsonb as changed,
       (select to_jsonb(r) from reminder_settings r where r.user_id = p.user_id)::jsonb as reminders,
       (select count(*) from proposals q where q.user_id = p.user_id and q.state = 'pending' and q.expires_at > @now)::int as pending
  from profiles p
 where p.user_id = @user_id;

-- name: PutMove :exec
insert into session_moves (user_id, session_date, to_date, created_at) values (@user_id, @session_date, @to_date, @now)
on conflict (user_id, session_date) do update set to_date = excluded.to_date, created_at = excluded.created_at;

-- name: DropMove :exec
delete from session_moves where user_id = @user_id and session_date = @session_date;

-- name: DropMoves :exec
delete from session_moves where user_id = @user_id;

-- name: GetReminderSettings :one
select workout, meal, water, weekly_review, revision from reminder_settings where user_id = @user_id;

-- name: PutReminderSettings :one
insert into reminder_settings (user_id, workout, meal, water, weekly_review) values (@user_id, @workout, @meal, @water, @weekly_review)
on conflict (user_id) do update
   set workout = excluded.workout, meal = excluded.meal, water = excluded.water, weekly_review = excluded.weekly_review,
       revision = reminder_settings.revision + 1
returning revision;

-- LockMoves lets one transaction at a time move sessions of a person, whoever moves them.
-- name: LockMoves :exec
select pg_advisory_xact_lock(hashtextextended('moves ' || (@user_id::uuid)::text, 0));
