select store.seen_by_site('personnel.credential');
select store.seen_by_site('personnel.session');
select store.seen_by_site('personnel.token');
-- who acts for whom is as open as who holds which role
select store.seen_by_all('personnel.delegation');
