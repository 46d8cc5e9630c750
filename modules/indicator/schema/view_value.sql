-- Published: values as boards and reports read them.
create or replace view indicator.value_in_force with (security_invoker = true) as
  select site, id::text as id, state, indicator, place, starts_at, ends_at, shift, production_day, profile, numerator, denominator, value, flags, factors, completeness, sums, before, reckoned_at from indicator.value;
comment on view indicator.value_in_force is 'Published: indicator values';
