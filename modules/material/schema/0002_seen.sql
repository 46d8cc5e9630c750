select store.seen_by_place('material.lot');
