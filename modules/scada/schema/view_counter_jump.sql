-- Published: where a counter did what counts nothing, so that pieces may be lost.
create or replace view scada.counter_jump_in_force with (security_invoker = true) as
  select c.site, c.place, c.signal, (j.jump ->> 'at')::timestamptz as at, j.jump ->> 'kind' as kind, j.jump ->> 'from' as shown_before, j.jump ->> 'to' as shown
    from scada.counter c
   cross join lateral jsonb_array_elements(coalesce(c.jumps, '[]')) as j(jump);
comment on view scada.counter_jump_in_force is 'Published: where a counter went back without beginning anew, or leapt: nothing is counted there, and pieces may be lost';
