create schema if not exists qms;
comment on schema qms is 'Quality events: deviations (21 CFR 211.192, ICH Q7 §20)';

create table qms.deviation (
  site text not null,
  id uuid not null,
  revision integer not null,
  number text not null,
  state text not null,
  title text not null,
  description text not null,
  place text not null,
  lots text[] not null,
  source jsonb,
  raised_by text not null,
  raised_at timestamptz not null,
  severity text,
  assessment text,
  classified_by text,
  classified_at timestamptz,
  approved_by text,
  approved_at timestamptz,
  justification text,
  may_continue boolean,
  closed_by text,
  closed_at timestamptz,
  conclusion text,
  constraint deviation_key primary key (site, id),
  constraint deviation_number_is_used_once unique (site, number),
  constraint deviation_state_is_known check (state in ('opened', 'assessed', 'approved', 'closed')),
  constraint approved_deviation_says_by_whom check ((state in ('approved', 'closed')) = (approved_by is not null))
);
create index deviation_by_state on qms.deviation (site, state, raised_at);
select record.audit_table('qms.deviation');
