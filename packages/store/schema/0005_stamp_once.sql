-- The same stamps, with the moment of each act, by which its events are found in the month they lie in. The acts are chosen
-- once: they were chosen anew for each of them, which cost the square of their number.
drop function store.stamp(text, integer);
create function store.stamp(p_site text, p_limit integer) returns table (act uuid, first_position bigint, recorded_at timestamptz)
language sql security definer set search_path = pg_catalog as $$
  insert into store.head (site) values (p_site) on conflict do nothing;
  with taken as (delete from store.unsequenced u
      where u.site = p_site and u.seq = any(array(select seq from store.unsequenced where site = p_site order by seq limit p_limit)) returning u.seq, u.act, u.recorded_at, u.events),
    numbered as (select *, row_number() over (order by seq) as n, sum(events) over (order by seq) as upto from taken),
    head as (update store.head h set ordinal = h.ordinal + t.n, position = h.position + t.events
      from (select count(*) as n, coalesce(sum(events), 0) as events from taken) t where h.site = p_site returning h.ordinal - t.n as ordinal, h.position - t.events as position)
  insert into store.sequenced as s (site, ordinal, act, recorded_at, first_position, events)
  select p_site, head.ordinal + n, numbered.act, recorded_at, head.position + upto - events + 1, events from numbered, head
  returning s.act, s.first_position, s.recorded_at
$$;
comment on function store.stamp(text, integer) is 'Gives ordinals and positions to committed acts that wait in the outbox; answers their acts, first positions and moments. Runs with the owner''s rights.';
