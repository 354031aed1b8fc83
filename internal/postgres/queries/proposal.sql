-- name: SupersedePending :exec
update proposals set state = 'superseded', decided_at = @now, revision = revision + 1
 where user_id = @user_id and kind = @kind and state = 'pending';

-- name: InsertProposal :exec
insert into proposals (user_id, id, kind, state, basis, base, changes, summary, reason, evidence, diff, before, after, actor, created_at, expires_at)
values (@user_id, @id, @kind, 'pending', @basis, @base, @changes, @summary, @reason, @evidence, @diff, @before, @after, @actor, @now, @expires_at);

-- GetProposal comes with what is known of the person now, which says what of it may be shown.
-- name: GetProposal :one
select sqlc.embed(p), coalesce((select f.document from profiles f where f.user_id = p.user_id),
       (select o.answers from onboarding o where o.user_id = p.user_id), '{}')::jsonb as answers
  from proposals p
 where p.user_id = @user_id and p.id = @id;

-- name: LockProposal :one
select * from proposals where user_id = @user_id and id = @id for update;

-- ListProposals pages from newest to oldest; state 'expired' is pending past its time, or what was
-- superseded only after it.
-- name: ListProposals :many
select sqlc.embed(p), coalesce((select f.document from profiles f where f.user_id = p.user_id),
       (select o.answers from onboarding o where o.user_id = p.user_id), '{}')::jsonb as answers
  from proposals p
 where p.user_id = @user_id
   and (@state::text = ''
        or @state::text = case when (p.state = 'pending' and p.expires_at <= @now) or (p.state = 'superseded' and p.decided_at >= p.expires_at)
                               then 'expired' else p.state end)
   and (sqlc.narg('before')::uuid is null or p.id < sqlc.narg('before')::uuid)
 order by p.id desc limit @most;

-- name: DecideProposal :exec
update proposals set state = @state, decided_at = @now, applied = sqlc.narg('applied'), revision = revision + 1
 where user_id = @user_id and id = @id;

-- SupersedeAccepted makes room for the acceptance of another proposal during onboarding.
-- name: SupersedeAccepted :exec
update proposals set state = 'superseded', revision = revision + 1
 where user_id = @user_id and kind = @kind and state = 'accepted' and basis = 'onboarding' and applied is null and id <> @id;

-- name: AcceptedForOnboarding :many
select * from proposals
 where user_id = @user_id and state = 'accepted' and basis = 'onboarding'
   and ((kind = 'training' and base = @training_basis) or (kind = 'meals' and base = @meals_basis))
 order by kind desc;

-- name: SetApplied :exec
update proposals set applied = @applied, revision = revision + 1 where user_id = @user_id and id = @id;

-- name: SupersedeOpen :exec
update proposals set state = 'superseded', decided_at = case when state = 'pending' then @now else decided_at end, revision = revision + 1
 where user_id = @user_id and (state = 'pending' or (state = 'accepted' and applied is null));

-- GetChanges reads what was asked for in the proposal that a plan comes from.
-- name: GetChanges :one
select changes from proposals where user_id = @user_id and id = @id;

-- LastProposal is the pending one of a kind, else the newest that was not turned down.
-- name: LastProposal :one
select state, base, changes, after, expires_at from proposals
 where user_id = @user_id and kind = @kind and state in ('pending', 'accepted', 'superseded')
 order by (state = 'pending') desc, id desc limit 1;
