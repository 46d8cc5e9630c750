-- The append-only record of what was done, and the queues that hang on it.
create schema if not exists store;

comment on schema store is 'Acts, events, idempotency keys, sequence, deliveries, timers. Rooms write here only through the shell.';

-- Raises when a write did not meet what the decision was based on. A pipelined commit is unconditional, so it must fail in SQL.
create function store.must(ok boolean, rule text, facts text) returns boolean
language plpgsql as $$
begin
  if not coalesce(ok, false) then
    raise exception using errcode = 'MR001', message = rule, detail = facts;
  end if;
  return true;
end $$;

create sequence store.act_seq;

create table store.act (
  site text not null,
  id uuid not null,
  recorded_at timestamptz not null,
  happened_at timestamptz not null,
  clock text not null,
  address text not null,
  by_person text not null,
  role text not null,
  station text,
  caused_by text,
  reason text,
  input text not null,
  constraint act_key primary key (site, id, recorded_at),
  constraint act_clock_is_wall_or_virtual check (clock in ('wall', 'virtual', 'database'))
) partition by range (recorded_at);

comment on table store.act is 'One thing done. Append-only; partitioned by month of recording.';
comment on column store.act.recorded_at is 'Server clock, UTC';
comment on column store.act.happened_at is 'When it happened, UTC; equals recorded_at unless a back-fill, an offline terminal or a machine says otherwise';
comment on column store.act.clock is 'wall; virtual for rehearsed history; database for a change made outside Millrace';
comment on column store.act.input is 'The input as it was accepted, canonical JSON; secrets are never part of it';

create table store.event (
  site text not null,
  id uuid not null,
  act uuid not null,
  part smallint not null,
  recorded_at timestamptz not null,
  type text not null,
  version smallint not null,
  noun text not null,
  subject text not null,
  revision integer not null,
  data jsonb not null,
  constraint event_key primary key (site, id, recorded_at)
) partition by range (recorded_at);

create index event_by_act on store.event (site, act, part);
create index event_by_subject on store.event (site, noun, subject, revision);
comment on table store.event is 'What an act made true. Append-only; partitioned by month of recording (CloudEvents attributes by name).';
comment on column store.event.part is 'Place of the event within its act, from 0';
comment on column store.event.revision is 'Revision of the subject after this event';

-- Uniqueness that a partitioned table cannot give: one revision of one subject happens once.
create table store.revision (
  site text not null,
  noun text not null,
  subject text not null,
  revision integer not null,
  constraint revision_of_a_record_happens_once primary key (site, noun, subject, revision)
);

create table store.command_key (
  site text not null,
  key text not null,
  address text not null,
  input_hash text not null,
  recorded_at timestamptz not null,
  answer jsonb,
  refusal jsonb,
  constraint command_key_is_used_once primary key (site, key)
);
create index command_key_by_age on store.command_key (recorded_at);
comment on table store.command_key is 'Idempotency: the answer, or the refusal, that a key led to. Kept 35 days.';

create table store.unsequenced (
  site text not null,
  seq bigint not null default nextval('store.act_seq'),
  act uuid not null,
  recorded_at timestamptz not null,
  events integer not null,
  constraint unsequenced_key primary key (site, seq)
);
comment on table store.unsequenced is 'Outbox: acts committed and not yet given a position';

create table store.head (
  site text not null,
  ordinal bigint not null default 0,
  position bigint not null default 0,
  constraint head_key primary key (site)
);
comment on table store.head is 'Last ordinal of an act and last position of an event, per site';

create table store.sequenced (
  site text not null,
  ordinal bigint not null,
  act uuid not null,
  recorded_at timestamptz not null,
  first_position bigint not null,
  events integer not null,
  constraint sequenced_key primary key (site, ordinal)
);
create index sequenced_by_position on store.sequenced (site, first_position);
create index sequenced_by_act on store.sequenced (site, act);
comment on table store.sequenced is 'Positions of committed acts; the position of an event is first_position + part. No reader skips a late one.';

create sequence store.delivery_seq;
create table store.delivery (
  site text not null,
  id bigint not null default nextval('store.delivery_seq'),
  reaction text not null,
  key text not null,
  position bigint not null,
  event uuid not null,
  act uuid not null,
  state text not null default 'waiting',
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  lease_until timestamptz,
  lease_by text,
  last_error text,
  constraint delivery_key primary key (site, id),
  constraint delivery_happens_once unique (site, reaction, event),
  constraint delivery_state_is_known check (state in ('waiting', 'parked'))
);
create index delivery_in_order on store.delivery (site, reaction, key, position);
create index delivery_due on store.delivery (site, state, due_at);
comment on table store.delivery is 'Queued reactions not yet done; a done one is deleted in the transaction of its effect. A parked one holds only its own key.';

create table store.timer (
  site text not null,
  id uuid not null,
  name text not null,
  key text not null,
  due_at timestamptz not null,
  clock text not null,
  seconds double precision,
  place text,
  started_at timestamptz not null,
  event uuid not null,
  act uuid not null,
  attempts integer not null default 0,
  lease_until timestamptz,
  lease_by text,
  last_error text,
  state text not null default 'running',
  constraint timer_key primary key (site, id),
  constraint timer_runs_once_per_key unique (site, name, key),
  constraint timer_clock_is_known check (clock in ('elapsed', 'working', 'instant')),
  constraint timer_state_is_known check (state in ('running', 'parked'))
);
create index timer_due on store.timer (site, state, due_at);
comment on table store.timer is 'Durable timers. A working clock is recomputed when its calendar changes.';
comment on column store.timer.seconds is 'Length asked for, s';

create table store.kept_report (
  site text not null,
  id uuid not null,
  key text not null,
  address text not null,
  by_person text not null,
  station text,
  recorded_at timestamptz not null,
  happened_at timestamptz not null,
  input jsonb not null,
  rule text not null,
  sentence text not null,
  settled_at timestamptz,
  settled_by text,
  settled_how text,
  constraint kept_report_key primary key (site, id),
  constraint kept_report_is_kept_once unique (site, key)
);
comment on table store.kept_report is 'Reports of what happened that did not fit the record: kept as told, with what they broke, until a person settles them.';

create table store.remark (
  site text not null,
  act uuid not null,
  recorded_at timestamptz not null,
  rule text not null,
  mode text not null,
  sentence text not null,
  facts jsonb not null
);
create index remark_by_rule on store.remark (site, rule, recorded_at);
comment on table store.remark is 'Plant rules that were broken where their mode did not enforce them (observe, shadow, advise)';

create table store.task (
  site text not null,
  id uuid not null,
  recorded_at timestamptz not null,
  reaction text not null,
  event uuid not null,
  rule text not null,
  sentence text not null,
  settled_at timestamptz,
  constraint task_key primary key (site, id)
);
comment on table store.task is 'A reaction that was refused and left a task to a person';

-- Partitions of the append-only tables, made ahead: a month whose rows already lie in a default partition cannot be made.
create function store.make_partitions(from_month timestamptz, months_ahead integer) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  parent text;
  month date;
  name text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(7340002);
  for parent in select unnest(array['store.act', 'store.event', 'record.audit']) loop
    if to_regclass(parent) is null then continue; end if;
    for i in 0..months_ahead loop
      month := (date_trunc('month', from_month at time zone 'utc') + make_interval(months => i))::date;
      name := parent || '_p' || to_char(month, 'YYYYMM');
      if to_regclass(name) is null then
        execute format('create table %s partition of %s for values from (%L) to (%L)', name, parent,
          month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end $$;
comment on function store.make_partitions(timestamptz, integer) is 'Makes the monthly partitions from a month on; answers how many were made. Runs with the owner''s rights.';

-- Numbers people read, gapless: taken in the commit that needs them, given back when it fails.
create table store.number (
  site text not null,
  series text not null,
  year integer not null,
  last integer not null,
  constraint number_key primary key (site, series, year)
);

create function store.next_number(p_site text, p_series text, p_pattern text, p_at timestamptz) returns text
language plpgsql as $$
declare
  y integer := extract(year from p_at at time zone 'utc');
  n integer;
  zeros text := substring(p_pattern from '\{(0+)\}');
begin
  insert into store.number as s (site, series, year, last) values (p_site, p_series, case when p_pattern like '%{year}%' then y else 0 end, 1)
  on conflict (site, series, year) do update set last = s.last + 1
  returning last into n;
  return replace(replace(p_pattern, '{year}', y::text), '{' || zeros || '}', case when length(n::text) >= length(zeros) then n::text else lpad(n::text, length(zeros), '0') end);
end $$;
