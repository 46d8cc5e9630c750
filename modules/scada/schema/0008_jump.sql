-- Where a counter did what counts nothing: it went back without beginning anew, or leapt.
alter table scada.counter add column jumps jsonb;
comment on column scada.counter.jumps is 'Where it did what counts nothing, so that pieces may be lost, latest last: at, kind (step-back, leap), from, to; empty of a counter read last before this was kept';
