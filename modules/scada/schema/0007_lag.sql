-- How late the words of a connection come, and how far behind the historian and the record are.
alter table scada.connection add column lag_ms bigint;
alter table scada.connection add column lag_at timestamptz;
alter table scada.connection add column samples_waiting_since timestamptz;
alter table scada.connection add column words_waiting_since timestamptz;
comment on column scada.connection.lag_ms is 'From the source''s clock to ours: how long the newest value took, ms';
comment on column scada.connection.lag_at is 'When that value came';
comment on column scada.connection.samples_waiting_since is 'Since when samples have waited for the historian; empty where none wait';
comment on column scada.connection.words_waiting_since is 'Since when words have waited for the record; empty where none wait';
