-- How many numbers of a series were drawn. It grows by one with each record, in the commit that makes it, whatever clocks say.
create or replace view store.drawn as
  select site, series, sum(last) as numbers from store.number group by site, series;
comment on view store.drawn is 'Published: how many records of a numbered noun there are';
