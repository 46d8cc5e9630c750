create schema if not exists work;
comment on schema work is 'Job orders of all four work types and what was done on them (ISA-95 part 4)';

create table work.job_order (
  site text not null,
  id uuid not null,
  revision integer not null,
  number text not null,
  state text not null,
  work_type text not null,
  place text not null,
  work_master text,
  definition text,
  lot_number text,
  quantity jsonb not null,
  planned_start timestamptz not null,
  planned_end timestamptz,
  priority integer not null,
  sequence integer not null,
  request uuid,
  external_ids jsonb not null,
  persons text[] not null,
  good text not null,
  scrap text not null,
  scrap_by_reason jsonb not null,
  flagged_counts jsonb not null,
  created_by text not null,
  created_at timestamptz not null,
  dispatched_by text,
  dispatched_at timestamptz,
  runs_at text,
  started_by text,
  started_at timestamptz,
  directive jsonb,
  running_since timestamptz,
  running_by text[],
  run_good text,
  run_scrap text,
  paused_by text,
  paused_at timestamptz,
  paused_why text,
  held_from text,
  held_by text,
  held_at timestamptz,
  held_why text,
  completed_by text,
  completed_at timestamptz,
  closed_by text,
  closed_at timestamptz,
  ended_by text,
  ended_at timestamptz,
  ended_why text,
  constraint job_order_key primary key (site, id),
  constraint job_order_number_is_used_once unique (site, number),
  constraint job_order_state_is_known check (state in ('waiting', 'dispatched', 'running', 'paused', 'held', 'completed', 'closed', 'cancelled', 'aborted')),
  constraint running_job_order_says_where_and_since_when check ((state = 'running') = (running_since is not null)),
  constraint completed_job_order_says_by_whom check ((state in ('completed', 'closed')) = (completed_by is not null))
);
create index job_order_queue on work.job_order (site, place, state, sequence);
create index job_order_by_request on work.job_order (site, request) where request is not null;
create index job_order_running on work.job_order (site, runs_at, state) where runs_at is not null;
comment on column work.job_order.quantity is 'Exact decimal as text and UCUM unit; good and scrap are in the same unit';
comment on column work.job_order.directive is 'Work master as it was at the start (ISA-95 part 4, WorkDirective)';
select record.audit_table('work.job_order');

create table work.job_response (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  job_order uuid not null,
  "from" timestamptz not null,
  "to" timestamptz not null,
  runs_at text not null,
  persons text[] not null,
  good text not null,
  scrap text not null,
  unit text not null,
  ended_by text not null,
  constraint job_response_key primary key (site, id),
  constraint job_response_does_not_end_before_it_starts check ("from" <= "to")
);
create index job_response_by_order on work.job_response (site, job_order, "from");
comment on table work.job_response is 'ISA-95 part 4, JobResponse: one interval of work';
select record.audit_table('work.job_response');
