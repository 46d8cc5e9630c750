-- What a rule was refused stands in store.task; here stands that somebody has seen to it, and what was done.
create table record.task (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  settled_by text not null,
  settled_at timestamptz not null,
  what_was_done text not null,
  constraint task_key primary key (site, id),
  constraint task_state_is_known check (state in ('settled'))
);
comment on table record.task is 'Tasks that rules left to a person (store.task), once somebody has seen to them';
select record.audit_table('record.task');
select store.seen_by_site('record.task');
