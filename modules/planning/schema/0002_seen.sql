-- a request lies where the work of its first line does, as its rights do
select store.seen_by_place('planning.production_request', 'lines->0->''work''->0->>''place''');
select store.seen_by_place('planning.difference');
