-- A tie that was removed, by mistake or because it was one, may be made again: only those that stand are made once.
alter table record.link drop constraint link_is_made_once;
create unique index link_is_made_once on record.link (site, from_noun, from_id, to_noun, to_id, relation) where state = 'tied';
