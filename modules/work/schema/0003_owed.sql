alter table work.job_order add column owed jsonb;
comment on column work.job_order.owed is 'What is owed before it may be completed, such as an overdue check: key, words, since';
