-- name: SupersedePending :exec
update proposals set state = 'superseded', decided_at = @now, revision = revision + 1
 where user_id = @user_id and kind = @kind and state = 'pending';

-- name: InsertProposal :exec
insert into proposals (user_id, id, kind, state, basis, base, changes, summary, reason, evidence, diff, before, after, actor, created_at, expires_at)
values (@user_id, @id, @kind, 'pending', @basis, @base, @changes, @summary, @reason, @evidence, @diff, @before, @after, @actor, @now, @expires_at);

-- name: GetProposal :one
select * from proposals where user_id = @user_id and id = @id;

-- name: LockProposal :one
select * from proposals where user_id = @user_id and id = @id for update;

-- ListProposals pages from newest to oldest; state 'expired' is pending past its time.
-- name: ListProposals :many
select * from proposals
 where user_id = @user_id
   and (@state::text = ''
        or (@state::text = 'expired' and state = 'pending' and expires_at <= @now)
        or (state = @state::text and (state <> 'pending' or expires_at > @now)))
   and (sqlc.narg('before')::uuid is null or id < sqlc.narg('before')::uuid)
 order by id desc limit @most;

-- name: DecideProposal :one
update proposals set state = @state, decided_at = @now, applied = sqlc.narg('applied'), revision = revision + 1
 where user_id = @user_id and id = @id
returning *;

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
update proposals set state = 'superseded', decided_at = @now, revision = revision + 1
 where user_id = @user_id and (state = 'pending' or (state = 'accepted' and applied is null));

-- LastProposal is the newest of a kind that was not turned down.
-- name: LastProposal :one
select state, changes, after from proposals
 where user_id = @user_id and kind = @kind and state in ('pending', 'accepted', 'superseded')
 order by id desc limit 1;
