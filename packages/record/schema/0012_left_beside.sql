-- breaking: a server of the version before leaves tasks and kept reports outside any act, which the trail would call a change past Millrace
-- A table that comes into the audit when it has rows already: they are taken as they stand, under one act of the migration per site.
create function record.audit_table_as_it_stands(p_table text) returns void
language plpgsql set timezone = 'UTC' as $$
declare
  v_site text;
  v_act uuid;
  v_at timestamptz := clock_timestamp();
begin
  -- first: whoever would write a row meanwhile waits for the trigger
  perform record.audit_table(p_table);
  perform store.make_partitions(v_at, 0);
  for v_site in execute format('select distinct site from %s order by 1', p_table) loop
    v_act := gen_random_uuid();
    insert into store.act (site, id, recorded_at, happened_at, clock, address, by_person, role, input)
      values (v_site, v_act, v_at, v_at, 'database', 'database.table.audit', 'database:' || session_user, 'migration', jsonb_build_object('table', p_table)::text);
    insert into store.unsequenced (site, act, recorded_at, events) values (v_site, v_act, v_at, 0);
    execute format($take$
      insert into record.audit (site, seq, recorded_at, act, table_name, row_id, op, new, by_person, role, reason, database_user)
      select row_.site, nextval('record.audit_seq'), $1, $2, $3, row_.id::text, 'insert', to_jsonb(row_)::text, 'database:' || session_user, 'migration', 'as it stood when its table came into the audit', session_user
        from %s as row_ where row_.site = $4 order by row_.id
      $take$, p_table) using v_at, v_act, p_table, v_site;
  end loop;
end $$;
comment on function record.audit_table_as_it_stands(text) is 'Audits a table from now on, and takes the rows that stand in it as they are';

select record.audit_table_as_it_stands('store.kept_report');
select record.audit_table_as_it_stands('store.remark');
select record.audit_table_as_it_stands('store.task');
select store.seen_by_site('store.kept_report');
select store.seen_by_site('store.task');
-- shown on the page of a record, to whoever sees that record
select store.seen_by_all('store.remark');
