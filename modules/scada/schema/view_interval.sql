-- Published: intervals that count, and the stretch that runs now with no end.
create or replace view scada.interval_in_force with (security_invoker = true) as
  select site, id::text as id, place, packml, mode, starts_at, ends_at, job_order, reason, source from scada.interval where state = 'recorded'
  union all
  select site, now->>'interval', place, now->>'state', now->>'mode', (now->>'since')::timestamptz, null, now->>'jobOrder', now->>'reason', 'machine' from scada.unit;
comment on view scada.interval_in_force is 'Published: exclusive intervals per unit; the running one has no end';
