alter table work.job_order add column settled jsonb;
comment on column work.job_order.settled is 'Up to when what was owed under a key is settled: an owe that is heard late, of that time or before, is owed no more';
