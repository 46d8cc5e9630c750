-- what jobs made of a lot, by job: a later count replaces what was said of its job
alter table material.lot add column made jsonb;
comment on column material.lot.made is 'Job orders that made it, each with how much in the unit of the lot: [{source, value}]';
