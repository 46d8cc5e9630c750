-- every screen needs the names of the plant
select store.seen_by_all('model.object');
select store.seen_by_all('model.revision');
