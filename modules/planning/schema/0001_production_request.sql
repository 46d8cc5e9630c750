create schema if not exists planning;
comment on schema planning is 'What other systems ask the plant to make, and where begun work and its request no longer agree (ISA-95 part 2)';

create table planning.production_request (
  site text not null,
  id uuid not null,
  revision integer not null,
  number text not null,
  state text not null,
  system text not null,
  external_id text not null,
  description text,
  priority integer,
  lines jsonb not null,
  message text not null,
  told_at timestamptz,
  orders jsonb not null,
  done text[] not null,
  received_at timestamptz not null,
  completed_at timestamptz,
  cancelled_at timestamptz,
  constraint production_request_key primary key (site, id),
  constraint production_request_number_is_used_once unique (site, number),
  constraint external_order_is_one_request unique (site, system, external_id),
  constraint production_request_state_is_known check (state in ('held', 'planned', 'completed', 'cancelled'))
);
create index production_request_by_state on planning.production_request (site, state, received_at);
comment on column planning.production_request.lines is 'As told, with the work each means in the model or with what nobody knows of it';
select record.audit_table('planning.production_request');

create table planning.difference (
  site text not null,
  id uuid not null,
  revision integer not null,
  number text not null,
  state text not null,
  request uuid not null,
  external_id text not null,
  system text not null,
  message text not null,
  place text not null,
  items jsonb not null,
  opened_at timestamptz not null,
  decision text,
  why text,
  decided_by text,
  decided_at timestamptz,
  constraint difference_key primary key (site, id),
  constraint difference_number_is_used_once unique (site, number),
  constraint difference_state_is_known check (state in ('open', 'decided', 'superseded')),
  constraint decided_difference_says_by_whom check ((state = 'decided') = (decided_by is not null))
);
create index difference_by_request on planning.difference (site, request, state);
create index difference_by_state on planning.difference (site, state, opened_at);
select record.audit_table('planning.difference');
