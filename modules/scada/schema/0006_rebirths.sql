-- How often machines of a connection were asked to say all of theirs again.
alter table scada.connection add column rebirths_asked bigint;
comment on column scada.connection.rebirths_asked is 'Births asked for since the server listens; unknown where the protocol has none';
