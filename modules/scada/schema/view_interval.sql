-- Published: intervals that count, and the stretch that runs now with no end. A person's reason stands before the machine's.
create or replace view scada.interval_in_force with (security_invoker = true) as
  select site, id::text as id, place, packml, mode, starts_at, ends_at, job_order, coalesce(reason, told ->> 'reason') as reason, source, explained_by, told
    from scada.interval where state = 'recorded'
  union all
  select site, now ->> 'interval', place, now ->> 'state', now ->> 'mode', (now ->> 'since')::timestamptz, null, now ->> 'jobOrder',
         coalesce(now ->> 'reason', now -> 'told' ->> 'reason'), 'machine', now ->> 'explainedBy', now -> 'told'
    from scada.unit;
comment on view scada.interval_in_force is 'Published: exclusive intervals per unit; the running one has no end';
