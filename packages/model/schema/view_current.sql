-- The model in force, for rooms that read it in SQL.
create or replace view model.current with (security_invoker = true) as
  select site, id, kind, name, fields, since from model.object where state = 'current';
comment on view model.current is 'Published: objects of the operating model in force';
