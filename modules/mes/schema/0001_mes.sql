create schema if not exists mes;
comment on schema mes is 'Execution on the floor: steps, readings, calls for help (ISA-95 part 3)';

create table mes.execution (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  job_order text not null,
  place text not null,
  work_master text not null,
  definition text,
  lot_number text,
  lot text,
  steps jsonb not null,
  readings jsonb not null,
  began_at timestamptz not null,
  block jsonb,
  done_at timestamptz,
  constraint execution_key primary key (site, id),
  constraint execution_is_one_per_job unique (site, job_order),
  constraint blocked_execution_says_why check ((state = 'blocked') = (block is not null))
);
create index execution_by_place on mes.execution (site, place, state);
select record.audit_table('mes.execution');

create table mes.call (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  place text not null,
  about text not null,
  words text,
  job_order text,
  raised_by text not null,
  raised_at timestamptz not null,
  answered_by text,
  answered_at timestamptz,
  constraint call_key primary key (site, id)
);
create index call_waiting on mes.call (site, state, raised_at);
select record.audit_table('mes.call');
