-- What was noted of an act is a row that the trail can name.
alter table store.remark add column id uuid not null default gen_random_uuid();
alter table store.remark add constraint remark_key primary key (site, id);
