-- Published: pieces per unit and quarter of an hour.
create or replace view scada.count_in_force with (security_invoker = true) as select site, id::text as id, place, starts_at, starts_at + interval '15 minutes' as ends_at, total, scrap, heard_at from scada.count;
comment on view scada.count_in_force is 'Published: pieces per unit and quarter of an hour, from machine counters';
