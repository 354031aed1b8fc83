-- GetHistory reads what somebody logged from a day on, with the plans and the answers that were in force then, in one row.
-- The long lists come as an array a column. with_records also reads the best of all time.
-- name: GetHistory :one
select p.document as profile, p.updated_at as profile_updated_at,
       t.version as training_version, t.document as training, t.since as training_since, t.proposal_id as training_proposal,
       m.version as meals_version, m.document as meals, m.since as meals_since, m.proposal_id as meals_proposal,
       (select coalesce(json_agg(x), '[]') from (
           select v.kind, v.created_at, jsonb_path_query_array(v.document, '$.days[*].weekday') as weekdays,
                  case v.kind when 'meals' then jsonb_path_query_array(v.document, '$.days[*].meals.size()') end as meals,
                  (select jsonb_agg(jsonb_build_object('from', e.value -> 'from', 'until', e.value -> 'until', 'weekdays', jsonb_path_query_array(e.value, '$.days[*].weekday')))
                     from jsonb_array_elements(v.document -> 'easings') as e) as easings
             from plan_versions v
            where v.user_id = p.user_id
              and v.version >= coalesce((select max(o.version) from plan_versions o
                                          where o.user_id = v.user_id and o.kind = v.kind and o.created_at < @before), 0)
            order by v.version) x)::json as versions,
       (select coalesce(json_agg(x order by x.version), '[]') from (
           select v.version, v.created_at, v.document -> 'hydration' -> 'target_ml' as water_ml, v.document -> 'diet' -> 'meals_per_day' as meals_per_day,
                  v.document -> 'about' as about
             from profile_versions v
            where v.user_id = p.user_id
              and v.version >= coalesce((select max(o.version) from profile_versions o where o.user_id = v.user_id and o.created_at < @before), 0)) x)::json as told,
       (select coalesce(json_agg(json_build_object('from', v.session_date, 'to', v.to_date)), '[]') from session_moves v
         where v.user_id = p.user_id and v.session_date >= @since)::json as moves,
       (select coalesce(json_agg(json_build_object('date', s.local_date, 'id', s.id) order by s.local_date, s.id), '[]') from workout_sessions s
         where s.user_id = p.user_id and s.local_date between @since and @until
           and (s.state = 'completed' or exists (select from workout_sets w where w.user_id = s.user_id and w.session_id = s.id)))::json as sessions,
       z.sessions::uuid[] as set_sessions, z.exercises::text[] as set_exercises, z.weights::float8[] as set_weights,
       z.reps::int[] as set_reps, z.rirs::int[] as set_rirs,
       (select coalesce(json_agg(x), '[]') from (
           select w.exercise, w.weight_kg as kg, max(w.reps) as reps, (array_agg(s.local_date order by w.reps desc, s.local_date))[1] as "on",
                  coalesce(max(w.reps + coalesce(w.rir, 0)) filter (where w.reps + coalesce(w.rir, 0) <= 10), 0) as effective,
                  (array_agg(s.local_date order by w.reps + coalesce(w.rir, 0) desc, s.local_date) filter (where w.reps + coalesce(w.rir, 0) <= 10))[1] as tells_on,
                  (array_agg(w.reps order by w.reps + coalesce(w.rir, 0) desc, s.local_date) filter (where w.reps + coalesce(w.rir, 0) <= 10))[1] as tells_reps
             from workout_sets w join workout_sessions s on s.user_id = w.user_id and s.id = w.session_id
            where @with_records::bool and w.user_id = p.user_id and not w.warmup and w.reps > 0 and w.weight_kg > 0 and s.local_date <= @records_until
            group by w.exercise, w.weight_kg) x)::json as best,
       y.dates::date[] as weight_dates, y.weights::float8[] as weights,
       (select coalesce(json_object_agg(w.local_date, w.ml), '{}') from
         (select l.local_date, sum(l.ml) as ml from water_logs l where l.user_id = p.user_id and l.local_date between @since and @until group by 1) w)::json as water,
       (select coalesce(json_agg(x order by x.date), '[]') from (
           select l.local_date as date, count(distinct nullif(l.meal_id, '')) as planned, count(*) filter (where l.meal_id = '') as other,
                  coalesce(sum((l.nutrition ->> 'kcal')::float8), 0) as kcal, count(*) filter (where l.nutrition ->> 'kcal' is null) as unknown,
                  count(distinct coalesce(nullif(l.meal_id, ''), l.id::text)) filter (where l.nutrition ->> 'kcal' is not null) as known
             from meal_logs l where l.user_id = p.user_id and l.local_date between @since and @until group by 1) x)::json as eaten,
       (select coalesce(json_agg(x order by x.at), '[]') from (
           select c.at, c.energy, c.sleep_quality, c.soreness from check_ins c
            where c.user_id = p.user_id and c.at > @checked_since) x)::json as check_ins,
       (select coalesce(json_agg(x), '[]') from (
           select q.trigger, q.kind, q.state, q.created_at, q.expires_at from proposals q
            where q.user_id = p.user_id and (q.state = 'pending' or q.trigger <> '' and q.created_at > @proposed_since)) x)::json as past
  from profiles p
  left join plans t on t.user_id = p.user_id and t.kind = 'training'
  left join plans m on m.user_id = p.user_id and m.kind = 'meals'
 cross join lateral (
       select array_agg(x.session_id) as sessions, array_agg(x.exercise) as exercises, array_agg(x.weight_kg) as weights,
              array_agg(x.reps) as reps, array_agg(coalesce(x.rir, -1)) as rirs
         from (select w.session_id, w.exercise, w.weight_kg, w.reps, w.rir
                 from workout_sessions s join workout_sets w on w.user_id = s.user_id and w.session_id = s.id and not w.warmup
                where s.user_id = p.user_id and s.local_date between @since and @until order by s.local_date, s.id, w.logged_at, w.id) x) z
 cross join lateral (
       select array_agg(x.local_date) as dates, array_agg(x.weight_kg) as weights
         from (select w.local_date, w.weight_kg from weights w
                where w.user_id = p.user_id and w.local_date between @since and @until order by w.local_date, w.at) x) y
 where p.user_id = @user_id;

-- MarkAdapted takes a local day for the job; no row means that it was taken before.
-- name: MarkAdapted :execrows
insert into adaptations as a (user_id, last_on, at) values (@user_id, @today, @now)
on conflict (user_id) do update set last_on = excluded.last_on, at = excluded.at where a.last_on < excluded.last_on;

-- name: GetReviews :one
select p.document as profile,
       (select coalesce(json_agg(r.document), '[]') from weekly_reviews r where r.user_id = p.user_id and r.week >= @since)::json as reviews
  from profiles p
 where p.user_id = @user_id;

-- name: PutReview :execrows
insert into weekly_reviews (user_id, week, document, created_at) values (@user_id, @week, @document, @now)
on conflict (user_id, week) do nothing;
