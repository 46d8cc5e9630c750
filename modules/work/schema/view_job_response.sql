-- Published: stretches of work with who did them, as boards ask whether the skills were there; the running one has no end.
create or replace view work.job_response_in_force with (security_invoker = true) as
  select r.site, r.job_order::text as job_order, r.runs_at, r."from", r."to", r.persons, o.directive->'fields'->>'requires' as requires
    from work.job_response r
    join work.job_order o on o.site = r.site and o.id = r.job_order
  union all
  select site, id::text, runs_at, running_since, null, running_by, directive->'fields'->>'requires'
    from work.job_order
   where state = 'running';
comment on view work.job_response_in_force is 'Published: stretches of work, their persons, and the qualification that the frozen directive asked for';
