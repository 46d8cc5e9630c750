-- Bytes whose command was refused, or never came, are spoken of by nobody: they are taken away when their time is over, and none that a record speaks of.
create table record.spoken_of (
  table_name text not null,
  column_name text not null,
  constraint spoken_of_key primary key (table_name, column_name)
);
comment on table record.spoken_of is 'Where records speak of bytes by their SHA-256: what stands in such a column is never taken away';

-- A room whose records speak of bytes says so in the migration that makes the column.
create function record.speaks_of_content(p_table text, p_column text) returns void
language sql as $$
  insert into record.spoken_of (table_name, column_name) values (p_table, p_column)
$$;
select record.speaks_of_content('record.file', 'sha256');

-- Bytes that come a second time have their time anew, so that they are not taken away before the command comes that speaks of them.
create function record.keep_again(p_site text, p_sha256 text) returns boolean
language sql security definer set search_path = pg_catalog as $$
  with kept as (update record.content set kept_at = clock_timestamp() where site = p_site and sha256 = p_sha256 returning 1)
  select exists (select from kept)
$$;
comment on function record.keep_again(text, text) is 'Whether bytes are kept already; they count as kept now. Runs with the owner''s rights.';
comment on column record.content.kept_at is 'When the bytes came in last, UTC';

create function record.forget_unspoken(p_site text, p_older interval) returns table (sha256 text, bytes bigint)
language plpgsql security definer set search_path = pg_catalog set millrace.scope = '*' as $$
#variable_conflict use_column
declare
  v_spoken text;
begin
  if p_older < interval '1 hour' then
    raise exception 'Bytes that came in within the hour may still be on the way to their record.';
  end if;
  select string_agg(format('and not exists (select from %s s where s.site = c.site and s.%I = c.sha256)', table_name::regclass, column_name), ' ') into v_spoken from record.spoken_of;
  return query execute format($forget$
    with gone as (
        delete from record.content c where c.site = $1 and c.kept_at < clock_timestamp() - $2 %s
          -- a report that was kept aside may speak of them too
          and not exists (select from store.kept_report k where k.site = c.site and position(c.sha256 in k.input::text) > 0)
        returning c.sha256, c.bytes),
      pieces as (delete from record.content_piece p using gone where p.site = $1 and p.sha256 = gone.sha256)
    select gone.sha256, gone.bytes from gone
    $forget$, v_spoken) using p_site, p_older;
end $$;
comment on function record.forget_unspoken(text, interval) is 'Takes away bytes that came in longer ago than this and that no record speaks of; answers which. Runs with the owner''s rights.';
comment on table record.content is 'Bytes that records speak of by their SHA-256. A file that is removed from a record stays readable to the inspector; what no record speaks of after a day is taken away.';
