-- Published: repetitions of steps, as boards count what was done in time.
create or replace view mes.check_in_force with (security_invoker = true) as
  select e.site, e.job_order, e.place, step->>'id' as step, step->>'title' as title, (one->>'n')::integer as n, (one->>'dueAt')::timestamptz as due_at,
         (one->>'doneAt')::timestamptz as done_at, coalesce((one->>'isOverdue')::boolean, false) as is_overdue, step->>'doneBy' is not null as has_ended
    from mes.execution e
   cross join lateral jsonb_array_elements(e.steps) as step
   cross join lateral jsonb_array_elements(coalesce(step->'checks', '[]'::jsonb)) as one;
comment on view mes.check_in_force is 'Published: checks of repeated steps, when each was due and when it was done';
