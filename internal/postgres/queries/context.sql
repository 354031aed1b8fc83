-- GetPlace is where a person is in time, before and after there is a profile.
-- name: GetPlace :one
select u.time_zone, p.document as profile
  from users u left join profiles p on p.user_id = u.id
 where u.id = @user_id;

-- GetContext reads everything that an agent is given, in one row.
-- name: GetContext :one
select p.version as profile_version, p.document as profile, p.updated_at as profile_updated_at,
       t.document as training, t.version as training_version, t.since as training_since,
       m.document as meals, m.version as meals_version, m.since as meals_since,
       (select coalesce(json_agg(x), '[]') from (
           select s.exercise, s.weight_kg, s.reps, s.rir, s.logged_at from workout_sets s
            where s.user_id = p.user_id order by s.logged_at desc limit 60) x)::jsonb as sets,
       (select coalesce(json_agg(x), '[]') from (
           select w.local_date as date, w.weight_kg from weights w
            where w.user_id = p.user_id order by w.at desc, w.id desc limit 14) x)::jsonb as weights,
       (select row_to_json(x) from (
           select c.id, c.at, c.local_date as date, c.time_zone, c.energy, c.sleep_quality, c.sleep_hours, c.soreness from check_ins c
            where c.user_id = p.user_id order by c.at desc, c.id desc limit 1) x)::jsonb as check_in,
       (select coalesce(json_agg(x), '[]') from (
           select g.id, g.role, g.agent, g.content, g.created_at from messages g
            where g.user_id = p.user_id order by g.created_at desc limit 20) x)::jsonb as messages,
       (select coalesce(json_agg(x), '[]') from (
           select q.id, q.kind, q.summary from proposals q
            where q.user_id = p.user_id and q.state = 'pending' and q.expires_at > @now order by q.id) x)::jsonb as pending
  from profiles p
  left join plans t on t.user_id = p.user_id and t.kind = 'training'
  left join plans m on m.user_id = p.user_id and m.kind = 'meals'
 where p.user_id = @user_id;
