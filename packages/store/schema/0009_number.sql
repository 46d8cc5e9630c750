-- breaking: a server of the version before counts by year alone, and would draw a number twice
-- Numbers people read. A series is one noun's numbers as they read up to the count: DEV-2026-{0}. Where the model demands that none is ever
-- missing, the count is a row that an act holds until it commits. Where gaps are allowed it is a sequence, for which nobody waits.
alter table store.number add column text text;
update store.number set text = year::text;
alter table store.number alter column text set not null;
alter table store.number drop constraint number_key;
alter table store.number add constraint number_key primary key (site, series, text);
alter table store.number add column sequence text;
comment on table store.number is 'Last numbers drawn, by series: the noun, and the number as it reads with everything but the count';
comment on column store.number.year is 'Year or month (202611) in which the series counts, plant time; 0 where it counts on for ever';
comment on column store.number.text is 'The number as it reads, its count as {0}; the bare year for what was counted before this was kept';
comment on column store.number.last is 'Last count; behind the sequence where there is one in use';
comment on column store.number.sequence is 'Sequence that counts it while gaps are allowed; none while it must be gapless';

-- Where the next count of a series begins: it goes on from what its period has seen, under whatever text.
create function store.last_number(p_site text, p_series text, p_period integer) returns integer
language plpgsql stable set search_path = pg_catalog as $$
declare
  counted record;
  n bigint;
  highest bigint := 0;
begin
  for counted in select last, sequence from store.number where site = p_site and series = p_series and (p_period = 0 or year = p_period) loop
    highest := greatest(highest, counted.last);
    if counted.sequence is not null then
      execute format('select case when is_called then last_value else 0 end from store.%I', counted.sequence) into n;
      highest := greatest(highest, n);
    end if;
  end loop;
  return highest;
end $$;

-- Turns a series to be counted by a sequence or by its row, whoever comes first: once a series, and when the model changes its mind.
create function store.turn_number(p_site text, p_series text, p_text text, p_period integer, p_gapless boolean) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_sequence text := 'number_' || left(encode(sha256(convert_to(p_site || chr(10) || p_series || chr(10) || p_text, 'utf8')), 'hex'), 32);
  v_found record;
  v_last integer;
begin
  perform pg_advisory_xact_lock(7340003, hashtext(v_sequence));
  select * into v_found from store.number where site = p_site and series = p_series and text = p_text for update;
  if found and (v_found.sequence is null) = p_gapless then return v_found.sequence; end if;
  v_last := store.last_number(p_site, p_series, p_period);
  if p_gapless then
    -- once past what a server may still draw that has not heard of the change
    if v_found.sequence is not null then execute format('select nextval(%L)', 'store.' || v_found.sequence); v_last := v_last + 1; end if;
    v_sequence := null;
  else
    execute format('create sequence if not exists store.%I', v_sequence);
    if v_last > 0 then execute format('select setval(%L, %s)', 'store.' || v_sequence, v_last); end if;
  end if;
  insert into store.number as s (site, series, text, year, last, sequence) values (p_site, p_series, p_text, p_period, v_last, v_sequence)
  on conflict (site, series, text) do update set last = excluded.last, sequence = excluded.sequence;
  return v_sequence;
end $$;

-- The next number of a series. The text has its count as zeros in braces, which say its width: DEV-2026-{0000}.
create function store.next_number(p_site text, p_series text, p_text text, p_period integer, p_gapless boolean) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_zeros text := substring(p_text from '\{(0+)\}');
  v_text text := replace(p_text, '{' || v_zeros || '}', '{0}');
  v_sequence text;
  v_count bigint;
begin
  select sequence into v_sequence from store.number where site = p_site and series = p_series and text = v_text;
  if not found or (v_sequence is null) <> p_gapless then v_sequence := store.turn_number(p_site, p_series, v_text, p_period, p_gapless); end if;
  if p_gapless then update store.number set last = last + 1 where site = p_site and series = p_series and text = v_text returning last into v_count;
  else v_count := nextval('store.' || v_sequence);
  end if;
  return replace(v_text, '{0}', case when length(v_count::text) >= length(v_zeros) then v_count::text else lpad(v_count::text, length(v_zeros), '0') end);
end $$;
comment on function store.next_number(text, text, text, integer, boolean) is 'Draws the next number of a series: gapless in the act''s own transaction, else from a sequence without waiting. Runs with the owner''s rights.';
drop function store.next_number(text, text, text, timestamptz);
