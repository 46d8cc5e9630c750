-- A signature given ahead of a command holds for the files that were on the record too: exchanged ones ask for it again, at the same revision.
-- That it is given once over the same is a rule of the act, which holds the record while it looks.
alter table record.step drop constraint step_is_signed_once_per_revision;
create index step_by_subject on record.step (site, noun, subject);
comment on column record.step.of_revision is 'Revision of the record that was signed; another one, or other files, ask for the signature again';
