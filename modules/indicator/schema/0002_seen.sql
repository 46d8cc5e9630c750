select store.seen_by_place('indicator.value');
