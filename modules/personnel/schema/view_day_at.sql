-- The calendar day it is at a site: a day that the model names, as the first or last one of an assignment, is a day of the plant.
create or replace function personnel.day_at(p_site text, p_at timestamptz) returns date
language sql stable as $$
  select (p_at at time zone coalesce((select m.fields->>'timeZone' from model.current m where m.site = p_site and m.kind = 'equipment.site' order by m.name <> p_site limit 1), 'UTC'))::date
$$;
comment on function personnel.day_at(text, timestamptz) is 'Calendar day of a site at a moment, in the time zone that its model names';
