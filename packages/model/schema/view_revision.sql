-- Revisions with the moment that orders them: when it came into force, else when it was approved, else when it was proposed.
create or replace view model.revision_told with (security_invoker = true) as
  select *, coalesce(applied_at, approved_at, proposed_at) as told_at, coalesce(applied_by, approved_by, proposed_by) as told_by from model.revision;
comment on view model.revision_told is 'Published: revisions of the operating model, whatever their state';
