-- What rules were refused and left to a person, beside what was done about it.
create or replace view record.task_left with (security_invoker = true) as
  select t.site, t.id, case when s.id is null then 'open' else 'settled' end as state, t.recorded_at as at, t.reaction, t.rule, t.sentence, t.event,
    e.type as event_type, e.noun, e.subject, s.settled_by, s.settled_at, s.what_was_done
  from store.task t
  left join record.task s on s.site = t.site and s.id = t.id
  left join lateral (select type, noun, subject from store.event where site = t.site and id = t.event limit 1) e on true;
comment on view record.task_left is 'Published: tasks that rules left to a person, open and settled';
