-- the pages of a job order and of a request lead to what was told of them
create index message_by_job_order on integration.message (site, job_order) where job_order is not null;
create index message_by_request on integration.message (site, request) where request is not null;
