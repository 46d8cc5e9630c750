create schema if not exists indicator;
comment on schema indicator is 'Indicator values with their sums and lineage (ISO 22400)';

create table indicator.value (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  indicator text not null,
  place text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  shift text,
  production_day text not null,
  profile text,
  numerator double precision not null,
  denominator double precision not null,
  value text,
  flags jsonb not null,
  factors jsonb not null,
  completeness double precision not null,
  sums jsonb not null,
  basis jsonb not null,
  before jsonb not null,
  reckoned_at timestamptz not null,
  constraint value_key primary key (site, id),
  constraint value_is_one_per_window unique (site, indicator, place, starts_at),
  constraint value_state_is_known check (state in ('provisional', 'final', 'restated'))
);
create index value_by_day on indicator.value (site, indicator, place, production_day);
comment on column indicator.value.completeness is 'Share of the window that is known, 0 to 1';
select record.audit_table('indicator.value');
