-- A signature given ahead of a command holds for the record as it was then.
alter table record.step add column of_revision integer;
alter table record.step drop constraint step_is_signed_once;
alter table record.step add constraint step_is_signed_once_per_revision unique (site, noun, subject, step, of_revision);
comment on column record.step.of_revision is 'Revision of the record that was signed; another one asks for the signature again';
comment on table record.step is 'Signatures given on a record ahead of a command: steps that the plant''s model adds, and earlier ones of several';
