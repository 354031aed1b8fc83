-- GetPlace is where a person is in time, before and after there is a profile.
-- name: GetPlace :one
select u.time_zone, p.document as profile
  from users u left join profiles p on p.user_id = u.id
 where u.id = @user_id;

-- GetContext reads everything that an agent is given, in one row: of the plans their digests, which are
-- null for plans that came into force before there were any. The long lists come as an array a column: to
-- build JSON of them here would cost more than all the rest. Changed is null for nearly everybody.
-- name: GetContext :one
select p.version as profile_version, p.document as profile, p.updated_at as profile_updated_at,
       t.digest as training, t.version as training_version, t.since as training_since,
       m.digest as meals, m.version as meals_version, m.since as meals_since,
       s.exercises::text[] as set_exercises, s.weights::float8[] as set_weights, s.reps::int[] as set_reps,
       s.rirs::int[] as set_rirs, s.times::timestamptz[] as set_times,
       g.ids::uuid[] as message_ids, g.roles::text[] as message_roles, g.agents::text[] as message_agents,
       g.contents::text[] as message_contents, g.times::timestamptz[] as message_times,
       (select coalesce(json_agg(x), '[]') from (
           select w.local_date as date, w.weight_kg from weights w
            where w.user_id = p.user_id order by w.at desc, w.id desc limit 14) x)::json as weights,
       (select row_to_json(x) from (
           select c.id, c.at, c.local_date as date, c.time_zone, c.energy, c.sleep_quality, c.sleep_hours, c.soreness from check_ins c
            where c.user_id = p.user_id order by c.at desc, c.id desc limit 1) x)::json as check_in,
       (select coalesce(json_agg(x), '[]') from (
           select q.id, q.kind, q.summary from proposals q
            where q.user_id = p.user_id and q.state = 'pending' and q.expires_at > @now order by q.id) x)::json as pending,
       (select json_agg(json_build_object('date', c.local_date, 'id', c.meal_id, 'meal', c.meal) order by c.local_date, c.meal_id) from meal_changes c
         where c.user_id = p.user_id and c.local_date >= @since)::json as changed,
       (select json_agg(json_build_object('from', v.session_date, 'to', v.to_date)) from session_moves v
         where v.user_id = p.user_id and v.session_date between @moved_since and @moved_until)::json as moves
  from profiles p
  left join plans t on t.user_id = p.user_id and t.kind = 'training'
  left join plans m on m.user_id = p.user_id and m.kind = 'meals'
 cross join lateral (
       select array_agg(x.exercise) as exercises, array_agg(x.weight_kg) as weights, array_agg(x.reps) as reps,
              array_agg(coalesce(x.rir, -1)) as rirs, array_agg(x.logged_at) as times
         from (select w.exercise, w.weight_kg, w.reps, w.rir, w.logged_at from workout_sets w
                where w.user_id = p.user_id and not w.warmup order by w.logged_at desc limit 60) x) s
 cross join lateral (
       select array_agg(x.id) as ids, array_agg(x.role) as roles, array_agg(x.agent) as agents,
              array_agg(x.content) as contents, array_agg(x.created_at) as times
         from (select y.id, y.role, y.agent, y.content, y.created_at from messages y
                where y.user_id = p.user_id and y.role <> 'tool' and y.content <> ''
                order by y.created_at desc, coalesce(y.turn, 0) desc, y.seq desc limit 20) x) g
 where p.user_id = @user_id;

-- GetDocuments reads what an agent's context rests on, whole.
-- name: GetDocuments :one
select p.version as profile_version, p.document as profile, p.updated_at as profile_updated_at,
       t.document as training, t.version as training_version, t.since as training_since,
       m.document as meals, m.version as meals_version, m.since as meals_since
  from profiles p
  left join plans t on t.user_id = p.user_id and t.kind = 'training'
  left join plans m on m.user_id = p.user_id and m.kind = 'meals'
 where p.user_id = @user_id;
