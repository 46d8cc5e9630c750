-- Acts with what they were told, for rooms that look at what their own rules asked for in the past.
create or replace view store.asked with (security_invoker = true) as
  select site, id, address, recorded_at, by_person, role, input from store.act;
comment on view store.asked is 'Published: acts with their inputs; identities lie in the order of recording';
