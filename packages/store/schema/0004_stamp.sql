-- Positions are given here and nowhere else. The application puts acts into the outbox and asks for their stamps; it writes neither
-- head nor sequence itself, so that nobody who has its password turns the plant's order back or leaves an act out of it.
create function store.stamp(p_site text, p_limit integer) returns table (act uuid, first_position bigint)
language sql security definer set search_path = pg_catalog as $$
  insert into store.head (site) values (p_site) on conflict do nothing;
  with chosen as (select seq from store.unsequenced where site = p_site order by seq limit p_limit),
    taken as (delete from store.unsequenced u using chosen c where u.site = p_site and u.seq = c.seq returning u.seq, u.act, u.recorded_at, u.events),
    numbered as (select *, row_number() over (order by seq) as n, sum(events) over (order by seq) as upto from taken),
    head as (update store.head h set ordinal = h.ordinal + t.n, position = h.position + t.events
      from (select count(*) as n, coalesce(sum(events), 0) as events from taken) t where h.site = p_site returning h.ordinal - t.n as ordinal, h.position - t.events as position)
  insert into store.sequenced as s (site, ordinal, act, recorded_at, first_position, events)
  select p_site, head.ordinal + n, numbered.act, recorded_at, head.position + upto - events + 1, events from numbered, head
  returning s.act, s.first_position
$$;
comment on function store.stamp(text, integer) is 'Gives ordinals and positions to committed acts that wait in the outbox; answers their acts and first positions. Runs with the owner''s rights.';
