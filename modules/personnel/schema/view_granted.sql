-- Grants of one person now: role assignments of the model in force, roles with all they include, delegations in force.
drop function if exists personnel.granted(text, text, timestamptz);
create or replace function personnel.granted(p_site text, p_person text, p_now timestamptz)
returns table (role text, pattern text, place text, lent_by text)
language sql stable as $$
  with recursive today as materialized (
    select personnel.day_at(p_site, p_now) as day
  ), given as (
    select m.fields->>'role' as role, m.fields->>'at' as at, null::text as lent_by
      from model.current m
     where m.site = p_site and m.kind = 'personnel.role-assignment' and m.fields->>'person' = p_person
       and coalesce((m.fields->>'from')::date, '-infinity') <= (select day from today) and coalesce((m.fields->>'until')::date, 'infinity') >= (select day from today)
    union all
    select d.role, d.place, d.from_person from personnel.delegation d
     where d.site = p_site and d.to_person = p_person and d.state = 'running' and d.starts_at <= p_now and p_now < d.ends_at
       -- nobody holds by loan what the lender no longer holds
       and exists (select from model.current l
         where l.site = p_site and l.kind = 'personnel.role-assignment' and l.fields->>'person' = d.from_person and l.fields->>'role' = d.role and l.fields->>'at' is not distinct from d.place
           and coalesce((l.fields->>'from')::date, '-infinity') <= (select day from today) and coalesce((l.fields->>'until')::date, 'infinity') >= (select day from today))
  ),
  held as (
    select given.role as named, given.role, given.at, given.lent_by from given
    union
    select held.named, included.role, held.at, held.lent_by
      from held
      join model.current r on r.site = p_site and r.kind = 'personnel.role' and r.name = held.role
      cross join lateral jsonb_array_elements_text(coalesce(r.fields->'includes', '[]'::jsonb)) as included(role)
  )
  select held.named, pattern.pattern,
    case when held.at is null or exists (select from model.current s where s.site = p_site and s.kind in ('equipment.site', 'equipment.enterprise') and s.name = held.at) then null else held.at end, held.lent_by
    from held
    join model.current r on r.site = p_site and r.kind = 'personnel.role' and r.name = held.role
    cross join lateral jsonb_array_elements_text(coalesce(r.fields->'may', '[]'::jsonb)) as pattern(pattern)
$$;
comment on function personnel.granted(text, text, timestamptz) is 'Published: role x address pattern x place of a person at a moment; place null is the whole site; lent_by is who lent the role';
