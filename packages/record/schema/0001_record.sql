-- What every record has: its trail, who signed it, what proves both, what it is tied to.
create schema if not exists record;
comment on schema record is 'Audit trail, signatures, seals, links, comments, files (21 CFR Part 11, EU GMP Annex 11)';

create sequence record.audit_seq;
create table record.audit (
  site text not null,
  seq bigint not null,
  recorded_at timestamptz not null,
  act uuid not null,
  table_name text not null,
  row_id text not null,
  op text not null,
  old text,
  new text,
  by_person text not null,
  role text not null,
  reason text,
  database_user text not null,
  constraint audit_key primary key (site, seq, recorded_at),
  constraint audit_op_is_known check (op in ('insert', 'update', 'delete'))
) partition by range (recorded_at);
create index audit_by_row on record.audit (table_name, row_id, seq);
create index audit_by_act on record.audit (site, act);
comment on table record.audit is 'Who, when, old, new, why, for every changed row (21 CFR 11.10(e)). Written by trigger only; append-only.';
comment on column record.audit.old is 'The row before, as JSON text; the exact stored bytes are sealed';
comment on column record.audit.database_user is 'Session user of the database: shows a change made outside Millrace';

-- Takes the audit of one row. Runs with the owner's rights; the application itself has no right to insert here.
create function record.take_audit() returns trigger
language plpgsql security definer set search_path = pg_catalog set timezone = 'UTC' as $$
declare
  context jsonb := nullif(current_setting('millrace.act', true), '')::jsonb;
  v_act uuid := (context->>'act')::uuid;
  v_at timestamptz := coalesce((context->>'at')::timestamptz, clock_timestamp());
  v_by text := coalesce(context->>'by', 'database:' || session_user);
  v_role text := coalesce(context->>'role', 'outside Millrace');
  v_site text := coalesce(case when tg_op = 'DELETE' then to_jsonb(old)->>'site' else to_jsonb(new)->>'site' end, '');
begin
  if v_act is null then
    -- a change that came past Millrace is an act too: seen, sequenced and sealed like any other
    v_act := gen_random_uuid();
    insert into store.act (site, id, recorded_at, happened_at, clock, address, by_person, role, input)
      values (v_site, v_act, v_at, v_at, 'database', 'database.row.change', v_by, v_role, '{}');
    insert into store.unsequenced (site, act, recorded_at, events) values (v_site, v_act, v_at, 0);
  end if;
  insert into record.audit (site, seq, recorded_at, act, table_name, row_id, op, old, new, by_person, role, reason, database_user)
    values (v_site, nextval('record.audit_seq'), v_at, v_act, tg_table_schema || '.' || tg_table_name,
      case when tg_op = 'DELETE' then to_jsonb(old)->>'id' else to_jsonb(new)->>'id' end, lower(tg_op),
      case when tg_op <> 'INSERT' then to_jsonb(old)::text end, case when tg_op <> 'DELETE' then to_jsonb(new)::text end,
      v_by, v_role, context->>'reason', session_user);
  return null;
end $$;

create table record.audited (
  table_name text not null,
  constraint audited_key primary key (table_name)
);
comment on table record.audited is 'Tables whose every change is audited; what the verifier compares with their last image';

create function record.audit_table(p_table text) returns void
language plpgsql as $$
begin
  execute format('create trigger audit after insert or update or delete on %s for each row execute function record.take_audit()', p_table);
  insert into record.audited (table_name) values (p_table);
end $$;

create table record.signature (
  site text not null,
  id uuid not null,
  recorded_at timestamptz not null,
  act uuid not null,
  noun text not null,
  subject text not null,
  revision integer not null,
  person text not null,
  printed_name text not null,
  role text not null,
  meaning text not null,
  component text not null,
  content text not null,
  content_hash text not null,
  constraint signature_key primary key (site, id),
  constraint signature_says_what_it_means check (length(meaning) > 0)
);
create index signature_by_subject on record.signature (site, noun, subject);
create index signature_by_act on record.signature (site, act);
comment on table record.signature is 'Electronic signatures (21 CFR 11.50, 11.70): printed name, time, meaning, bound to the hash of what was signed';
comment on column record.signature.component is 'What was checked again at signing: password, pin or badge (21 CFR 11.200)';
comment on column record.signature.content is 'Canonical JSON of the record as it was signed';

create table record.seal (
  site text not null,
  number integer not null,
  sealed_at timestamptz not null,
  clock text not null,
  first_ordinal bigint not null,
  last_ordinal bigint not null,
  leaves bytea not null,
  root bytea not null,
  chain bytea not null,
  constraint seal_key primary key (site, number)
);
comment on table record.seal is 'Merkle root over a batch of acts (each leaf: the stored bytes of an act, its events, audit rows and signatures), chained to the seal before';
comment on column record.seal.leaves is '32 bytes per act, in order: names the first altered act without the original';
comment on column record.seal.chain is 'SHA-256 of the previous chain value, number, ordinals and root; what is anchored outside';

create table record.link (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  from_noun text not null,
  from_id text not null,
  to_noun text not null,
  to_id text not null,
  relation text not null,
  constraint link_key primary key (site, id),
  constraint link_is_made_once unique (site, from_noun, from_id, to_noun, to_id, relation)
);
create index link_back on record.link (site, to_noun, to_id);
comment on table record.link is 'A tie between any two records; removed ties stay, in state removed';
select record.audit_table('record.link');

create table record.comment (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  noun text not null,
  subject text not null,
  body text not null,
  written_by text not null,
  written_at timestamptz not null,
  constraint comment_key primary key (site, id)
);
create index comment_by_subject on record.comment (site, noun, subject, written_at);
select record.audit_table('record.comment');

create table record.file (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  noun text not null,
  subject text not null,
  name text not null,
  media_type text not null,
  bytes integer not null,
  sha256 text not null,
  added_by text not null,
  added_at timestamptz not null,
  constraint file_key primary key (site, id)
);
create index file_by_subject on record.file (site, noun, subject, added_at);
comment on table record.file is 'A file tied to a record. Its content lies under its hash in the data folder, so that it is stored once and cannot change unseen.';
comment on column record.file.bytes is 'Size, bytes';
select record.audit_table('record.file');

create table record.step (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  noun text not null,
  subject text not null,
  step text not null,
  signed_by text not null,
  signed_at timestamptz not null,
  constraint step_key primary key (site, id),
  constraint step_is_signed_once unique (site, noun, subject, step)
);
comment on table record.step is 'Steps that the plant''s model adds to a lifecycle, signed on a record';
select record.audit_table('record.step');
