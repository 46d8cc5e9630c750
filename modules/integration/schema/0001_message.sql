create schema if not exists integration;
comment on schema integration is 'Messages to and from other systems, whole, with what became of them (ISA-95 part 5)';

create table integration.message (
  site text not null,
  id uuid not null,
  revision integer not null,
  number text not null,
  state text not null,
  direction text not null,
  system text not null,
  flow text,
  name text not null,
  size integer not null,
  raw text,
  file text,
  message_id text,
  content_hash text,
  noun text,
  dialect text,
  sender text,
  written_at timestamptz,
  parts jsonb not null,
  repeats integer not null,
  at timestamptz not null,
  by text not null,
  reason text,
  sentence text,
  line integer,
  original text,
  mended_by text,
  why text,
  job_order uuid,
  request uuid,
  sent_at timestamptz,
  constraint message_key primary key (site, id),
  constraint message_number_is_used_once unique (site, number),
  constraint message_direction_is_known check (direction in ('in', 'out')),
  constraint message_state_is_known check (state in ('arrived', 'received', 'accepted', 'partly-accepted', 'refused', 'repeated', 'mended', 'discarded', 'to-send', 'sent', 'not-sent')),
  constraint dead_letter_says_why check ((state in ('refused', 'not-sent')) = (reason is not null))
);
create index message_by_content on integration.message (site, content_hash) where content_hash is not null;
create index message_by_state on integration.message (site, state, at);
create index message_by_flow on integration.message (site, flow, at);
comment on column integration.message.raw is 'The message as it came, where it is text of at most 262,144 characters';
comment on column integration.message.file is 'SHA-256 of the bytes; the file of that name in the data folder holds them';
select record.audit_table('integration.message');
