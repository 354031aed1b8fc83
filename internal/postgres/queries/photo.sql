-- name: InsertPhoto :exec
insert into photos (user_id, id, kind, content_type, size, state, created_at, local_date, time_zone)
values (@user_id, @id, @kind, @content_type, @size, 'pending', @now, @local_date, @time_zone);

-- name: CountPhotos :one
select count(*)::int as photos, (count(*) filter (where state = 'pending'))::int as pending
  from photos where user_id = @user_id;

-- name: GetPhoto :one
select * from photos where user_id = @user_id and id = @id;

-- name: StorePhoto :one
update photos set state = 'stored' where user_id = @user_id and id = @id returning *;

-- ListPhotos pages by id: ours begin with their time, and one that is gone still says where to go on.
-- name: ListPhotos :many
select * from photos
 where user_id = @user_id and state = 'stored' and (sqlc.narg('before')::uuid is null or id < sqlc.narg('before')::uuid)
 order by id desc limit @most;

-- name: DropPhoto :one
delete from photos where user_id = @user_id and id = @id returning created_at;

-- DropStaleUpload leaves an upload alone that was completed in between.
-- name: DropStaleUpload :execrows
delete from photos where user_id = @user_id and id = @id and state = 'pending';
