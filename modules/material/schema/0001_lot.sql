create schema if not exists material;
comment on schema material is 'Material lots and what may be done with them (ISA-95 part 2)';

create table material.lot (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  lot_number text not null,
  definition text not null,
  quantity jsonb not null,
  place text not null,
  received_by text not null,
  received_at timestamptz not null,
  expires_at timestamptz,
  supplier_lot text,
  released_by text,
  released_at timestamptz,
  holds jsonb,
  held_from text,
  rejected_by text,
  rejected_at timestamptz,
  rejected_why text,
  constraint lot_key primary key (site, id),
  constraint lot_number_is_used_once_per_material unique (site, definition, lot_number),
  constraint lot_state_is_known check (state in ('quarantined', 'released', 'on-hold', 'rejected')),
  constraint lot_on_hold_says_why check ((state = 'on-hold') = (holds is not null))
);
create index lot_by_state on material.lot (site, state, received_at);
comment on column material.lot.quantity is 'Exact decimal as text and UCUM unit';
comment on column material.lot.expires_at is 'Last moment of use, UTC';
select record.audit_table('material.lot');
