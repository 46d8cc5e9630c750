-- How often the revisions of the model changed. It grows with every change of the model, whenever that was planned, approved or came into force, whatever clocks say.
create or replace view model.changes with (security_invoker = true) as
  select site, sum(revision) as changes from model.revision group by site;
comment on view model.changes is 'Published: another number whenever the operating model in force is another';
