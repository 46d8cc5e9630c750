-- What a change of the operating model was to do to an indicator, and whether it did.
create table governance.effect (
  site text not null,
  id uuid not null,
  revision integer not null,
  state text not null,
  change text not null,
  indicator text not null,
  place text not null,
  baseline double precision not null,
  aim double precision not null,
  owner text not null,
  since timestamptz not null,
  until timestamptz not null,
  before jsonb,
  after jsonb,
  judged_at timestamptz,
  sentence text,
  constraint effect_key primary key (site, id),
  constraint effect_state_is_known check (state in ('expected', 'came', 'missed', 'unjudged')),
  constraint effect_is_judged_with_a_sentence check ((state = 'expected') = (sentence is null and judged_at is null))
);
create index effect_by_change on governance.effect (site, change);
comment on table governance.effect is 'What a change of the operating model was to do to an indicator, judged when its day has come';
comment on column governance.effect.change is 'The model revision';
comment on column governance.effect.baseline is 'What it was thought to be when the change was made, in the indicator''s unit';
comment on column governance.effect.aim is 'What it is to become; above the baseline a rise, below it a fall';
comment on column governance.effect.before is 'Measured as long before the change as after it: value in the indicator''s unit, and of how many final values';
select record.audit_table('governance.effect');
select store.seen_by_place('governance.effect');
