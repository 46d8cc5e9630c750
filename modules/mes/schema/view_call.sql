-- Published: calls for help, as boards count them.
create or replace view mes.call_in_force with (security_invoker = true) as
  select site, id::text as id, place, about, state, raised_at, answered_at from mes.call;
comment on view mes.call_in_force is 'Published: calls for help, by what they are about';
