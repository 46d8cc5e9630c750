create schema if not exists scada;
comment on schema scada is 'What machines do now and did before: states and exclusive intervals (PackML, ISO 22400-2 §5)';

create table scada.unit (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  place text not null,
  now jsonb not null,
  heard_at timestamptz not null,
  lost_at timestamptz,
  constraint unit_key primary key (site, id),
  constraint unit_is_one_per_place unique (site, place)
);
comment on column scada.unit.heard_at is 'Source time of the newest report in order, UTC';
select record.audit_table('scada.unit');

create table scada.interval (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  place text not null,
  bucket text not null,
  packml text not null,
  mode text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  job_order text,
  reason text,
  explained_by text,
  source text not null,
  constraint interval_key primary key (site, id),
  constraint interval_ends_after_it_starts check (ends_at > starts_at)
);
create index interval_by_bucket on scada.interval (site, bucket);
create index interval_by_time on scada.interval (site, place, starts_at);
select record.audit_table('scada.interval');

create table scada.count (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  place text not null,
  starts_at timestamptz not null,
  total double precision not null,
  scrap double precision not null,
  heard_at timestamptz not null,
  constraint count_key primary key (site, id),
  constraint count_is_one_per_quarter_hour unique (site, place, starts_at)
);
comment on table scada.count is 'Pieces per unit and quarter of an hour, from machine counters';
select record.audit_table('scada.count');
