-- name: GetPlan :one
select version, document, proposal_id, since from plans where user_id = @user_id and kind = @kind;

-- name: LockPlan :one
select version, document, proposal_id, since from plans where user_id = @user_id and kind = @kind for update;

-- name: PutPlan :exec
insert into plans (user_id, kind, version, document, digest, proposal_id, since)
values (@user_id, @kind, @version, @document, @digest, sqlc.narg('proposal_id'), @now)
on conflict (user_id, kind) do update
   set version = excluded.version, document = excluded.document, digest = excluded.digest, proposal_id = excluded.proposal_id, since = excluded.since;

-- name: DropPlans :exec
delete from plans where user_id = @user_id;

-- name: LastPlanVersion :one
select coalesce(max(version), 0)::int from plan_versions where user_id = @user_id and kind = @kind;

-- name: InsertPlanVersion :exec
insert into plan_versions (user_id, kind, version, document, reason, actor, proposal_id, created_at)
values (@user_id, @kind, @version, @document, @reason, @actor, sqlc.narg('proposal_id'), @now);

-- name: ListPlanVersions :many
select version, reason, actor, proposal_id, created_at from plan_versions
 where user_id = @user_id and kind = @kind and (@before::int = 0 or version < @before::int)
 order by version desc limit @most;

-- name: GetPlanVersion :one
select version, document, reason, actor, proposal_id, created_at from plan_versions
 where user_id = @user_id and kind = @kind and version = @version;

-- name: GetPlanWithProfile :one
select t.version, t.document, t.proposal_id, t.since, p.document as profile
  from plans t join profiles p on p.user_id = t.user_id
 where t.user_id = @user_id and t.kind = @kind;
