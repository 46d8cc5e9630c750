-- A change of the model is proposed, signed by as many as the plant asks, and comes into force now or on its day.
alter table model.revision alter column applied_by drop not null;
alter table model.revision alter column applied_at drop not null;
alter table model.revision
  add column steps jsonb,
  add column why text,
  add column effective_at timestamptz,
  add column proposed_by text,
  add column proposed_at timestamptz,
  add column approved_by text,
  add column approved_at timestamptz,
  add column ended_by text,
  add column ended_at timestamptz,
  add column ended_why text;
alter table model.revision add constraint revision_state_is_known check (state in ('proposed', 'approved', 'applied', 'withdrawn', 'lapsed'));
alter table model.revision add constraint applied_revision_says_by_whom_and_when check ((state = 'applied') = (applied_by is not null and applied_at is not null));
alter table model.revision add constraint revision_that_is_not_in_force_keeps_its_steps check (state = 'applied' or steps is not null);
create index revision_by_state on model.revision (site, state);
comment on table model.revision is 'Each change of the operating model: proposed, approved, in force, withdrawn or lapsed, with the baselines it leads from and to';
comment on column model.revision.steps is 'What it would change, object by object with what stood before; kept where it was proposed before it was applied';
comment on column model.revision.effective_at is 'From when it is to hold; at once when absent';
comment on column model.revision.ended_why is 'Why it was withdrawn, or what had moved on when its day came';
