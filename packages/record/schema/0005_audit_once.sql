-- The same audit row, with each image of the row made once: it was turned into JSON five times.
create or replace function record.take_audit() returns trigger
language plpgsql security definer set search_path = pg_catalog set timezone = 'UTC' as $$
declare
  context jsonb := nullif(current_setting('millrace.act', true), '')::jsonb;
  v_act uuid := (context->>'act')::uuid;
  v_at timestamptz := coalesce((context->>'at')::timestamptz, clock_timestamp());
  v_by text := coalesce(context->>'by', 'database:' || session_user);
  v_role text := coalesce(context->>'role', 'outside Millrace');
  v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row jsonb := coalesce(v_new, v_old);
  v_site text := coalesce(v_row->>'site', '');
begin
  if v_act is null then
    -- a change that came past Millrace is an act too: seen, sequenced and sealed like any other
    v_act := gen_random_uuid();
    insert into store.act (site, id, recorded_at, happened_at, clock, address, by_person, role, input)
      values (v_site, v_act, v_at, v_at, 'database', 'database.row.change', v_by, v_role, '{}');
    insert into store.unsequenced (site, act, recorded_at, events) values (v_site, v_act, v_at, 0);
  end if;
  insert into record.audit (site, seq, recorded_at, act, table_name, row_id, op, old, new, by_person, role, reason, database_user)
    values (v_site, nextval('record.audit_seq'), v_at, v_act, tg_table_schema || '.' || tg_table_name, v_row->>'id', lower(tg_op),
      v_old::text, v_new::text, v_by, v_role, context->>'reason', session_user);
  return null;
end $$;
