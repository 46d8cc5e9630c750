-- How each connection of the model fares, as the server that listens sees it.
create table scada.connection (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  connection text not null,
  connector text not null,
  place text not null,
  server text not null,
  since timestamptz not null,
  last_heard_at timestamptz,
  last_error jsonb,
  wrong_clocks jsonb not null,
  odd jsonb not null,
  samples_waiting bigint not null,
  words_waiting bigint not null,
  waits_for text,
  seen_at timestamptz not null,
  constraint connection_key primary key (site, id),
  constraint connection_is_one_per_name unique (site, connection),
  constraint connection_state_is_known check (state in ('connected', 'waiting', 'left-out', 'stopped'))
);
comment on table scada.connection is 'How each connection to machines fares';
comment on column scada.connection.samples_waiting is 'Bytes on the listening server''s disk that wait for the historian';
select record.audit_table('scada.connection');
select store.seen_by_place('scada.connection');
