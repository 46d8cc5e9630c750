select store.seen_by_place('mes.execution');
select store.seen_by_place('mes.call');
