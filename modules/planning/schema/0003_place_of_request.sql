-- A request lies where its first line does, also while the line is held: what nobody can place yet lies where its flow speaks of.
-- Rows of before have no place of their own in the line and keep lying where their work runs.
drop policy seen_by_place on planning.production_request;
delete from store.sight where table_name = 'planning.production_request';
select store.seen_by_place('planning.production_request', 'coalesce(lines->0->>''place'', lines->0->''work''->0->>''place'')');
