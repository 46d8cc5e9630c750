create table personnel.station (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  place text not null,
  name text not null,
  token_hash text not null,
  enrolled_by text not null,
  enrolled_at timestamptz not null,
  wrong_tries integer not null,
  locked_until timestamptz,
  withdrawn_by text,
  withdrawn_at timestamptz,
  constraint station_key primary key (site, id),
  constraint station_token_is_used_once unique (token_hash)
);
comment on table personnel.station is 'Devices that the plant knows as its terminals (21 CFR 11.10(h))';
select record.audit_table('personnel.station'), store.seen_by_place('personnel.station');

create table personnel.invitation (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  person text not null,
  code_hash text not null,
  issued_by text not null,
  issued_at timestamptz not null,
  ends_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  constraint invitation_key primary key (site, id),
  constraint invitation_code_is_used_once unique (code_hash)
);
create index invitation_by_person on personnel.invitation (site, person);
comment on table personnel.invitation is 'Codes by which persons choose their own password, once (21 CFR 11.300)';
select record.audit_table('personnel.invitation'), store.seen_by_site('personnel.invitation');

-- A credential whose secret everybody knows opens nothing outside the demo.
alter table personnel.credential add column is_demo boolean;
