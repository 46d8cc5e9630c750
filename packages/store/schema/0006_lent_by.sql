-- breaking: a server of the version before would seal an act that names no lender with other bytes than this one (packages/record/src/leaf.ts)
alter table store.act add column lent_by text;
comment on column store.act.lent_by is 'Whose role it was that the person acted in, where it was lent to them; null in their own right (21 CFR 11.10(e))';
