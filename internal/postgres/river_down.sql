drop index river_job_user;
