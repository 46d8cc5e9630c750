-- the pages of a job order and of a lot lead to their deviations
create index deviation_by_job_order on qms.deviation (site, (source->>'jobOrder')) where source is not null;
create index deviation_by_lot on qms.deviation using gin (lots);
