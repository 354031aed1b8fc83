-- name: InsertUsage :exec
insert into usage_records (user_id, id, at, local_date, turn, provider, model, channel, input, cache_read, cache_write, output, seconds, micro_usd, estimated)
select @user_id, x.id, @at, @local_date, sqlc.narg('turn'), x.provider, x.model, x.channel, x.input, x.cache_read, x.cache_write, x.output, x.seconds, x.micro_usd, x.estimated
  from jsonb_to_recordset(@records::jsonb) as x (id uuid, provider text, model text, channel text, input int, cache_read int, cache_write int, output int,
       seconds double precision, micro_usd bigint, estimated boolean);

-- GetUsage is where a person is in time, and what they used by date, provider, model and channel: which dates count
-- depends on the zone.
-- name: GetUsage :one
select u.time_zone, p.document as profile, coalesce((
       select json_agg(x) from (
              select r.local_date as date, r.provider, r.model, r.channel,
                     count(*)::int as calls, sum(r.input)::bigint as input, sum(r.cache_read)::bigint as cache_read, sum(r.cache_write)::bigint as cache_write,
                     sum(r.output)::bigint as output, sum(r.seconds)::float8 as seconds, coalesce(sum(r.micro_usd), 0)::bigint as micro_usd,
                     (count(*) filter (where r.micro_usd is null))::int as unpriced, bool_or(r.estimated)::bool as estimated
                from usage_records r
               where r.user_id = @user_id and r.local_date between @since and @until
               group by 1, 2, 3, 4 order by 1, 2, 3, 4) x), '[]')::json as used
  from users u left join profiles p on p.user_id = u.id
 where u.id = @user_id;
