-- the page of a lot leads to the work that makes it
create index execution_by_lot on mes.execution (site, lot) where lot is not null;
