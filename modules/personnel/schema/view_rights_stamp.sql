-- Another text whenever personnel.granted may answer otherwise: a change of the model, a delegation that runs, a day that may be new.
-- A set of one row, because such a function becomes part of the statement that asks it. One that answers a value is begun and ended anew at each act.
drop function if exists personnel.rights_stamp(text, text, timestamptz);
create function personnel.rights_stamp(p_site text, p_person text, p_now timestamptz) returns table (stamp text)
language sql stable as $$
  select concat_ws('/',
    (select changes from model.changes where site = p_site),
    -- a day of whatever zone begins with a quarter of an hour: asked for the day itself, each act read the zone from the model
    div(extract(epoch from p_now), 900),
    (select string_agg(d.id::text, ',' order by d.id) from personnel.delegation d
      where d.site = p_site and d.to_person = p_person and d.state = 'running' and d.starts_at <= p_now and p_now < d.ends_at))
$$;
comment on function personnel.rights_stamp(text, text, timestamptz) is 'Stamp of a person''s rights at a moment, one row: equal stamps, equal grants';
