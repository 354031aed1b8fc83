-- The worker role claims and finishes any job, elects a leader and keeps the rows of the queues; it sees
-- nothing of people. The app role sees and adds the jobs of its own user only.
-- Rebuilding indexes needs their owner, so River's reindexer stays off. River's other tables
-- (river_migration, river_notification) are for its own migrator and for SQLite: nobody is let in.
grant select, insert, update, delete on river_job, river_leader, river_queue to spotter_worker;
grant usage on sequence river_job_id_seq to spotter_worker;

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
