-- name: InsertUser :exec
insert into users (id, email, email_key, full_name, password_hash, google_subject, time_zone, email_verified_at, created_at)
values (@id, @email, @email_key, @full_name, sqlc.narg('password_hash'), sqlc.narg('google_subject'), @time_zone, sqlc.narg('email_verified_at'), @now);

-- name: GetUser :one
select id, email, full_name, time_zone, email_verified_at, (password_hash is not null)::bool as has_password,
       onboarded_at, active, revision, created_at
  from users where id = @id;

-- HoldUser keeps the row as it is until the transaction ends: a sign-in is decided on what it answers.
-- name: HoldUser :one
select email, email_key, password_hash, google_subject, email_verified_at, active from users where id = @id for share;

-- LockUser is HoldUser for those who go on to change the row.
-- name: LockUser :one
select email, email_key, password_hash, google_subject, email_verified_at, onboarded_at, active, revision
  from users where id = @id for no key update;

-- name: UpdateUser :exec
update users set full_name = @full_name, time_zone = @time_zone, revision = revision + 1 where id = @id;

-- name: SetPassword :exec
update users set password_hash = @password_hash, revision = revision + 1 where id = @id;

-- RehashPassword replaces a hash by another of the same password; a change in between wins.
-- name: RehashPassword :exec
update users set password_hash = @fresh where id = @id and password_hash = @stale;

-- name: VerifyEmail :exec
update users set email_verified_at = coalesce(email_verified_at, @now), revision = revision + 1 where id = @id;

-- name: LinkGoogle :exec
update users set google_subject = @google_subject, revision = revision + 1 where id = @id;

-- name: DeactivateUser :execrows
update users set active = false, revision = revision + 1 where id = @id;

-- name: DeleteUser :execrows
delete from users where id = @id;

-- name: InsertLogin :exec
insert into logins (user_id, id, device, address, created_at, last_used_at, expires_at)
values (@user_id, @id, @device, @address, @now, @now, @expires_at);

-- name: LockLogin :one
select created_at, last_used_at, expires_at, revoked_at from logins where user_id = @user_id and id = @id for update;

-- name: GetLogin :one
select created_at, expires_at, revoked_at from logins where user_id = @user_id and id = @id;

-- name: ListLogins :many
select id, device, address, created_at, last_used_at, expires_at from logins
 where user_id = @user_id and revoked_at is null and expires_at > @now
 order by last_used_at desc, id desc limit @most;

-- name: UseLogin :exec
update logins set last_used_at = @now, expires_at = @expires_at, address = @address, device = @device
 where user_id = @user_id and id = @id;

-- name: RevokeLogin :execrows
update logins set revoked_at = @now where user_id = @user_id and id = @id and revoked_at is null;

-- RevokeLogins ends all logins but one; the zero id spares none.
-- name: RevokeLogins :many
update logins set revoked_at = @now where user_id = @user_id and id <> @but and revoked_at is null
returning id;

-- name: DropDeadLogins :exec
delete from logins where user_id = @user_id and (expires_at < @before or revoked_at < @before);

-- name: Revoke :exec
insert into revocations (user_id, subject, at)
select @user_id, s, clock_timestamp() from unnest(@subjects::uuid[]) as s
on conflict (user_id, subject) do update set at = excluded.at;

-- name: InsertRefreshToken :exec
insert into refresh_tokens (user_id, login_id, hash, issued_at) values (@user_id, @login_id, @hash, @now);

-- name: GetRefreshToken :one
select used_at, successor from refresh_tokens where user_id = @user_id and login_id = @login_id and hash = @hash;

-- name: UseRefreshToken :exec
update refresh_tokens set used_at = @now, successor = @successor where user_id = @user_id and hash = @hash;

-- name: DropSpentRefreshTokens :exec
delete from refresh_tokens where user_id = @user_id and login_id = @login_id and used_at < @before;

-- name: InsertPersonalToken :exec
insert into personal_tokens (user_id, id, name, hash, scopes, created_at, expires_at)
values (@user_id, @id, @name, @hash, @scopes, @now, @expires_at);

-- name: ListPersonalTokens :many
select id, name, scopes, created_at, expires_at, last_used_at from personal_tokens
 where user_id = @user_id order by created_at desc, id desc limit 200;

-- name: CountPersonalTokens :one
select count(*)::int from personal_tokens where user_id = @user_id;

-- name: TouchPersonalToken :exec
update personal_tokens set last_used_at = @now where user_id = @user_id and id = @id;

-- name: DeletePersonalToken :execrows
delete from personal_tokens where user_id = @user_id and id = @id;

-- name: InsertPasskey :exec
insert into passkeys (user_id, id, credential_id, credential, name, created_at)
values (@user_id, @id, @credential_id, @credential, @name, @now);

-- name: ListPasskeys :many
select id, credential_id, credential, name, created_at, last_used_at from passkeys
 where user_id = @user_id order by created_at, id limit 100;

-- name: LockPasskey :one
select id, credential from passkeys where user_id = @user_id and credential_id = @credential_id for update;

-- name: UsePasskey :exec
update passkeys set credential = @credential, last_used_at = @now where user_id = @user_id and id = @id;

-- name: DeletePasskey :execrows
delete from passkeys where user_id = @user_id and id = @id;

-- name: InsertEmailToken :exec
insert into email_tokens (user_id, id, purpose, created_at, expires_at)
values (@user_id, @id, @purpose, @now, @expires_at);

-- name: GetEmailToken :one
select purpose, expires_at, used_at from email_tokens where user_id = @user_id and id = @id;

-- name: TakeEmailToken :execrows
update email_tokens set used_at = @now
 where user_id = @user_id and id = @id and purpose = @purpose and used_at is null and expires_at > @now;

-- name: VoidEmailTokens :exec
delete from email_tokens where user_id = @user_id and purpose = @purpose and (used_at is not null or expires_at < @now or @unused::bool);

-- name: Forgive :exec
select auth.forgive(@wholly::bytea[], @once::bytea[]);

-- name: KeepCeremony :exec
select auth.keep_ceremony(@id, @data::jsonb, @expires_at);

-- name: Prune :exec
select auth.prune(@now);

-- name: DeletePasskeys :exec
delete from passkeys where user_id = @user_id;

-- name: DeletePersonalTokens :many
delete from personal_tokens where user_id = @user_id returning id;
