-- Published: pieces that were made while nobody heard the unit.
create or replace view scada.unheard_count_in_force with (security_invoker = true) as select site, id::text as id, place, signal, starts_at, ends_at, total, scrap, heard_at from scada.unheard_count where total <> 0 or scrap <> 0;
comment on view scada.unheard_count_in_force is 'Published: pieces made in a stretch in which nobody heard the unit, by counter';
