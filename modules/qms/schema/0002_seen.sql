select store.seen_by_place('qms.deviation');
