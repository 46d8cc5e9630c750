create table personnel.badge (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  person text not null,
  number_hash text not null,
  given_by text not null,
  given_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  constraint badge_key primary key (site, id),
  constraint badge_number_is_one_card unique (site, number_hash)
);
create index badge_by_person on personnel.badge (site, person, state);
comment on table personnel.badge is 'Cards that open terminals, each with whoever holds it (21 CFR 11.300(c))';
comment on column personnel.badge.number_hash is 'argon2id of the number, with the salt of the site, so that a number that is held to a reader is found; the number itself is nowhere kept';
select record.audit_table('personnel.badge'), store.seen_by_site('personnel.badge');
