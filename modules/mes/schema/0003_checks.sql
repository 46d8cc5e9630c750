alter table mes.execution add column allowed jsonb not null default '[]';
comment on column mes.execution.allowed is 'Further readings that whoever was called allowed after a value out of limits';
alter table mes.execution add column clock_stopped_at timestamptz;
comment on column mes.execution.clock_stopped_at is 'Since then the clocks of its checks stand, for the job does not run';
