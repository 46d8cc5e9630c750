-- A session knows the enrolled station it was opened at, so that it ends with it; an account may be locked by hand, until it is unlocked.
alter table personnel.session add column station_id uuid;
comment on column personnel.session.station_id is 'The enrolled station it was opened at; none in a browser';
create index session_by_station on personnel.session (site, (station_id::text), state);
alter table personnel.credential add column locked_by text;
comment on column personnel.credential.locked_by is 'Who locked it by hand, until it is unlocked; none where wrong tries did, for a while';
