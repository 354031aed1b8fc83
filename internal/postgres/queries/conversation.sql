-- HoldConversation lets one turn begin at a time, and tells the last number that was given.
-- name: HoldConversation :one
insert into conversations as c (user_id) values (@user_id)
on conflict (user_id) do update set turns = c.turns
returning turns;

-- name: TakeTurnNumber :one
update conversations set turns = turns + 1 where user_id = @user_id returning turns;

-- GetTurnsToBegin reads, newest first, the turn that runs and those that the same key has begun.
-- name: GetTurnsToBegin :many
select * from turns
 where user_id = @user_id and (state = 'running' or @key::text <> '' and key = @key and started_at > @since)
 order by number desc;

-- name: InsertTurn :one
with t as (
    insert into turns (user_id, number, state, channel, agent, key, fingerprint, position, messages, started_at, lease_until)
    values (@user_id, @number::int, 'running', @channel, @agent, @key, @fingerprint, 1, 1, @now, @lease_until)
    returning number
), m as (
    insert into messages (user_id, id, role, agent, content, created_at, turn, seq, channel)
    values (@user_id, @message_id, 'user', '', @content, @now, @number::int, 0, @channel)
), e as (
    insert into turn_events (user_id, turn, from_position, to_position, type, data, created_at)
    values (@user_id, @number::int, 0, 1, @event_type, @event::json, @now)
)
select number from t;

-- name: GetTurn :one
select * from turns where user_id = @user_id and number = @number;

-- GetSaid is what the person said in a turn.
-- name: GetSaid :one
select id, content, created_at from messages where user_id = @user_id and turn = @turn and role = 'user' order by seq limit 1;

-- RecordTurn stores messages and events of a turn that still runs, and moves its lease on. No row: it runs no more, or the
-- events do not begin where its last one ended.
-- name: RecordTurn :one
with t as (
    update turns r
       set position = @until::int, messages = r.messages + jsonb_array_length(@messages::jsonb), lease_until = @lease_until,
           agent = coalesce(nullif(@agent::text, ''), r.agent)
     where r.user_id = @user_id and r.number = @number and r.state = 'running' and r.position = @since::int
    returning r.number, r.channel, r.messages - jsonb_array_length(@messages::jsonb) as before
), m as (
    insert into messages (user_id, id, role, agent, content, created_at, turn, seq, parts, state, provider, model, channel)
    select @user_id, x.id, x.role, x.agent, x.content, @now, t.number, t.before + x.seq, x.parts, x.state, x.provider, x.model, t.channel
      from t, jsonb_to_recordset(@messages::jsonb) as x (id uuid, role text, agent text, content text, seq int, parts jsonb, state text, provider text, model text)
), e as (
    insert into turn_events (user_id, turn, from_position, to_position, type, data, created_at)
    select @user_id, t.number, x.f, x.t, x.type, x.data, @now
      from t, json_to_recordset(@events::json) as x (f int, t int, type text, data json)
)
select number from t;

-- name: EndTurn :execrows
update turns set state = @state, reason = @reason, ended_at = @now::timestamptz, agent = coalesce(nullif(@agent::text, ''), agent)
 where user_id = @user_id and number = @number and state = 'running';

-- name: BeatTurn :execrows
update turns set lease_until = @lease_until where user_id = @user_id and number = @number and state = 'running';

-- StopTurn marks the turn that runs.
-- name: StopTurn :one
update turns set stop_at = coalesce(stop_at, @now::timestamptz)
 where user_id = @user_id and state = 'running' and lease_until > @now::timestamptz
returning number;

-- name: IsTurnStopped :one
select (stop_at is not null)::bool as stopped from turns where user_id = @user_id and number = @number;

-- GetLostWords are the deltas of a turn whose messages were never stored.
-- name: GetLostWords :many
select e.data from turn_events e
 where e.user_id = @user_id and e.turn = @turn and e.type = 'delta'
   and not exists (select from messages m where m.user_id = e.user_id and m.id = (e.data ->> 'message_id')::uuid)
 order by e.to_position;

-- ListEvents reads what is behind a position, and whether a turn runs. There is always a row: without an event its type is empty.
-- name: ListEvents :many
select coalesce(e.turn, 0)::int as turn, coalesce(e.from_position, 0)::int as from_position, coalesce(e.to_position, 0)::int as to_position,
       coalesce(e.type, '')::text as type, coalesce(e.data, 'null')::json as data,
       exists (select from turns r where r.user_id = @user_id and r.state = 'running' and r.lease_until > @now)::bool as running
  from (select 1) one
  left join lateral (
       select v.turn, v.from_position, v.to_position, v.type, v.data from turn_events v
        where v.user_id = @user_id and (v.turn, v.to_position) > (@turn::int, @position::int)
        order by v.turn, v.to_position limit @most) e on true
 order by e.turn, e.to_position;

-- name: GetPosition :one
select number, position, (state = 'running' and lease_until > @now)::bool as running
  from turns where user_id = @user_id order by number desc limit 1;

-- KnowsPosition reports whether what came behind a position is still there.
-- name: KnowsPosition :one
select (not exists (select from turns t where t.user_id = @user_id and t.number >= @turn::int and t.started_at < @since
                       and (t.number > @turn::int or t.position > @position::int))
        and coalesce((select c.turns from conversations c where c.user_id = @user_id), 0) >= @turn::int)::bool as known;

-- ListMessages pages through what is shown to the person.
-- name: ListMessages :many
select m.id, m.role, m.agent, m.content, m.created_at, m.turn, m.state, m.channel from messages m
 where m.user_id = @user_id and m.role <> 'tool' and m.content <> ''
   and (sqlc.narg('before')::uuid is null or (m.created_at, coalesce(m.turn, 0), m.seq, m.id) <
       (select c.created_at, coalesce(c.turn, 0), c.seq, c.id from messages c where c.user_id = @user_id and c.id = sqlc.narg('before')::uuid))
 order by m.created_at desc, coalesce(m.turn, 0) desc, m.seq desc, m.id desc limit @most;

-- name: GetMessageTime :one
select created_at from messages where user_id = @user_id and id = @id;

-- ListTurnMessages is what a turn said to the person and what the person said.
-- name: ListTurnMessages :many
select m.id, m.role, m.agent, m.content, m.created_at, m.turn, m.state, m.channel from messages m
 where m.user_id = @user_id and m.turn = @turn and m.role <> 'tool' and m.content <> '' order by m.seq;

-- name: RunningTurn :one
select number from turns where user_id = @user_id and state = 'running' and lease_until > @now;

-- name: DeleteMessages :execrows
delete from messages where user_id = @user_id;

-- name: DeleteTurns :exec
delete from turns where user_id = @user_id;

-- name: DeleteSummary :exec
delete from summaries where user_id = @user_id;

-- name: ForgetTurnEvents :exec
select app.forget_turn_events(@before::timestamptz);

-- name: InsertOffer :exec
insert into offers (user_id, id, turn, agent, kind, text, arguments, proposal_id, state, created_at, expires_at)
values (@user_id, @id, @turn, @agent, @kind, @text, @arguments, sqlc.narg('proposal_id'), 'open', @now, @expires_at);

-- SettleOffer settles one that is open, once.
-- name: SettleOffer :one
update offers set state = @state, settled_at = @now::timestamptz
 where user_id = @user_id and id = @id and state = 'open' and expires_at > @now::timestamptz
returning *;

-- name: GetOffer :one
select * from offers where user_id = @user_id and id = @id;

-- ReplaceOffers withdraws what was offered before a turn and not answered in it.
-- name: ReplaceOffers :execrows
update offers set state = 'replaced', settled_at = @now::timestamptz where user_id = @user_id and state = 'open' and turn < @turn;

-- CountUnsummarised counts what was said since the summary, up to a limit.
-- name: CountUnsummarised :one
select count(*)::int from (
    select from messages m
     where m.user_id = @user_id and m.role <> 'tool' and m.content <> ''
       and m.created_at > coalesce((select s.until_at from summaries s where s.user_id = @user_id), '-infinity') limit @most) x;

-- name: ListUnsummarised :many
select m.id, m.role, m.agent, m.content, m.created_at from messages m
 where m.user_id = @user_id and m.role <> 'tool' and m.content <> ''
   and m.created_at > coalesce((select s.until_at from summaries s where s.user_id = @user_id), '-infinity')
 order by m.created_at, coalesce(m.turn, 0), m.seq, m.id limit @most;

-- name: GetSummary :one
select * from summaries where user_id = @user_id;

-- PutSummary replaces the summary that was read, unless the conversation was deleted meanwhile or somebody else was faster.
-- name: PutSummary :execrows
insert into summaries as s (user_id, text, until_at, until_id, by, created_at)
select @user_id, @text, m.created_at, m.id, @by, @now from messages m where m.user_id = @user_id and m.id = @until_id
on conflict (user_id) do update
   set text = excluded.text, until_at = excluded.until_at, until_id = excluded.until_id, by = excluded.by, revision = s.revision + 1, created_at = excluded.created_at
 where s.revision = @revision::int;

-- HoldAnswers reads what the coach said in a turn, to be cut to what was heard of it.
-- name: HoldAnswers :many
select id, seq, agent, content, parts, state, created_at, channel from messages
 where user_id = @user_id and turn = @turn and role = 'assistant' order by seq for update;

-- name: CutMessage :exec
update messages set content = @content, parts = @parts, state = 'interrupted'
 where user_id = @user_id and id = @id and role = 'assistant';

-- AppendEvents stores events behind the end of a turn. No row: it runs still, or they do not begin where its last one ended.
-- name: AppendEvents :one
with t as (
    update turns r set position = @until::int
     where r.user_id = @user_id and r.number = @number and r.state <> 'running' and r.position = @since::int
    returning r.number
), e as (
    insert into turn_events (user_id, turn, from_position, to_position, type, data, created_at)
    select @user_id, t.number, x.f, x.t, x.type, x.data, @now
      from t, json_to_recordset(@events::json) as x (f int, t int, type text, data json)
)
select number from t;
