select store.seen_by_place('work.job_order');
-- what was done lies where it ran
select store.seen_by_place('work.job_response', 'runs_at');
