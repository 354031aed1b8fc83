-- InsertMemory remembers unless the same words are remembered already.
-- name: InsertMemory :execrows
insert into memories (user_id, id, kind, text, text_key, source, message_id, agent, local_date, created_at, updated_at)
values (@user_id, @id, @kind, @text, @text_key, @source, sqlc.narg('message_id'), @agent, @local_date, @now, @now)
on conflict (user_id, text_key) do nothing;

-- name: GetMemory :one
select * from memories where user_id = @user_id and id = @id;

-- name: FindMemory :one
select * from memories where user_id = @user_id and text_key = @text_key;

-- name: ListMemories :many
select * from memories m
 where m.user_id = @user_id and (sqlc.narg('before')::uuid is null or (m.created_at, m.id) <
       (select c.created_at, c.id from memories c where c.user_id = @user_id and c.id = sqlc.narg('before')::uuid))
 order by m.created_at desc, m.id desc limit @most;

-- name: CountMemories :one
select count(*)::int from memories where user_id = @user_id;

-- ForgetOldestInferred makes room.
-- name: ForgetOldestInferred :execrows
delete from memories m where m.user_id = @user_id and m.id in (
    select o.id from memories o where o.user_id = @user_id and o.source = 'inferred' order by o.created_at, o.id limit @most);

-- ChangeMemory makes it the person's own words.
-- name: ChangeMemory :one
update memories
   set kind = @kind, text = @text, text_key = @text_key, source = 'told', updated_at = @now, revision = revision + 1
 where user_id = @user_id and id = @id and (@if_revision::int = 0 or revision = @if_revision::int)
returning *;

-- name: DeleteMemory :execrows
delete from memories where user_id = @user_id and id = @id;

-- name: DeleteMemories :exec
delete from memories where user_id = @user_id;
