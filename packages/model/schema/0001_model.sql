create schema if not exists model;
comment on schema model is 'The operating model in force: what the plant is and how it should run, by revision (DESIGN: the operating model is code)';

create table model.object (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  kind text not null,
  name text not null,
  fields jsonb not null,
  since text not null,
  constraint object_key primary key (site, id),
  constraint object_name_is_used_once_per_kind unique (site, kind, name) deferrable initially deferred,
  constraint object_state_is_known check (state in ('current', 'retired'))
);
create index object_by_kind on model.object (site, kind, state);
comment on column model.object.name is 'Identity of the object in the model files';
comment on column model.object.since is 'Model revision that gave it these fields';
select record.audit_table('model.object');

create table model.revision (
  site text not null,
  id uuid not null,
  revision integer not null,
  number text not null,
  state text not null,
  plan text not null,
  from_hash text not null,
  to_hash text not null,
  summary jsonb not null,
  applied_by text not null,
  applied_at timestamptz not null,
  expects jsonb,
  constraint revision_key primary key (site, id),
  constraint revision_number_is_used_once unique (site, number)
);
comment on table model.revision is 'Each applied change of the operating model, with the baselines it led from and to';
comment on column model.revision.expects is 'Effect the change is expected to have: indicator, place, from, to, by when';
select record.audit_table('model.revision');
