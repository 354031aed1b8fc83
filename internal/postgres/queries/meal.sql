-- name: GetMealChange :one
select * from meal_changes where user_id = @user_id and local_date = @local_date and meal_id = @meal_id;

-- name: PutMealChange :exec
insert into meal_changes (user_id, local_date, meal_id, meal, proposal_id) values (@user_id, @local_date, @meal_id, @meal, @proposal_id)
on conflict (user_id, local_date, meal_id) do update set meal = excluded.meal, proposal_id = excluded.proposal_id;

-- name: DropMealChange :exec
delete from meal_changes where user_id = @user_id and local_date = @local_date and meal_id = @meal_id;

-- DropMealChangesOf drops what stands instead of some meals from a date on.
-- name: DropMealChangesOf :exec
delete from meal_changes where user_id = @user_id and local_date >= @since and meal_id = any(@meals::text[]);

-- name: DropMealChanges :exec
delete from meal_changes where user_id = @user_id;

-- GetShopping reads all that a shopping list is made of, in one row: the plan, what stands instead of it
-- on single dates, and what was ticked off.
-- name: GetShopping :one
select p.document as profile, m.document as meals,
       (select coalesce(jsonb_agg(jsonb_build_object('date', c.local_date, 'id', c.meal_id, 'meal', c.meal)), '[]') from meal_changes c
         where c.user_id = p.user_id and c.local_date between @since and @until)::jsonb as changed,
       (select coalesce(jsonb_agg(jsonb_build_object('food', t.food, 'grams', t.grams, 'from', t.from_date, 'until', t.until_date)), '[]') from shopping_ticks t
         where t.user_id = p.user_id)::jsonb as ticks
  from profiles p join plans m on m.user_id = p.user_id and m.kind = 'meals'
 where p.user_id = @user_id;

-- name: PutTick :exec
insert into shopping_ticks (user_id, food, grams, from_date, until_date) values (@user_id, @food, @grams, @from_date, @until_date)
on conflict (user_id, food) do update set grams = excluded.grams, from_date = excluded.from_date, until_date = excluded.until_date;

-- name: DropTick :exec
delete from shopping_ticks where user_id = @user_id and food = @food;

-- name: ListMealChanges :many
select * from meal_changes where user_id = @user_id and local_date = @local_date;

-- FindMealProposal is the accepted exchange that put a meal on a date.
-- name: FindMealProposal :one
select id from proposals where user_id = @user_id and kind = 'meal' and state = 'accepted' and after = @after order by id desc limit 1;

-- GetPlanOn is the version of a plan that was the newest before an instant.
-- name: GetPlanOn :one
select document from plan_versions where user_id = @user_id and kind = @kind and created_at < @before order by version desc limit 1;
