-- name: StartOnboarding :exec
insert into onboarding (user_id, updated_at) values (@user_id, @now);

-- name: GetOnboarding :one
select o.answers, o.training_basis, o.meals_basis, o.revision, o.completed_at,
       (o.training_accepted is not distinct from o.training_basis)::bool as training_accepted,
       (o.meals_accepted is not distinct from o.meals_basis)::bool as meals_accepted
  from onboarding o
 where o.user_id = @user_id;

-- SaveAnswer saves one step when it may be saved, in one statement. A changed answer moves the basis of
-- the plans that it feeds, which voids their acceptance. No row: GetOnboarding says why.
-- name: SaveAnswer :one
update onboarding o
   set answers = jsonb_set(o.answers, array[@step::text], @answer::jsonb, true),
       training_basis = o.training_basis + (@feeds_training::bool and o.answers -> @step::text is distinct from @answer::jsonb)::int,
       meals_basis = o.meals_basis + (@feeds_meals::bool and o.answers -> @step::text is distinct from @answer::jsonb)::int,
       revision = o.revision + (o.answers -> @step::text is distinct from @answer::jsonb)::int,
       updated_at = @now
 where o.user_id = @user_id
   and o.completed_at is null
   and (@step::text = 'consent' or o.answers ? 'consent')
   and (@step::text <> 'schedule' or o.answers -> 'diet' is null
        or (o.answers -> 'diet' -> 'meals_per_day')::int = @meals::int)
   and (@if_revision::int = 0 or o.revision = @if_revision::int)
returning o.answers, o.training_basis, o.meals_basis, o.revision, o.completed_at,
       (o.training_accepted is not distinct from o.training_basis)::bool as training_accepted,
       (o.meals_accepted is not distinct from o.meals_basis)::bool as meals_accepted;

-- GetAnswers is what is known of the person now: the profile, before completion the answers so far.
-- name: GetAnswers :one
select coalesce((select f.document from profiles f where f.user_id = u.id), (select o.answers from onboarding o where o.user_id = u.id), '{}')::jsonb as answers
  from users u where u.id = @user_id;

-- MarkAccepted notes the basis of the proposal that is accepted for a plan, or that none is.
-- name: MarkAccepted :exec
update onboarding
   set revision = revision + 1,
       training_accepted = case @kind::text when 'training' then sqlc.narg('base')::int else training_accepted end,
       meals_accepted = case @kind::text when 'meals' then sqlc.narg('base')::int else meals_accepted end
 where user_id = @user_id;

-- name: LockOnboarding :one
select answers, training_basis, meals_basis, revision, completed_at from onboarding where user_id = @user_id for update;

-- name: CompleteOnboarding :exec
update onboarding set completed_at = @now, updated_at = @now, revision = revision + 1 where user_id = @user_id;

-- name: ResetOnboarding :execrows
update onboarding
   set answers = '{}', training_basis = training_basis + 1, meals_basis = meals_basis + 1,
       revision = revision + 1, completed_at = null, updated_at = @now
 where user_id = @user_id;

-- name: MarkOnboarded :exec
update users set onboarded_at = sqlc.narg('at'), time_zone = coalesce(nullif(@time_zone::text, ''), time_zone), revision = revision + 1
 where users.id = @user_id;
