-- A request lies where its first line does, also while the line is held: what nobody can place yet lies where its flow speaks of.
-- Rows of before have no place of their own in the line and keep lying where their work runs.
select store.seen_by_place_now('planning.production_request', 'coalesce(lines->0->>''place'', lines->0->''work''->0->>''place'')');
