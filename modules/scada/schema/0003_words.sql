-- breaking: a late report carries one word, which a server of the version before cannot read; counts become whole numbers
-- Late words find their place whenever a stretch began; a machine's own reason stands beside a person's; counters are read.
alter table scada.unit add column began_at timestamptz;
comment on column scada.unit.began_at is 'Where the history of the unit begins, UTC; unknown for units first heard before this was kept';

alter table scada.interval
  add column told jsonb,
  add column said jsonb;
comment on column scada.interval.told is 'Reason the machine gave: its word, the reason of the model it means, when';
comment on column scada.interval.said is 'When the words it rests on were said, per kind (state, mode, job)';

drop view if exists scada.count_in_force;
alter table scada.count
  alter column total type bigint using round(total)::bigint,
  alter column scrap type bigint using round(scrap)::bigint;
comment on column scada.count.total is 'Pieces made in the quarter of an hour, good and scrap';

create table scada.counter (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  signal text not null,
  place text not null,
  oldest jsonb not null,
  newest jsonb not null,
  gaps jsonb not null,
  constraint counter_key primary key (site, id),
  constraint counter_is_one_per_signal unique (site, signal)
);
comment on table scada.counter is 'What each counter of a machine showed last, and where it was not read for minutes';
select record.audit_table('scada.counter');
select store.seen_by_place('scada.counter');
