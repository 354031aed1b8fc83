-- name: InsertCheckIn :execrows
insert into check_ins (user_id, id, at, local_date, time_zone, energy, sleep_quality, sleep_hours, soreness, by_region)
values (@user_id, @id, @at, @local_date, @time_zone, sqlc.narg('energy'), sqlc.narg('sleep_quality'), sqlc.narg('sleep_hours'), sqlc.narg('soreness'), sqlc.narg('by_region'))
on conflict (user_id, id) do nothing;

-- name: GetCheckIn :one
select * from check_ins where user_id = @user_id and id = @id;

-- name: ListCheckIns :many
select * from check_ins l
 where l.user_id = @user_id and (sqlc.narg('before')::uuid is null or (l.at, l.id) < (select c.at, c.id from check_ins c where c.user_id = @user_id and c.id = sqlc.narg('before')::uuid))
 order by l.at desc, l.id desc limit @most;

-- name: InsertWeight :execrows
insert into weights (user_id, id, at, local_date, time_zone, weight_kg, entered_value, entered_unit)
values (@user_id, @id, @at, @local_date, @time_zone, @weight_kg, @entered_value, @entered_unit)
on conflict (user_id, id) do nothing;

-- name: GetWeight :one
select * from weights where user_id = @user_id and id = @id;

-- name: ListWeights :many
select * from weights l
 where l.user_id = @user_id and (sqlc.narg('before')::uuid is null or (l.at, l.id) < (select w.at, w.id from weights w where w.user_id = @user_id and w.id = sqlc.narg('before')::uuid))
 order by l.at desc, l.id desc limit @most;

-- name: InsertWater :execrows
insert into water_logs (user_id, id, at, local_date, time_zone, ml)
values (@user_id, @id, @at, @local_date, @time_zone, @ml)
on conflict (user_id, id) do nothing;

-- name: GetWater :one
select * from water_logs where user_id = @user_id and id = @id;

-- name: InsertMealLog :execrows
insert into meal_logs (user_id, id, at, local_date, time_zone, meal_id, name, servings, nutrition, dish, portions)
values (@user_id, @id, @at, @local_date, @time_zone, @meal_id, @name, @servings, sqlc.narg('nutrition'), @dish, sqlc.narg('portions'))
on conflict (user_id, id) do nothing;

-- name: GetMealLog :one
select * from meal_logs where user_id = @user_id and id = @id;
