create schema if not exists governance;
comment on schema governance is 'Daily management: escalations with clocks, actions with owners, red cells with reasons, tier meetings';

create table governance.escalation (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  place text not null,
  "on" text not null,
  cause_noun text not null,
  cause_id text not null,
  sentence text not null,
  since timestamptz not null,
  "group" text not null,
  also jsonb not null,
  ladder jsonb not null,
  mode text not null,
  step integer not null,
  calls jsonb not null,
  raised_at timestamptz not null,
  ended_at timestamptz,
  accepted_by text,
  accepted_at timestamptz,
  answered_by text,
  answered_at timestamptz,
  did text,
  containment text,
  closed_by text,
  closed_at timestamptz,
  withdrawn_at timestamptz,
  constraint escalation_key primary key (site, id),
  constraint escalation_state_is_known check (state in ('raised', 'accepted', 'answered', 'closed', 'withdrawn')),
  constraint answered_escalation_says_what_was_done check ((state in ('answered', 'closed')) = (did is not null)),
  constraint withdrawn_escalation_was_accepted_by_nobody check (state <> 'withdrawn' or accepted_by is null)
);
create index escalation_by_place on governance.escalation (site, place, state);
create index escalation_by_cause on governance.escalation (site, cause_id);
create index escalation_by_time on governance.escalation (site, raised_at, id);
comment on column governance.escalation.ladder is 'Snapshot of the ladder it started with: clock, and per step role, seconds from the start, seconds to accept and to answer';
comment on column governance.escalation.mode is 'How it worked at its place when it was raised: enforce calls people, advise shows on boards, shadow and observe only record';
comment on column governance.escalation.ended_at is 'When its cause was over; it still asks for an answer from whoever accepted it';
select record.audit_table('governance.escalation');

create table governance.action (
  site text not null,
  id uuid not null,
  revision integer not null,
  number text not null,
  state text not null,
  title text not null,
  detail text,
  place text not null,
  board text,
  letter text,
  owner text not null,
  due timestamptz not null,
  "from" jsonb,
  opened_by text not null,
  opened_at timestamptz not null,
  extensions jsonb not null,
  asked jsonb,
  started_at timestamptz,
  done_by text,
  done_at timestamptz,
  result text,
  verified_by text,
  verified_at timestamptz,
  effect text,
  cancelled_by text,
  cancelled_at timestamptz,
  why text,
  constraint action_key primary key (site, id),
  constraint action_number_is_used_once unique (site, number),
  constraint action_state_is_known check (state in ('open', 'in-progress', 'done', 'verified', 'cancelled')),
  constraint action_is_not_verified_by_its_owner check (verified_by is null or (verified_by <> owner and verified_by <> done_by))
);
create index action_by_due on governance.action (site, state, due);
create index action_by_board on governance.action (site, board, letter);
comment on column governance.action.due is 'Moment, UTC, by which its owner said it would be done';
select record.audit_table('governance.action');

create table governance.cell (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  board text not null,
  letter text not null,
  date date not null,
  place text not null,
  reason text not null,
  action text,
  explained_by text not null,
  explained_at timestamptz not null,
  constraint cell_key primary key (site, id),
  constraint cell_has_an_action_or_is_accepted_without check ((state = 'accepted') = (action is null))
);
create index cell_by_board on governance.cell (site, board, date);
comment on table governance.cell is 'Why a day was red on a board, and what is done about it';
select record.audit_table('governance.cell');

create table governance.meeting (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  board text not null,
  place text not null,
  started_by text not null,
  started_at timestamptz not null,
  items jsonb not null,
  ended_by text,
  ended_at timestamptz,
  constraint meeting_key primary key (site, id),
  constraint ended_meeting_says_when check ((state = 'ended') = (ended_at is not null))
);
create index meeting_by_board on governance.meeting (site, board, state);
select record.audit_table('governance.meeting');
