-- CountVoice says how many sessions the person began since a time, when the first of them was, and which is open.
-- name: CountVoice :one
select count(*) filter (where created_at > @since)::int as begun, coalesce(min(created_at) filter (where created_at > @since), @since)::timestamptz as first,
       coalesce((array_agg(id) filter (where state <> 'ended'))[1], '00000000-0000-0000-0000-000000000000')::uuid as open
  from voice_sessions where user_id = @user_id and (created_at > @since or state <> 'ended');

-- name: InsertVoice :exec
insert into voice_sessions (user_id, id, purpose, wanted, bound, state, created_at, enter_until, ends_at, lease_until)
values (@user_id, @id, @purpose, @wanted, @bound, 'waiting', @now, @enter_until, @ends_at, @lease_until);

-- name: GetVoice :one
select * from voice_sessions where user_id = @user_id and id = @id;

-- name: LockVoice :one
select * from voice_sessions where user_id = @user_id and id = @id for update;

-- name: ListVoice :many
select * from voice_sessions
 where user_id = @user_id and (sqlc.narg('before')::uuid is null or id < sqlc.narg('before')::uuid)
 order by id desc limit @most;

-- GetVoiceDetail reads a session with what was said in it: messages by voice from its beginning until a while after
-- its end, or until the next began.
-- name: GetVoiceDetail :one
select sqlc.embed(v),
       (select coalesce(json_agg(x order by x.created_at, x.turn, x.seq, x.id), '[]') from (
               select m.id, m.role, m.agent, m.content, m.created_at, coalesce(m.turn, 0) as turn, m.seq, m.state, m.channel from messages m
                where m.user_id = v.user_id and m.channel = 'voice' and m.role <> 'tool' and m.content <> '' and m.created_at >= v.created_at
                  and m.created_at < least(coalesce(v.ended_at + make_interval(secs => @afterward::float8), 'infinity'),
                      coalesce((select min(n.created_at) from voice_sessions n where n.user_id = v.user_id and n.created_at > v.created_at), 'infinity'))
                order by m.created_at, m.turn, m.seq, m.id limit @most) x)::json as said,
       (select coalesce(json_agg(t.stages), '[]') from voice_turns t where t.user_id = v.user_id and t.voice_session_id = v.id)::json as stages
  from voice_sessions v where v.user_id = @user_id and v.id = @id;

-- name: EndVoice :execrows
update voice_sessions set state = 'ended', reason = @reason, ended_at = @now::timestamptz
 where user_id = @user_id and id = @id and state <> 'ended';

-- EndVoiceBy ends a session for the agent that serves it.
-- name: EndVoiceBy :execrows
update voice_sessions set state = 'ended', reason = case when joined_at is null and @reason::text = 'left' then 'nobody' else @reason::text end, ended_at = @now::timestamptz
 where user_id = @user_id and id = @id and state <> 'ended' and coach = @coach;

-- JoinVoice makes an agent the one that serves a session.
-- name: JoinVoice :one
update voice_sessions v set coach = @coach, lease_until = @lease_until
  from users u
 where v.user_id = @user_id and v.id = @id and v.state <> 'ended' and v.ends_at > @now::timestamptz and u.id = v.user_id and u.active
returning v.purpose, v.wanted, v.bound, v.ends_at, u.full_name;

-- BeatVoice moves the lease of the agent that serves a session on, while the account may sign in.
-- name: BeatVoice :execrows
update voice_sessions v set lease_until = @lease_until
 where v.user_id = @user_id and v.id = @id and v.state <> 'ended' and v.coach = @coach
   and exists (select from users u where u.id = v.user_id and u.active);

-- LapseVoice lets the lease of an agent that is gone end now.
-- name: LapseVoice :execrows
update voice_sessions set lease_until = @now, coach = ''
 where user_id = @user_id and id = @id and state <> 'ended' and coach = @coach and coach <> '';

-- SummonVoice notes that another agent was asked for.
-- name: SummonVoice :exec
update voice_sessions set lease_until = @lease_until, agents = agents + 1, coach = '' where user_id = @user_id and id = @id;

-- name: EnterVoice :execrows
update voice_sessions set state = 'active', joined_at = coalesce(joined_at, @now::timestamptz), left_at = null
 where user_id = @user_id and id = @id and state <> 'ended';

-- name: LeaveVoice :execrows
update voice_sessions set left_at = @now::timestamptz where user_id = @user_id and id = @id and state = 'active';

-- name: InsertVoiceTurn :exec
insert into voice_turns (user_id, voice_session_id, turn, at, stages) values (@user_id, @voice_session_id, @turn, @now, @stages)
on conflict do nothing;

-- name: TakeWebhook :one
select app.take_webhook(@id, @now::timestamptz)::bool as fresh;
