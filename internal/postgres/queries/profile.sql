-- name: GetProfile :one
select version, document, updated_at from profiles where user_id = @user_id;

-- name: LockProfile :one
select version, document, updated_at from profiles where user_id = @user_id for update;

-- name: PutProfile :exec
insert into profiles (user_id, version, document, updated_at) values (@user_id, @version, @document, @now)
on conflict (user_id) do update set version = excluded.version, document = excluded.document, updated_at = excluded.updated_at;

-- name: DropProfile :exec
delete from profiles where user_id = @user_id;

-- name: InsertProfileVersion :exec
insert into profile_versions (user_id, version, document, reason, actor, created_at)
values (@user_id, @version, @document, @reason, @actor, @now);

-- name: LastProfileVersion :one
select coalesce(max(version), 0)::int from profile_versions where user_id = @user_id;

-- ListProfileVersions comes with what is known of the person now, which says what of them may be shown.
-- name: ListProfileVersions :many
select v.version, v.document, v.reason, v.actor, v.created_at,
       coalesce((select f.document from profiles f where f.user_id = v.user_id),
       (select o.answers from onboarding o where o.user_id = v.user_id), '{}')::jsonb as answers
  from profile_versions v
 where v.user_id = @user_id and (@before::int = 0 or v.version < @before::int)
 order by v.version desc limit @most;

-- name: GetProfileVersion :one
select version, document, reason, actor, created_at from profile_versions where user_id = @user_id and version = @version;
