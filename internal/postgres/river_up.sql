-- The worker role claims and finishes any job; the app role sees and adds those of its own user only.
grant select, insert, update, delete on river_job, river_leader, river_queue,
    river_notification, river_migration to spotter_worker;
grant usage on all sequences in schema public to spotter_worker;

alter table river_job enable row level security;
alter table river_job force row level security;
create policy owner on river_job to spotter_owner using (true) with check (true);
create policy claims on river_job to spotter_worker using (true) with check (true);
create policy own_jobs on river_job to spotter_app
    using (args ->> 'user_id' = (select app.user_id())::text)
    with check (args ->> 'user_id' = (select app.user_id())::text);
create policy adds_available on river_job as restrictive for insert to spotter_app
    with check (state in ('available', 'scheduled', 'pending') and attempt = 0);
create index river_job_user on river_job ((args ->> 'user_id'));
grant select, insert, delete, update (kind) on river_job to spotter_app; -- River's upsert of unique jobs sets kind to itself
grant usage on sequence river_job_id_seq to spotter_app;
