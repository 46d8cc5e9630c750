-- Published: since when each counter of a unit is read.
create or replace view scada.counter_in_force with (security_invoker = true) as select site, place, signal, (oldest->>'at')::timestamptz as read_since from scada.counter;
comment on view scada.counter_in_force is 'Published: counters of units, and since when they are read';
