select store.seen_by_place('governance.escalation');
select store.seen_by_place('governance.action');
select store.seen_by_place('governance.cell');
select store.seen_by_place('governance.meeting');
