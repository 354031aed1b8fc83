-- GetBriefing reads all that a turn of the conversation needs, in one row: what GetContext reads, what a day needs of the
-- logs, and the conversation itself. Without a profile the parts that rest on it are null.
-- name: GetBriefing :one
select u.time_zone, o.answers, o.revision as onboarding_revision, o.completed_at,
       (o.training_accepted is not distinct from o.training_basis)::bool as training_accepted,
       (o.meals_accepted is not distinct from o.meals_basis)::bool as meals_accepted,
       p.version as profile_version, p.document as profile, p.updated_at as profile_updated_at,
       t.digest as training, t.version as training_version, t.since as training_since,
       m.digest as meals, m.version as meals_version, m.since as meals_since,
       s.exercises::text[] as set_exercises, s.weights::float8[] as set_weights, s.reps::int[] as set_reps,
       s.rirs::int[] as set_rirs, s.times::timestamptz[] as set_times,
       (select coalesce(json_agg(x), '[]') from (
           select w.local_date as date, w.weight_kg from weights w
            where w.user_id = u.id order by w.at desc, w.id desc limit 14) x)::json as weights,
       (select row_to_json(x) from (
           select c.id, c.at, c.local_date as date, c.time_zone, c.energy, c.sleep_quality, c.sleep_hours, c.soreness from check_ins c
            where c.user_id = u.id order by c.at desc, c.id desc limit 1) x)::json as check_in,
       (select coalesce(json_agg(x), '[]') from (
           select q.id, q.kind, q.summary from proposals q
            where q.user_id = u.id and q.state = 'pending' and q.expires_at > @now order by q.id) x)::json as pending,
       (select coalesce(json_agg(json_build_object('from', v.session_date, 'to', v.to_date)), '[]') from session_moves v
         where v.user_id = u.id and v.session_date between @moved_since and @moved_until)::json as moves,
       (select coalesce(json_agg(json_build_object('id', ws.id, 'date', ws.local_date, 'state', ws.state, 'imported', ws.import_id is not null) order by ws.id), '[]') from workout_sessions ws
         where ws.user_id = u.id and ws.local_date between @since and @until)::json as sessions,
       (select coalesce(json_object_agg(h.day, h.ml), '{}') from (
           select l.local_date as day, sum(l.ml) as ml from water_logs l where l.user_id = u.id and l.local_date between @since and @until group by 1) h)::json as water,
       (select json_agg(json_build_object('date', c.local_date, 'id', c.meal_id, 'meal', c.meal) order by c.local_date, c.meal_id) from meal_changes c
         where c.user_id = u.id and c.local_date >= @since)::json as changed,
       (select row_to_json(x) from (
           select wa.id, wa.name, wa.local_date as date, wa.started_at,
                  (select count(*) from workout_sets n where n.user_id = wa.user_id and n.session_id = wa.id)::int as sets
             from workout_sessions wa
            where wa.user_id = u.id and wa.state = 'active' and wa.started_at > @started_since order by wa.started_at desc, wa.id desc limit 1) x)::json as workout,
       y.text as summary, y.until_at as summary_until,
       (select coalesce(json_agg(x), '[]') from (
           select r.id, r.turn, r.seq, r.role, r.agent, r.content, r.parts, r.state, r.provider, r.model, r.channel, r.created_at
             from messages r
            where r.user_id = u.id and (y.until_at is null or r.created_at > y.until_at)
            order by r.created_at desc, coalesce(r.turn, 0) desc, r.seq desc, r.id desc limit @most_messages) x)::json as messages,
       (select coalesce(json_agg(x), '[]') from (
           select me.id, me.kind, me.text, me.source, me.message_id, me.local_date as date, me.created_at, me.updated_at from memories me
            where me.user_id = u.id order by me.source desc, me.updated_at desc, me.id desc limit @most_memories) x)::json as memories,
       (select coalesce(json_agg(x), '[]') from (
           select f.id, f.turn, f.agent, f.kind, f.text, f.arguments, f.proposal_id, f.state, f.created_at, f.expires_at from offers f
            where f.user_id = u.id and f.state = 'open' and f.expires_at > @now order by f.created_at, f.id) x)::json as offers,
       (select coalesce(json_object_agg(x.month, x.spent), '{}') from (
           select to_char(ur.local_date, 'YYYY-MM') as month, coalesce(sum(ur.micro_usd), 0)::bigint as spent from usage_records ur
            where ur.user_id = u.id and ur.local_date >= @spent_since group by 1) x)::json as spent,
       coalesce((select f.state = 'declined' from offers f
            where f.user_id = u.id and f.kind = 'onboarding_save' and f.arguments ->> 'step' = 'consent' and f.state in ('accepted', 'declined')
            order by f.settled_at desc limit 1), false)::boolean as consent_declined,
       coalesce((select r.agent from turns r where r.user_id = u.id and r.agent <> '' order by r.number desc limit 1), '')::text as last_agent
  from users u
  left join onboarding o on o.user_id = u.id
  left join profiles p on p.user_id = u.id
  left join plans t on t.user_id = u.id and t.kind = 'training'
  left join plans m on m.user_id = u.id and m.kind = 'meals'
  left join summaries y on y.user_id = u.id
 cross join lateral (
       select array_agg(x.exercise) as exercises, array_agg(x.weight_kg) as weights, array_agg(x.reps) as reps,
              array_agg(coalesce(x.rir, -1)) as rirs, array_agg(x.logged_at) as times
         from (select w.exercise, w.weight_kg, w.reps, w.rir, w.logged_at from workout_sets w
                where w.user_id = u.id and not w.warmup order by w.logged_at desc limit 60) x) s
 where u.id = @user_id;
