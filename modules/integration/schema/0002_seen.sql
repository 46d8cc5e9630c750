-- a message speaks of many places at once
select store.seen_by_site('integration.message');
