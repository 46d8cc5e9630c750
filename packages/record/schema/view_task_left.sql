-- What rules were refused and left to a person, and reports that did not fit the record, beside what was done about it.
create or replace view record.task_left with (security_invoker = true) as
  select l.site, l.id, case when s.id is null then 'open' else 'settled' end as state, l.at, l.reaction, l.rule, l.sentence, l.event,
    e.type as event_type, e.noun, e.subject, s.settled_by, s.settled_at, s.what_was_done, l.told, l.told_by, l.happened_at
  from (
    select site, id, recorded_at as at, reaction, rule, sentence, event, null::jsonb as told, null::text as told_by, null::timestamptz as happened_at
      from store.task
    union all
    select site, id, recorded_at, address, rule, sentence, null, input, by_person, happened_at
      from store.kept_report
  ) l
  left join record.task s on s.site = l.site and s.id = l.id
  left join lateral (select type, noun, subject from store.event where site = l.site and id = l.event limit 1) e on true;
comment on view record.task_left is 'Published: what was left to a person by rules and by reports that did not fit, open and settled; told, told_by and happened_at are those of a report';
