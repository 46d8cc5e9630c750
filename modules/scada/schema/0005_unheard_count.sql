-- Pieces made while nobody heard the machine stand apart from the quarters of an hour, with from when to when.
create table scada.unheard_count (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  place text not null,
  signal text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  total bigint not null,
  scrap bigint not null,
  heard_at timestamptz not null,
  constraint unheard_count_key primary key (site, id),
  constraint unheard_count_is_one_per_return unique (site, signal, ends_at),
  constraint unheard_count_ends_after_it_starts check (ends_at > starts_at)
);
create index unheard_count_by_time on scada.unheard_count (site, place, ends_at);
comment on table scada.unheard_count is 'Pieces a counter showed when it was heard again: made some time since it was heard last';
comment on column scada.unheard_count.starts_at is 'Heard last, or a late reading since, UTC';
comment on column scada.unheard_count.ends_at is 'Heard again, UTC';
comment on column scada.unheard_count.total is 'Pieces made in the stretch, good and scrap';
select record.audit_table('scada.unheard_count');
select store.seen_by_place('scada.unheard_count');
