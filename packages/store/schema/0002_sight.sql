-- Who sees which rows. The database itself asks, so that no query, join or view can forget it.

-- Null is everything; an array the parts of the plant that may be seen; nothing said is nothing seen.
create function store.scope() returns text[]
language sql stable parallel safe as $$
  select case current_setting('millrace.scope', true) when '*' then null
    else coalesce(nullif(current_setting('millrace.scope', true), '')::text[], '{}') end
$$;
comment on function store.scope() is 'Parts of the plant that the running question may see (setting millrace.scope); null is the whole site';

create table store.sight (
  table_name text not null,
  how text not null,
  says text,
  constraint sight_key primary key (table_name),
  constraint sight_is_known check (how in ('place', 'subject', 'site', 'all'))
);
comment on table store.sight is 'How the rows of each record are seen: by their place, with the record they belong to, by the whole site only, or by all';

-- A row is seen where its place is. `p_place` is a column or an expression over the row; a row without a place is the whole site's.
create function store.seen_by_place(p_table text, p_place text default 'place') returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', p_table);
  execute format('create policy seen_by_place on %s using ((select store.scope()) is null or (%s) = any((select store.scope())::text[])) with check (true)', p_table, p_place);
  insert into store.sight (table_name, how, says) values (p_table, 'place', p_place);
end $$;

-- A row is seen by whoever sees the whole site.
create function store.seen_by_site(p_table text) returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', p_table);
  execute format('create policy seen_by_site on %s using ((select store.scope()) is null) with check (true)', p_table);
  insert into store.sight (table_name, how) values (p_table, 'site');
end $$;

-- A row is seen by everybody who may ask: the model, which every screen needs for its words.
create function store.seen_by_all(p_table text) returns void
language sql as $$
  insert into store.sight (table_name, how) values (p_table, 'all')
$$;

-- A row is seen by whoever sees the records it belongs to, all of them: `{noun, subject}` pairs of columns.
create function store.seen_with(p_table text, variadic p_columns text[]) returns void
language plpgsql as $$
declare
  seen text;
begin
  select string_agg(format('store.sees(site, %I, %I)', p_columns[i], p_columns[i + 1]), ' and ') into seen from generate_series(1, array_length(p_columns, 1), 2) as i;
  execute format('alter table %s enable row level security', p_table);
  execute format('create policy seen_with_its_record on %s using ((select store.scope()) is null or (%s)) with check (true)', p_table, seen);
  insert into store.sight (table_name, how, says) values (p_table, 'subject', array_to_string(p_columns, ', '));
end $$;

-- Whether the running question sees a record. Runs with the rights of who asks, so that the record's own rule decides.
create function store.sees(p_site text, p_noun text, p_subject text) returns boolean
language plpgsql stable as $$
declare
  v_table text := replace(p_noun, '-', '_');
  seen boolean;
begin
  if p_subject !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' or not exists (select from store.sight where table_name = v_table) then
    return false;
  end if;
  execute format('select exists (select from %I.%I where site = $1 and id = $2::uuid)', split_part(v_table, '.', 1), split_part(v_table, '.', 2)) into seen using p_site, p_subject;
  return seen;
end $$;
comment on function store.sees(text, text, text) is 'Whether the running question sees the record of this noun and id';
