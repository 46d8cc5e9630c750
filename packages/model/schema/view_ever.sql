-- The model as it ever was told: retired objects too, for what was begun under them.
create or replace view model.ever with (security_invoker = true) as
  select site, id, kind, name, fields, state, since from model.object;
comment on view model.ever is 'Published: objects of the operating model, those that were retired as well';
