select store.seen_by_place('scada.unit');
select store.seen_by_place('scada.interval');
select store.seen_by_place('scada.count');
