-- the page of a job order leads to the lot it made
create index lot_by_job on material.lot using gin (made jsonb_path_ops);
