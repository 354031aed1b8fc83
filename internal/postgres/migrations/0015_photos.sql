-- Photos: what is known of them. Their bytes lie in the object store, under users/{user_id}/{id}.

-- +goose Up
create table photos (
    user_id      uuid not null references users (id) on delete cascade,
    id           uuid not null,
    kind         text not null check (kind in ('progress', 'meal')),
    content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp', 'image/heic')),
    size         int not null check (size between 1 and 20971520),
    state        text not null check (state in ('pending', 'stored')),
    created_at   timestamptz not null,
    local_date   date not null,
    time_zone    text not null,
    primary key (user_id, id)
);
create index photos_pending on photos (created_at) where state = 'pending';
call app.protect('photos', '{person}', '{person}', '{person,job}');

-- The housekeeping finds uploads of all people that never came; it drops each as its person.
create policy stale on photos for select to spotter_auth using (state = 'pending');
grant select (user_id, id, state, created_at) on photos to spotter_auth;

-- +goose StatementBegin
create function app.stale_uploads(before timestamptz, most int) returns table (user_id uuid, id uuid)
    language sql stable security definer set search_path = pg_catalog, pg_temp
    begin atomic
        select p.user_id, p.id from public.photos p
         where p.state = 'pending' and p.created_at < stale_uploads.before
         order by p.created_at limit stale_uploads.most;
    end;
-- +goose StatementEnd

revoke execute on function app.stale_uploads from public;
grant execute on function app.stale_uploads to spotter_app;
grant create on schema app to spotter_auth;
alter function app.stale_uploads owner to spotter_auth;
revoke create on schema app from spotter_auth;

-- +goose Down
alter function app.stale_uploads owner to spotter_owner;
drop function app.stale_uploads;
drop table photos;
