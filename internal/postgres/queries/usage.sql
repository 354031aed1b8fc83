-- name: InsertUsage :exec
insert into usage_records (user_id, id, at, local_date, turn, provider, model, channel, input, cache_read, cache_write, output, seconds, micro_usd, estimated)
select @user_id, x.id, @at, @local_date, sqlc.narg('turn'), x.provider, x.model, x.channel, x.input, x.cache_read, x.cache_write, x.output, x.seconds, x.micro_usd, x.estimated
  from jsonb_to_recordset(@records::jsonb) as x (id uuid, provider text, model text, channel text, input int, cache_read int, cache_write int, output int,
       seconds double precision, micro_usd bigint, estimated boolean);

-- SumUsage sums by provider, model, channel and month.
-- name: SumUsage :many
select to_char(u.local_date, 'YYYY-MM')::text as month, u.provider, u.model, u.channel,
       count(*)::int as calls, sum(u.input)::bigint as input, sum(u.cache_read)::bigint as cache_read, sum(u.cache_write)::bigint as cache_write,
       sum(u.output)::bigint as output, sum(u.seconds)::float8 as seconds, coalesce(sum(u.micro_usd), 0)::bigint as micro_usd,
       (count(*) filter (where u.micro_usd is null))::int as unpriced, bool_or(u.estimated)::bool as estimated
  from usage_records u
 where u.user_id = @user_id and u.local_date between @since and @until
 group by 1, 2, 3, 4 order by 1, 2, 3, 4;

-- name: SpentSince :one
select coalesce(sum(micro_usd), 0)::bigint from usage_records where user_id = @user_id and local_date >= @since;
