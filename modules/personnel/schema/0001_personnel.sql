create schema if not exists personnel;
comment on schema personnel is 'Who may do what, where, at this moment; sessions and credentials (21 CFR 11.10(d), 11.100 to 11.300)';

create table personnel.credential (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  person text not null,
  password_hash text,
  pin_hash text,
  badge text,
  wrong_tries integer not null,
  locked_until timestamptz,
  must_change boolean not null,
  set_at timestamptz not null,
  constraint credential_key primary key (site, id),
  constraint credential_is_one_per_person unique (site, person),
  constraint badge_belongs_to_one_person unique (site, badge)
);
comment on column personnel.credential.password_hash is 'argon2id, PHC string';
select record.audit_table('personnel.credential');

create table personnel.session (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  person text not null,
  station text not null,
  token_hash text not null,
  component text not null,
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  idle_after_s integer not null,
  ended_at timestamptz,
  ended_how text,
  constraint session_key primary key (site, id),
  constraint session_token_is_used_once unique (token_hash)
);
create index session_by_person on personnel.session (site, person, state);
select record.audit_table('personnel.session');

-- When a session was last used: kept apart, for it is no act and would drown the trail.
create table personnel.session_use (
  site text not null,
  id uuid not null,
  used_at timestamptz not null,
  constraint session_use_key primary key (site, id)
);

create table personnel.token (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  name text not null,
  person text not null,
  token_hash text not null,
  issued_by text not null,
  issued_at timestamptz not null,
  ends_at timestamptz not null,
  revoked_at timestamptz,
  constraint token_key primary key (site, id),
  constraint token_is_used_once unique (token_hash)
);
select record.audit_table('personnel.token');

create table personnel.delegation (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  from_person text not null,
  to_person text not null,
  role text not null,
  place text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  given_by text not null,
  why text not null,
  ended_at timestamptz,
  constraint delegation_key primary key (site, id),
  constraint delegation_is_to_someone_else check (from_person <> to_person),
  constraint delegation_ends_after_it_starts check (ends_at > starts_at)
);
create index delegation_to on personnel.delegation (site, to_person, state);
select record.audit_table('personnel.delegation');

-- Grants of one person now: role assignments of the model in force, roles with all they include, delegations in force.
create function personnel.granted(p_site text, p_person text, p_now timestamptz)
returns table (role text, pattern text, place text)
language sql stable as $$
  with recursive given as (
    select m.fields->>'role' as role, m.fields->>'at' as at
      from model.object m
     where m.site = p_site and m.kind = 'personnel.role-assignment' and m.state = 'current' and m.fields->>'person' = p_person
       and coalesce((m.fields->>'from')::date, '-infinity') <= p_now::date and coalesce((m.fields->>'until')::date, 'infinity') >= p_now::date
    union all
    select d.role, d.place from personnel.delegation d
     where d.site = p_site and d.to_person = p_person and d.state = 'running' and p_now between d.starts_at and d.ends_at
  ),
  held as (
    select given.role as named, given.role, given.at from given
    union
    select held.named, included.role, held.at
      from held
      join model.object r on r.site = p_site and r.kind = 'personnel.role' and r.name = held.role and r.state = 'current'
      cross join lateral jsonb_array_elements_text(coalesce(r.fields->'includes', '[]'::jsonb)) as included(role)
  )
  select held.named, pattern.pattern,
    case when held.at is null or exists (select from model.object s where s.site = p_site and s.kind in ('equipment.site', 'equipment.enterprise') and s.name = held.at) then null else held.at end
    from held
    join model.object r on r.site = p_site and r.kind = 'personnel.role' and r.name = held.role and r.state = 'current'
    cross join lateral jsonb_array_elements_text(coalesce(r.fields->'may', '[]'::jsonb)) as pattern(pattern)
$$;
comment on function personnel.granted(text, text, timestamptz) is 'Role x address pattern x place of a person at a moment; place null is the whole site';
