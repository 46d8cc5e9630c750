-- Published: orders as indicators, boards and terminals read them.
create or replace view work.job_order_in_force with (security_invoker = true) as
  select site, id::text as id, number, state, work_type, place, runs_at, work_master, definition, lot_number, quantity, planned_start, planned_end, good, scrap, scrap_by_reason, started_at, completed_at, directive
    from work.job_order;
comment on view work.job_order_in_force is 'Published: job orders with totals and the frozen directive';
