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
