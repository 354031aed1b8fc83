-- GetAnswersWithMeals is what is known of the person now, with the meal plan in force when there is one.
-- name: GetAnswersWithMeals :one
select coalesce((select f.document from profiles f where f.user_id = u.id), (select o.answers from onboarding o where o.user_id = u.id), '{}')::jsonb as answers,
       coalesce((select m.document from plans m where m.user_id = u.id and m.kind = 'meals'), 'null')::json as meals
  from users u where u.id = @user_id;
